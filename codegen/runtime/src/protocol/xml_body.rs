//! Responses in XML: what is the same in all protocols that have them.

use super::interface;
use super::metadata::metadata;
use crate::error::BoxError;
use crate::format::xml::{Error, Scanner, Start, read_members};
use crate::http::Reply;
use crate::schema::Structure;
use aws_smithy_types::error::metadata::Builder as Metadata;

/// Reads the members of an output from the root element of a query protocol. An output that has none is not
/// looked at.
#[cfg(feature = "form")]
pub(super) fn output<T: Structure>(
    root: &str,
    reply: &Reply<'_>,
    builder: &mut T::Builder,
    read: impl FnOnce(&mut Scanner<'_>, &Start<'_>, &mut T::Builder) -> Result<(), Error>,
) -> Result<(), BoxError> {
    if !T::MEMBERS.is_empty() {
        document(root, reply.body(), |scanner, root| {
            read(scanner, root, builder)
        })?;
    }
    Ok(())
}

/// Reads a document, of which `read` reads the root. Another root than this is refused, as official clients do;
/// an empty name is that of any.
pub(super) fn document<'a, T>(
    name: &str,
    body: &'a [u8],
    read: impl FnOnce(&mut Scanner<'a>, &Start<'a>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut scanner = Scanner::new(body)?;
    let root = scanner.root()?;
    if !name.is_empty() && !root.is_called(name) {
        return Err(Error::at(
            scanner.offset(),
            "the root element has another name",
        ));
    }
    let value = read(&mut scanner, &root)
        // Whoever finds a value wrong has just read it.
        .map_err(|error| error.or_at(scanner.offset()))?;
    scanner.finish()?;
    Ok(value)
}

/// Whether a body is a document whose root has this name.
#[cfg(feature = "s3")]
pub(super) fn has_root(body: &[u8], name: &str) -> bool {
    let root = Scanner::new(body).and_then(|mut scanner| scanner.root());
    root.is_ok_and(|root| root.local() == name)
}

/// The body of an error response.
#[cfg_attr(
    not(feature = "form"),
    allow(
        unreachable_pub,
        reason = "it is in the interface of the query protocols"
    )
)]
pub struct ErrorBody<'a> {
    body: &'a [u8],
    path: Path,
}

/// Where errors are.
#[cfg_attr(
    not(feature = "rest-xml"),
    allow(unreachable_pub, reason = "it is in the interface of restXml")
)]
#[derive(Clone, Copy)]
pub struct Path {
    /// The root that those have which the model knows. Others may have any.
    pub root: &'static str,
    /// What leads from there to the error.
    pub inside: &'static [&'static str],
}

impl interface::ErrorBody for ErrorBody<'_> {
    fn name(&self) -> Option<&str> {
        None
    }

    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError> {
        if self.body.is_empty() {
            return Ok(());
        }
        let Path { root, inside } = self.path;
        document(root, self.body, |scanner, root| {
            members::<T>(scanner, root, inside, builder)
        })?;
        Ok(())
    }
}

/// Reads the members of the error that is at the end of the path.
fn members<T: Structure>(
    scanner: &mut Scanner<'_>,
    start: &Start<'_>,
    path: &[&str],
    builder: &mut T::Builder,
) -> Result<(), Error> {
    let [next, rest @ ..] = path else {
        return read_members::<T>(scanner, start, builder);
    };
    while let Some(child) = scanner.child(start)? {
        match child.local() == *next {
            true => members::<T>(scanner, &child, rest, builder)?,
            false => scanner.skip(&child)?,
        }
    }
    Ok(())
}

/// The code, message and request id of an error response.
pub(super) fn error<'a>(
    reply: &Reply<'a>,
    path: Path,
) -> Result<(Metadata, ErrorBody<'a>), BoxError> {
    let body = reply.body();
    let mut found = Envelope::default();
    document("", body, |scanner, root| {
        found.read(scanner, root, path.inside)
    })?;
    Ok((found.metadata(reply), ErrorBody { body, path }))
}

/// The same of a response without a body, as those to HEAD are.
#[cfg(feature = "rest-xml")]
pub(super) fn nothing<'a>(
    reply: &Reply<'a>,
    path: Path,
    code: Option<&str>,
) -> (Metadata, ErrorBody<'a>) {
    let found = Envelope {
        code: code.map(str::to_owned),
        ..Envelope::default()
    };
    let body = reply.body();
    (found.metadata(reply), ErrorBody { body, path })
}

/// What all errors have.
#[derive(Default)]
struct Envelope {
    code: Option<String>,
    message: Option<String>,
}

impl Envelope {
    fn metadata(self, reply: &Reply<'_>) -> Metadata {
        metadata(reply.head(), self.code.as_deref(), self.message)
    }

    fn read(
        &mut self,
        scanner: &mut Scanner<'_>,
        start: &Start<'_>,
        path: &[&str],
    ) -> Result<(), Error> {
        while let Some(child) = scanner.child(start)? {
            let place = match (child.local(), path) {
                (name, [next, rest @ ..]) if name == *next => {
                    self.read(scanner, &child, rest)?;
                    continue;
                }
                ("Code", []) => &mut self.code,
                ("Message", []) => &mut self.message,
                _ => {
                    scanner.skip(&child)?;
                    continue;
                }
            };
            *place = Some(scanner.text(&child)?.into_owned());
        }
        Ok(())
    }
}
