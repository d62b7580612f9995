//! Operations with their inputs, outputs, errors, paginators and waiters.

use std::collections::BTreeMap;

use codegen::Role;
use codegen::model::{
    Acceptor, Member, Operation, Pagination, Service, ShapeKind, ShapeRef, Waiter,
};

use super::behaviour;
use super::members::{Owner, fields};
use super::sides::{Change, Class, Side, Sides, by_name, pairs};

/// All that changed about operations.
pub(super) fn operations(sides: &Sides<'_>) -> Vec<Change> {
    let (old, new) = (
        by_name(&sides.old.service.operations),
        by_name(&sides.new.service.operations),
    );
    let mut changes = Vec::new();
    for (name, old, new) in pairs(&old, &new) {
        let method = sides.new.rust.module(name);
        let rust = format!("`Client::{method}` and the module `operation::{method}`");
        match (old, new) {
            (Some(old), Some(new)) => changes.extend(operation(sides, old, new)),
            (None, Some(new)) => changes.push(Change {
                class: Class::Minor,
                kind: "operation-added",
                item: name.to_owned(),
                what: "operation added".to_owned(),
                rust: format!("{rust} appear"),
                at: new.at.clone(),
            }),
            (Some(old), None) => changes.push(Change {
                class: Class::Breaking,
                kind: "operation-removed",
                item: name.to_owned(),
                what: "operation removed".to_owned(),
                rust: format!("{rust} are gone"),
                at: old.at.clone(),
            }),
            (None, None) => {}
        }
    }
    changes.extend(waiters(sides));
    changes
}

fn operation(sides: &Sides<'_>, old: &Operation, new: &Operation) -> Vec<Change> {
    let mut changes = behaviour::operation(old, new);
    let module = sides.new.rust.module(&new.name);
    let of = sides.new.rust.type_name(&new.name);
    let part = |suffix: &str| format!("operation::{module}::{of}{suffix}");
    for (role, suffix, old_io, new_io) in [
        (Role::Input, "Input", &old.input, &new.input),
        (Role::Output, "Output", &old.output, &new.output),
    ] {
        let owner = Owner {
            rust: part(suffix),
            role,
            sent: role == Role::Input,
        };
        let before = structure(sides.old.service, old_io);
        let after = structure(sides.new.service, new_io);
        let names = (name(old_io, &new.name), name(new_io, &new.name));
        changes.extend(fields(sides, &owner, names, (before, after)));
    }
    changes.extend(errors(sides, old, new));
    let pagination = (old.pagination.as_ref(), new.pagination.as_ref());
    changes.extend(self::pagination(sides, (old, new), pagination));
    changes
}

/// The name of an input or output, or of the operation that has none.
fn name<'a>(io: &'a Option<ShapeRef>, operation: &'a str) -> &'a str {
    io.as_ref().map_or(operation, |io| &io.shape)
}

/// The members of an input or output.
fn structure<'a>(service: &'a Service, io: &Option<ShapeRef>) -> &'a [Member] {
    let shape = io.as_ref().and_then(|io| service.shape(io));
    match shape.map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(structure)) => &structure.members,
        _ => &[],
    }
}

/// The variants of the operation's error.
fn errors(sides: &Sides<'_>, old: &Operation, new: &Operation) -> Vec<Change> {
    let index = |operation: &Operation| -> BTreeMap<String, ShapeRef> {
        let errors = operation.errors.iter();
        errors
            .map(|error| (error.shape.clone(), error.clone()))
            .collect()
    };
    let (before, after) = (index(old), index(new));
    let (before, after) = (by_name(&before), by_name(&after));
    let mut changes = Vec::new();
    for (error, old_error, new_error) in pairs(&before, &after) {
        let marker = sides.new.rust.marker(&new.name);
        let variant = sides.new.rust.type_name(error);
        let is = sides.new.rust.module(error);
        let rust = format!("`{marker}Error::{variant}` and `is_{is}`");
        let (class, kind, what, rust, at) = match (old_error, new_error) {
            (None, Some(new)) => (
                Class::Minor,
                "error-added",
                "added",
                format!("{rust} appear; the enum is non-exhaustive"),
                &new.at,
            ),
            (Some(_), None) => (
                Class::Breaking,
                "error-removed",
                "removed",
                format!("{rust} are gone"),
                &new.at,
            ),
            _ => continue,
        };
        changes.push(Change {
            class,
            kind,
            item: new.name.clone(),
            what: format!("error `{error}` {what}"),
            rust,
            at: at.clone(),
        });
    }
    changes
}

