//! What the tests of the readers and of later stages share: inline JSON in, text of problems out.
#![allow(clippy::panic, reason = "a panic is how a test fails")]

use super::jmespath;
use super::json::Json;
use super::source::{Document, Source};
use crate::diagnostic::Failure;
use crate::model::{JmesPath, Service};

/// An inline file.
pub(crate) fn document(file: &str, text: &str) -> Document {
    Document {
        file: file.into(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// An inline file which diagnostics call `test.json`.
pub(crate) fn json(text: &str) -> Json {
    good(Json::parse(&document("test.json", text), &[]))
}

/// The service of an inline model.
pub(crate) fn service(text: &str) -> Service {
    good(super::read(&Source::new(document("test.json", text))))
}

/// What is wrong with an inline model.
pub(crate) fn model_problems(text: &str) -> String {
    problems(super::read(&Source::new(document("test.json", text))))
}

/// A botocore model with these operations and shapes, both without the braces around them.
pub(crate) fn botocore(operations: &str, shapes: &str) -> String {
    let metadata = r#"{"protocols": ["json"], "protocol": "json", "jsonVersion": "1.1",
        "serviceId": "Things", "serviceFullName": "Amazon Things", "endpointPrefix": "things",
        "apiVersion": "2026-01-01", "targetPrefix": "Things_2026", "signatureVersion": "v4"}"#;
    format!(r#"{{"metadata": {metadata}, "operations": {{{operations}}}, "shapes": {{{shapes}}}}}"#)
}

/// A Smithy AST with these traits of the service, operation ids and shapes, all without the
/// brackets around them. The traits of the service begin with a comma.
pub(crate) fn smithy(traits: &str, operations: &str, shapes: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "a.b#Things": {{
                "type": "service", "version": "2026-01-01",
                "operations": [{operations}],
                "traits": {{
                    "aws.api#service": {{"sdkId": "Things", "endpointPrefix": "things"}},
                    "aws.auth#sigv4": {{"name": "things"}},
                    "aws.protocols#awsJson1_1": {{}}
                    {traits}
                }}
            }}
            {shapes}
        }}}}"#
    )
}

/// A path.
pub(crate) fn path(text: &str) -> JmesPath {
    jmespath::parse(text).unwrap_or_else(|reason| panic!("{text}: {reason}"))
}

/// The value, or a failed test.
pub(crate) fn good<T>(result: Result<T, Failure>) -> T {
    result.unwrap_or_else(|failure| panic!("{failure}"))
}

/// The problems as text, or a failed test.
pub(crate) fn problems<T>(result: Result<T, Failure>) -> String {
    match result {
        Ok(_) => panic!("there is no problem"),
        Err(failure) => failure.to_string(),
    }
}
