//! Paginators: the token's way from output to input, and where the items are.

use syn::Ident;

use super::lower::Context;
use super::names::suffixed;
use super::structs::{presence, type_of};
use super::{Items, Paginator, Presence, Role, Step, Type};
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{self, Member, Pagination, Shape, ShapeKind, Structure};

/// The plan of an operation's paginator, if the model has one.
pub(super) fn lower(
    cx: &Context<'_>,
    operation: &model::Operation,
    marker: &Ident,
) -> Result<Option<Paginator>, Failure> {
    let Some(pagination) = &operation.pagination else {
        return Ok(None);
    };
    let shape = |io: &Option<model::ShapeRef>| io.as_ref().and_then(|io| cx.service.shape(io));
    let (Some(input), Some(output)) = (shape(&operation.input), shape(&operation.output)) else {
        return Err(
            Diagnostic::new(&pagination.at, "paginated operation has no input or output").into(),
        );
    };
    let ([token], [next]) = (
        pagination.input_tokens.as_slice(),
        pagination.output_tokens.as_slice(),
    ) else {
        return Err(Diagnostic::new(
            &pagination.at,
            "paginators with several tokens are not supported yet",
        )
        .into());
    };
    let wrong = |message: &str| Err(Diagnostic::new(&pagination.at, message).into());
    let token = member(pagination, input, token)?;
    let token_type = type_of(cx, token)?.0;
    let (next, next_type) = walk(cx, pagination, output, next)?;
    if next_type != token_type {
        return wrong("the token of the output has another type than that of the input");
    }
    let page_size = pagination.page_size.as_deref().map(|name| {
        let member = member(pagination, input, name)?;
        Ok::<_, Failure>((field(cx, input, member)?, type_of(cx, member)?.0))
    });
    let more = pagination.more_results.as_deref();
    let more = more
        .map(|path| walk(cx, pagination, output, path))
        .transpose()?;
    if more.as_ref().is_some_and(|(_, ty)| *ty != Type::Bool) {
        return wrong("what says whether there are more pages is not a boolean");
    }
    let items = pagination
        .items
        .first()
        .map(|path| items(cx, pagination, output, path));
    Ok(Some(Paginator {
        name: suffixed(marker, "Paginator"),
        items_name: suffixed(marker, "PaginatorItems"),
        token: field(cx, input, token)?,
        token_type,
        next,
        more: more.map(|(steps, _)| steps),
        page_size: page_size.transpose()?,
        items: items.transpose()?.flatten(),
    }))
}

fn items(
    cx: &Context<'_>,
    pagination: &Pagination,
    output: &Shape,
    path: &str,
) -> Result<Option<Items>, Failure> {
    let (path, ty) = walk(cx, pagination, output, path)?;
    if path.iter().any(|step| matches!(step, Step::Last)) {
        return Err(Diagnostic::new(
            &pagination.at,
            "items of a page cannot be those of its last item",
        )
        .into());
    }
    Ok(match ty {
        Type::Vec(item) => Some(Items {
            path,
            item: vec![*item],
        }),
        Type::Map(key, value) => Some(Items {
            path,
            item: vec![*key, *value],
        }),
        // A page that is one thing has no items.
        _ => None,
    })
}

/// The fields along a path such as `StreamDescription.Shards[-1].ShardId`, and the type at its end.
pub(super) fn walk(
    cx: &Context<'_>,
    pagination: &Pagination,
    output: &Shape,
    path: &str,
) -> Result<(Vec<Step>, Type), Failure> {
    let unsupported = || {
        Failure::from(
            Diagnostic::new(&pagination.at, "path of a paginator is not supported")
                .note("path", path),
        )
    };
    let mut steps = Vec::new();
    let mut shape = output;
    let mut end = None;
    for part in path.split('.') {
        if end
            .take()
            .is_some_and(|ty| !matches!(ty, Type::Shape(_) | Type::Exception(_) | Type::Box(_)))
        {
            return Err(unsupported());
        }
        let (name, last) = match part.strip_suffix("[-1]") {
            Some(name) => (name, true),
            None => (part, false),
        };
        let of = member(pagination, shape, name)?;
        let role = if std::ptr::eq(shape, output) {
            Role::Output
        } else {
            Role::Shape
        };
        let optional = matches!(presence(cx, of, role), Presence::Optional);
        steps.push(Step::Field {
            name: field(cx, shape, of)?,
            optional,
        });
        let mut target = cx.service.shape(&of.target).ok_or_else(unsupported)?;
        let mut ty = type_of(cx, of)?.0;
        if last {
            let (ShapeKind::List { member, .. }, Type::Vec(item)) = (&target.kind, ty) else {
                return Err(unsupported());
            };
            steps.push(Step::Last);
            target = cx.service.shape(&member.target).ok_or_else(unsupported)?;
            ty = *item;
        }
        shape = target;
        end = Some(ty);
    }
    Ok((steps, end.ok_or_else(unsupported)?))
}

fn field(cx: &Context<'_>, shape: &Shape, member: &Member) -> Result<Ident, Failure> {
    cx.names.field(&member.at, &shape.name, &member.name)
}

fn member<'a>(
    pagination: &Pagination,
    shape: &'a Shape,
    name: &str,
) -> Result<&'a Member, Failure> {
    let members = match &shape.kind {
        ShapeKind::Structure(Structure { members, .. }) => members.as_slice(),
        _ => &[],
    };
    members
        .iter()
        .find(|member| member.name == name)
        .ok_or_else(|| {
            Diagnostic::new(&pagination.at, "paginator names a member that is not there")
                .note("shape", &shape.name)
                .note("member", name)
                .did_you_mean(name, members.iter().map(|member| member.name.as_str()))
                .into()
        })
}
