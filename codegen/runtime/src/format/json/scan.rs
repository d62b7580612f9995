//! The pull reader: values, one after the other.
//!
//! It refuses what is not JSON, and keeps nothing but its place in the text: what is open is known by who
//! reads it, which is on the call stack. That is why values that are read can stand only so deep in each other.

use super::error::{Error, NOT_AS_EXPECTED};
use std::borrow::Cow;

/// How deep objects and arrays cannot be read any more.
const TOO_DEEP: usize = 128;

/// For so many entries, and no more, a map gets room before they are read.
const MOST: u8 = 28;

/// What is given a key, and reads the value.
pub type ReadEntry<'r, 'a> = dyn FnMut(Cow<'a, str>, &mut Scanner<'a>) -> Result<(), Error> + 'r;

/// A text, read up to a place.
pub struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: usize,
    /// How many entries the last map at each depth had.
    entries: [u8; 8],
}

/// An object or array that is being read.
pub(super) struct Open {
    /// What it ends with.
    end: u8,
    is_new: bool,
}

impl<'a> Scanner<'a> {
    /// A text from its beginning.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            entries: [0; 8],
        }
    }

    /// Makes sure that nothing follows.
    pub fn finish(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("something follows the value")),
        }
    }

    /// Reads an object, each entry of which `entry` reads.
    pub fn object(&mut self, entry: &mut ReadEntry<'_, 'a>) -> Result<(), Error> {
        let mut open = self.open(b'{', b'}')?;
        while let Some(key) = self.next_key(&mut open)? {
            entry(key, self)?;
        }
        Ok(())
    }

    /// The key of the next entry, if there is one.
    pub(super) fn next_key(&mut self, open: &mut Open) -> Result<Option<Cow<'a, str>>, Error> {
        match self.more(open)? {
            true => self.key().map(Some),
            false => Ok(None),
        }
    }

    /// Whether another item follows. It is compiled here, and not with each list.
    pub(super) fn another(&mut self, open: &mut Open) -> Result<bool, Error> {
        self.more(open)
    }

    /// Reads an array, each item of which `item` reads.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut open = self.open(b'[', b']')?;
        while self.more(&mut open)? {
            item(self)?;
        }
        Ok(())
    }

    /// How many entries a map will have that was just opened: as many as the last one, since the items of a page are
    /// alike.
    pub(super) fn expected(&self) -> usize {
        self.entries[self.depth % 8].into()
    }

    /// Notes how many entries a map has that was just closed.
    pub(super) fn expect(&mut self, entries: usize) {
        self.entries[(self.depth + 1) % 8] = u8::try_from(entries).unwrap_or(MOST).min(MOST);
    }

    /// Reads a null, if there is one.
    #[inline]
    pub fn take_null(&mut self) -> bool {
        let is_null = self.peek() == Some(b'n') && self.text[self.at..].starts_with("null");
        if is_null {
            self.at += 4;
        }
        is_null
    }

    /// Reads this word.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Error> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.syntax("this is no value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Skips a value, however deep. Its texts are looked through, but not for what their escapes mean.
    pub fn skip(&mut self) -> Result<(), Error> {
        let mut opened = Vec::new();
        loop {
            match self.peek() {
                Some(b'{') => opened.push(self.begin(b'}')),
                Some(b'[') => opened.push(self.begin(b']')),
                _ => self.skip_scalar()?,
            }
            // What is complete now, and what comes then.
            loop {
                let Some(open) = opened.last_mut() else {
                    return Ok(());
                };
                if self.more(open)? {
                    if open.end == b'}' {
                        self.skip_key()?;
                    }
                    break;
                }
                opened.pop();
            }
        }
    }

    fn skip_scalar(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => self.skip_text(),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            _ => self.word("null"),
        }
    }

    /// The next byte that is no space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// The byte that is here.
    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn begin(&mut self, end: u8) -> Open {
        self.at += 1;
        self.depth += 1;
        Open { end, is_new: true }
    }

    pub(super) fn open(&mut self, begin: u8, end: u8) -> Result<Open, Error> {
        if self.peek() != Some(begin) {
            return Err(self.unexpected());
        }
        if self.depth + 1 >= TOO_DEEP {
            return Err(self.syntax("values are nested too deep"));
        }
        Ok(self.begin(end))
    }

    /// Whether another item or entry follows.
    #[inline]
    pub(super) fn more(&mut self, open: &mut Open) -> Result<bool, Error> {
        let is_new = std::mem::replace(&mut open.is_new, false);
        match self.peek() {
            Some(byte) if byte == open.end => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !is_new => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if is_new => Ok(true),
            _ => Err(self.syntax("a comma is missing")),
        }
    }

    /// Reads a key and the colon, if they are these, without escapes or spaces.
    #[inline]
    pub(super) fn take_key(&mut self, key: &[u8]) -> bool {
        self.peek();
        let is_here = self.text.as_bytes()[self.at..].starts_with(key);
        if is_here {
            self.at += key.len();
        }
        is_here
    }

    /// Reads a key and the colon.
    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, Error> {
        self.at_key()?;
        let key = self.take_text()?;
        self.colon()?;
        Ok(key)
    }

    fn skip_key(&mut self) -> Result<(), Error> {
        self.at_key()?;
        self.skip_text()?;
        self.colon()
    }

    #[inline]
    fn at_key(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => Ok(()),
            _ => Err(self.syntax("a key is missing")),
        }
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Error> {
        if self.peek() != Some(b':') {
            return Err(self.syntax("a colon is missing"));
        }
        self.at += 1;
        Ok(())
    }

    /// What is wrong at the byte that is here.
    #[cold]
    pub(super) fn syntax(&self, what: &'static str) -> Error {
        match self.at < self.text.len() {
            true => Error::at(self.text, self.at + 1, what),
            false => Error::at(self.text, self.text.len(), "the JSON ends too early"),
        }
    }

    /// What is wrong with a value that is not of the type that the model says: what is wrong with it itself,
    /// if anything is.
    #[cold]
    pub(super) fn unexpected(&mut self) -> Error {
        if !matches!(self.peek(), Some(b'{' | b'['))
            && let Err(error) = self.skip_scalar()
        {
            return error;
        }
        self.wrong()
    }

    /// What is wrong with a value that was read.
    #[cold]
    pub(super) fn wrong(&self) -> Error {
        Error::at(self.text, self.at, NOT_AS_EXPECTED)
    }
}
