//! What every part of the plan looks at: the service, the names, and which types contain themselves.

use syn::Ident;

use super::docs::Docs;
use super::names::{self, Names};
use super::recursion::Recursion;
use crate::check::Spoken;
use crate::diagnostic::Failure;
use crate::model::{Member, Service, Shape, ShapeKind, ShapeRef};
use crate::slice::Rename;

/// What lowering needs everywhere.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) service: &'a Service,
    /// The protocol that the crate speaks.
    pub(super) spoken: Spoken,
    pub(super) names: Names<'a>,
    pub(super) recursion: Recursion<'a>,
}

impl<'a> Context<'a> {
    /// The context of a service with the renames of a slice.
    pub(super) fn new(service: &'a Service, spoken: Spoken, renames: &'a [Rename]) -> Self {
        Self {
            service,
            spoken,
            names: Names::new(renames),
            recursion: Recursion::of(service),
        }
    }

    /// The shapes that get a type of their own: inputs and outputs get theirs with the operation,
    /// unless something else refers to them too.
    pub(super) fn own_shapes(&self) -> impl Iterator<Item = &'a Shape> + use<'a> {
        let service = self.service;
        let names = service.types_of_operations();
        names.filter_map(|name| service.shapes.get(name))
    }

    /// The module of a shape's type, which must not be one that every crate has.
    pub(super) fn shape_module(&self, shape: &Shape) -> Result<Ident, Failure> {
        let module = self.names.module(&shape.at, &shape.name)?;
        Ok(if module == "error" || module == "builders" {
            names::suffixed(&module, "_")
        } else {
            module
        })
    }

    /// Whether the value of a member is not to be printed: the member, its target, or what its list or
    /// map holds is sensitive.
    pub(super) fn is_sensitive(&self, member: &Member) -> bool {
        // No list or map contains itself without a structure between.
        let holds = |shape: &Shape| match shape.kind {
            ShapeKind::List { .. } | ShapeKind::Map { .. } => {
                shape.members().any(|member| self.is_sensitive(member))
            }
            _ => false,
        };
        let target = self.service.shape(&member.target);
        member.sensitive || target.is_some_and(|target| target.sensitive || holds(target))
    }

    /// Whether a shape is sensitive, or anything that can be in it.
    pub(super) fn holds_secrets(&self, root: &ShapeRef) -> bool {
        let closure = self.service.closure([root.shape.as_str()]);
        let mut shapes = closure
            .into_iter()
            .filter_map(|name| self.service.shapes.get(name));
        shapes.any(|shape| shape.sensitive || shape.members().any(|member| member.sensitive))
    }

    /// The documentation of a member, or of its type if it has none of its own.
    pub(super) fn member_docs(&self, member: &Member) -> Docs {
        let inherited = || {
            let target = self.service.shape(&member.target);
            let of_type = target.map(|shape| Docs::of(shape.docs.as_deref()));
            let summary = of_type.map(|docs| docs.summary()).unwrap_or_default();
            if summary.is_empty() {
                format!("The member `{}`.", member.name.replace('`', "'"))
            } else {
                summary
            }
        };
        Docs::of(member.docs.as_deref()).or(inherited)
    }
}
