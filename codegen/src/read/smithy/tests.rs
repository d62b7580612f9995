//! Tests of the Smithy AST: the service, operations and shapes.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use crate::model::*;
use crate::read::testing::{model_problems, path, service, smithy};

mod resolution;
mod shapes;

/// The operation `Do` with these members.
fn operation(members: &str) -> Operation {
    let shapes = format!(r#", "a.b#Do": {{"type": "operation", {members}}}"#);
    service(&smithy("", r#"{"target": "a.b#Do"}"#, &shapes))
        .operations
        .remove("Do")
        .unwrap()
}

/// A service with these members, without `aws.api#service`.
fn bare(members: &str) -> String {
    format!(r#"{{"smithy": "2.0", "shapes": {{"a.b#Things": {{"type": "service", {members}}}}}}}"#)
}

#[test]
fn the_service() {
    let service = service(&bare(
        r#""version": "2016-11-28", "operations": [], "traits": {
            "aws.api#service": {"sdkId": "My Things", "arnNamespace": "thing",
                "endpointPrefix": "api.things", "cloudTrailEventSource": "x"},
            "aws.auth#sigv4": {"name": "things"},
            "aws.protocols#awsJson1_1": {"http": ["h2"]}, "aws.protocols#restJson1": {},
            "smithy.protocols#rpcv2Cbor": {}, "aws.protocols#awsJson1_0": {},
            "aws.protocols#awsQueryCompatible": {}, "smithy.api#xmlNamespace": {"uri": "x"},
            "smithy.api#title": "Amazon Things", "smithy.api#documentation": "<p>Docs.</p>",
            "smithy.rules#clientContextParams": {"Mode": {"type": "boolean"}},
            "smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {}, "rules": []},
            "smithy.rules#endpointBdd": {},
            "smithy.rules#endpointTests": {"testCases": [{"expect": {"error": "no"}}]},
            "a.b#custom": {}
        }"#,
    ));
    assert_eq!(service.at.to_string(), "test.json: /shapes/a.b#Things");
    assert_eq!(
        (service.name.as_str(), service.sdk_id.as_str()),
        ("Things", "My Things")
    );
    assert_eq!(
        (service.title.as_str(), service.version.as_str()),
        ("Amazon Things", "2016-11-28")
    );
    assert_eq!(
        (
            service.endpoint_prefix.as_str(),
            service.arn_namespace.as_str()
        ),
        ("api.things", "thing")
    );
    assert_eq!(service.signing_name, "things");
    assert_eq!(
        service.protocols,
        [
            Protocol::RpcV2Cbor,
            Protocol::AwsJson1_0,
            Protocol::AwsJson1_1,
            Protocol::RestJson1,
        ]
    );
    assert!(service.query_compatible);
    assert_eq!(service.auth, [AuthScheme::SigV4]);
    assert_eq!(service.docs.as_deref(), Some("<p>Docs.</p>"));
    assert_eq!(
        service.client_context_params.get("Mode").unwrap().kind,
        ParameterKind::Boolean
    );
    assert!(service.endpoint_rules.is_some());
    assert_eq!(service.endpoint_tests.len(), 1);
    assert_eq!(service.unsupported, []);
    let warnings: Vec<_> = service.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "warning: unknown trait `a.b#custom` is left out\n  --> test.json: /shapes/a.b#Things/traits/a.b#custom"
        ]
    );
}

#[test]
fn what_is_unknown_is_left_out_unless_it_may_change_the_wire() {
    let shapes = r#", "a.b#Do": {"type": "operation", "input": {"target": "a.b#In"},
        "output": {"target": "a.b#In"}, "traits": {
            "smithy.api#paginated": {"inputToken": "t", "outputToken": "t", "sort": true},
            "smithy.api#deprecated": {"until": "2027"}, "a.b#note": 1,
            "smithy.waiters#waitable": {"Done": {"speed": 1, "acceptors": [
                {"state": "success", "matcher": {"success": true}, "why": "x"}]}},
            "smithy.api#newInSmithy": {}}},
        "a.b#In": {"type": "structure", "members": {"t": {"target": "smithy.api#String",
            "traits": {"a.b#note": 2, "smithy.api#default": "", "smithy.api#addedDefault": {}}}}}"#;
    let traits = r#", "smithy.api#deprecated": {}"#;
    let service = service(&smithy(traits, r#"{"target": "a.b#Do"}"#, shapes));
    let warnings: Vec<_> = service
        .warnings
        .iter()
        .map(|warning| (warning.0.message.as_str(), warning.0.notes.len()))
        .collect();
    assert_eq!(
        warnings,
        [
            ("unknown member `sort` is left out", 0),
            ("unknown member `speed` is left out", 0),
            ("unknown member `until` is left out", 0),
            ("unknown member `why` is left out", 0),
            ("unknown trait `a.b#note` is left out", 1),
        ]
    );
    let operation = service.operations.get("Do").unwrap();
    let unsupported: Vec<_> = operation.unsupported.iter().map(|u| &u.what).collect();
    assert_eq!(unsupported, ["trait `smithy.api#newInSmithy`"]);
    let member = service.shapes.get("In").unwrap().members().next().unwrap();
    assert_eq!(member.default, Some(Literal::String(String::new())));
}

#[test]
fn a_trait_that_the_model_defines_for_auth_is_a_scheme() {
    let shapes = r#", "a.b#sealed": {"type": "structure", "members": {},
        "traits": {"smithy.api#trait": {}, "smithy.api#authDefinition": {}}}"#;
    let service = service(&smithy(r#", "a.b#sealed": {}"#, "", shapes));
    let sealed = AuthScheme::Other("a.b#sealed".to_owned());
    assert_eq!(service.auth, [sealed, AuthScheme::SigV4]);
    assert_eq!(service.warnings, []);
}

#[test]
fn a_service_with_few_traits() {
    let service = service(&bare(r#""version": "1""#));
    assert_eq!(
        (service.sdk_id.as_str(), service.title.as_str()),
        ("Things", "Things")
    );
    assert_eq!(
        (
            service.endpoint_prefix.as_str(),
            service.signing_name.as_str()
        ),
        ("things", "things")
    );
    assert_eq!(service.auth, [AuthScheme::NoAuth]);
    assert_eq!(service.protocols, []);
}

#[test]
fn only_a_bdd_is_not_enough() {
    let service = service(&smithy(r#", "smithy.rules#endpointBdd": {}"#, "", ""));
    assert_eq!(
        service.unsupported.first().unwrap().what,
        "trait `smithy.rules#endpointBdd` without `smithy.rules#endpointRuleSet`"
    );
}

#[test]
fn auth_schemes_of_the_service() {
    let auth = |traits: &str| service(&bare(&format!(r#""traits": {{{traits}}}"#))).auth;
    assert_eq!(
        auth(
            r#""smithy.api#httpBearerAuth": {}, "aws.auth#sigv4a": {"name": "x"},
            "aws.auth#sigv4": {"name": "x"}"#
        ),
        [
            AuthScheme::SigV4,
            AuthScheme::SigV4a,
            AuthScheme::HttpBearer,
        ]
    );
    assert_eq!(
        auth(
            r#""aws.auth#sigv4": {"name": "x"}, "smithy.api#httpBearerAuth": {},
            "smithy.api#auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"]"#
        ),
        [AuthScheme::HttpBearer, AuthScheme::SigV4]
    );
}

#[test]
fn an_operation() {
    let operation = operation(
        r#""input": {"target": "a.b#In"}, "output": {"target": "smithy.api#Unit"},
        "errors": [{"target": "a.b#B"}, {"target": "a.b#A"}, {"target": "a.b#B"}],
        "traits": {
            "smithy.api#documentation": "<p>Does.</p>",
            "smithy.api#deprecated": {"message": "No.", "since": "2020"},
            "smithy.api#endpoint": {"hostPrefix": "sync-"},
            "smithy.rules#staticContextParams": {"A": {"value": ["x"]}},
            "smithy.rules#operationContextParams": {"B": {"path": "a.b"}},
            "smithy.api#requestCompression": {"encodings": ["gzip"]},
            "smithy.api#httpChecksumRequired": {},
            "smithy.api#http": {"method": "POST", "uri": "/", "code": 200},
            "smithy.api#idempotent": {}, "smithy.api#examples": [], "smithy.test#smokeTests": [],
            "aws.api#clientDiscoveredEndpoint": {"required": false}, "aws.iam#actionName": "x"
        }"#,
    );
    let input = operation.input.unwrap();
    assert_eq!(
        (input.shape.as_str(), input.at.pointer.as_str()),
        ("In", "/shapes/a.b#Do/input")
    );
    assert!(operation.output.is_none());
    let errors: Vec<_> = operation
        .errors
        .iter()
        .map(|error| error.shape.as_str())
        .collect();
    assert_eq!(errors, ["B", "A"]);
    assert_eq!(operation.docs.as_deref(), Some("<p>Does.</p>"));
    let deprecated = Deprecated {
        message: Some("No.".into()),
        since: Some("2020".into()),
    };
    assert_eq!(operation.deprecated, Some(deprecated));
    assert_eq!(operation.host_prefix.as_ref().unwrap().to_string(), "sync-");
    let array = ParamValue::StringArray(vec!["x".into()]);
    assert_eq!(operation.static_context_params.get("A"), Some(&array));
    assert_eq!(
        operation
            .operation_context_params
            .get("B")
            .map(|path| path.text.as_str()),
        Some("a.b")
    );
    assert_eq!(operation.request_compression, ["gzip"]);
    assert!(operation.checksum_required && operation.auth.is_none());
    assert_eq!(operation.unsupported, []);
}

#[test]
fn what_an_operation_needs_besides_its_shapes() {
    let operation = operation(
        r#""traits": {"aws.protocols#httpChecksum": {}, "aws.auth#unsignedPayload": {},
            "aws.api#clientDiscoveredEndpoint": {"required": true}}"#,
    );
    assert!(operation.unsigned_payload);
    assert_eq!(operation.checksum, Some(HttpChecksum::default()));
    assert!(operation.discovered_endpoint.unwrap().required);
    assert_eq!(operation.unsupported, []);
}

#[test]
fn auth_schemes_of_an_operation() {
    let auth = |traits: &str| operation(&format!(r#""traits": {{{traits}}}"#)).auth;
    assert_eq!(auth(r#""smithy.api#auth": []"#), Some(vec![]));
    let both = vec![AuthScheme::SigV4, AuthScheme::NoAuth];
    assert_eq!(auth(r#""smithy.api#optionalAuth": {}"#), Some(both));
    assert_eq!(
        auth(r#""smithy.api#auth": ["aws.auth#sigv4a"]"#),
        Some(vec![AuthScheme::SigV4a])
    );
}

#[test]
fn pagination_is_merged_with_the_service() {
    let all = r#"{"target": "a.b#X"}, {"target": "a.b#Y"}, {"target": "a.b#Z"}"#;
    let service = service(&smithy(
        r#", "smithy.api#paginated": {"inputToken": "in", "outputToken": "out", "pageSize": "n"}"#,
        all,
        r#", "a.b#X": {"type": "operation", "traits": {"smithy.api#paginated": {}}}
        , "a.b#Y": {"type": "operation", "traits":
            {"smithy.api#paginated": {"outputToken": "a.next", "items": "a.list"}}}
        , "a.b#Z": {"type": "operation"}"#,
    ));
    let pagination = |name| {
        service
            .operations
            .get(name)
            .and_then(|o| o.pagination.as_ref())
    };
    let x = pagination("X").unwrap();
    assert_eq!(x.at.pointer, "/shapes/a.b#X/traits/smithy.api#paginated");
    assert_eq!(
        (x.input_tokens.as_slice(), x.output_tokens.as_slice()),
        (&["in".into()][..], &[path("out")][..])
    );
    assert_eq!((x.page_size.as_deref(), x.items.len()), (Some("n"), 0));
    let y = pagination("Y").unwrap();
    assert_eq!(
        (y.output_tokens.as_slice(), y.items.as_slice()),
        (&[path("a.next")][..], &[path("a.list")][..])
    );
    assert!(pagination("Z").is_none());
}

#[test]
fn waiters_know_their_operation() {
    let waitable = r#""traits": {"smithy.waiters#waitable": {"Done": {"acceptors": []}}}"#;
    let service = service(&smithy(
        "",
        r#"{"target": "a.b#Do"}"#,
        &format!(r#", "a.b#Do": {{"type": "operation", {waitable}}}"#),
    ));
    assert_eq!(service.waiters.get("Done").unwrap().operation, "Do");
    let text = model_problems(&smithy(
        "",
        r#"{"target": "a.b#Do"}, {"target": "a.b#Re"}"#,
        &format!(
            r#", "a.b#Do": {{"type": "operation", {waitable}}}
            , "a.b#Re": {{"type": "operation", {waitable}}}"#
        ),
    ));
    assert_eq!(
        text,
        "\
error: two waiters have the same name
  --> test.json: /shapes/a.b#Re/traits/smithy.waiters#waitable/Done
   |  name: Done"
    );
}

#[test]
fn problems_of_the_ast() {
    assert_eq!(
        model_problems(r#"{"smithy": "0.5.0", "shapes": {}}"#),
        "\
error: the AST has an unknown version
  --> test.json: /smithy
   |  version: 0.5.0
   = help: versions 1.0 and 2.0 are known"
    );
    assert_eq!(
        model_problems(r#"{"smithy": "2.0"}"#),
        "error: missing member `shapes`\n  --> test.json"
    );
    assert_eq!(
        model_problems(r#"{"smithy": "2.0", "shapes": {}}"#),
        "error: the AST has no service\n  --> test.json"
    );
    assert_eq!(
        model_problems(&smithy("", "", r#", "a.b#Zebras": {"type": "service"}"#)),
        "\
error: the AST has more than one service
  --> test.json: /shapes/a.b#Zebras
   |  services: a.b#Things, a.b#Zebras
   = help: keep one service in the AST"
    );
}

#[test]
fn problems_of_operations_and_the_service_are_reported_together() {
    let text = model_problems(&smithy(
        r#", "smithy.rules#endpointRuleSet": {"version": "1.0"}"#,
        r#"{"target": "a.b#Do"}, {"target": "a.b#Re"}"#,
        r#", "a.b#Do": {"type": "operation", "traits": {"smithy.api#paginated": {"inputToken": "x"}}}
        , "a.b#Re": {"type": "operation", "traits": {"smithy.api#deprecated": true},
            "input": {"target": "a.b#In"}}
        , "a.b#In": {"type": "structure", "members": {"m": {"target": "smithy.api#Integer",
            "traits": {"smithy.api#default": [1]}}}}"#,
    ));
    assert_eq!(
        text,
        "\
error: missing member `outputToken`
  --> test.json: /shapes/a.b#Do/traits/smithy.api#paginated

error: expected a simple value or an empty one, found an array
  --> test.json: /shapes/a.b#In/members/m/traits/smithy.api#default

error: expected an object, found a boolean
  --> test.json: /shapes/a.b#Re/traits/smithy.api#deprecated
   |  value: true

error: missing member `parameters`
  --> test.json: /shapes/a.b#Things/traits/smithy.rules#endpointRuleSet"
    );
}
