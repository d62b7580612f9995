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
    /// Reads the start tag that is here.
    #[inline]
    pub(super) fn start(&mut self) -> Result<Start<'a>, Error> {
        self.at += 1;
        let from = self.at;
        let name = self.take_name()?;
        let local = self.local(from, name)?;
        let mut start = Start {
            name,
            local,
            attributes: "",
            is_empty: false,
        };
        if self.byte(0) == Some(b'>') {
            self.at += 1;
        } else {
            self.attributes(&mut start)?;
        }
        if !start.is_empty {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err(self.error("elements are nested too deep"));
            }
        }
        Ok(start)
    }

    /// Where the name behind the prefix begins.
    #[inline]
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
            let name = self.take_name()?;
            self.local(at, name)?;
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
    #[inline]
    pub(super) fn take_name(&mut self) -> Result<&'a str, Error> {
        let from = self.at;
        let bytes = self.text.as_bytes();
        let mut rest = bytes[from..].iter();
        let ascii = rest.position(|&byte| !text::is_name_byte(byte));
        self.at += ascii.unwrap_or(bytes.len() - from);
        if self.byte(0).is_some_and(|byte| !byte.is_ascii()) {
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
