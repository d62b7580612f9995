//! Waiters: what ends them, and where they look for it.

use super::pagination::{Pages, Path, Step};
use super::query::{Of, Query, query};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{
    self, AcceptorState, Comparator, JmesPath, Member, Service, Shape, ShapeKind, Structure,
};
use crate::slice;

/// A waiter of the model.
#[derive(Clone, Debug)]
pub(crate) struct Waiter<'a> {
    pub(crate) of: &'a model::Waiter,
    pub(crate) acceptors: Vec<Acceptor<'a>>,
}

/// An acceptor.
#[derive(Clone, Debug)]
pub(crate) struct Acceptor<'a> {
    pub(crate) state: AcceptorState,
    pub(crate) matcher: Matcher<&'a Member>,
}

/// Which results an acceptor is for; `M` stands for a member.
#[derive(Clone, Debug)]
pub(crate) enum Matcher<M> {
    Success(bool),
    /// The HTTP status of an error.
    Status(u16),
    /// The code of an error on the wire.
    ErrorType(String),
    Output(PathMatcher<M>),
    InputOutput(PathMatcher<M>),
}

/// A path and what it must give.
#[derive(Clone, Debug)]
pub(crate) struct PathMatcher<M> {
    pub(crate) path: Query<M>,
    pub(crate) comparator: Comparator,
    pub(crate) expected: String,
}

impl<M> Matcher<M> {
    /// The same with another thing for each member.
    pub(crate) fn map<N>(self, f: &impl Fn(M) -> N) -> Matcher<N> {
        let path = |of: PathMatcher<M>| PathMatcher {
            path: of.path.map(f),
            comparator: of.comparator,
            expected: of.expected,
        };
        match self {
            Self::Success(success) => Matcher::Success(success),
            Self::Status(status) => Matcher::Status(status),
            Self::ErrorType(code) => Matcher::ErrorType(code),
            Self::Output(of) => Matcher::Output(path(of)),
            Self::InputOutput(of) => Matcher::InputOutput(path(of)),
        }
    }
}

/// A waiter over pages.
#[derive(Clone, Debug)]
pub(crate) struct PageWaiter<'a> {
    pub(crate) of: &'a slice::PageWaiter,
    /// Where the items are.
    pub(crate) items: Path<'a>,
    /// The member that is an item of the list.
    pub(crate) item: &'a Member,
    pub(crate) key: Step<'a>,
    pub(crate) state: Step<'a>,
}

/// Finds the members that a waiter of the model looks at.
pub(super) fn modeled<'a>(
    service: &'a Service,
    of: &'a model::Waiter,
) -> Result<Waiter<'a>, Failure> {
    let mut problems = Diagnostics::default();
    if of
        .acceptors
        .iter()
        .all(|it| it.state != AcceptorState::Success)
    {
        let problem = Diagnostic::new(&of.at, "nothing makes the waiter succeed");
        problems.push(problem.note("waiter", &of.name));
    }
    let mut acceptors = Vec::new();
    for acceptor in &of.acceptors {
        let matcher = problems.ok(matcher(service, of, acceptor));
        acceptors.extend(matcher.map(|matcher| Acceptor {
            state: acceptor.state,
            matcher,
        }));
    }
    problems.finish(Waiter { of, acceptors })
}

fn matcher<'a>(
    service: &'a Service,
    waiter: &model::Waiter,
    acceptor: &model::Acceptor,
) -> Result<Matcher<&'a Member>, Failure> {
    let operation = service.operations.get(&waiter.operation);
    let input = operation.and_then(|op| service.shape(op.input.as_ref()?));
    let output = operation.and_then(|op| service.shape(op.output.as_ref()?));
    let path = |of: Of<'a>, matcher: &model::PathMatcher| {
        let JmesPath { text, expr } = &matcher.path;
        let path = query(service, expr, of).map_err(|reason| {
            Diagnostic::new(&acceptor.at, "waiter has a path that is not supported")
                .note("path", text)
                .note("reason", reason)
        })?;
        Ok::<_, Failure>(PathMatcher {
            path,
            comparator: matcher.comparator,
            expected: matcher.expected.clone(),
        })
    };
    Ok(match &acceptor.matcher {
        model::Matcher::Success(success) => Matcher::Success(*success),
        model::Matcher::Status(status) if (200..300).contains(status) => Matcher::Success(true),
        model::Matcher::Status(status) => Matcher::Status(*status),
        model::Matcher::ErrorType(name) => Matcher::ErrorType(error_code(service, name)),
        model::Matcher::Output(of) => {
            Matcher::Output(path(output.map_or(Of::Other, Of::Shape), of)?)
        }
        model::Matcher::InputOutput(of) => Matcher::InputOutput(path(Of::Call(input, output), of)?),
    })
}

