//! The pull reader: elements, their attributes and their texts, one after the other.
//!
//! It refuses what is not well-formed, and keeps nothing but its place in the document: the start tag is kept
//! by who reads the element, which is on the call stack. There is no DTD, so no entity can be declared, and
//! nothing expands.

use super::error::Error;
use super::start::{Start, next_attribute};
use super::text::{self, Kind, NOT_A_CHARACTER, is_space};
use std::borrow::Cow;

/// A document, read up to a place.
pub struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: usize,
}

impl<'a> Scanner<'a> {
    /// A document from its beginning.
    pub fn new(body: &'a [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(body)
            .map_err(|error| Error::at(error.valid_up_to(), "this is not UTF-8"))?;
        Ok(Self {
            text,
            // A byte order mark.
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            depth: 0,
        })
    }

    /// How far it is read.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The start tag of the root.
    pub fn root(&mut self) -> Result<Start<'a>, Error> {
        if self.rest().starts_with("<?xml") && self.byte(5).is_some_and(|b| is_space(b.into())) {
            self.xml_declaration()?;
        }
        self.miscellany()?;
        match self.byte(0) {
            Some(b'<') => self.start(""),
            Some(_) => Err(self.error("a text stands before the root element")),
            None => Err(self.error("there is no root element")),
        }
    }

    /// Makes sure that nothing follows the root element.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.miscellany()?;
        match self.byte(0) {
            None => Ok(()),
            Some(_) => Err(self.error("something follows the root element")),
        }
    }

    /// The next element inside an element, or `None` behind its end tag. Texts between them are skipped.
    pub fn child(&mut self, parent: &Start<'_>) -> Result<Option<Start<'a>>, Error> {
        self.child_like(parent, "")
    }

    /// The same, which is found faster if it has this name.
    #[inline]
    pub fn child_like(
        &mut self,
        parent: &Start<'_>,
        likely: &'static str,
    ) -> Result<Option<Start<'a>>, Error> {
        if parent.is_empty {
            return Ok(None);
        }
        loop {
            // Services write elements one behind the other, or on lines of their own.
            if self.byte(0) != Some(b'<') {
                self.at += text::indentation(&self.text.as_bytes()[self.at..]);
            }
            if self.byte(0) != Some(b'<') {
                self.characters()?;
            }
            match self.markup()? {
                Markup::Start => return self.start(likely).map(Some),
                Markup::End => return self.end(parent).map(|()| None),
                Markup::Text(_) | Markup::Nothing => {}
            }
        }
    }

    /// The text of an element that has no other element inside, up to behind its end tag.
    pub fn text(&mut self, of: &Start<'_>) -> Result<Cow<'a, str>, Error> {
        if of.is_empty {
            return Ok(Cow::Borrowed(""));
        }
        let mut text = self.characters()?;
        loop {
            match self.markup()? {
                Markup::End => {
                    self.end(of)?;
                    return Ok(text);
                }
                Markup::Start => return Err(self.error("an element stands where a text should")),
                Markup::Text(more) => text::append(&mut text, more.into()),
                Markup::Nothing => {}
            }
            text::append(&mut text, self.characters()?);
        }
    }

    /// Skips what is left of an element. It is looked through as if it was read.
    pub fn skip(&mut self, of: &Start<'_>) -> Result<(), Error> {
        while let Some(child) = self.child(of)? {
            self.skip(&child)?;
        }
        Ok(())
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    #[inline]
    pub(super) fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    #[cold]
    pub(super) fn error(&self, what: &'static str) -> Error {
        Error::at(self.at, what)
    }

    /// Reads characters up to the next markup.
    #[inline]
    fn characters(&mut self) -> Result<Cow<'a, str>, Error> {
        let bytes = self.text.as_bytes();
        let from = self.at;
        let mut references = false;
        loop {
            let mut rest = bytes[self.at..].iter();
            let plain = rest.position(|&byte| text::kind(byte) != Kind::Plain);
            self.at += plain.unwrap_or(bytes.len() - self.at);
            let Some(byte) = self.byte(0) else {
                return Err(self.error("the document ends inside an element"));
            };
            match text::kind(byte) {
                Kind::Less => break,
                Kind::Ampersand => {
                    let (_, length) = text::reference(self.rest())
                        .ok_or_else(|| self.error("this reference has no meaning"))?;
                    references = true;
                    self.at += length - 1;
                }
                Kind::Greater if self.text[from..self.at].ends_with("]]") => {
                    return Err(self.error("`]]>` stands in a text"));
                }
                Kind::Greater => {}
                kind => self.allowed(kind)?,
            }
            self.at += 1;
        }
        let raw = &self.text[from..self.at];
        Ok(match references {
            true => text::unescape(raw),
            false => Cow::Borrowed(raw),
        })
    }

    /// Fails if the character here is none that a document may have.
    pub(super) fn allowed(&self, kind: Kind) -> Result<(), Error> {
        let never = match kind {
            Kind::Control => true,
            Kind::MaybeNot => self.rest().starts_with(NOT_A_CHARACTER),
            _ => false,
        };
        match never {
            true => Err(self.error("this character is not allowed")),
            false => Ok(()),
        }
    }

    /// Fails if any of the next characters is none that a document may have.
    fn all_allowed(&mut self, length: usize) -> Result<(), Error> {
        let end = self.at + length;
        while self.at < end {
            self.allowed(text::kind(self.byte(0).unwrap_or_default()))?;
            self.at += 1;
        }
        Ok(())
    }

    /// What begins with the `<` that is here. Comments, instructions and CDATA are read, tags are not.
    #[inline]
    fn markup(&mut self) -> Result<Markup<'a>, Error> {
        match self.byte(1) {
            Some(b'/') => Ok(Markup::End),
            Some(b'!') => self.declaration(),
            Some(b'?') => self.instruction().map(|()| Markup::Nothing),
            _ => Ok(Markup::Start),
        }
    }

    /// A comment, or CDATA.
    #[cold]
    fn declaration(&mut self) -> Result<Markup<'a>, Error> {
        if self.rest().starts_with("<!--") {
            self.comment()?;
            return Ok(Markup::Nothing);
        }
        let rest = self.rest();
        let Some(data) = rest.strip_prefix("<![CDATA[") else {
            return Err(self.error("there is no such markup inside an element"));
        };
        let length = data
            .find("]]>")
            .ok_or_else(|| self.error("the document ends inside CDATA"))?;
        self.at += rest.len() - data.len();
        self.all_allowed(length)?;
        self.at += 3;
        Ok(Markup::Text(&data[..length]))
    }

    /// Reads a comment, in which `--` must not stand.
    fn comment(&mut self) -> Result<(), Error> {
        let inside = &self.rest()[4..];
        let length = inside
            .find("--")
            .ok_or_else(|| self.error("the document ends inside a comment"))?;
        self.at += 4;
        self.all_allowed(length)?;
        match self.rest().starts_with("-->") {
            true => self.at += 3,
            false => return Err(self.error("`--` stands in a comment")),
        }
        Ok(())
    }

    /// Reads the declaration of XML that is here: a version, and maybe an encoding and whether the document
    /// stands alone.
    fn xml_declaration(&mut self) -> Result<(), Error> {
        let length = self.rest().find("?>").unwrap_or_default();
        let mut rest = self.rest().get(5..length).unwrap_or_default();
        for (position, known) in ["version", "encoding", "standalone"].iter().enumerate() {
            match next_attribute(rest) {
                Some((name, value, after)) if name == *known => match declares(name, value) {
                    true => rest = after,
                    false => return Err(self.error("this is no declaration of XML")),
                },
                _ if position == 0 => return Err(self.error("the declaration has no version")),
                _ => {}
            }
        }
        match rest.trim_start_matches(is_space) {
            "" => self.instruction(),
            _ => Err(self.error("this is no declaration of XML")),
        }
    }

    /// Reads a processing instruction, or the declaration of XML.
    fn instruction(&mut self) -> Result<(), Error> {
        let declares = self.at == 0 || (self.at == 3 && self.text.starts_with('\u{feff}'));
        self.at += 2;
        let target = self.take_name()?;
        if target.eq_ignore_ascii_case("xml") && !(declares && target == "xml") {
            return Err(self.error("the declaration of XML is not at the beginning"));
        }
        let length = self
            .rest()
            .find("?>")
            .ok_or_else(|| self.error("the document ends inside an instruction"))?;
        if length > 0 && !self.byte(0).is_some_and(|b| is_space(b.into())) {
            return Err(self.error("a space is missing"));
        }
        self.all_allowed(length)?;
        self.at += 2;
        Ok(())
    }

    /// Skips what may stand before and behind the root element.
    fn miscellany(&mut self) -> Result<(), Error> {
        loop {
            self.spaces();
            let rest = self.rest();
            if rest.starts_with("<!--") {
                self.comment()?;
            } else if rest.starts_with("<?") {
                self.instruction()?;
            } else if rest.starts_with("<!") {
                return Err(self.error("document types are not supported"));
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn spaces(&mut self) -> bool {
        let from = self.at;
        while self.byte(0).is_some_and(|byte| is_space(byte.into())) {
            self.at += 1;
        }
        self.at > from
    }
}

/// What a `<` begins.
enum Markup<'a> {
    Start,
    End,
    /// CDATA, which was read.
    Text(&'a str),
    /// A comment or an instruction, which was read.
    Nothing,
}

/// Whether a declaration of XML can say this.
fn declares(name: &str, value: &str) -> bool {
    let of_encoding = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    match name {
        "version" => value
            .strip_prefix("1.")
            .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit())),
        "encoding" => !value.is_empty() && value.chars().all(of_encoding),
        _ => matches!(value, "yes" | "no"),
    }
}
