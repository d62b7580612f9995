//! Two shapes, operations or waiters must not become one type or module.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::names;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Shape, ShapeKind};
use crate::slice::Slice;

/// Looks at everything that gets a module of its own.
pub(super) fn modules(cx: &Context<'_>, slice: &Slice, problems: &mut Diagnostics) {
    let (errors, shapes): (Vec<&Shape>, Vec<&Shape>) = cx
        .own_shapes()
        .filter(|shape| has_type(shape))
        .partition(|shape| is_error(shape));
    let of_shape = |shape: &&'_ Shape| (shape.at.clone(), shape.name.clone());
    unique(cx, "shapes", shapes.iter().map(of_shape), problems);
    unique(cx, "errors", errors.iter().map(of_shape), problems);
    let operations = cx.service.operations.values();
    let operations = operations.map(|op| (op.at.clone(), op.name.clone()));
    unique(cx, "operations", operations, problems);
    let modeled = cx.service.waiters.values();
    let modeled = modeled.map(|waiter| (waiter.at.clone(), waiter.name.clone()));
    let ours = slice.waiters.iter();
    let ours = ours.map(|waiter| (waiter.at.clone(), waiter.name.clone()));
    unique(cx, "waiters", modeled.chain(ours), problems);
}

fn has_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)
    )
}

fn is_error(shape: &Shape) -> bool {
    matches!(&shape.kind, ShapeKind::Structure(structure) if structure.error.is_some())
}

fn unique(
    cx: &Context<'_>,
    what: &str,
    named: impl Iterator<Item = (Location, String)>,
    problems: &mut Diagnostics,
) {
    let mut seen: BTreeMap<Ident, String> = BTreeMap::new();
    for (at, name) in named {
        // A name that cannot be an identifier is reported where it is used.
        let Ok(module) = cx.names.module(&at, &name) else {
            continue;
        };
        if let Some(other) = seen.insert(module.clone(), name.clone()) {
            problems.push(
                Diagnostic::new(&at, format!("two {what} get the same Rust name"))
                    .note("names", format!("`{other}` and `{name}`"))
                    .note("module", names::unraw(&module))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
}
