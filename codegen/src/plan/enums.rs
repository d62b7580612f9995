//! String enums.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::docs::Docs;
use super::names;
use super::types::{Deprecated, deprecated};
use crate::diagnostic::{Diagnostics, Failure};
use crate::model::{EnumValue, Shape};

/// A string enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: Ident,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) sensitive: bool,
    /// In the byte order of the wire values, which decides `Ord` and `values()`.
    pub(crate) variants: Vec<Variant>,
}

/// A variant of a string enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
}

/// The plan of a string enum.
pub(super) fn lower(
    cx: &Context<'_>,
    shape: &Shape,
    values: &[EnumValue],
) -> Result<Enum, Failure> {
    let mut problems = Diagnostics::default();
    let mut sorted: Vec<&EnumValue> = values.iter().collect();
    sorted.sort_by(|a, b| a.value.cmp(&b.value));
    let mut variants = Vec::new();
    let mut seen = BTreeMap::new();
    for value in sorted {
        let name = cx
            .names
            .variant(&value.at, &shape.name, &value.value, value.name.as_deref());
        let Some(name) = problems.ok(name) else {
            continue;
        };
        names::distinct_variant(&mut seen, &name, &value.value, &value.at, &mut problems);
        variants.push(Variant {
            docs: Docs::of(value.docs.as_deref()).or(|| {
                format!(
                    "`{}`",
                    value.value.escape_debug().to_string().replace('`', "'")
                )
            }),
            deprecated: deprecated(value.deprecated.as_ref()),
            wire: value.value.clone(),
            name,
        });
    }
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    problems.finish(Enum {
        module: cx.shape_module(shape)?,
        docs: Docs::of(shape.docs.as_deref()).or(|| format!("The enum `{name}`.")),
        deprecated: deprecated(shape.deprecated.as_ref()),
        sensitive: shape.sensitive,
        name,
        variants,
    })
}
