//! Paginators: the token's way from output to input, and where the items are.

use syn::Ident;

use super::context::Context;
use super::names::suffixed;
use super::paths::{Step, field, member, walk};
use super::types::{Type, type_of};
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{self, Pagination, Shape};

/// How an operation's pages follow each other.
#[derive(Debug)]
pub(crate) struct Paginator {
    pub(crate) name: Ident,
    pub(crate) items_name: Ident,
    pub(crate) token: Ident,
    pub(crate) token_type: Type,
    pub(crate) next: Vec<Step>,
    /// Where the output says whether there is more, if it does.
    pub(crate) more: Option<Vec<Step>>,
    /// The input field with the size of a page.
    pub(crate) page_size: Option<(Ident, Type)>,
    pub(crate) items: Option<Items>,
}

/// The items of a page.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) path: Vec<Step>,
    /// The type of an item; two for the entries of a map.
    pub(crate) item: Vec<Type>,
}

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
    let token_type = type_of(cx, token)?;
    let (next, next_type) = walk(cx, pagination, output, next)?;
    if next_type != token_type {
        return wrong("the token of the output has another type than that of the input");
    }
    let page_size = pagination.page_size.as_deref().map(|name| {
        let member = member(pagination, input, name)?;
        Ok::<_, Failure>((field(cx, input, member)?, type_of(cx, member)?))
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
