//! Errors: the exceptions of a service, and which of them an operation has.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::names::{self, prefixed};
use super::streams;
use super::structures::{self, Exception, Retry, Struct, StructKind};
use crate::diagnostic::Failure;
use crate::model::{ErrorTraits, Fault, Operation, Retryable, Shape, ShapeRef};

/// A variant of an operation's error, or of `crate::Error`.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    /// The name of the variant and of the exception it holds.
    pub(crate) name: Ident,
    /// `is_…`.
    pub(crate) is: Ident,
}

/// The error of an event stream: what can be among the events and is none.
#[derive(Debug)]
pub(crate) struct StreamError {
    pub(crate) name: Ident,
    pub(crate) module: Ident,
    /// The union of the events.
    pub(crate) events: Ident,
    /// Each with the name that the union has for it.
    pub(crate) variants: Vec<(ErrorVariant, String)>,
}

/// The plan of an error structure, which always has a message.
pub(super) fn exception(
    cx: &Context<'_>,
    shape: &Shape,
    traits: &ErrorTraits,
) -> Result<Struct, Failure> {
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    let exception = Exception {
        code: cx.service.error_code(&shape.name, traits).to_owned(),
        retry: traits
            .retryable
            .map(|retryable| match (retryable, traits.fault) {
                (Retryable::Throttling, _) => Retry::Throttling,
                (Retryable::Transient, Fault::Client) => Retry::Client,
                (Retryable::Transient, Fault::Server) => Retry::Server,
            }),
        shown: (name != shape.name).then(|| format!("{} [{}]", names::unraw(&name), shape.name)),
    };
    structures::lower(cx, Some(shape), name, StructKind::Exception(exception))
}

/// The variants of an operation's error, by name. What can end one of its streams can end the call, too.
pub(super) fn of_operation(
    cx: &Context<'_>,
    operation: &Operation,
) -> Result<Vec<ErrorVariant>, Failure> {
    let streamed = streams::exceptions(cx.service, operation);
    variants(cx, operation.errors.iter().chain(streamed))
}

/// The variants for these exceptions, by name.
pub(super) fn variants<'a>(
    cx: &Context<'_>,
    exceptions: impl IntoIterator<Item = &'a ShapeRef>,
) -> Result<Vec<ErrorVariant>, Failure> {
    let mut variants = Vec::new();
    for error in exceptions {
        let Some(shape) = cx.service.shape(error) else {
            continue;
        };
        let name = cx.names.type_name(&shape.at, &shape.name)?;
        let method = cx.names.module(&shape.at, &names::unraw(&name))?;
        variants.push(ErrorVariant {
            is: prefixed("is_", &method),
            name,
        });
    }
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    variants.dedup_by(|a, b| a.name == b.name);
    Ok(variants)
}

/// The error of a union of events.
pub(super) fn of_stream(cx: &Context<'_>, union: &Shape) -> Result<StreamError, Failure> {
    let mut found = Vec::new();
    for member in union.members().filter(|m| streams::is_error(cx.service, m)) {
        let of_member = variants(cx, [&member.target])?.into_iter();
        found.extend(of_member.map(|variant| (variant, member.name.clone())));
    }
    found.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    found.dedup_by(|(a, _), (b, _)| a.name == b.name);
    let name = streams::error_name(cx, union)?;
    Ok(StreamError {
        module: cx.names.module(&union.at, &name.to_string())?,
        events: streams::events(cx, union)?,
        variants: found,
        name,
    })
}

/// The variants of `crate::Error`: those of all operations, by name.
pub(super) fn of_service<'a>(
    of_operations: impl Iterator<Item = &'a ErrorVariant>,
) -> Vec<ErrorVariant> {
    let by_name: BTreeMap<&Ident, &ErrorVariant> =
        of_operations.map(|error| (&error.name, error)).collect();
    by_name.into_values().cloned().collect()
}
