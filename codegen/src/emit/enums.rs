//! String enums.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::docs::{deprecated, docs};
use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Enum, Variant};

/// The file of an enum.
pub(super) fn file(e: &Enum) -> RustFile {
    let scope = Scope::of_shape(&e.name, []);
    let unknown = scope.name("whittle_runtime::string_enum", "UnknownVariantValue");
    let methods = scope.name("whittle_runtime", "string_enum");
    let (name, docs, deprecated) = (&e.name, docs(&e.docs), deprecated(e.deprecated.as_ref()));
    let variants = e.variants.iter().map(variant);
    let table = e
        .variants
        .iter()
        .map(|Variant { name, wire, .. }| quote!((#name, #wire)));
    let debug = (!e.sensitive).then(|| quote!(Debug,));
    let mut items = vec![
        quote! {
            #docs
            #deprecated
            #[non_exhaustive]
            #[derive(Clone, #debug Hash, Ord, PartialEq, PartialOrd)]
            pub enum #name {
                #(#variants,)*
                /// A value that this version of the crate does not know.
                #[deprecated(note = "match on a wildcard and use `as_str`: this variant may become a known one")]
                Unknown(#unknown),
            }
        },
        quote!(#methods!(#name, [#(#table),*]);),
    ];
    items.extend(e.sensitive.then(|| redacted_debug(&scope, name)));
    RustFile::new(
        format!("The string enum `{}`.", unraw(name)),
        scope.uses(),
        items,
    )
}

/// `impl Debug` of an enum or union that is sensitive as a whole.
pub(super) fn redacted_debug(scope: &Scope, name: &Ident) -> TokenStream {
    let fmt = scope.name("std", "fmt");
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str("*** Sensitive Data Redacted ***")
            }
        }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let (name, docs) = (&variant.name, docs(&variant.docs));
    let deprecated = deprecated(variant.deprecated.as_ref());
    quote!(#docs #deprecated #name)
}
