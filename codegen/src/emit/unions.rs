//! Unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs, line};
use super::enums;
use super::scope::Scope;
use super::serde;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Union, UnionVariant};

/// The file of a union.
pub(super) fn file(u: &Union) -> RustFile {
    let scope = Scope::of_shape(&u.name, []);
    let (name, derive) = (&u.name, scope.codec_name("union"));
    let mut items = vec![
        definition(&scope, u),
        methods(&scope, u),
        serde::union(&scope, u),
    ];
    items.extend(redacted_debug(&scope, u));
    items.push(quote!(#derive!(#name);));
    RustFile::new(format!("The union `{}`.", unraw(name)), scope.uses(), items)
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

fn methods(scope: &Scope, u: &Union) -> TokenStream {
    let name = &u.name;
    let variants = u
        .variants
        .iter()
        .map(|variant| variant_methods(scope, variant));
    quote! {
        impl #name {
            #(#variants)*
            /// Whether the member is one that this version of the crate does not know.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }
    }
}

fn variant_methods(scope: &Scope, variant: &UnionVariant) -> TokenStream {
    let (name, as_, is) = (&variant.name, &variant.as_, &variant.is);
    let link = format!("[`{0}`](Self::{0})", unraw(name));
    let as_docs = line(&format!(
        "The value if this is {link}, else the union itself."
    ));
    let is_docs = line(&format!("Whether this is {link}."));
    let result = scope.std("Result");
    let (ty, bound, value, any) = match &variant.ty {
        Some(ty) => {
            let ty = scope.ty(ty);
            (quote!(&#ty), quote!((value)), quote!(value), quote!((_)))
        }
        None => (quote!(()), quote!(), quote!(()), quote!()),
    };
    quote! {
        #as_docs
        pub fn #as_(&self) -> #result<#ty, &Self> {
            match self {
                Self::#name #bound => Ok(#value),
                _ => Err(self),
            }
        }
        #is_docs
        pub fn #is(&self) -> bool {
            matches!(self, Self::#name #any)
        }
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
