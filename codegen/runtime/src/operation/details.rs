//! What errors tell of themselves, in reports and in their `Display`.

use crate::format::text::{Serializer, Sink};
use crate::schema::{Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use std::collections::HashMap;
use std::fmt;

/// Members of an exception.
#[derive(Debug, Default)]
pub struct Members {
    shown: Vec<(&'static str, String)>,
    hide_message: bool,
}

impl Members {
    /// The members of this exception.
    pub fn of(exception: &impl Structure) -> Self {
        let mut members = Self::default();
        exception.write(&mut members);
        members
    }

    /// Whether the message is sensitive.
    pub fn hide_message(&self) -> bool {
        self.hide_message
    }

    /// The members that may be shown, by their names on the wire: texts, numbers, booleans.
    pub fn into_shown(self) -> Vec<(&'static str, String)> {
        self.shown
    }
}

impl MemberWriter for Members {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if C::SENSITIVE {
            self.hide_message |= member.name.eq_ignore_ascii_case("message");
        } else if let Ok(text) = C::write(value, Shown) {
            self.shown.push((member.name, text));
        }
    }
}

/// What a value is shown as: its text. One that has parts is not shown, and null neither.
struct Shown;

impl Sink for Shown {
    type Ok = String;
    type Error = fmt::Error;

    const IS_FOR_PEOPLE: bool = true;

    fn put(self, text: &str) -> Result<String, fmt::Error> {
        Ok(text.to_owned())
    }
}

impl ValueWriter for Shown {
    type Ok = String;
    type Error = fmt::Error;
    type Scalar = Serializer<Self>;

    fn scalar(self) -> Serializer<Self> {
        Serializer(self)
    }

    fn structure<T: Structure>(self, _: &T) -> Result<String, fmt::Error> {
        Err(fmt::Error)
    }

    fn union<T: Union>(self, _: &T) -> Result<String, fmt::Error> {
        Err(fmt::Error)
    }

    fn list<C: Codec<T>, T>(self, _: &[T]) -> Result<String, fmt::Error> {
        Err(fmt::Error)
    }

    fn map<C: Codec<T>, K: Key, T>(self, _: &HashMap<K, T>) -> Result<String, fmt::Error> {
        Err(fmt::Error)
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<String, fmt::Error> {
        value.map_or(Err(fmt::Error), |value| C::write(value, self))
    }
}
