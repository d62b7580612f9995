//! What examples show: which operation, and what it is called with.

use syn::Ident;

use super::{Crate, Operation, Struct, Type};

impl Crate {
    /// The operation that shows how to call one: best one that lists, and needs nothing for it.
    pub(crate) fn example(&self) -> Option<&Operation> {
        let rank = |op: &&Operation| {
            let is_deprecated = op.deprecated.is_some();
            (
                is_deprecated,
                !op.example.is_empty(),
                op.paginator.is_none(),
            )
        };
        self.operations.iter().min_by_key(rank)
    }
}

/// The fields that an example has to set, with literals where there are some.
pub(super) fn required(input: &Struct) -> Vec<(Ident, Option<&'static str>)> {
    let required = input.fields.iter().filter(|field| field.required);
    required
        .map(|field| (field.name.clone(), literal(&field.ty)))
        .collect()
}

/// What a setter of this type can be given in an example.
fn literal(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::String => Some("\"…\""),
        Type::Bool => Some("true"),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => Some("1"),
        Type::F32 | Type::F64 => Some("1.0"),
        // The setter of a list takes one element.
        Type::Vec(element) if !matches!(**element, Type::Vec(_)) => literal(element),
        _ => None,
    }
}
