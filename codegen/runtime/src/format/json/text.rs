//! Texts: as they stand there, or with escapes.

use super::bytes::plain;
use super::error::Error;
use super::scan::Scanner;
use std::borrow::Cow;

impl<'a> Scanner<'a> {
    /// Reads a text.
    #[inline]
    pub fn take_text(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected());
        }
        self.at += 1;
        let plain = self.plain();
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.escaped(plain.to_owned()).map(Cow::Owned)
    }

    /// Skips a text. Nobody asks what its escapes mean.
    pub(super) fn skip_text(&mut self) -> Result<(), Error> {
        self.at += 1;
        loop {
            self.plain();
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    if self.escape()? == b'u' {
                        self.code_unit()?;
                    }
                }
                _ => return Err(self.not_in_a_text()),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// What stands for itself from here on.
    #[inline]
    fn plain(&mut self) -> &'a str {
        let from = self.at;
        self.at += plain(&self.text.as_bytes()[from..]);
        &self.text[from..self.at]
    }

    /// The rest of a text behind what stood for itself.
    fn escaped(&mut self, mut text: String) -> Result<String, Error> {
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => text.push(self.escaped_char()?),
                _ => return Err(self.not_in_a_text()),
            }
            text.push_str(self.plain());
        }
        self.at += 1;
        Ok(text)
    }

    fn escaped_char(&mut self) -> Result<char, Error> {
        Ok(match self.escape()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            itself => itself.into(),
        })
    }

    /// Reads a backslash and what says what it means.
    fn escape(&mut self) -> Result<u8, Error> {
        self.at += 1;
        match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u')) => {
                self.at += 1;
                Ok(byte)
            }
            _ => Err(self.syntax("this escape has no meaning")),
        }
    }

    /// The character of one code unit of UTF-16, or of two.
    fn unicode(&mut self) -> Result<char, Error> {
        let first = self.code_unit()?;
        let mut units = [first, 0];
        let mut length = 1;
        if matches!(first, 0xd800..=0xdbff) && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            units[1] = self.code_unit()?;
            length = 2;
        }
        let mut chars = char::decode_utf16(units.into_iter().take(length));
        match (chars.next(), chars.next()) {
            (Some(Ok(char)), None) => Ok(char),
            _ => Err(self.syntax("this escape is half a character")),
        }
    }

    /// The four digits behind `\u`.
    fn code_unit(&mut self) -> Result<u16, Error> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let digit = digit.ok_or_else(|| self.syntax("this escape has no meaning"))?;
            unit = unit << 4 | digit as u16;
            self.at += 1;
        }
        Ok(unit)
    }

    #[cold]
    fn not_in_a_text(&self) -> Error {
        self.syntax("a control character stands in a text")
    }
}
