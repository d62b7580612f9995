//! Functions that walk through an input and collect texts, for parameters of endpoint rules.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::scope::Scope;
use crate::plan::{Entered, Many, Walk};

/// A function that gives the texts at the ends of a walk, or the one text; nothing if the way there is
/// not set.
pub(super) fn function(
    scope: &Scope,
    name: &Ident,
    input: &Ident,
    many: Many,
    walk: &Walk<Entered>,
) -> TokenStream {
    let string = scope.std("String");
    let gives = match many {
        Many::One => string,
        Many::List => {
            let vec = scope.std("Vec");
            quote!(#vec<#string>)
        }
    };
    let (gives, body) = (
        scope.option(&gives),
        enter(scope, Place::input(), many, walk),
    );
    quote! {
        #[cfg(feature = "client")]
        fn #name(input: &#input) -> #gives { #body }
    }
}

/// Something that is walked through: an expression, and whether it is a reference already.
struct Place {
    value: TokenStream,
    is_reference: bool,
}

impl Place {
    fn input() -> Self {
        Self {
            value: quote!(input),
            is_reference: true,
        }
    }

    /// What a pattern has bound.
    fn bound() -> Self {
        Self {
            value: quote!(value),
            is_reference: true,
        }
    }

    fn field(&self, name: &Ident) -> Self {
        let of = &self.value;
        Self {
            value: quote!(#of.#name),
            is_reference: false,
        }
    }

    fn borrowed(&self) -> TokenStream {
        let value = &self.value;
        match self.is_reference {
            true => quote!(#value),
            false => quote!(&#value),
        }
    }
}

/// The fields before anything branches, without which there is nothing.
fn enter(scope: &Scope, place: Place, many: Many, walk: &Walk<Entered>) -> TokenStream {
    let value = &place.value;
    match (walk, many) {
        (Walk::Field(field, then), _) => {
            let inner = place.field(&field.name);
            match field.optional {
                true => {
                    let (value, rest) = (&inner.value, enter(scope, Place::bound(), many, then));
                    quote!(let value = #value.as_ref()?; #rest)
                }
                false => enter(scope, inner, many, then),
            }
        }
        (Walk::Take, _) => quote!(Some(#value.clone())),
        (Walk::Keys, _) => quote!(Some(#value.keys().cloned().collect())),
        _ => {
            let (vec, texts) = (scope.std("Vec"), texts(&place, walk));
            quote!(let mut texts = #vec::new(); #texts Some(texts))
        }
    }
}

/// Adds the texts at the ends of a walk to those that are there.
fn texts(place: &Place, walk: &Walk<Entered>) -> TokenStream {
    let value = &place.value;
    match walk {
        Walk::Take => quote!(texts.push(#value.clone());),
        Walk::Keys => quote!(texts.extend(#value.keys().cloned());),
        Walk::Field(field, then) => {
            let inner = place.field(&field.name);
            if !field.optional {
                return texts(&inner, then);
            }
            let (of, texts) = (inner.borrowed(), texts(&Place::bound(), then));
            quote!(if let Some(value) = #of { #texts })
        }
        Walk::Each(then) => {
            let (list, texts) = (place.borrowed(), texts(&Place::bound(), then));
            quote!(for value in #list { #texts })
        }
        Walk::Values(then) => {
            let texts = texts(&Place::bound(), then);
            quote!(for value in #value.values() { #texts })
        }
        Walk::All(walks) => {
            let all = walks.iter().map(|walk| texts(place, walk));
            quote!(#(#all)*)
        }
    }
}
