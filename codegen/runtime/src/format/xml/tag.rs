//! The tags of a document: names, attributes, and that an end is that of its start.

use super::error::Error;
use super::scan::Scanner;
use super::start::Start;
use super::text;

/// How deep elements may be inside each other.
const DEPTH: usize = 128;

/// How many attributes an element may have: they are compared with each other.
const ATTRIBUTES: usize = 64;

impl<'a> Scanner<'a> {
    /// Reads the start tag that is here, and likely has this name.
    #[inline]
    pub(super) fn start(&mut self, likely: &'static str) -> Result<Start<'a>, Error> {
        self.at += 1;
        let mut start = Start {
            name: likely,
            local: 0,
            attributes: "",
            is_empty: false,
        };
        let after = self.text.as_bytes()[self.at..].strip_prefix(likely.as_bytes());
        if !likely.is_empty() && after.is_some_and(|after| after.starts_with(b">")) {
            self.at += likely.len() + 1;
        } else {
            (start.name, start.local) = self.take_tag_name()?;
            match self.byte(0) {
                Some(b'>') => self.at += 1,
                _ => self.attributes(&mut start)?,
            }
        }
        if !start.is_empty {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err(self.error("elements are nested too deep"));
            }
        }
        Ok(start)
    }

    /// Reads a name, and says where what follows its prefix begins.
    #[inline]
    fn take_tag_name(&mut self) -> Result<(&'a str, usize), Error> {
        let from = self.at;
        let rest = &self.text.as_bytes()[from..];
        let length = rest.iter().position(|&byte| !text::is_name_byte(byte));
        let length = length.unwrap_or(rest.len());
        let begins = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
        if rest.first().is_some_and(begins) && !matches!(rest.get(length), Some(b':' | 0x80..)) {
            self.at += length;
            return Ok((&self.text[from..self.at], 0));
        }
        let name = self.take_name()?;
        Ok((name, self.local(from, name)?))
    }

    /// Where the name behind the prefix begins.
    #[cold]
    fn local(&self, from: usize, name: &str) -> Result<usize, Error> {
        let Some(colon) = name.bytes().position(|byte| byte == b':') else {
            return Ok(0);
        };
        let local = &name[colon + 1..];
        let begins = local.chars().next().is_some_and(text::begins_name);
        match colon > 0 && begins && !local.contains(':') {
            true => Ok(colon + 1),
            false => Err(Error::at(from, "this is no name")),
        }
    }

    /// Reads the attributes of a start tag, and its end.
    fn attributes(&mut self, start: &mut Start<'a>) -> Result<(), Error> {
        let from = self.at;
        let mut names: [&str; ATTRIBUTES] = [""; ATTRIBUTES];
        let mut count = 0;
        loop {
            let spaced = self.spaces();
            start.attributes = &self.text[from..self.at];
            match self.byte(0) {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'/') if self.byte(1) == Some(b'>') => {
                    self.at += 2;
                    start.is_empty = true;
                    return Ok(());
                }
                _ if !spaced => return Err(self.error("a space is missing")),
                _ => {}
            }
            let at = self.at;
            let (name, _) = self.take_tag_name()?;
            if names[..count].contains(&name) {
                return Err(Error::at(at, "an attribute is there twice"));
            }
            *names
                .get_mut(count)
                .ok_or_else(|| Error::at(at, "an element has too many attributes"))? = name;
            count += 1;
            self.attribute_value()?;
        }
    }

    /// Reads the `="value"` of an attribute.
    fn attribute_value(&mut self) -> Result<(), Error> {
        self.spaces();
        if self.byte(0) != Some(b'=') {
            return Err(self.error("an attribute has no value"));
        }
        self.at += 1;
        self.spaces();
        let quote = match self.byte(0) {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return Err(self.error("the value of an attribute has no quotes")),
        };
        self.at += 1;
        loop {
            match self.byte(0) {
                None => return Err(self.error("the document ends inside an attribute")),
                Some(byte) if byte == quote => break,
                Some(b'<') => return Err(self.error("`<` stands in an attribute")),
                Some(b'&') => {
                    let (_, length) = text::reference(self.rest())
                        .ok_or_else(|| self.error("this reference has no meaning"))?;
                    self.at += length;
                }
                Some(byte) => {
                    self.allowed(text::kind(byte))?;
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Reads the end tag that is here.
    #[inline]
    pub(super) fn end(&mut self, of: &Start<'_>) -> Result<(), Error> {
        let at = self.at;
        let name = &self.text.as_bytes()[at + 2..];
        if !name.starts_with(of.name.as_bytes()) {
            return Err(self.error("this end tag is not that of the element"));
        }
        self.at += 2 + of.name.len();
        if self.byte(0) != Some(b'>') {
            self.spaces();
            if self.byte(0) != Some(b'>') {
                return Err(Error::at(at, "this end tag is not that of the element"));
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    /// Reads a name.
    #[cold]
    pub(super) fn take_name(&mut self) -> Result<&'a str, Error> {
        let from = self.at;
        let bytes = self.text.as_bytes();
        let mut rest = bytes[from..].iter();
        let ascii = rest.position(|&byte| !text::is_name_byte(byte));
        self.at += ascii.unwrap_or(bytes.len() - from);
        if matches!(self.byte(0), Some(b':' | 0x80..)) {
            let rest = self.rest();
            let longer = rest.find(|c| !text::continues_name(c));
            self.at += longer.unwrap_or(rest.len());
        }
        let name = &self.text[from..self.at];
        match name.chars().next().is_some_and(text::begins_name) {
            true => Ok(name),
            false => Err(Error::at(from, "this is no name")),
        }
    }
}
