//! String enums and unions.

use std::collections::BTreeMap;

use syn::Ident;

use super::lower::Context;
use super::names::{self, prefixed};
use super::structs::{deprecated, member_docs, type_of, wire_name};
use super::{Docs, Enum, Type, Union, UnionVariant, Variant};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::model::{EnumValue, Member, Shape, ShapeKind};

/// The plan of a string enum. Variants stand in the byte order of their wire values, which decides
/// `Ord` and `values()`.
pub(super) fn string_enum(
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
        distinct(&mut seen, &name, &value.value, &value.at, &mut problems);
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
        module: module(cx, shape)?,
        docs: Docs::of(shape.docs.as_deref()).or(|| format!("The enum `{name}`.")),
        deprecated: deprecated(shape.deprecated.as_ref()),
        name,
        variants,
    })
}

/// The plan of a union.
pub(super) fn union(cx: &Context<'_>, shape: &Shape, members: &[Member]) -> Result<Union, Failure> {
    let mut problems = Diagnostics::default();
    let mut variants = Vec::new();
    let mut methods = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for member in members {
        let Some(variant) = problems.ok(union_variant(cx, shape, member)) else {
            continue;
        };
        distinct(
            &mut seen,
            &variant.name,
            &variant.wire,
            &member.at,
            &mut problems,
        );
        let named = (variant.name.clone(), variant.wire.clone());
        let other = methods.insert(variant.is.clone(), named);
        if let Some((_, other)) = other.filter(|(name, _)| *name != variant.name) {
            problems.push(
                Diagnostic::new(&member.at, "two members get the same method")
                    .note("members", format!("`{other}` and `{}`", variant.wire))
                    .note("method", &variant.is)
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
        variants.push(variant);
    }
    // The official crates sort the variants of a union by name.
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    problems.finish(Union {
        module: module(cx, shape)?,
        docs: Docs::of(shape.docs.as_deref()).or(|| format!("The union `{name}`.")),
        name,
        deprecated: deprecated(shape.deprecated.as_ref()),
        sensitive: shape.sensitive || variants.iter().any(|variant| variant.sensitive),
        variants,
    })
}

fn union_variant(
    cx: &Context<'_>,
    shape: &Shape,
    member: &Member,
) -> Result<UnionVariant, Failure> {
    let name = cx
        .names
        .variant(&member.at, &shape.name, &member.name, None)?;
    let target = cx.service.shape(&member.target);
    let value = match target.map(|target| &target.kind) {
        Some(ShapeKind::Unit) => None,
        _ => Some(type_of(cx, member)?),
    };
    let value =
        value.map(
            |(ty, codec)| match cx.recursion.boxed(&shape.name, &member.target.shape) {
                true => (Type::Box(Box::new(ty)), codec),
                false => (ty, codec),
            },
        );
    let method = cx.names.module(&member.at, &names::unraw(&name))?;
    Ok(UnionVariant {
        wire: wire_name(member),
        sensitive: member.sensitive || target.is_some_and(|target| target.sensitive),
        docs: member_docs(cx, member),
        as_: prefixed("as_", &method),
        is: prefixed("is_", &method),
        name,
        value,
    })
}

fn module(cx: &Context<'_>, shape: &Shape) -> Result<Ident, Failure> {
    let module = cx.names.module(&shape.at, &shape.name)?;
    Ok(if module == "error" || module == "builders" {
        names::suffixed(&module, "_")
    } else {
        module
    })
}

fn distinct(
    seen: &mut BTreeMap<Ident, String>,
    name: &Ident,
    wire: &str,
    at: &Location,
    problems: &mut Diagnostics,
) {
    if let Some(other) = seen.insert(name.clone(), wire.to_owned()) {
        problems.push(
            Diagnostic::new(at, "two values become one variant")
                .note("values", format!("`{other}` and `{wire}`"))
                .note("variant", name)
                .help("rename one of them with `[[rename]]` in the slice file"),
        );
    }
}
