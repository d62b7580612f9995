//! Waiters: those of the model, and those over pages that a slice declares.

use super::context::Context;
use super::docs::Docs;
use super::errors;
use super::names::{prefixed, suffixed};
use super::paths::{Step, walk};
use super::types::{Presence, Role, Type, presence, type_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::jmespath::{self, Expr};
use crate::model::{self, Member, Operation, PathMatcher, Service, Shape, ShapeKind, Structure};
use crate::slice::{PageWaiter, Slice};
use syn::Ident;

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
    pub(crate) state: crate::model::AcceptorState,
    pub(crate) matcher: Matcher,
}

/// Which results an acceptor is for.
#[derive(Debug)]
pub(crate) enum Matcher {
    Success(bool),
    /// The HTTP status of an error.
    Status(u16),
    /// The code on the wire.
    ErrorType(String),
    Path {
        of: Subject,
        path: crate::jmespath::Expr,
        comparator: crate::model::Comparator,
        expected: String,
    },
}

/// What a path is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Output,
    InputOutput,
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
    slice: &Slice,
    operation: &Operation,
) -> Result<Vec<Waiter>, Failure> {
    let mut problems = Diagnostics::default();
    let mut waiters = Vec::new();
    for waiter in cx.service.waiters.values() {
        if waiter.operation == operation.name {
            waiters.extend(problems.ok(modeled(cx, waiter)));
        }
    }
    for waiter in &slice.waiters {
        if waiter.operation == operation.name {
            waiters.extend(problems.ok(over_pages(cx, waiter, operation)));
        }
    }
    problems.finish(waiters)
}

/// Every waiter of a slice polls an operation that is in it.
pub(super) fn of_slice(service: &Service, slice: &Slice, problems: &mut Diagnostics) {
    for waiter in &slice.waiters {
        if !service.operations.contains_key(&waiter.operation) {
            let message = "waiter polls an operation that is not in the slice";
            problems.push(
                Diagnostic::new(&waiter.at, message)
                    .note("operation", &waiter.operation)
                    .did_you_mean(
                        &waiter.operation,
                        service.operations.keys().map(String::as_str),
                    ),
            );
        }
    }
}

fn waiter(cx: &Context<'_>, at: &Location, name: &str) -> Result<Waiter, Failure> {
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
        kind: WaiterKind::Acceptors {
            final_poll: suffixed(&type_name, "FinalPoll"),
            acceptors: Vec::new(),
        },
    })
}

fn modeled(cx: &Context<'_>, of: &model::Waiter) -> Result<Waiter, Failure> {
    let mut lowered = waiter(cx, &of.at, &of.name)?;
    let mut problems = Diagnostics::default();
    if let WaiterKind::Acceptors { acceptors, .. } = &mut lowered.kind {
        for acceptor in &of.acceptors {
            let matcher = problems.ok(matcher(cx.service, of, acceptor));
            acceptors.extend(matcher.map(|matcher| Acceptor {
                state: acceptor.state,
                matcher,
            }));
        }
    }
    if of.docs.is_some() {
        lowered.docs = Docs::of(of.docs.as_deref());
    }
    problems.finish(Waiter {
        deprecated: of.deprecated,
        min_delay: of.min_delay,
        max_delay: of.max_delay,
        ..lowered
    })
}

fn matcher(
    service: &Service,
    waiter: &model::Waiter,
    acceptor: &model::Acceptor,
) -> Result<Matcher, Failure> {
    match &acceptor.matcher {
        model::Matcher::Success(success) => Ok(Matcher::Success(*success)),
        model::Matcher::Status(status) if (200..300).contains(status) => Ok(Matcher::Success(true)),
        model::Matcher::Status(status) => Ok(Matcher::Status(*status)),
        model::Matcher::ErrorType(name) => Ok(Matcher::ErrorType(error_code(service, name))),
        model::Matcher::Output(path) => {
            self::path(service, waiter, acceptor, path, Subject::Output)
        }
        model::Matcher::InputOutput(path) => {
            self::path(service, waiter, acceptor, path, Subject::InputOutput)
        }
    }
}

/// The code on the wire of an error that is named by shape or by code.
fn error_code(service: &Service, name: &str) -> String {
    let shape = service.shapes.get(name);
    match shape.map(|shape| (shape, &shape.kind)) {
        Some((
            shape,
            ShapeKind::Structure(Structure {
                error: Some(error), ..
            }),
        )) => errors::code(shape, error).to_owned(),
        _ => name.to_owned(),
    }
}

fn path(
    service: &Service,
    waiter: &model::Waiter,
    acceptor: &model::Acceptor,
    matcher: &PathMatcher,
    of: Subject,
) -> Result<Matcher, Failure> {
    let wrong = |reason: String| {
        Diagnostic::new(&acceptor.at, "waiter has a path that is not supported")
            .note("path", &matcher.path)
            .note("reason", reason)
    };
    let path = jmespath::parse(&matcher.path).map_err(wrong)?;
    let operation = service.operations.get(&waiter.operation);
    let output = operation.and_then(|op| service.shape(op.output.as_ref()?));
    if of == Subject::Output {
        resolve(service, &path, output).map_err(wrong)?;
    }
    Ok(Matcher::Path {
        of,
        path,
        comparator: matcher.comparator,
        expected: matcher.expected.clone(),
    })
}

