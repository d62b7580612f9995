//! Paginators: which members their tokens and items are.

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, collect, join};
use crate::model::{
    JmesPath, Member, Operation, Pagination, PathExpr, Service, Shape, ShapeKind, Structure,
};

/// How the pages of an operation follow each other.
#[derive(Clone, Debug)]
pub(crate) struct Pages<'a> {
    pub(crate) input: &'a Shape,
    /// The member of the input that takes a token.
    pub(crate) token: &'a Member,
    /// Where the output has the next one.
    pub(crate) next: Path<'a>,
    /// Where the output says whether there is more.
    pub(crate) more: Option<Path<'a>>,
    /// The member of the input with the size of a page.
    pub(crate) page_size: Option<&'a Member>,
    /// Where the items are, if they are a list or map.
    pub(crate) items: Option<Path<'a>>,
}

/// A path from an output to one of its members.
pub(crate) type Path<'a> = Vec<Step<'a>>;

/// A step on a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'a> {
    pub(crate) of: &'a Shape,
    pub(crate) member: &'a Member,
    /// Whether the last element of the member is meant.
    pub(crate) last: bool,
}

/// The pages of an operation; `None` if several tokens lead to the next one. Only botocore has such paginators:
/// the official crates have none for these operations.
pub(super) fn pages<'a>(
    service: &'a Service,
    operation: &'a Operation,
    pagination: &'a Pagination,
) -> Result<Option<Pages<'a>>, Failure> {
    let wrong = |message: &str| Failure::from(Diagnostic::new(&pagination.at, message));
    let (Some(input), Some(output)) = (
        operation.input.as_ref().and_then(|to| service.shape(to)),
        operation.output.as_ref().and_then(|to| service.shape(to)),
    ) else {
        return Err(wrong("paginated operation has no input or output"));
    };
    let ([token], [next]) = (
        pagination.input_tokens.as_slice(),
        pagination.output_tokens.as_slice(),
    ) else {
        return Ok(None);
    };
    let of_input = |name: &String| input_member(pagination, input, name).map_err(Failure::from);
    let path = |path| follow(service, pagination, output, path);
    let page_size = pagination.page_size.as_ref().map(of_input).transpose();
    let more = pagination.more_results.as_ref().map(path).transpose();
    let items = collect(&pagination.items, path);
    let ((token, page_size), (next, (more, items))) = join(
        join(of_input(token), page_size),
        join(path(next), join(more, items)),
    )?;
    let items: Vec<Path<'a>> = items;
    let pages = Pages {
        input,
        token,
        next,
        more,
        page_size,
        items: items.into_iter().next(),
    };
    typed(service, pagination, pages).map(Some)
}

/// The same pages, if everything along them has the type that it must have.
fn typed<'a>(
    service: &'a Service,
    pagination: &Pagination,
    mut pages: Pages<'a>,
) -> Result<Pages<'a>, Failure> {
    let mut problems = Diagnostics::default();
    let mut wrong = |message: &str| problems.push(Diagnostic::new(&pagination.at, message));
    let kind = |path: &Path<'a>| service.kind(&end(service, path)?.target.shape);
    let next = end(service, &pages.next);
    if next.is_none_or(|next| !same_type(service, next, pages.token)) {
        wrong("the token of the output has another type than that of the input");
    }
    let more = pages.more.as_ref().map(kind);
    if more.is_some_and(|kind| !matches!(kind, Some(ShapeKind::Boolean))) {
        wrong("what says whether there are more pages is not a boolean");
    }
    if pages.items.iter().flatten().any(|step| step.last) {
        wrong("items of a page cannot be those of its last item");
    }
    // A page that is one thing has no items.
    let is_many = |kind: &ShapeKind| matches!(kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
    pages
        .items
        .take_if(|items| !kind(items).is_some_and(is_many));
    problems.finish(pages)
}

