//! Numbers: integers of 64 bits, and doubles.

use super::error::Error;
use super::scan::Scanner;
use aws_smithy_types::Number;

impl Scanner<'_> {
    /// Reads a number.
    pub fn take_number(&mut self) -> Result<Number, Error> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => {}
            _ => return Err(self.unexpected()),
        }
        let from = self.at;
        if let Some(integer) = self.digits()? {
            return Ok(integer);
        }
        match self.text[from..self.at].parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Float(number)),
            _ => Err(self.syntax("a number is out of range")),
        }
    }

    /// Skips a number, however large.
    pub(super) fn skip_number(&mut self) -> Result<(), Error> {
        self.digits().map(drop)
    }

    /// The number, if it is an integer that 64 bits hold. `-0` is none.
    fn digits(&mut self) -> Result<Option<Number>, Error> {
        let is_negative = self.byte() == Some(b'-');
        if is_negative {
            self.at += 1;
        }
        let size = match self.byte() {
            // Nothing but a fraction stands behind a zero.
            Some(b'0') => {
                self.at += 1;
                Some(0)
            }
            _ => self.integer()?,
        };
        let size = size.filter(|_| !self.fraction_follows());
        self.fraction()?;
        Ok(size.and_then(|size| match is_negative {
            false => Some(Number::PosInt(size)),
            true => {
                let number = 0_i64.checked_sub_unsigned(size);
                number.filter(|number| *number < 0).map(Number::NegInt)
            }
        }))
    }

    fn fraction_follows(&self) -> bool {
        matches!(self.byte(), Some(b'.' | b'e' | b'E'))
    }

    /// One digit or more: the number, if 64 bits hold it.
    fn integer(&mut self) -> Result<Option<u64>, Error> {
        let from = self.at;
        let mut number = Some(0_u64);
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            let next = |number: u64| number.checked_mul(10)?.checked_add((digit - b'0').into());
            number = number.and_then(next);
            self.at += 1;
        }
        match self.at == from {
            true => Err(self.syntax("this is no number")),
            false => Ok(number),
        }
    }

    /// A fraction and an exponent, if they are there.
    fn fraction(&mut self) -> Result<(), Error> {
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.integer()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.integer()?;
        }
        Ok(())
    }
}
