//! Attributes: documentation, one attribute a line, and deprecation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Deprecated, Docs};

/// `/// …` for every line.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    lines(docs.lines())
}

/// `/// line`.
pub(super) fn line(text: &str) -> TokenStream {
    lines(text.lines())
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(spaced);
    quote!(#(#[doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// `#[deprecated]`, with the model's words if it has any.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    match deprecated.map(|deprecated| &deprecated.note) {
        None => quote!(),
        Some(None) => quote!(#[deprecated]),
        Some(Some(note)) => quote!(#[deprecated(note = #note)]),
    }
}
