//! Tests of the rules: what breaks each, and that sound services break none.

use super::{Checked, Spoken, Walk};
use crate::diagnostic::{Failure, Location};
use crate::model::Service;
use crate::read::testing::{botocore, good, path, problems, service, smithy};
use crate::slice::Slice;

mod behaviour;
mod http;
mod shapes;
mod walks;

/// Checks all operations of a service.
fn check(service: &Service) -> Result<Spoken, Failure> {
    checked(service, |checked| checked.spoken)
}

/// Looks at what is found in all operations of a service.
fn checked<T>(service: &Service, look: impl FnOnce(&Checked<'_>) -> T) -> Result<T, Failure> {
    let all = Slice::all("things", Location::file("slice.toml"));
    super::check(service, &all).map(|checked| look(&checked))
}

/// What is wrong with a botocore model of these operations and shapes.
fn botocore_problems(operations: &str, shapes: &str) -> String {
    problems(check(&service(&botocore(operations, shapes))))
}

#[test]
fn a_sound_service() {
    good(check(&service(&botocore(
        r#""Do": {"input": {"shape": "In"}, "output": {"shape": "In"}, "errors": [{"shape": "E"}]},
        "Re": {"auth": ["smithy.api#noAuth"]}"#,
        r#""In": {"type": "structure", "required": ["l"], "members": {"l": {"shape": "L"},
            "in": {"shape": "In"}, "m": {"shape": "M"}, "t": {"shape": "S", "idempotencyToken": true}}},
        "L": {"type": "list", "member": {"shape": "In"}},
        "M": {"type": "map", "key": {"shape": "K"}, "value": {"shape": "L"}},
        "K": {"type": "string", "enum": ["a", "A"]}, "S": {"type": "string"},
        "E": {"type": "structure", "exception": true}"#,
    ))));
}

