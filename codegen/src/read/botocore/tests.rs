//! Tests of botocore's models: every fact they state, and every way they can be wrong.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use crate::model::*;
use crate::read::testing::{botocore, model_problems, service};

mod shapes;

fn operation(members: &str) -> Operation {
    let model = botocore(&format!(r#""Do": {{"name": "Do", {members}}}"#), "");
    service(&model).operations.remove("Do").unwrap()
}

fn with_metadata(metadata: &str) -> String {
    format!(
        r#"{{"metadata": {{"serviceId": "My Things", "endpointPrefix": "things",
            "apiVersion": "1", {metadata}}}, "operations": {{}}, "shapes": {{}}}}"#
    )
}

#[test]
fn the_service() {
    let model = r#"{
        "version": "2.0",
        "metadata": {
            "apiVersion": "2016-11-28", "endpointPrefix": "api.things", "jsonVersion": "1.0",
            "protocol": "smithy-rpc-v2-cbor", "protocols": ["smithy-rpc-v2-cbor", "json", "query"],
            "serviceFullName": "Amazon Things", "serviceId": "Things", "signingName": "things",
            "signatureVersion": "v4", "auth": ["aws.auth#sigv4a", "aws.auth#sigv4"],
            "targetPrefix": "com.amazonaws.things.Things_2016", "awsQueryCompatible": {},
            "uid": "things-2016-11-28", "newThing": 1
        },
        "operations": {}, "shapes": {}, "documentation": "<p>Docs.</p>", "examples": {},
        "clientContextParams": {"Mode": {"type": "string", "documentation": "How."}},
        "another": 2
    }"#;
    let service = service(model);
    assert_eq!(service.at.to_string(), "test.json: /metadata");
    assert_eq!(service.name, "Things_2016");
    assert_eq!(
        (service.sdk_id.as_str(), service.title.as_str()),
        ("Things", "Amazon Things")
    );
    assert_eq!(service.version, "2016-11-28");
    assert_eq!(
        (
            service.endpoint_prefix.as_str(),
            service.signing_name.as_str()
        ),
        ("api.things", "things")
    );
    assert_eq!(service.arn_namespace, "api.things");
    assert_eq!(
        service.protocols,
        [
            Protocol::RpcV2Cbor,
            Protocol::AwsJson1_0,
            Protocol::AwsQuery,
        ]
    );
    assert_eq!(service.auth, [AuthScheme::SigV4a, AuthScheme::SigV4]);
    assert!(service.query_compatible);
    assert_eq!(service.docs.as_deref(), Some("<p>Docs.</p>"));
    let mode = service.client_context_params.get("Mode").unwrap();
    assert_eq!(
        (mode.kind, mode.docs.as_deref()),
        (ParameterKind::String, Some("How."))
    );
    let unsupported: Vec<_> = service
        .unsupported
        .iter()
        .map(|u| u.what.as_str())
        .collect();
    assert_eq!(unsupported, ["key `newThing`", "key `another`"]);
}

#[test]
fn what_older_models_leave_out() {
    let service = service(&with_metadata(
        r#""protocol": "json", "signatureVersion": "v4""#,
    ));
    assert_eq!(
        (service.name.as_str(), service.title.as_str()),
        ("MyThings", "My Things")
    );
    assert_eq!(service.signing_name, "things");
    assert_eq!(service.protocols, [Protocol::AwsJson1_0]);
    assert_eq!(service.auth, [AuthScheme::SigV4]);
    assert!(!service.query_compatible);
}

