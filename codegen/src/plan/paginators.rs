//! Paginators: the token's way from output to input, and where the items are.

use syn::Ident;

use super::context::Context;
use super::names::suffixed;
use super::paths::{Step, steps};
use super::types::{Type, type_of};
use crate::check::{Pages, Path};
use crate::diagnostic::Failure;
use crate::model::Member;

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

/// The plan of an operation's paginator, if it has pages.
pub(super) fn lower(
    cx: &Context<'_>,
    pages: Option<&Pages<'_>>,
    operation: &Ident,
) -> Result<Option<Paginator>, Failure> {
    let Some(pages) = pages else {
        return Ok(None);
    };
    let field = |of: &Member| cx.names.field(&of.at, &pages.input.name, &of.name);
    let page_size = pages
        .page_size
        .map(|of| Ok::<_, Failure>((field(of)?, type_of(cx, of)?)));
    let more = pages.more.as_ref().map(|more| steps(cx, more));
    let items = pages.items.as_ref().map(|path| items(cx, path));
    Ok(Some(Paginator {
        name: suffixed(operation, "Paginator"),
        items_name: suffixed(operation, "PaginatorItems"),
        token: field(pages.token)?,
        token_type: type_of(cx, pages.token)?,
        next: steps(cx, &pages.next)?,
        more: more.transpose()?,
        page_size: page_size.transpose()?,
        items: items.transpose()?.flatten(),
    }))
}

fn items(cx: &Context<'_>, path: &Path<'_>) -> Result<Option<Items>, Failure> {
    let last = path
        .last()
        .map(|step| type_of(cx, step.member))
        .transpose()?;
    let item = match last {
        Some(Type::Vec(item)) => vec![*item],
        Some(Type::Map(key, value)) => vec![*key, *value],
        _ => return Ok(None),
    };
    let path = steps(cx, path)?;
    Ok(Some(Items { path, item }))
}
