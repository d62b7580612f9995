//! Waiters: those of the model, and those over pages that a slice declares.

use syn::Ident;

use super::context::Context;
use super::docs::Docs;
use super::names::{prefixed, suffixed};
use super::paths::{Step, steps};
use super::protocol;
use super::types::{Presence, Role, Type, presence, type_of};
use crate::check::{self, Checked, Matcher, PageWaiter};
use crate::diagnostic::{Diagnostics, Failure, Location};
use crate::model::AcceptorState;

/// A waiter.
#[derive(Debug)]
pub(crate) struct Waiter {
    /// The module, and what follows `wait_until_`.
    pub(crate) module: Ident,
    pub(crate) method: Ident,
    pub(crate) fluent: Ident,
    /// `WaitUntil…Error`.
    pub(crate) error: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    pub(crate) min_delay: u64,
    pub(crate) max_delay: u64,
    pub(crate) kind: WaiterKind,
}

/// How a waiter knows that it is done.
#[derive(Debug)]
pub(crate) enum WaiterKind {
    /// By the model's acceptors.
    Acceptors {
        final_poll: Ident,
        acceptors: Vec<Acceptor>,
    },
    /// By the state of one item in the pages of a list.
    Pages(Pages),
}

/// An acceptor.
#[derive(Debug)]
pub(crate) struct Acceptor {
    pub(crate) state: AcceptorState,
    /// Members are named as serde names them.
    pub(crate) matcher: Matcher<String>,
}

/// A waiter over the items of a list.
#[derive(Debug)]
pub(crate) struct Pages {
    pub(crate) items: Vec<Step>,
    pub(crate) item: Type,
    pub(crate) key: Text,
    pub(crate) state: Text,
    pub(crate) success: Vec<String>,
    pub(crate) failure: Vec<String>,
    pub(crate) not_found_grace: u64,
}

/// A field that can be read as text.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) field: Ident,
    pub(crate) optional: bool,
    pub(crate) is_enum: bool,
}

/// The plans of the waiters that poll an operation.
pub(super) fn lower(
    cx: &Context<'_>,
    checked: &Checked<'_>,
    operation: &str,
) -> Result<Vec<Waiter>, Failure> {
    let mut problems = Diagnostics::default();
    let mut waiters = Vec::new();
    for waiter in &checked.waiters {
        if waiter.of.operation == operation {
            waiters.extend(problems.ok(modeled(cx, waiter)));
        }
    }
    for waiter in &checked.page_waiters {
        if waiter.of.operation == operation {
            waiters.extend(problems.ok(over_pages(cx, waiter)));
        }
    }
    problems.finish(waiters)
}

fn modeled(cx: &Context<'_>, waiter: &check::Waiter<'_>) -> Result<Waiter, Failure> {
    let of = waiter.of;
    let acceptors = waiter.acceptors.iter().map(|acceptor| Acceptor {
        state: acceptor.state,
        matcher: acceptor
            .matcher
            .clone()
            .map(&|member| protocol::row(cx, member, Role::Output).member),
    });
    let type_name = cx.names.type_name(&of.at, &of.name)?;
    let kind = WaiterKind::Acceptors {
        final_poll: suffixed(&type_name, "FinalPoll"),
        acceptors: acceptors.collect(),
    };
    let named = named(cx, &of.at, &of.name, kind)?;
    Ok(Waiter {
        docs: match &of.docs {
            Some(docs) => Docs::of(Some(docs)),
            None => named.docs,
        },
        deprecated: of.deprecated,
        min_delay: of.min_delay,
        max_delay: of.max_delay,
        ..named
    })
}

fn over_pages(cx: &Context<'_>, waiter: &PageWaiter<'_>) -> Result<Waiter, Failure> {
    let of = waiter.of;
    let kind = WaiterKind::Pages(Pages {
        items: steps(cx, &waiter.items)?,
        item: type_of(cx, waiter.item)?,
        key: text(cx, &waiter.key)?,
        state: text(cx, &waiter.state)?,
        success: of.success.clone(),
        failure: of.failure.clone(),
        not_found_grace: of.not_found_grace,
    });
    let named = named(cx, &of.at, &of.name, kind)?;
    Ok(Waiter {
        docs: of.docs.clone().map_or(named.docs, Docs::ours),
        min_delay: of.min_delay,
        max_delay: of.max_delay,
        ..named
    })
}

/// A waiter with its names and nothing else.
fn named(cx: &Context<'_>, at: &Location, name: &str, kind: WaiterKind) -> Result<Waiter, Failure> {
    let module = cx.names.module(at, name)?;
    let type_name = cx.names.type_name(at, name)?;
    Ok(Waiter {
        method: prefixed("wait_until_", &module),
        module,
        fluent: suffixed(&type_name, "FluentBuilder"),
        error: prefixed("WaitUntil", &suffixed(&type_name, "Error")),
        docs: Docs::ours(format!("Waits until `{name}` holds.")),
        deprecated: false,
        min_delay: 0,
        max_delay: 0,
        kind,
    })
}

/// A member of an item as text.
fn text(cx: &Context<'_>, step: &check::Step<'_>) -> Result<Text, Failure> {
    let member = step.member;
    Ok(Text {
        field: cx.names.field(&member.at, &step.of.name, &member.name)?,
        optional: matches!(presence(cx, member, Role::Shape), Presence::Optional),
        is_enum: matches!(type_of(cx, member)?, Type::Shape(_)),
    })
}
