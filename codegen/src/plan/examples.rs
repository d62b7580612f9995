//! What examples show an operation to be called with.

use syn::Ident;

use super::structures::Struct;
use super::types::Type;

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
