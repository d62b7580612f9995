//! Paths through structures, such as `StreamDescription.Shards[-1].ShardId`: fields, one after the other.

use syn::Ident;

use super::context::Context;
use super::structures::members;
use super::types::{Presence, Role, Type, presence, type_of};
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{Member, Pagination, Shape, ShapeKind};

/// A step on a path through structures.
#[derive(Debug)]
pub(crate) enum Step {
    Field {
        name: Ident,
        optional: bool,
    },
    /// The last element of a list.
    Last,
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
        let mut ty = type_of(cx, of)?;
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

/// The field of a member.
pub(super) fn field(cx: &Context<'_>, shape: &Shape, member: &Member) -> Result<Ident, Failure> {
    cx.names.field(&member.at, &shape.name, &member.name)
}

/// The member of a structure with this name.
pub(super) fn member<'a>(
    pagination: &Pagination,
    shape: &'a Shape,
    name: &str,
) -> Result<&'a Member, Failure> {
    let members = members(shape);
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
