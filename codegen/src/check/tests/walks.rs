//! Tests of endpoint parameters that paths into an input fill.

use super::{Walk, checked};
use crate::read::testing::smithy;

const SHAPES: &str = r#", "a.b#Do": {"type": "operation", "input": {"target": "a.b#In"}, "traits": {
        "smithy.rules#operationContextParams": {"PARAM": {"path": "PATH"}}}},
    "a.b#In": {"type": "structure", "members": {
        "name": {"target": "smithy.api#String"}, "size": {"target": "smithy.api#Integer"},
        "inner": {"target": "a.b#Inner"}, "list": {"target": "a.b#Inners"},
        "map": {"target": "a.b#Map"}, "texts": {"target": "a.b#Texts"}}},
    "a.b#Inner": {"type": "structure", "members": {"text": {"target": "smithy.api#String"},
        "other": {"target": "smithy.api#String"}, "texts": {"target": "a.b#Texts"}}},
    "a.b#Inners": {"type": "list", "member": {"target": "a.b#Inner"}},
    "a.b#Texts": {"type": "list", "member": {"target": "smithy.api#String"}},
    "a.b#Map": {"type": "map", "key": {"target": "smithy.api#String"},
        "value": {"target": "a.b#Inner"}}"#;

const RULES: &str = r#", "smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {
    "One": {"type": "string"}, "Many": {"type": "stringArray"}}, "rules": []}"#;

/// The walk that a path means, or why it cannot be gone.
fn walk(param: &str, path: &str) -> String {
    let shapes = SHAPES.replace("PARAM", param).replace("PATH", path);
    let model = smithy(RULES, r#"{"target": "a.b#Do"}"#, &shapes);
    let service = crate::read::testing::service(&model);
    match checked(&service, |checked| {
        let params = checked.walked_params.get("Do").cloned().unwrap_or_default();
        params.iter().map(|param| shown(&param.walk)).collect()
    }) {
        Ok(walk) => walk,
        Err(failure) => {
            let notes = failure.diagnostics().iter().flat_map(|it| it.notes.last());
            notes.map(|(_, reason)| reason.as_str()).collect()
        }
    }
}

fn shown(walk: &Walk<crate::check::WalkField<'_>>) -> String {
    match walk {
        Walk::Take => String::new(),
        Walk::Keys => ".keys".to_owned(),
        Walk::Field(field, then) => format!(".{}{}", field.member.name, shown(then)),
        Walk::Each(then) => format!("[]{}", shown(then)),
        Walk::Values(then) => format!(".*{}", shown(then)),
        Walk::All(walks) => {
            let walks: Vec<String> = walks.iter().map(shown).collect();
            format!("({})", walks.join(" "))
        }
    }
}

#[test]
fn paths_are_walks() {
    for (param, path, expected) in [
        ("One", "name", ".name"),
        ("One", "inner.text", ".inner.text"),
        ("Many", "keys(map)", ".map.keys"),
        ("Many", "map.*.text", ".map.*.text"),
        ("Many", "texts", ".texts[]"),
        ("Many", "texts[*]", ".texts[]"),
        ("Many", "list[*].text", ".list[].text"),
        ("Many", "list[].text", ".list[].text"),
        ("Many", "list[*].[text, other][]", ".list[](.text .other)"),
        ("Many", "list[*].texts[]", ".list[].texts[]"),
        ("Many", "list[].texts[]", ".list[].texts[]"),
        ("Many", "[name, inner.text]", "(.name .inner.text)"),
    ] {
        assert_eq!(walk(param, path), expected, "{path}");
    }
}

#[test]
fn other_paths_are_refused() {
    let type_differs = "its value has another type than the parameter";
    for (param, path, reason) in [
        ("One", "size", type_differs),
        ("One", "list[*].text", type_differs),
        ("Many", "list[*].[text, other]", type_differs),
        ("Many", "list[*].texts", type_differs),
        ("Many", "list", type_differs),
        (
            "Many",
            "name",
            "`smithy.api#String` is not a list of values",
        ),
        ("One", "nobody", "`In` has no member `nobody`"),
        ("One", "name.text", "`smithy.api#String` is not a structure"),
        ("Many", "keys(list)", "`Inners` is not a map of values"),
        (
            "One",
            "length(name)",
            "function `length` is not supported here",
        ),
        (
            "Many",
            "[name, size]",
            "a list of several types is not supported",
        ),
        (
            "One",
            "list[0].text",
            "an expression of this kind is not supported here",
        ),
    ] {
        assert_eq!(walk(param, path), reason, "{path}");
    }
}
