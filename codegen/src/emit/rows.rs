//! Rows of structures and unions: what stands after the equals sign.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::plan::Row;

/// `"id" in Query "disk-id"`: the member, and where it is if that is not the body or has another name.
pub(super) fn place(row: &Row) -> TokenStream {
    let Row {
        member,
        at,
        name,
        parts,
        ..
    } = row;
    let at = row.is_elsewhere().then(|| {
        let at = at.ident();
        quote!(in #at #name)
    });
    quote!(#member #at #(/ #parts)*)
}

/// `[0 1 2]`: the numbers of so many rows, by which their members are read.
pub(super) fn numbers(rows: usize) -> TokenStream {
    let numbers = (0..rows).map(Literal::usize_unsuffixed);
    quote!([#(#numbers)*])
}

/// `List<Plain>`: how the value is written.
pub(super) fn codec(scope: &Scope, row: &Row, sensitive: bool) -> TokenStream {
    let codec = scope.codec(&row.codec);
    match sensitive {
        true => scope.secret(&codec),
        false => codec,
    }
}
