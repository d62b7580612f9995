//! The endpoint tests of the model as tests of the generated crate, a row each.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint;
use crate::files::{Code, RustFile};
use crate::plan::names::unraw;
use crate::plan::{Case, Expect, ParamLiteral};

/// `src/endpoint/tests.rs`.
pub(super) fn file(cases: &[Case]) -> RustFile {
    let rows: String = cases.iter().map(row).collect();
    let mut uses = vec![
        quote!(
            use super::Params;
        ),
        quote!(
            use whittle_runtime::endpoint_tests;
        ),
    ];
    if cases
        .iter()
        .any(|case| matches!(case.expect, Expect::Endpoint(_)))
    {
        uses.push(quote!(
            use aws_smithy_types::endpoint::Endpoint;
        ));
    }
    RustFile::new(
        "What the endpoint rules give, as the model says it.",
        uses,
        vec![Code::Text(format!(
            "endpoint_tests! {{ Params;\n{rows}}}\n"
        ))],
    )
}

/// `"…": region("us-east-1") use_fips(true) => url("https://…");`
fn row(case: &Case) -> String {
    let params: String = case
        .params
        .iter()
        .map(|(name, of)| format!("{}({}) ", unraw(name), value(of)))
        .collect();
    let expected = match &case.expect {
        Expect::Any => "any_endpoint()".to_owned(),
        Expect::Error(message) => format!("error({message:?})"),
        Expect::Url(url) => format!("url({url:?})"),
        Expect::Endpoint(of) => format!("endpoint({})", laid_out(&endpoint::result(of))),
    };
    format!("    {:?}:\n        {params}=> {expected};\n", case.name)
}

/// An expression as it stands in a row: formatters leave it alone there.
fn laid_out(expression: &TokenStream) -> String {
    let item = quote!(const ROW: () = #expression;);
    let printed = syn::parse2(item).map(|file| prettyplease::unparse(&file));
    let printed = printed.unwrap_or_else(|_| expression.to_string());
    let expression = printed.trim_start_matches("const ROW: () = ");
    let expression = expression.trim_end().trim_end_matches(';');
    expression.replace('\n', "\n        ")
}

fn value(value: &ParamLiteral) -> String {
    match value {
        ParamLiteral::String(text) => format!("{text:?}"),
        ParamLiteral::Boolean(flag) => flag.to_string(),
        ParamLiteral::StringArray(texts) => format!("{texts:?}.map(String::from)"),
    }
}
