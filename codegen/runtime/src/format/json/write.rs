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

/// Writes a key and its colon.
fn write_key(key: &str, out: &mut Vec<u8>) {
    if !is_first(out) {
        out.push(b',');
    }
    quote(key, out);
    out.push(b':');
}

/// Whether nothing stands before the next part.
#[inline]
fn is_first(out: &[u8]) -> bool {
    matches!(out.last(), Some(b'{' | b'['))
}

/// Writes a text. Wherever it is called it is inside: most of what is written are texts, and short ones.
#[inline(always)]
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

    /// Where the value of a member goes, if it is to be written.
    #[inline]
    fn place(&mut self, member: &'static Member) -> Option<Place<'_>> {
        let is_wanted = self.scope.has(member) && self.problem.is_none();
        is_wanted.then(|| Place::of(member, self.out))
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
        if let Some(place) = self.place(member)
            && let Err(problem) = C::write(value, place)
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
            && let Some(place) = self.place(member)
            && let Err(problem) = C::write(value, place)
        {
            self.fail(problem);
        }
    }
}

/// Where a value goes.
pub struct Place<'a> {
    out: &'a mut Vec<u8>,
    /// What stands before the value, with the comma behind the part before, if there is one.
    before: &'static [u8],
}

impl<'a> Place<'a> {
    /// The end of what was written.
    pub fn end(out: &'a mut Vec<u8>) -> Self {
        let before = &[];
        Self { out, before }
    }

    /// Behind the name of a member.
    #[inline]
    pub fn of(member: &'static Member, out: &'a mut Vec<u8>) -> Self {
        let before = member.key.as_bytes();
        if before.is_empty() {
            write_key(member.name, out);
        }
        Self { out, before }
    }

    /// The next item of an array.
    #[inline]
    fn item(out: &'a mut Vec<u8>) -> Self {
        let before = b",";
        Self { out, before }
    }

    /// Writes what stands before the value; inside of its callers as what writes texts is.
    #[inline(always)]
    pub fn begin(self) -> &'a mut Vec<u8> {
        match (self.before, is_first(self.out)) {
            ([], _) | ([_], true) => {}
            ([comma], false) => self.out.push(*comma),
            ([_comma, key @ ..], true) => self.out.extend_from_slice(key),
            (all, false) => self.out.extend_from_slice(all),
        }
        self.out
    }
}

impl Sink for Place<'_> {
    type Ok = ();
    type Error = Unwritten;

    const IS_FOR_PEOPLE: bool = true;

    #[inline]
    fn put(self, text: &str) -> Result<(), Unwritten> {
        quote(text, self.begin());
        Ok(())
    }

    fn put_plain(self, text: &str) -> Result<(), Unwritten> {
        self.begin().extend_from_slice(text.as_bytes());
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
                let out = self.begin();
                out.push(b'{');
                for (key, value) in entries {
                    write_key(key, out);
                    Place::end(out).document(value)?;
                }
                out.push(b'}');
                Ok(())
            }
            Document::Array(items) => {
                let out = self.begin();
                out.push(b'[');
                for item in items {
                    Place::item(out).document(item)?;
                }
                out.push(b']');
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
        write_members(value, Scope::All, self.begin())
    }

    fn union<T: Union>(self, value: &T) -> Result<(), Unwritten> {
        let mut members = Members::open(Scope::All, self.begin());
        value.write(&mut members);
        if members.out.ends_with(b"{") && members.problem.is_none() {
            let unknown = SerializationError::unknown_variant(T::NAME);
            return Err(BuildError::other(unknown).into());
        }
        members.close()
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Unwritten> {
        let out = self.begin();
        out.push(b'[');
        for item in items {
            C::write(item, Place::item(out))?;
        }
        out.push(b']');
        Ok(())
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<(), Unwritten> {
        let out = self.begin();
        out.push(b'{');
        for (key, value) in entries {
            write_key(key.as_ref(), out);
            C::write(value, Place::end(out))?;
        }
        out.push(b'}');
        Ok(())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Unwritten> {
        match value {
            Some(value) => C::write(value, self),
            None => self.put_plain("null"),
        }
    }
}
