//! Tests of the rules: what breaks each, and that sound services break none.

use super::{Checked, Spoken, Walk};
use crate::diagnostic::{Failure, Location};
use crate::model::Service;
use crate::read::testing::{botocore, good, path, problems, service, smithy};
use crate::slice::Slice;

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

/// A service with a paginator.
fn paginated(input_token: &str, output_token: &str, items: &str) -> crate::model::Service {
    let mut service = service(&botocore(
        r#""Do": {"input": {"shape": "In"}, "output": {"shape": "Out"}}"#,
        r#""In": {"type": "structure", "members": {"token": {"shape": "S"}, "max": {"shape": "S"}}},
        "Out": {"type": "structure", "members": {"next": {"shape": "S"}, "page": {"shape": "P"}}},
        "P": {"type": "structure", "members": {"things": {"shape": "L"}}},
        "L": {"type": "list", "member": {"shape": "T"}},
        "T": {"type": "structure", "members": {"id": {"shape": "S"}}}, "S": {"type": "string"}"#,
    ));
    let at = service.at.clone();
    for operation in service.operations.values_mut() {
        operation.pagination = Some(crate::model::Pagination {
            at: at.clone(),
            input_tokens: vec![input_token.into()],
            output_tokens: vec![path(output_token)],
            items: vec![path(items)],
            page_size: Some("max".into()),
            more_results: None,
        });
    }
    service
}

#[test]
fn paginators_name_what_is_there() {
    good(check(&paginated(
        "token",
        "page.things[-1].id",
        "page.things",
    )));
    assert_eq!(
        problems(check(&paginated("tokn", "nxt", "page.things.id"))),
        "\
error: paginator names no member of the input
  --> test.json: /metadata
   |  member: tokn
   = help: did you mean `token`?

error: paginator names no path in the output
  --> test.json: /metadata
   |  path: nxt
   |  missing: nxt

error: paginator names no path in the output
  --> test.json: /metadata
   |  path: page.things.id
   |  missing: id"
    );
    assert_eq!(
        problems(check(&paginated(
            "token",
            "next || page.things[-1].id",
            "keys(page)"
        ))),
        "\
error: path of a paginator is not supported
  --> test.json: /metadata
   |  path: keys(page)

error: path of a paginator is not supported
  --> test.json: /metadata
   |  path: next || page.things[-1].id"
    );
    assert_eq!(
        problems(check(&paginated(
            "token",
            "page.things[-1]",
            "page.things[-1].id"
        ))),
        "\
error: items of a page cannot be those of its last item
  --> test.json: /metadata

error: the token of the output has another type than that of the input
  --> test.json: /metadata"
    );
}

#[test]
fn host_prefixes_name_host_labels() {
    let of = |prefix: &str, required: &str, member: &str| {
        check(&service(&botocore(
            &format!(
                r#""Do": {{"input": {{"shape": "In"}}, "endpoint": {{"hostPrefix": "{prefix}"}}}}"#
            ),
            &format!(
                r#""In": {{"type": "structure", "required": [{required}],
                    "members": {{"m": {{"shape": "S"{member}}}}}}}, "S": {{"type": "string"}}"#
            ),
        )))
    };
    let label = r#", "hostLabel": true"#;
    good(of("sync-", "", ""));
    good(of("{m}.data-", r#""m""#, label));
    let first_lines = |text: String| text.lines().next().map(str::to_owned);
    assert_eq!(
        problems(of("{n}.", r#""m""#, label)),
        "\
error: the host prefix names no member of the input
  --> test.json: /operations/Do
   |  hostPrefix: {n}.
   |  label: n"
    );
    for (prefix, required, member, message) in [
        (
            "{m}.",
            r#""m""#,
            "",
            "error: the host prefix names a member that is not a host label",
        ),
        (
            "{m}.",
            "",
            label,
            "error: the host prefix names a member that is not required",
        ),
    ] {
        assert_eq!(
            first_lines(problems(of(prefix, required, member))).as_deref(),
            Some(message)
        );
    }
}

/// What is wrong with a Smithy service with this rule set, whose operation has these traits.
fn rule_set_problems(parameters: &str, rules: &str, traits: &str) -> String {
    let rules = format!(
        r#", "smithy.rules#endpointRuleSet":
            {{"version": "1.0", "parameters": {{{parameters}}}, "rules": [{rules}]}}"#
    );
    let operation = format!(r#", "a.b#Do": {{"type": "operation", "traits": {{{traits}}}}}"#);
    problems(check(&service(&smithy(
        &rules,
        r#"{"target": "a.b#Do"}"#,
        &operation,
    ))))
}

#[test]
fn context_params_are_parameters_of_the_rules() {
    assert_eq!(
        rule_set_problems(
            r#""Mode": {"type": "string"}, "Flag": {"type": "boolean", "default": "x"}"#,
            "",
            r#""smithy.rules#staticContextParams": {"Flag": {"value": "x"}, "Mod": {"value": "x"}},
            "smithy.rules#operationContextParams": {"Other": {"path": "a"}}"#,
        ),
        "\
error: fills a parameter of the endpoint rules that has another type
  --> test.json: /shapes/a.b#Do
   |  parameter: Flag

error: fills a parameter that the endpoint rules do not have
  --> test.json: /shapes/a.b#Do
   |  parameter: Mod
   = help: did you mean `Mode`?

error: fills a parameter that the endpoint rules do not have
  --> test.json: /shapes/a.b#Do
   |  parameter: Other

error: the default of the parameter has another type
  --> test.json: /shapes/a.b#Things/traits/smithy.rules#endpointRuleSet/parameters/Flag
   |  parameter: Flag"
    );
}

#[test]
fn rules_refer_to_what_has_a_value() {
    let text = rule_set_problems(
        r#""Region": {"type": "string"}"#,
        r#"{"type": "tree", "conditions": [
                {"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"}],
            "rules": [{"type": "error", "error": "{P#name} {Q}"}]},
        {"type": "endpoint", "endpoint": {"url": {"fn": "getAttr", "argv": [{"ref": "P"}, "x"]},
            "headers": {"h": ["{Regio}"]}, "properties": {"a": [{"b": "{Z}"}]}}}"#,
        "",
    )
    .replace("/shapes/a.b#Things/traits/smithy.rules#endpointRuleSet", "");
    assert_eq!(
        text,
        "\
error: the rules refer to something that has no value here
  --> test.json: /rules/0/rules/0
   |  name: Q
   = help: did you mean `P`?

error: the rules refer to something that has no value here
  --> test.json: /rules/1
   |  name: Regio
   = help: did you mean `Region`?

error: the rules refer to something that has no value here
  --> test.json: /rules/1
   |  name: Z

error: the rules refer to something that has no value here
  --> test.json: /rules/1/endpoint/url
   |  name: P"
    );
}

#[test]
fn waiters_can_succeed() {
    let model = smithy(
        "",
        r#"{"target": "a.b#Do"}"#,
        r#", "a.b#Do": {"type": "operation", "traits": {"smithy.waiters#waitable": {"Never":
            {"acceptors": [{"state": "retry", "matcher": {"success": false}}]}}}}"#,
    );
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: nothing makes the waiter succeed
  --> test.json: /shapes/a.b#Do/traits/smithy.waiters#waitable/Never
   |  waiter: Never"
    );
}
