//! The bytes of CBOR as heads, texts, and the parts of lists and maps.

use super::bits::{BREAK, INDEFINITE, Major, Simple};
use super::error::{Error, Problem};
use std::borrow::Cow;

/// How deep lists and maps may stand in each other, as in the official clients.
const MAX_DEPTH: usize = 128;

/// A claimed length is believed up to here.
const TRUSTED_LENGTH: usize = 4096;

/// Reads one value after the other.
pub struct Decoder<'de> {
    rest: &'de [u8],
    length: usize,
    depth: usize,
}

/// The beginning of a value.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) major: u8,
    /// What stands beside the major type: a small number, or how long the number is.
    pub(super) info: u8,
    /// The number: the value itself, a length, a tag or the bits of a float.
    pub(super) number: u64,
}

impl Head {
    fn is_indefinite(self) -> bool {
        self.info == INDEFINITE
    }
}

/// A list or map that is being read: how many parts are left, if that is known.
pub(super) struct Open(Option<u64>);

impl Open {
    /// For how many parts there may be room before they are seen.
    pub(super) fn trusted(&self) -> usize {
        let claimed = self.0.unwrap_or_default();
        usize::try_from(claimed).map_or(TRUSTED_LENGTH, |claimed| claimed.min(TRUSTED_LENGTH))
    }
}

impl<'de> Decoder<'de> {
    pub fn new(input: &'de [u8]) -> Self {
        Self {
            rest: input,
            length: input.len(),
            depth: 0,
        }
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    #[cold]
    pub(super) fn error(&self, problem: Problem) -> Error {
        Error::new(problem, self.position())
    }

    /// Makes sure that nothing follows.
    pub fn end(&self) -> Result<(), Error> {
        match self.rest {
            [] => Ok(()),
            _ => Err(self.error(Problem::Trailing)),
        }
    }

    fn take(&mut self, count: u64) -> Result<&'de [u8], Error> {
        let count = usize::try_from(count).ok();
        let parts = count.and_then(|count| self.rest.split_at_checked(count));
        let (taken, rest) = parts.ok_or_else(|| self.error(Problem::End))?;
        self.rest = rest;
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let parts = self.rest.split_first_chunk::<N>();
        let (number, rest) = parts.ok_or_else(|| self.error(Problem::End))?;
        self.rest = rest;
        Ok(*number)
    }

    /// The beginning of the next value.
    #[inline]
    pub(super) fn head(&mut self) -> Result<Head, Error> {
        let [first] = self.number()?;
        let (major, info) = (first >> 5, first & 0x1f);
        let number = match info {
            0..=23 => info.into(),
            24 => u8::from_be_bytes(self.number()?).into(),
            25 => u16::from_be_bytes(self.number()?).into(),
            26 => u32::from_be_bytes(self.number()?).into(),
            27 => u64::from_be_bytes(self.number()?),
            INDEFINITE if !matches!(major, Major::UNSIGNED | Major::NEGATIVE | Major::TAG) => 0,
            _ => return Err(self.error(Problem::Malformed)),
        };
        Ok(Head {
            major,
            info,
            number,
        })
    }

    /// The beginning of a value of this type.
    pub(super) fn head_of(&mut self, major: u8) -> Result<Head, Error> {
        let head = self.head()?;
        match head.major == major {
            true => Ok(head),
            false => Err(self.error(Problem::Unexpected)),
        }
    }

    /// Takes the next value if it is null. The protocol takes undefined for that, too.
    #[inline]
    pub(super) fn null(&mut self) -> bool {
        const NULL: u8 = Major::SIMPLE << 5 | Simple::NULL;
        const UNDEFINED: u8 = Major::SIMPLE << 5 | Simple::UNDEFINED;
        match self.rest {
            [NULL | UNDEFINED, rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Whether a text follows, or nothing, which may have been one.
    pub(super) fn may_be_text(&self) -> bool {
        let next = self.rest.first();
        next.is_none_or(|first| first >> 5 == Major::TEXT)
    }

    fn ends(&mut self) -> bool {
        match self.rest {
            [BREAK, rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// The bytes of a text or of binary data; put together if they come in parts.
    #[inline]
    pub(super) fn string(&mut self, head: Head) -> Result<Cow<'de, [u8]>, Error> {
        if !head.is_indefinite() {
            return self.take(head.number).map(Cow::Borrowed);
        }
        let mut whole = Vec::new();
        while !self.ends() {
            let part = self.head_of(head.major)?;
            if part.is_indefinite() {
                return Err(self.error(Problem::Malformed));
            }
            whole.extend_from_slice(self.take(part.number)?);
        }
        Ok(whole.into())
    }

    /// The text that begins so.
    #[inline]
    pub(super) fn text_of(&mut self, head: Head) -> Result<Cow<'de, str>, Error> {
        let not_utf8 = |this: &Self| this.error(Problem::NotUtf8);
        match self.string(head)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| not_utf8(self)),
            Cow::Owned(bytes) => String::from_utf8(bytes)
                .map(Cow::Owned)
                .map_err(|_| not_utf8(self)),
        }
    }

    /// A text.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Error> {
        let head = self.head_of(Major::TEXT)?;
        self.text_of(head)
    }

    /// Begins a list or map. It must be read to its end with [`more`](Self::more).
    pub(super) fn open(&mut self, major: u8) -> Result<Open, Error> {
        let head = self.head_of(major)?;
        if self.depth == MAX_DEPTH {
            return Err(self.error(Problem::TooDeep));
        }
        self.depth += 1;
        Ok(Open((!head.is_indefinite()).then_some(head.number)))
    }

    /// Whether another item or entry follows.
    #[inline]
    pub(super) fn more(&mut self, open: &mut Open) -> bool {
        let more = match &mut open.0 {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None => !self.ends(),
        };
        if !more {
            self.depth -= 1;
        }
        more
    }

    /// Skips a value, however deep. Its texts must be such, as to the official reader.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        // How many values each list or map that is open still has, if that is known.
        let mut open: Vec<Option<u64>> = Vec::new();
        loop {
            let ends = matches!(open.last(), Some(None)) && self.ends();
            match ends {
                true => drop(open.pop()),
                false if self.begin(&mut open)? => continue,
                false => {}
            }
            // A value is complete, and with it perhaps those around it.
            while let Some(Some(left)) = open.last_mut() {
                *left -= 1;
                if *left > 0 {
                    break;
                }
                open.pop();
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    /// Skips a head and what belongs to it alone; whether other values belong to it, too.
    fn begin(&mut self, open: &mut Vec<Option<u64>>) -> Result<bool, Error> {
        let mut head = self.head()?;
        while head.major == Major::TAG {
            head = self.head()?;
        }
        let count = match head.major {
            Major::BYTES => {
                self.string(head)?;
                return Ok(false);
            }
            Major::TEXT => {
                self.text_of(head)?;
                return Ok(false);
            }
            Major::LIST => head.number,
            Major::MAP => head
                .number
                .checked_mul(2)
                .ok_or_else(|| self.error(Problem::End))?,
            Major::SIMPLE if head.is_indefinite() => return Err(self.error(Problem::Malformed)),
            _ => return Ok(false),
        };
        if !head.is_indefinite() && count == 0 {
            return Ok(false);
        }
        open.push((!head.is_indefinite()).then_some(count));
        Ok(true)
    }
}