/// The code on the wire of an error that is named by shape or by code.
fn error_code(service: &Service, name: &str) -> String {
    match service.kind(name) {
        Some(ShapeKind::Structure(Structure {
            error: Some(error), ..
        })) => service.error_code(name, error).to_owned(),
        _ => name.to_owned(),
    }
}

/// Finds the members that a waiter of a slice looks at.
pub(super) fn over_pages<'a>(
    service: &'a Service,
    of: &'a slice::PageWaiter,
    pages: Option<&Pages<'a>>,
) -> Result<PageWaiter<'a>, Failure> {
    let wrong = |message: &str| Failure::from(Diagnostic::new(&of.at, message));
    let Some(operation) = service.operations.get(&of.operation) else {
        let message = "waiter polls an operation that is not in the slice";
        let known = service.operations.keys().map(String::as_str);
        return Err(Diagnostic::new(&of.at, message)
            .note("operation", &of.operation)
            .did_you_mean(&of.operation, known)
            .into());
    };
    let output = operation.output.as_ref().and_then(|to| service.shape(to));
    let (Some(_), Some(output)) = (pages, output) else {
        return Err(wrong("waiter over pages needs a paginated operation"));
    };
    let items = output.members().find(|member| member.name == of.items);
    let list = items.and_then(|member| service.shape(&member.target));
    let (
        Some(items),
        Some(ShapeKind::List {
            member: item,
            sparse: false,
        }),
    ) = (items, list.map(|shape| &shape.kind))
    else {
        return Err(wrong("`items` of a waiter is not a list of the output"));
    };
    let shape = service.shape(&item.target);
    let shape = shape.ok_or_else(|| wrong("`items` of a waiter is not a list of the output"))?;
    if of.success.is_empty() {
        return Err(wrong("waiter has no state that it waits for"));
    }
    let key = text(service, of, shape, &of.key)?;
    let state = text(service, of, shape, &of.state)?;
    known_states(service, of, state.member)?;
    Ok(PageWaiter {
        of,
        items: vec![Step {
            of: output,
            member: items,
            last: false,
        }],
        item,
        key,
        state,
    })
}

/// A member of an item that is a string or a string enum.
fn text<'a>(
    service: &'a Service,
    of: &slice::PageWaiter,
    item: &'a Shape,
    name: &str,
) -> Result<Step<'a>, Failure> {
    let Some(member) = item.members().find(|member| member.name == name) else {
        let problem = Diagnostic::new(&of.at, "waiter names a member that items do not have");
        return Err(problem
            .note("shape", &item.name)
            .note("member", name)
            .did_you_mean(name, item.members().map(|member| member.name.as_str()))
            .into());
    };
    let target = service.shape(&member.target);
    if member.sensitive || target.is_some_and(|shape| shape.sensitive) {
        let message = "waiter looks at a sensitive member, and its errors would show it";
        return Err(Diagnostic::new(&of.at, message).note("member", name).into());
    }
    match target.map(|shape| &shape.kind) {
        Some(ShapeKind::String | ShapeKind::Enum(_)) => Ok(Step {
            of: item,
            member,
            last: false,
        }),
        _ => Err(Diagnostic::new(&of.at, "member is not a string")
            .note("member", name)
            .into()),
    }
}

/// The states that a waiter knows must be values of the enum, if the state is one.
fn known_states(service: &Service, of: &slice::PageWaiter, state: &Member) -> Result<(), Failure> {
    let Some(ShapeKind::Enum(values)) = service.kind(&state.target.shape) else {
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
