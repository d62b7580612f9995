//! Paths through structures, such as `StreamDescription.Shards[-1].ShardId`: fields, one after the other;
//! and walks, which branch.

use syn::Ident;

use super::context::Context;
use super::types::{Presence, Role, presence};
use crate::check::{Path, Walk, WalkField};
use crate::diagnostic::Failure;

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

/// The fields along a path from an output.
pub(super) fn steps(cx: &Context<'_>, path: &Path<'_>) -> Result<Vec<Step>, Failure> {
    let mut steps = Vec::new();
    let mut role = Role::Output;
    for step in path {
        let member = step.member;
        steps.push(Step::Field {
            name: cx.names.field(&member.at, &step.of.name, &member.name)?,
            optional: matches!(presence(cx, member, role), Presence::Optional),
        });
        steps.extend(step.last.then_some(Step::Last));
        role = Role::Shape;
    }
    Ok(steps)
}

/// A field on a walk through an input.
#[derive(Clone, Debug)]
pub(crate) struct Entered {
    pub(crate) name: Ident,
    pub(crate) optional: bool,
}

/// The fields of a walk through an input.
pub(super) fn walk(
    cx: &Context<'_>,
    input: &str,
    walk: &Walk<WalkField<'_>>,
) -> Result<Walk<Entered>, Failure> {
    walk.map(&|field| {
        let role = match field.of.name == input {
            true => Role::Input,
            false => Role::Shape,
        };
        Ok(Entered {
            name: cx
                .names
                .field(&field.member.at, &field.of.name, &field.member.name)?,
            optional: matches!(presence(cx, field.member, role), Presence::Optional),
        })
    })
}
