//! The indexes of `types`: which module has what, and under which path users find it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::files::RustFile;
use crate::plan::{Crate, Struct};

/// `src/types.rs`.
pub(super) fn index(krate: &Crate) -> RustFile {
    let structs = krate.structs.iter().map(|s| (&s.module, &s.name));
    let enums = krate.enums.iter().map(|e| (&e.module, &e.name));
    let unions = krate.unions.iter().map(|u| (&u.module, &u.name));
    let mut items = vec![
        quote!(
            pub mod builders;
        ),
        quote!(
            pub mod error;
        ),
    ];
    items.extend(modules(structs.chain(enums).chain(unions)));
    RustFile::new("The shapes of the service.", vec![], items)
}

/// `src/types/error.rs`.
pub(super) fn errors(krate: &Crate) -> RustFile {
    let mut items = vec![quote!(
        pub mod builders;
    )];
    let exceptions = krate.exceptions.iter().map(|s| (&s.module, &s.name));
    let of_streams = krate.stream_errors.iter().map(|e| (&e.module, &e.name));
    items.extend(modules(exceptions.chain(of_streams)));
    RustFile::new("The errors of the service.", vec![], items)
}

/// `builders.rs` beside the types it builds.
pub(super) fn builders(structs: &[Struct]) -> RustFile {
    let items = structs.iter().map(
        |Struct {
             module, builder, ..
         }| quote!(pub use super::#module::#builder;),
    );
    RustFile::new("The builders of the structures.", vec![], items.collect())
}

fn modules<'a>(types: impl Iterator<Item = (&'a Ident, &'a Ident)>) -> Vec<TokenStream> {
    let mut types: Vec<_> = types.collect();
    types.sort();
    let modules = types.iter().map(|(module, _)| quote!(mod #module;));
    let names = types
        .iter()
        .map(|(module, name)| quote!(pub use #module::#name;));
    modules.chain(names).collect()
}
