//! Unions.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::docs::Docs;
use super::names::{self, prefixed};
use super::protocol;
use super::rows::Row;
use super::streams;
use super::types::{Deprecated, Role, Type, deprecated, field_type};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{Member, Shape, ShapeKind};

/// A union.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) name: Ident,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
    /// Whether not even the variant is printed.
    pub(crate) sensitive: bool,
    pub(crate) variants: Vec<UnionVariant>,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) name: Ident,
    pub(crate) row: Row,
    /// `None` if the member is the unit type.
    pub(crate) ty: Option<Type>,
    pub(crate) sensitive: bool,
    pub(crate) docs: Docs,
    /// `as_…` and `is_…`.
    pub(crate) as_: Ident,
    pub(crate) is: Ident,
}

/// The plan of a union.
pub(super) fn lower(cx: &Context<'_>, shape: &Shape, members: &[Member]) -> Result<Union, Failure> {
    let mut problems = Diagnostics::default();
    let mut variants = Vec::new();
    let mut methods = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for member in streams::variants(cx.service, shape, members) {
        let Some(of) = problems.ok(variant(cx, shape, member)) else {
            continue;
        };
        names::distinct_variant(&mut seen, &of.name, &member.name, &member.at, &mut problems);
        let other = methods.insert(of.is.clone(), (of.name.clone(), &member.name));
        if let Some((_, other)) = other.filter(|(name, _)| *name != of.name) {
            problems.push(
                Diagnostic::new(&member.at, "two members get the same method")
                    .note("members", format!("`{other}` and `{}`", member.name))
                    .note("method", &of.is)
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
        variants.push(of);
    }
    // The official crates sort the variants of a union by name.
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    problems.finish(Union {
        module: cx.shape_module(shape)?,
        docs: Docs::of(shape.docs.as_deref()).or(|| format!("The union `{name}`.")),
        name,
        deprecated: deprecated(shape.deprecated.as_ref()),
        sensitive: shape.sensitive,
        variants,
    })
}

fn variant(cx: &Context<'_>, shape: &Shape, member: &Member) -> Result<UnionVariant, Failure> {
    let name = cx
        .names
        .variant(&member.at, &shape.name, &member.name, None)?;
    let target = cx.service.shape(&member.target);
    let ty = match target.map(|target| &target.kind) {
        Some(ShapeKind::Unit) => None,
        _ => Some(field_type(cx, &shape.name, member)?),
    };
    let method = cx.names.module(&member.at, &names::unraw(&name))?;
    let row = protocol::row(cx, member, Role::Shape);
    Ok(UnionVariant {
        row: ty.iter().fold(row, Row::of_type),
        sensitive: shape.sensitive || cx.is_sensitive(member),
        docs: cx.member_docs(member),
        as_: prefixed("as_", &method),
        is: prefixed("is_", &method),
        name,
        ty,
    })
}