#[test]
fn protocols() {
    let model =
        botocore(r#""Do": {"auth": ["x"]}"#, "").replace(r#"["json"]"#, r#"["carrier-pigeon"]"#);
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: protocol `carrier-pigeon` is not supported yet
  --> test.json: /metadata
   |  service: Things
   = help: supported protocols: `smithy.protocols#rpcv2Cbor`, `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1`, `aws.protocols#restJson1`, `aws.protocols#restXml`, `aws.protocols#awsQuery`, `aws.protocols#ec2Query`"
    );
    let model = smithy("", "", "").replace(r#""aws.protocols#awsJson1_1": {}"#, r#""a.b#c": 1"#);
    assert!(problems(check(&service(&model))).starts_with("error: the service has no protocol\n"));
}

#[test]
fn a_slice_chooses_among_the_protocols_of_the_service() {
    let model = botocore(r#""Do": {}"#, "")
        .replace(r#"["json"]"#, r#"["query", "carrier-pigeon", "json"]"#);
    let (service, at) = (
        service(&model),
        Location::file("slice.toml").child("protocol"),
    );
    let chosen = |name: Option<&str>| {
        let protocol = name.map(|name| (name.to_owned(), at.clone()));
        let all = Slice::all("things", Location::file("slice.toml"));
        super::check(&service, &Slice { protocol, ..all }).map(|checked| checked.spoken)
    };
    for name in [None, Some("awsJson1_1"), Some("aws.protocols#awsJson1_1")] {
        assert_eq!(chosen(name), Ok(Spoken::AwsJson1_1), "{name:?}");
    }
    assert_eq!(
        problems(chosen(Some("carrier-pigeon"))),
        "\
error: protocol `carrier-pigeon` is not supported yet
  --> slice.toml: /protocol
   = help: supported protocols: `smithy.protocols#rpcv2Cbor`, `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1`, `aws.protocols#restJson1`, `aws.protocols#restXml`, `aws.protocols#awsQuery`, `aws.protocols#ec2Query`"
    );
    assert_eq!(
        problems(chosen(Some("awsJson1_0"))),
        "\
error: the service does not speak this protocol
  --> slice.toml: /protocol
   |  protocol: awsJson1_0
   = help: its protocols: `awsQuery`, `carrier-pigeon`, `awsJson1_1`"
    );
}

#[test]
fn what_tells_endpoints() {
    let ask = r#""Ask": {"endpointdiscovery": {"required": true}}"#;
    assert_eq!(
        botocore_problems(ask, ""),
        "\
error: no operation of the service tells the endpoint
  --> test.json: /operations/Ask/endpointdiscovery
   = help: `operation` of `aws.api#clientEndpointDiscovery` names it, or `endpointoperation` marks it in botocore's models"
    );
    let told = |input: &str, address: &str| {
        let tells = r#""Tell": {"endpointoperation": true, "input": {"shape": "In"}, "output": {"shape": "Out"}}"#;
        let shapes = r#""In": {"type": "structure", "required": [INPUT], "members": {"a": {"shape": "S"}}},
            "Out": {"type": "structure", "members": {"Endpoints": {"shape": "L"}}},
            "L": {"type": "list", "member": {"shape": "E"}},
            "E": {"type": "structure", "members": {
                "Address": {"shape": "ADDRESS"}, "CachePeriodInMinutes": {"shape": "N"}}},
            "S": {"type": "string"}, "N": {"type": "long"}"#;
        let shapes = shapes.replace("INPUT", input).replace("ADDRESS", address);
        check(&service(&botocore(&format!("{ask}, {tells}"), &shapes)))
    };
    good(told("", "S"));
    assert!(problems(told("", "N")).ends_with(
        "   = help: its output has a list `Endpoints` of structures with `Address`, a string, and \
         `CachePeriodInMinutes`, a long"
    ));
    assert_eq!(
        problems(told(r#""a""#, "S")),
        "\
error: the operation does not tell endpoints
  --> test.json: /operations/Tell
   |  operation: Tell
   = help: it can be called without any input"
    );
}

#[test]
fn auth_schemes() {
    let model = botocore(r#""Do": {"auth": ["a", "b"]}, "Re": {"auth": []}"#, "")
        .replace(r#""v4""#, r#""v2""#);
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: none of the auth schemes is supported yet
  --> test.json: /metadata
   |  of: Things
   |  schemes: v2
   = help: supported schemes: `aws.auth#sigv4`, `smithy.api#httpBearerAuth`, `smithy.api#noAuth`

error: none of the auth schemes is supported yet
  --> test.json: /operations/Do
   |  of: Do
   |  schemes: a, b
   = help: supported schemes: `aws.auth#sigv4`, `smithy.api#httpBearerAuth`, `smithy.api#noAuth`"
    );
}

#[test]
fn unsupported_things_are_reported_with_an_operation_that_needs_them() {
    let model = botocore(
        r#""Do": {"unsignedPayload": true, "httpChecksumRequired": true, "output": {"shape": "Out"}}"#,
        r#""Out": {"type": "structure", "members": {
            "a": {"shape": "B", "streaming": true}, "s": {"shape": "S"}}},
        "S": {"type": "structure", "eventstream": true, "members": {}}, "B": {"type": "blob"}"#,
    )
    .replace(r#""apiVersion""#, r#""newKey": 1, "apiVersion""#);
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: key `newKey` is not supported yet
  --> test.json: /metadata/newKey

error: this protocol has streams of events alone in an output only
  --> test.json: /shapes/Out/members/a
   |  member: a
   |  operation: Do

error: this protocol has streams of events alone in an output only
  --> test.json: /shapes/Out/members/s
   |  member: s
   |  operation: Do"
    );
}

#[test]
fn inputs_outputs_and_errors_are_structures() {
    assert_eq!(
        botocore_problems(
            r#""Do": {"input": {"shape": "S"}, "output": {"shape": "U"},
                "errors": [{"shape": "S"}, {"shape": "N"}]}"#,
            r#""S": {"type": "string"}, "N": {"type": "structure", "members": {}},
            "U": {"type": "structure", "union": true, "members": {"s": {"shape": "S"}}}"#,
        ),
        "\
error: error is not a structure
  --> test.json: /operations/Do/errors/0
   |  shape: S

error: error is a structure without the error trait
  --> test.json: /operations/Do/errors/1
   |  shape: N

error: input is not a structure
  --> test.json: /operations/Do/input
   |  shape: S

error: output is not a structure
  --> test.json: /operations/Do/output
   |  shape: U"
    );
}
