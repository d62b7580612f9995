//! Responses in XML: what is the same in all protocols that have them.

use super::interface;
use super::metadata::metadata;
use crate::error::BoxError;
use crate::format::xml::{Error, Scanner, Start, read_members};
use crate::http::Reply;
#[cfg(feature = "form")]
use crate::schema::Member;
use crate::schema::Structure;
use aws_smithy_types::error::metadata::Builder as Metadata;

/// What reads the root element of a document.
pub(super) trait Root {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), Error>;
}

/// The members of a structure: all that is compiled for each.
pub(super) struct Members<'b, T: Structure>(pub(super) &'b mut T::Builder);

impl<T: Structure> Root for Members<'_, T> {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), Error> {
        read_members::<T>(scanner, root, self.0)
    }
}

/// Reads the members of an output from the root element of a query protocol. An output that has none is not
/// looked at.
#[cfg(feature = "form")]
pub(super) fn output(
    root: &str,
    reply: &Reply<'_>,
    rows: &[Member],
    members: &mut dyn Root,
) -> Result<(), BoxError> {
    match rows {
        [] => Ok(()),
        _ => Ok(document(root, reply.body(), members)?),
    }
}

/// Reads a document. Another root than this is refused, as official clients do; an empty name is that of any.
pub(super) fn document(name: &str, body: &[u8], read: &mut dyn Root) -> Result<(), Error> {
    let mut scanner = Scanner::new(body)?;
    let root = scanner.root()?;
    if !name.is_empty() && !root.is_called(name) {
        return Err(Error::at(
            scanner.offset(),
            "the root element has another name",
        ));
    }
    read.read(&mut scanner, &root)
        // Whoever finds a value wrong has just read it.
        .map_err(|error| error.or_at(scanner.offset()))?;
    scanner.finish()
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
        let members = &mut Members::<T>(builder);
        Ok(document(
            root,
            self.body,
            &mut Inside {
                path: inside,
                members,
            },
        )?)
    }
}

/// The members of the error that is at the end of a path.
struct Inside<'a> {
    path: &'a [&'a str],
    members: &'a mut dyn Root,
}

impl Root for Inside<'_> {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, start: &Start<'a>) -> Result<(), Error> {
        let [next, path @ ..] = self.path else {
            return self.members.read(scanner, start);
        };
        while let Some(child) = scanner.child(start)? {
            let members = &mut *self.members;
            match child.local() == *next {
                true => Inside { path, members }.read(scanner, &child)?,
                false => scanner.skip(&child)?,
            }
        }
        Ok(())
    }
}

/// The code, message and request id of an error response.
pub(super) fn error<'a>(
    reply: &Reply<'a>,
    path: Path,
) -> Result<(Metadata, ErrorBody<'a>), BoxError> {
    let body = reply.body();
    let mut found = Envelope::new(path.inside);
    document("", body, &mut found)?;
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
        ..Envelope::new(path.inside)
    };
    let body = reply.body();
    (found.metadata(reply), ErrorBody { body, path })
}

/// What all errors have.
struct Envelope {
    /// What leads to them.
    path: &'static [&'static str],
    code: Option<String>,
    message: Option<String>,
}

impl Envelope {
    fn new(path: &'static [&'static str]) -> Self {
        let (code, message) = (None, None);
        Self {
            path,
            code,
            message,
        }
    }

    fn metadata(self, reply: &Reply<'_>) -> Metadata {
        metadata(reply.head(), self.code.as_deref(), self.message)
    }

    fn inside(
        &mut self,
        scanner: &mut Scanner<'_>,
        start: &Start<'_>,
        path: &[&str],
    ) -> Result<(), Error> {
        while let Some(child) = scanner.child(start)? {
            let place = match (child.local(), path) {
                (name, [next, rest @ ..]) if name == *next => {
                    self.inside(scanner, &child, rest)?;
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

impl Root for Envelope {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), Error> {
        self.inside(scanner, root, self.path)
    }
}