#[test]
fn protocols_have_their_smithy_names() {
    for (name, id) in [
        ("json", "aws.protocols#awsJson1_0"),
        ("rest-json", "aws.protocols#restJson1"),
        ("rest-xml", "aws.protocols#restXml"),
        ("query", "aws.protocols#awsQuery"),
        ("ec2", "aws.protocols#ec2Query"),
        ("smithy-rpc-v2-cbor", "smithy.protocols#rpcv2Cbor"),
        ("new", "new"),
    ] {
        let service = service(&with_metadata(&format!(r#""protocol": "{name}""#)));
        assert_eq!(service.protocols, [Protocol::of_id(id)]);
        let ids: Vec<&str> = service.protocols.iter().map(Protocol::id).collect();
        assert_eq!(ids, [id]);
    }
}

#[test]
fn problems_of_the_service() {
    assert_eq!(
        model_problems(r#"{"version": "1.0", "metadata": {}, "operations": {}, "shapes": []}"#),
        "error: expected an object, found an array\n  --> test.json: /shapes"
    );
    assert_eq!(
        model_problems(r#"{"version": "1.0", "metadata": {}, "operations": {}, "shapes": {}}"#),
        "\
error: missing member `serviceId`
  --> test.json: /metadata

error: the model has an unknown version
  --> test.json: /version
   |  version: 1.0
   = help: botocore's models have version 2.0"
    );
    assert_eq!(
        model_problems(&with_metadata(
            r#""protocol": "json", "jsonVersion": "2.0""#
        )),
        "\
error: unknown version of the JSON protocol
  --> test.json: /metadata/jsonVersion
   |  value: 2.0
   = help: did you mean `1.0`?"
    );
}

#[test]
fn an_operation() {
    let operation = operation(
        r#""http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "In"}, "output": {"shape": "Out", "resultWrapper": "R"},
        "errors": [{"shape": "B", "exception": true, "documentation": "x"}, {"shape": "A"}],
        "documentation": "<p>Does.</p>", "idempotent": true, "readonly": true,
        "deprecated": true, "deprecatedMessage": "No more.", "deprecatedSince": "2020",
        "endpoint": {"hostPrefix": "{m}.data-"}, "authtype": "none", "auth": ["smithy.api#noAuth"],
        "staticContextParams": {"A": {"value": true}, "B": {"value": "x"}},
        "operationContextParams": {"C": {"path": "a[*].b"}},
        "requestcompression": {"encodings": ["gzip"]}, "httpChecksumRequired": true,
        "endpointdiscovery": {"required": false}"#,
    );
    assert_eq!(operation.at.to_string(), "test.json: /operations/Do");
    let input = operation.input.unwrap();
    assert_eq!(
        (input.shape.as_str(), input.at.pointer.as_str()),
        ("In", "/operations/Do/input")
    );
    assert_eq!(operation.output.unwrap().shape, "Out");
    let errors: Vec<_> = operation
        .errors
        .iter()
        .map(|error| error.shape.as_str())
        .collect();
    assert_eq!(errors, ["B", "A"]);
    assert_eq!(operation.docs.as_deref(), Some("<p>Does.</p>"));
    let deprecated = Deprecated {
        message: Some("No more.".into()),
        since: Some("2020".into()),
    };
    assert_eq!(operation.deprecated, Some(deprecated));
    assert_eq!(
        operation.host_prefix.as_ref().unwrap().to_string(),
        "{m}.data-"
    );
    assert_eq!(operation.auth, Some(vec![AuthScheme::NoAuth]));
    assert_eq!(
        operation.static_context_params.get("A"),
        Some(&ParamValue::Boolean(true))
    );
    assert_eq!(
        operation.static_context_params.get("B"),
        Some(&ParamValue::String("x".into()))
    );
    assert_eq!(
        operation
            .operation_context_params
            .get("C")
            .map(|path| path.text.as_str()),
        Some("a[*].b")
    );
    assert_eq!(operation.request_compression, ["gzip"]);
    assert!(operation.checksum_required);
    assert_eq!(operation.unsupported, []);
}

#[test]
fn an_operation_without_anything() {
    let operation = operation(r#""errors": []"#);
    assert!(operation.input.is_none() && operation.output.is_none() && operation.auth.is_none());
    assert!(operation.pagination.is_none() && !operation.checksum_required);
}

#[test]
fn authtype_is_read_where_there_is_no_auth() {
    let auth = |kind: &str| operation(&format!(r#""authtype": "{kind}""#)).auth.unwrap();
    assert_eq!(auth("none"), [AuthScheme::NoAuth]);
    assert_eq!(auth("v4"), [AuthScheme::SigV4]);
    assert_eq!(auth("bearer"), [AuthScheme::HttpBearer]);
    assert_eq!(auth("v4-unsigned-body"), [AuthScheme::SigV4]);
    assert!(operation(r#""authtype": "v4-unsigned-body""#).unsigned_payload);
}

#[test]
fn what_an_operation_needs_besides_its_shapes() {
    let operation = operation(
        r#""httpChecksum": {}, "unsignedPayload": true, "endpointdiscovery": {"required": true}"#,
    );
    assert!(operation.unsigned_payload);
    assert_eq!(operation.checksum, Some(HttpChecksum::default()));
    let discovered = operation.discovered_endpoint.unwrap();
    assert!(discovered.required);
    assert_eq!(discovered.at.pointer, "/operations/Do/endpointdiscovery");
    assert_eq!(operation.unsupported, []);
}

#[test]
fn problems_of_operations_and_shapes_are_reported_together() {
    let model = botocore(
        r#""A": {"input": {"shape": 1}}, "B": {"output": {}}, "C": {"input": {"shape": "X", "y": 1}}"#,
        r#""P": {"type": "strng"},
        "Q": {"type": "structure", "required": ["b"], "members": {"a": {"shape": "P"}}},
        "R": {"type": "structure", "members": {"a": {}, "b": {"shape": "P", "deprecated": "yes"}}},
        "S": {"type": "list"},
        "T": {"type": "timestamp", "timestampFormat": "iso8061"}"#,
    );
    assert_eq!(
        model_problems(&model),
        "\
error: expected a string, found a number
  --> test.json: /operations/A/input/shape
   |  value: 1

error: missing member `shape`
  --> test.json: /operations/B/output

error: unknown member `y`
  --> test.json: /operations/C/input/y

error: unknown shape type
  --> test.json: /shapes/P/type
   |  value: strng
   = help: did you mean `string`?

error: a member is required that the structure does not have
  --> test.json: /shapes/Q/required/0
   |  member: b

error: missing member `shape`
  --> test.json: /shapes/R/members/a

error: expected a boolean, found a string
  --> test.json: /shapes/R/members/b/deprecated
   |  value: yes

error: missing member `member`
  --> test.json: /shapes/S

error: unknown timestamp format
  --> test.json: /shapes/T/timestampFormat
   |  value: iso8061
   = help: did you mean `iso8601`?"
    );
}
