//! What operations do besides their calls: pages, host prefixes, endpoints, waiters.

use super::*;

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
fn rules_end_somewhere() {
    let mut rule = r#"{"type": "error", "error": "no"}"#.to_owned();
    for _ in 0..25 {
        rule = format!(r#"{{"type": "tree", "conditions": [], "rules": [{rule}]}}"#);
    }
    // Each variable is twice the one before.
    let double = |from: &str, to: &str| {
        format!(r#"{{"fn": "uriEncode", "argv": ["{{{from}}}{{{from}}}"], "assign": "{to}"}}"#)
    };
    let names: Vec<String> = (0..40).map(|i| format!("v{i}")).collect();
    let doubled: Vec<String> = names
        .windows(2)
        .map(|two| double(&two[0], &two[1]))
        .collect();
    let doubled = doubled.join(", ");
    let text = rule_set_problems(
        r#""v0": {"type": "string", "required": true}"#,
        &format!(r#"{{"type": "error", "error": "x", "conditions": [{doubled}]}}, {rule}"#),
        "",
    );
    let text = text.replace("/shapes/a.b#Things/traits/smithy.rules#endpointRuleSet", "");
    let text = text.replace(&"/rules/0".repeat(24), "/…");
    assert_eq!(
        text,
        "\
error: value is made of too many others
  --> test.json: /rules/0/conditions/3

error: endpoint rules are nested too deeply
  --> test.json: /rules/1/…"
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
