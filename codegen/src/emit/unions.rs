//! Unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs};
use super::enums;
use super::rows::{codec, numbers, place};
use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Union, UnionVariant};

/// The file of a union.
pub(super) fn file(u: &Union) -> RustFile {
    let scope = Scope::of_shape(&u.name, []);
    let mut items = vec![definition(&scope, u), variants(&scope, u)];
    items.extend(redacted_debug(&scope, u));
    RustFile::new(
        format!("The union `{}`.", unraw(&u.name)),
        scope.uses(),
        items,
    )
}

fn definition(scope: &Scope, u: &Union) -> TokenStream {
    let (name, docs, deprecated) = (&u.name, docs(&u.docs), deprecated(u.deprecated.as_ref()));
    let debug = (!has_secrets(u)).then(|| quote!(Debug,));
    let variants = u.variants.iter().map(|variant| {
        let (name, docs) = (&variant.name, super::docs::docs(&variant.docs));
        match &variant.ty {
            Some(ty) => {
                let ty = scope.ty(ty);
                quote!(#docs #name(#ty))
            }
            None => quote!(#docs #name),
        }
    });
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        #[derive(Clone, #debug PartialEq)]
        pub enum #name {
            #(#variants,)*
            /// A member that this version of the crate does not know; it cannot be sent.
            #[non_exhaustive]
            Unknown,
        }
    }
}

/// `variants! { Value [0 1] { … } }`: methods and codec.
fn variants(scope: &Scope, u: &Union) -> TokenStream {
    let (table, name) = (scope.name("whittle_runtime", "variants"), &u.name);
    let rows = u.variants.iter().map(|variant| row(scope, variant));
    let numbers = numbers(u.variants.len());
    quote!(#table! { #name #numbers { #(#rows)* } })
}

/// `Many, as_many, is_many: Vec<Value> = "many" List<Union>;`
fn row(scope: &Scope, variant: &UnionVariant) -> TokenStream {
    let UnionVariant { name, as_, is, .. } = variant;
    let place = place(&variant.row);
    match &variant.ty {
        Some(ty) => {
            let ty = scope.ty(ty);
            let codec = codec(scope, &variant.row, variant.sensitive);
            quote!(#name, #as_, #is: #ty = #place #codec;)
        }
        None => quote!(#name, #as_, #is = #place;),
    }
}

fn has_secrets(u: &Union) -> bool {
    u.sensitive || u.variants.iter().any(|variant| variant.sensitive)
}

fn redacted_debug(scope: &Scope, u: &Union) -> Option<TokenStream> {
    match u.sensitive {
        true => Some(enums::redacted_debug(scope, &u.name)),
        false => has_secrets(u).then(|| redacted_variants(scope, u)),
    }
}

fn redacted_variants(scope: &Scope, u: &Union) -> TokenStream {
    let (name, fmt) = (&u.name, scope.name("std", "fmt"));
    let arms = u.variants.iter().map(|variant| {
        let (name, text) = (&variant.name, unraw(&variant.name));
        match (variant.sensitive, &variant.ty) {
            (_, None) => quote!(Self::#name => f.write_str(#text),),
            (true, _) => {
                quote!(Self::#name(_) => f.debug_tuple("*** Sensitive Data Redacted ***").finish(),)
            }
            (false, _) => quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish(),),
        }
    });
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                match self { #(#arms)* Self::Unknown => f.write_str("Unknown"), }
            }
        }
    }
}
