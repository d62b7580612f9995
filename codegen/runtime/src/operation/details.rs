//! What errors tell of themselves, in reports and in their `Display`.

use crate::format::serde::Writer;
use crate::schema::{Codec, Member, MemberWriter, Structure};
use aws_smithy_types::retry::ErrorKind;
use std::convert::Infallible;

/// An error that may hold an exception.
pub trait Described {
    /// The operation that it is an error of. `crate::Error` does not know it.
    fn operation(&self) -> Option<&'static str> {
        None
    }

    /// The members of the exception.
    fn details(&self) -> Members;

    /// Whether, and as what, the model says that it is worth another try.
    fn kind(&self) -> Option<ErrorKind> {
        None
    }
}

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
        let Ok(()) = exception.write(&mut members);
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
    type Error = Infallible;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Infallible> {
        if C::SENSITIVE {
            self.hide_message |= member.name.eq_ignore_ascii_case("message");
            return Ok(());
        }
        let mut json = Vec::new();
        let written = C::write(value, Writer(&mut serde_json::Serializer::new(&mut json)));
        let text = written.ok().and_then(|()| plain(json));
        self.shown.extend(text.map(|text| (member.name, text)));
        Ok(())
    }
}

/// A text, number or boolean without JSON's quotes; not what has parts, and not null.
fn plain(json: Vec<u8>) -> Option<String> {
    let json = String::from_utf8(json).ok()?;
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(&json).ok(),
        b'{' | b'[' | b'n' => None,
        _ => Some(json),
    }
}