/// The member of the input with this name.
fn input_member<'a>(
    pagination: &Pagination,
    input: &'a Shape,
    name: &str,
) -> Result<&'a Member, Diagnostic> {
    member(input, name).ok_or_else(|| {
        let known = input.members().map(|member| member.name.as_str());
        Diagnostic::new(&pagination.at, "paginator names no member of the input")
            .note("member", name)
            .did_you_mean(name, known)
    })
}

/// The member at the end of a path: that of the list, if the last element of a list is meant.
fn end<'a>(service: &'a Service, path: &Path<'a>) -> Option<&'a Member> {
    let step = path.last()?;
    match (
        step.last,
        service.shape(&step.member.target).map(|shape| &shape.kind),
    ) {
        (true, Some(ShapeKind::List { member, .. })) => Some(member),
        _ => Some(step.member),
    }
}

/// Whether the values of two members have one type in Rust.
fn same_type(service: &Service, a: &Member, b: &Member) -> bool {
    let (Some(a), Some(b)) = (service.shape(&a.target), service.shape(&b.target)) else {
        return false;
    };
    match (&a.kind, &b.kind) {
        (
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_),
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_),
        ) => a.name == b.name,
        (
            ShapeKind::Integer | ShapeKind::IntEnum(_),
            ShapeKind::Integer | ShapeKind::IntEnum(_),
        ) => true,
        (
            ShapeKind::List {
                member: a,
                sparse: sparse_a,
            },
            ShapeKind::List {
                member: b,
                sparse: sparse_b,
            },
        ) => sparse_a == sparse_b && same_type(service, a, b),
        (
            ShapeKind::Map {
                key,
                value: a,
                sparse: sparse_a,
            },
            ShapeKind::Map {
                key: other,
                value: b,
                sparse: sparse_b,
            },
        ) => sparse_a == sparse_b && same_type(service, key, other) && same_type(service, a, b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// The members along a path such as `StreamDescription.Shards[-1].ShardId`.
fn follow<'a>(
    service: &'a Service,
    pagination: &Pagination,
    output: &'a Shape,
    path: &JmesPath,
) -> Result<Path<'a>, Failure> {
    let wrong = |message: &str| Diagnostic::new(&pagination.at, message).note("path", path);
    let unsupported = || wrong("path of a paginator is not supported");
    let segments = segments(&path.expr).ok_or_else(unsupported)?;
    let mut steps = Vec::new();
    let mut of = Some(output);
    for (name, last) in segments {
        let missing = || wrong("paginator names no path in the output").note("missing", name);
        let shape = of.ok_or_else(missing)?;
        let step = Step {
            of: shape,
            last,
            member: member(shape, name).ok_or_else(missing)?,
        };
        steps.push(step);
        let target = service.shape(&step.member.target);
        of = match (last, target.map(|shape| &shape.kind)) {
            (false, _) => target,
            (true, Some(ShapeKind::List { member, .. })) => service.shape(&member.target),
            (true, _) => return Err(missing().into()),
        };
    }
    Ok(steps)
}

/// The names along a path, each with whether the last element is meant.
fn segments(path: &PathExpr) -> Option<Vec<(&str, bool)>> {
    match path {
        PathExpr::Field(name) => Some(vec![(name, false)]),
        PathExpr::Sub(left, right) => {
            let mut all = segments(left)?;
            all.extend(segments(right)?);
            Some(all)
        }
        PathExpr::Index(list, -1) => {
            let mut all = segments(list)?;
            all.last_mut()?.1 = true;
            Some(all)
        }
        _ => None,
    }
}

/// The member of a structure with this name.
pub(super) fn member<'a>(shape: &'a Shape, name: &str) -> Option<&'a Member> {
    let members = match &shape.kind {
        ShapeKind::Structure(Structure { members, .. }) => members.as_slice(),
        _ => &[],
    };
    members.iter().find(|member| member.name == name)
}
