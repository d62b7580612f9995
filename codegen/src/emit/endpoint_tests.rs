//! The endpoint tests of the model as tests of the generated crate, a row each.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint::table;
use crate::files::RustFile;
use crate::plan::{Case, Expect, ParamLiteral};

/// `src/endpoint/tests.rs`.
pub(super) fn file(cases: &[Case]) -> RustFile {
    let rows = cases.iter().map(row);
    let mut uses = vec![
        quote!(
            use super::Params;
        ),
        quote!(
            use whittle_runtime::endpoint_tests;
        ),
    ];
    let endpoints: Vec<TokenStream> = cases.iter().filter_map(endpoint).collect();
    if !endpoints.is_empty() {
        uses.push(quote!(
            use whittle_runtime::client::endpoint::{Endpoint, ResolveEndpointError};
        ));
        uses.push(quote!(
            use whittle_runtime::client::endpoint_rules as rules;
        ));
    }
    let mut items = vec![quote!(endpoint_tests! { Params; #(#rows)* })];
    items.extend(endpoints);
    RustFile::new(
        "What the endpoint rules give, as the model says it.",
        uses,
        items,
    )
}

/// The function that gives what a row is compared with, if that is more than a URL.
fn endpoint(case: &Case) -> Option<TokenStream> {
    let Expect::Endpoint(name, of) = &case.expect else {
        return None;
    };
    let rules = table::rules(of);
    Some(quote! {
        fn #name() -> Result<Endpoint, ResolveEndpointError> {
            static RULES: rules::Rules = #rules;
            RULES.resolve(&[])
        }
    })
}

/// `"…": region("us-east-1") use_fips(true) => url("https://…");`
fn row(case: &Case) -> TokenStream {
    let name = &case.name;
    let params = case.params.iter().map(|(name, of)| {
        let value = value(of);
        quote!(#name(#value))
    });
    let expected = match &case.expect {
        Expect::Any => quote!(any_endpoint()),
        Expect::Error(message) => quote!(error(#message)),
        Expect::Url(url) => quote!(url(#url)),
        Expect::Endpoint(name, _) => quote!(endpoint(#name())),
    };
    quote!(#name: #(#params)* => #expected;)
}

fn value(value: &ParamLiteral) -> TokenStream {
    match value {
        ParamLiteral::String(text) => quote!(#text),
        ParamLiteral::Boolean(flag) => quote!(#flag),
        ParamLiteral::StringArray(texts) => quote!([#(#texts),*].map(String::from)),
    }
}
