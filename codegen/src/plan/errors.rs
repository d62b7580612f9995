//! Errors: the exceptions of a service, and which of them an operation has.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::names::{self, prefixed};
use super::structures::{self, Exception, Retry, Struct, StructKind};
use crate::diagnostic::Failure;
use crate::model::{ErrorTraits, Operation, Retryable, Shape};

/// A variant of an operation's error, or of `crate::Error`.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    /// The name of the variant and of the exception it holds.
    pub(crate) name: Ident,
    /// `is_…`.
    pub(crate) is: Ident,
}

/// The plan of an error structure, which always has a message.
pub(super) fn exception(
    cx: &Context<'_>,
    shape: &Shape,
    traits: &ErrorTraits,
) -> Result<Struct, Failure> {
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    let exception = Exception {
        code: traits
            .query_code
            .clone()
            .unwrap_or_else(|| shape.name.clone()),
        retry: traits.retryable.map(|retryable| match retryable {
            Retryable::Transient => Retry::Transient,
            Retryable::Throttling => Retry::Throttling,
        }),
        shown: (name != shape.name).then(|| format!("{} [{}]", names::unraw(&name), shape.name)),
    };
    structures::lower(cx, Some(shape), name, StructKind::Exception(exception))
}

/// The variants of an operation's error, by name.
pub(super) fn of_operation(
    cx: &Context<'_>,
    operation: &Operation,
) -> Result<Vec<ErrorVariant>, Failure> {
    let mut variants = Vec::new();
    for error in &operation.errors {
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

/// The variants of `crate::Error`: those of all operations, by name.
pub(super) fn of_service<'a>(
    of_operations: impl Iterator<Item = &'a ErrorVariant>,
) -> Vec<ErrorVariant> {
    let by_name: BTreeMap<&Ident, &ErrorVariant> =
        of_operations.map(|error| (&error.name, error)).collect();
    by_name.into_values().cloned().collect()
}
