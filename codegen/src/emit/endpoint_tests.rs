//! The endpoint tests of the model as tests of the generated crate, a row each.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint;
use crate::files::{Code, RustFile};
use crate::model::ParamValue;
use crate::plan::names::unraw;
use crate::plan::{Case, Expected, Then, Value};

/// `src/endpoint/tests.rs`.
pub(super) fn file(cases: &[Case]) -> RustFile {
    let rows: String = cases.iter().map(row).collect();
    let mut uses = vec![quote!(
        use crate::runtime::endpoint_tests::endpoint_tests;
    )];
    if rows.contains("=> endpoint(") {
        uses.push(quote!(
            use aws_smithy_types::endpoint::Endpoint;
        ));
    }
    RustFile::new(
        "What the endpoint rules give, as the model says it.",
        uses,
        vec![Code::Text(format!("endpoint_tests! {{\n{rows}}}\n"))],
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
        Expected::Endpoint => "any_endpoint()".to_owned(),
        Expected::Outcome(Then::Error(Value::String(message))) => format!("error({message:?})"),
        Expected::Outcome(Then::Endpoint {
            url: Value::String(url),
            headers,
            properties,
        }) if headers.is_empty() && properties.is_empty() => format!("url({url:?})"),
        Expected::Outcome(other) => format!("endpoint({})", laid_out(&endpoint::result(other))),
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

fn value(value: &ParamValue) -> String {
    match value {
        ParamValue::String(text) => format!("{text:?}"),
        ParamValue::Boolean(flag) => flag.to_string(),
        ParamValue::StringArray(texts) => format!("{texts:?}.map(String::from)"),
    }
}
