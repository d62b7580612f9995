//! Writing shapes as JSON, without spaces and with fractions as official clients have them: `1e21`.

use super::bytes::{is_plain, plain};
use crate::error::Unwritten;
use crate::format::rows::Scope;
use crate::format::text::{Serializer, Sink};
use crate::schema::scalar::write_float;
use crate::schema::{Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::{BuildError, SerializationError};
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Document, Number};
use std::collections::HashMap;

/// Writes the members that are in the body as an object.
pub fn write_body<T: Structure>(value: &T, out: &mut Vec<u8>) -> Result<(), Unwritten> {
    write_members(value, Scope::Body, out)
}

fn write_members<T: Structure>(
    value: &T,
    scope: Scope,
    out: &mut Vec<u8>,
) -> Result<(), Unwritten> {
    let mut members = Members::open(scope, out);
    value.write(&mut members);
    members.close()
}

/// Writes the name of a member and its colon.
pub fn write_name(member: &Member, out: &mut Vec<u8>) {
    if !member.is_plain {
        return write_key(member.name, out);
    }
    comma(out);
    out.push(b'"');
    out.extend_from_slice(member.name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// Writes a key and its colon.
fn write_key(key: &str, out: &mut Vec<u8>) {
    comma(out);
    quote(key, out);
    out.push(b':');
}

/// Writes the comma behind the part before, if there is one.
fn comma(out: &mut Vec<u8>) {
    if !matches!(out.last(), Some(b'{' | b'[')) {
        out.push(b',');
    }
}

fn quote(text: &str, out: &mut Vec<u8>) {
    let text = text.as_bytes();
    out.reserve(text.len() + 2);
    out.push(b'"');
    match is_plain(text) {
        true => out.extend_from_slice(text),
        false => escaped(text, out),
    }
    out.push(b'"');
}

#[cold]
fn escaped(mut rest: &[u8], out: &mut Vec<u8>) {
    loop {
        let (plain, special) = rest.split_at(plain(rest));
        out.extend_from_slice(plain);
        let [special, after @ ..] = special else {
            break;
        };
        escape(*special, out);
        rest = after;
    }
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    let letter = match byte {
        0x8 => b'b',
        0xc => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        b'"' | b'\\' => byte,
        _ => return out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// The members of an object.
struct Members<'a> {
    scope: Scope,
    out: &'a mut Vec<u8>,
    /// What went wrong first.
    problem: Option<Unwritten>,
}

impl<'a> Members<'a> {
    #[inline]
    fn open(scope: Scope, out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        let problem = None;
        Self {
            scope,
            out,
            problem,
        }
    }

    /// Writes the name of a member, if its value is to be written.
    #[inline]
    fn name(&mut self, member: &'static Member) -> bool {
        let is_wanted = self.scope.has(member) && self.problem.is_none();
        if is_wanted {
            write_name(member, self.out);
        }
        is_wanted
    }

    #[cold]
    fn fail(&mut self, problem: Unwritten) {
        self.problem = Some(problem);
    }

    #[inline]
    fn close(self) -> Result<(), Unwritten> {
        match self.problem {
            None => {
                self.out.push(b'}');
                Ok(())
            }
            Some(problem) => Err(problem),
        }
    }
}

impl MemberWriter for Members<'_> {
    /// Once for each type, not once for each member that has it.
    #[inline(never)]
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if self.name(member)
            && let Err(problem) = C::write(value, Place(self.out))
        {
            self.fail(problem);
        }
    }

    /// The same once more, and not through it: nearly all members are options, and need this one alone.
    #[inline(never)]
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        if let Some(value) = value
            && self.name(member)
            && let Err(problem) = C::write(value, Place(self.out))
        {
            self.fail(problem);
        }
    }
}

/// Where a value goes.
pub struct Place<'a>(pub &'a mut Vec<u8>);

impl Sink for Place<'_> {
    type Ok = ();
    type Error = Unwritten;

    const IS_FOR_PEOPLE: bool = true;

    fn put(self, text: &str) -> Result<(), Unwritten> {
        quote(text, self.0);
        Ok(())
    }

    fn put_plain(self, text: &str) -> Result<(), Unwritten> {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

impl<'a> ValueWriter for Place<'a> {
    type Ok = ();
    type Error = Unwritten;
    type Scalar = Serializer<Self>;

    fn scalar(self) -> Serializer<Self> {
        Serializer(self)
    }

    fn text(self, value: &str) -> Result<(), Unwritten> {
        self.put(value)
    }

    fn boolean(self, value: bool) -> Result<(), Unwritten> {
        self.put_plain(Encoder::from(value).encode())
    }

    fn integer(self, value: i64) -> Result<(), Unwritten> {
        self.put_plain(Encoder::from(value).encode())
    }

    fn document(self, value: &Document) -> Result<(), Unwritten> {
        match value {
            Document::Object(entries) => {
                self.0.push(b'{');
                for (key, value) in entries {
                    write_key(key, self.0);
                    Place(self.0).document(value)?;
                }
                self.0.push(b'}');
                Ok(())
            }
            Document::Array(items) => {
                self.0.push(b'[');
                for item in items {
                    comma(self.0);
                    Place(self.0).document(item)?;
                }
                self.0.push(b']');
                Ok(())
            }
            Document::Number(Number::PosInt(number)) => {
                self.put_plain(Encoder::from(*number).encode())
            }
            Document::Number(Number::NegInt(number)) => self.integer(*number),
            Document::Number(Number::Float(number)) => write_float(*number, self.scalar()),
            Document::String(text) => self.text(text),
            Document::Bool(value) => self.boolean(*value),
            Document::Null => self.put_plain("null"),
        }
    }

    fn structure<T: Structure>(self, value: &T) -> Result<(), Unwritten> {
        write_members(value, Scope::All, self.0)
    }

    fn union<T: Union>(self, value: &T) -> Result<(), Unwritten> {
        let mut members = Members::open(Scope::All, self.0);
        value.write(&mut members);
        if members.out.ends_with(b"{") && members.problem.is_none() {
            let unknown = SerializationError::unknown_variant(T::NAME);
            return Err(BuildError::other(unknown).into());
        }
        members.close()
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Unwritten> {
        self.0.push(b'[');
        for item in items {
            comma(self.0);
            C::write(item, Place(self.0))?;
        }
        self.0.push(b']');
        Ok(())
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<(), Unwritten> {
        self.0.push(b'{');
        for (key, value) in entries {
            write_key(key.as_ref(), self.0);
            C::write(value, Place(self.0))?;
        }
        self.0.push(b'}');
        Ok(())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Unwritten> {
        match value {
            Some(value) => C::write(value, self),
            None => self.put_plain("null"),
        }
    }
}