/// The shape that an expression gives, `None` if it is none of the model's; fields must exist.
fn resolve<'a>(
    service: &'a Service,
    expr: &Expr,
    of: Option<&'a Shape>,
) -> Result<Option<&'a Shape>, String> {
    let element = |list: Option<&'a Shape>| match list.map(|shape| &shape.kind) {
        Some(ShapeKind::List { member, .. }) => service.shape(&member.target),
        _ => None,
    };
    match expr {
        Expr::Current => Ok(of),
        Expr::Field(name) => field(service, name, of),
        Expr::Sub(left, right) => resolve(service, right, resolve(service, left, of)?),
        Expr::Index(list, _) => Ok(element(resolve(service, list, of)?)),
        // The flattened list has the type of the list, unless its elements are lists.
        Expr::Flatten(list) => {
            let list = resolve(service, list, of)?;
            let inner = element(list);
            Ok(
                if matches!(inner.map(|s| &s.kind), Some(ShapeKind::List { .. })) {
                    inner
                } else {
                    list
                },
            )
        }
        Expr::Project(list, each) => {
            let list = resolve(service, list, of)?;
            resolve(service, each, element(list))?;
            Ok(None)
        }
        Expr::Filter(list, condition, each) => {
            let list = resolve(service, list, of)?;
            resolve(service, condition, element(list))?;
            resolve(service, each, element(list))?;
            Ok(if **each == Expr::Current { list } else { None })
        }
        Expr::List(items) => items
            .iter()
            .try_for_each(|item| resolve(service, item, of).map(drop))
            .map(|()| None),
        Expr::Literal(_) => Ok(None),
        Expr::Not(inner) | Expr::Length(inner) => resolve(service, inner, of).map(|_| None),
        Expr::Compare(_, left, right)
        | Expr::And(left, right)
        | Expr::Or(left, right)
        | Expr::Contains(left, right) => {
            resolve(service, left, of)?;
            resolve(service, right, of).map(|_| None)
        }
    }
}

fn field<'a>(
    service: &'a Service,
    name: &str,
    of: Option<&'a Shape>,
) -> Result<Option<&'a Shape>, String> {
    let Some(shape) = of else { return Ok(None) };
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => {
            match shape.members().find(|m| m.name == name) {
                Some(member) => Ok(service.shape(&member.target)),
                None => Err(format!("`{}` has no member `{name}`", shape.name)),
            }
        }
        ShapeKind::Map { value, .. } => Ok(service.shape(&value.target)),
        _ => Ok(None),
    }
}

fn over_pages(cx: &Context<'_>, of: &PageWaiter, operation: &Operation) -> Result<Waiter, Failure> {
    let lowered = waiter(cx, &of.at, &of.name)?;
    let wrong = |message: &str| Failure::from(Diagnostic::new(&of.at, message));
    let output = operation
        .output
        .as_ref()
        .and_then(|to| cx.service.shape(to));
    let (Some(pagination), Some(output)) = (&operation.pagination, output) else {
        return Err(wrong("waiter over pages needs a paginated operation"));
    };
    let (items, ty) = walk(cx, pagination, output, &of.items)?;
    let list = output.members().find(|member| member.name == of.items);
    let list = list.and_then(|member| cx.service.shape(&member.target));
    let item = match list.map(|shape| &shape.kind) {
        Some(ShapeKind::List { member, .. }) => cx.service.shape(&member.target),
        _ => None,
    };
    let (Some(item), Type::Vec(ty)) = (item, ty) else {
        return Err(wrong("`items` of a waiter is not a list of the output"));
    };
    if of.success.is_empty() {
        return Err(wrong("waiter has no state that it waits for"));
    }
    let state = text(cx, of, item, &of.state)?;
    known_states(cx, of, item)?;
    Ok(Waiter {
        docs: of
            .docs
            .clone()
            .map_or_else(|| lowered.docs.clone(), Docs::ours),
        min_delay: of.min_delay,
        max_delay: of.max_delay,
        kind: WaiterKind::Pages(Pages {
            items,
            item: *ty,
            key: text(cx, of, item, &of.key)?,
            state,
            success: of.success.clone(),
            failure: of.failure.clone(),
            not_found_grace: of.not_found_grace,
        }),
        ..lowered
    })
}

/// A member of an item that is a string or a string enum.
fn text(cx: &Context<'_>, of: &PageWaiter, item: &Shape, name: &str) -> Result<Text, Failure> {
    let member = member(of, item, name)?;
    let is_enum = match type_of(cx, member)? {
        Type::String => false,
        Type::Shape(_) => true,
        _ => {
            return Err(Diagnostic::new(&of.at, "member is not a string")
                .note("member", name)
                .into());
        }
    };
    Ok(Text {
        field: cx.names.field(&member.at, &item.name, &member.name)?,
        optional: matches!(presence(cx, member, Role::Shape), Presence::Optional),
        is_enum,
    })
}

fn member<'a>(of: &PageWaiter, item: &'a Shape, name: &str) -> Result<&'a Member, Failure> {
    item.members()
        .find(|member| member.name == name)
        .ok_or_else(|| {
            Diagnostic::new(&of.at, "waiter names a member that items do not have")
                .note("shape", &item.name)
                .note("member", name)
                .did_you_mean(name, item.members().map(|member| member.name.as_str()))
                .into()
        })
}

/// The states that a waiter knows must be values of the enum, if the state is one.
fn known_states(cx: &Context<'_>, of: &PageWaiter, item: &Shape) -> Result<(), Failure> {
    let state = cx.service.shape(&member(of, item, &of.state)?.target);
    let Some(ShapeKind::Enum(values)) = state.map(|shape| &shape.kind) else {
        return Ok(());
    };
    let mut problems = Diagnostics::default();
    for name in of.success.iter().chain(&of.failure) {
        if !values.iter().any(|value| value.value == *name) {
            problems.push(
                Diagnostic::new(&of.at, "waiter names a state that does not exist")
                    .note("state", name)
                    .did_you_mean(name, values.iter().map(|value| value.value.as_str())),
            );
        }
    }
    problems.finish(())
}