fn pagination(
    sides: &Sides<'_>,
    (old_operation, operation): (&Operation, &Operation),
    (old, new): (Option<&Pagination>, Option<&Pagination>),
) -> Option<Change> {
    let method = sides.new.rust.module(&operation.name);
    let change = |class, kind, what: &str, rust: String| {
        Some(Change {
            class,
            kind,
            item: operation.name.clone(),
            what: what.to_owned(),
            rust,
            at: operation.at.clone(),
        })
    };
    let appears = || format!("`{method}().into_paginator()` and the module `paginator`");
    match (old, new) {
        (None, Some(_)) => change(
            Class::Minor,
            "paginator-added",
            "paginator appeared",
            format!("{} appear", appears()),
        ),
        (Some(_), None) => change(
            Class::Breaking,
            "paginator-removed",
            "paginator disappeared",
            format!("{} are gone", appears()),
        ),
        (Some(old), Some(new)) if said(old) != said(new) => {
            let before = shown(&sides.old, old_operation, old);
            let after = shown(&sides.new, operation, new);
            let (class, rust) = match (before == after, before.gained(&after)) {
                (true, _) => (Class::Patch, "pages are followed in another way"),
                (_, true) => (Class::Minor, "the paginator gets a method"),
                _ => (
                    Class::Breaking,
                    "`items()` or `page_size()` changes or is gone",
                ),
            };
            change(
                class,
                "paginator-changed",
                "paginator changed",
                rust.to_owned(),
            )
        }
        _ => None,
    }
}

/// All of a paginator but its place.
fn said(pagination: &Pagination) -> impl PartialEq {
    let Pagination {
        at: _,
        input_tokens,
        output_tokens,
        items,
        page_size,
        more_results,
    } = pagination.clone();
    (input_tokens, output_tokens, items, page_size, more_results)
}

/// What a paginator shows: the type of its items, and its page size.
#[derive(Debug, PartialEq)]
struct Shown {
    items: Option<String>,
    page_size: Option<String>,
}

impl Shown {
    /// Whether `other` has all that this has.
    fn gained(&self, other: &Self) -> bool {
        let kept = |old: &Option<String>, new: &Option<String>| old.is_none() || old == new;
        kept(&self.items, &other.items) && kept(&self.page_size, &other.page_size)
    }
}

fn shown(side: &Side<'_>, operation: &Operation, pagination: &Pagination) -> Shown {
    let input = structure(side.service, &operation.input);
    let size = pagination.page_size.as_ref();
    let size = size.and_then(|name| input.iter().find(|member| member.name == *name));
    Shown {
        items: items(side, operation, pagination),
        page_size: size.map(|member| side.rust.field("", member, Role::Input).ty),
    }
}

/// The type at the end of the path to the items.
fn items(side: &Side<'_>, operation: &Operation, pagination: &Pagination) -> Option<String> {
    let path = pagination.items.first()?;
    let mut members = structure(side.service, &operation.output);
    let mut ty = None;
    for name in path.text.split('.') {
        let member = members.iter().find(|member| member.name == name)?;
        ty = Some(side.rust.union_variant("", member).ty);
        members = structure(side.service, &Some(member.target.clone()));
    }
    ty
}

fn waiters(sides: &Sides<'_>) -> Vec<Change> {
    let (old, new) = (
        by_name(&sides.old.service.waiters),
        by_name(&sides.new.service.waiters),
    );
    let mut changes = Vec::new();
    for (name, old, new) in pairs(&old, &new) {
        let method = format!("`Client::wait_until_{}`", sides.new.rust.module(name));
        let (class, kind, what, rust, at) = match (old, new) {
            (None, Some(new)) => (
                Class::Minor,
                "waiter-added",
                "waiter appeared",
                format!("{method} appears"),
                &new.at,
            ),
            (Some(old), None) => (
                Class::Breaking,
                "waiter-removed",
                "waiter disappeared",
                format!("{method} is gone"),
                &old.at,
            ),
            (Some(old), Some(new)) if behaviour_of(old) != behaviour_of(new) => (
                Class::Patch,
                "waiter-changed",
                "waiter changed",
                format!("{method} waits in another way"),
                &new.at,
            ),
            _ => continue,
        };
        changes.push(Change {
            class,
            kind,
            item: name.to_owned(),
            what: what.to_owned(),
            rust,
            at: at.clone(),
        });
    }
    changes
}

/// All of a waiter but its words and places.
fn behaviour_of(waiter: &Waiter) -> impl PartialEq {
    let acceptor = |acceptor: &Acceptor| (acceptor.state, acceptor.matcher.clone());
    let acceptors: Vec<_> = waiter.acceptors.iter().map(acceptor).collect();
    (
        waiter.operation.clone(),
        waiter.min_delay,
        waiter.max_delay,
        waiter.deprecated,
        acceptors,
    )
}
