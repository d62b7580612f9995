//! Errors: the enum of an operation, and `crate::Error`.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::{Crate, ErrorVariant, Operation};

/// `operation_error! { GetDiskSnapshotsError of GetDiskSnapshots { … } }`
pub(super) fn operation(scope: &Scope, op: &Operation) -> TokenStream {
    let table = scope.name("crate::runtime::error", "operation_error");
    let (error, marker) = (&op.error, &op.marker);
    let rows = op
        .errors
        .iter()
        .map(|ErrorVariant { name, is }| quote!(#name, #is;));
    quote!(#table! { #error of #marker { #(#rows)* } })
}

/// `src/error.rs`: the error types that all crates have.
pub(super) fn index() -> RustFile {
    let items = vec![quote!(
        pub use crate::runtime::error::public::*;
    )];
    RustFile::new("What all errors have in common.", vec![], items)
}

/// `src/service_error.rs`: `crate::Error`.
pub(super) fn service(krate: &Crate) -> RustFile {
    let name = crate::plan::names::known("Error");
    let scope = Scope::defining([&name]);
    let table = scope.name("crate::runtime::error", "service_error");
    let rows = krate
        .errors
        .iter()
        .map(|ErrorVariant { name, .. }| quote!(#name;));
    let items = vec![quote!(#table! { #name { #(#rows)* } })];
    let docs = "The error that every operation's error becomes.";
    RustFile::new(docs, scope.uses(), items)
}
