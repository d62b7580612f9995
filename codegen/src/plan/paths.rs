//! Paths through structures, such as `StreamDescription.Shards[-1].ShardId`: fields, one after the other.

use syn::Ident;

use super::context::Context;
use super::types::{Presence, Role, presence};
use crate::check::Path;
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
