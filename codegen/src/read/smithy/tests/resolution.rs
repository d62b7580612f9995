//! Tests of what belongs to a service: closure, resources, names, mixins and `apply`.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use crate::model::*;
use crate::read::testing::{model_problems, service, smithy};

const DO: &str = r#"{"target": "a.b#Do"}"#;

/// A model whose operation has the input `In`, with these further shapes.
fn model(shapes: &str) -> String {
    let operation = r#", "a.b#Do": {"type": "operation", "input": {"target": "a.b#In"}}"#;
    smithy("", DO, &format!("{operation} {shapes}"))
}

fn shape_names(service: &Service) -> Vec<&str> {
    service.shapes.keys().map(String::as_str).collect()
}

fn members(service: &Service, shape: &str) -> Vec<Member> {
    service
        .shapes
        .get(shape)
        .unwrap()
        .members()
        .cloned()
        .collect()
}

#[test]
fn only_the_closure_is_read() {
    let service = service(&model(
        r#", "a.b#In": {"type": "structure", "members": {"s": {"target": "smithy.api#String"}}}
        , "a.b#Unused": {"type": "no such type"}
        , "a.b#trait": {"type": "structure", "traits": {"smithy.api#trait": {}}}"#,
    ));
    assert_eq!(shape_names(&service), ["In", "smithy.api#String"]);
    assert_eq!(
        service
            .shapes
            .get("smithy.api#String")
            .unwrap()
            .at
            .to_string(),
        "test.json"
    );
}

#[test]
fn the_properties_of_resources_belong_to_the_service() {
    let text = r#"{"smithy": "2.0", "shapes": {
        "a.b#S": {"type": "service", "resources": [{"target": "a.b#R"}]},
        "a.b#R": {"type": "resource", "resources": [{"target": "a.b#R"}, {"target": "a.b#Q"}],
            "properties": {"one": {"target": "a.b#One"}, "text": {"target": "smithy.api#String"}}},
        "a.b#Q": {"type": "resource", "properties": {"two": {"target": "a.b#Two"}}},
        "a.b#One": {"type": "structure", "members": {"l": {"target": "a.b#L"}}},
        "a.b#L": {"type": "list", "member": {"target": "a.b#Two"}},
        "a.b#Two": {"type": "structure"}, "a.b#Unused": {"type": "structure"}}}"#;
    let service = super::service(text);
    assert_eq!(shape_names(&service), ["L", "One", "Two"]);
}

#[test]
fn operations_of_resources_and_errors_of_the_service_belong_to_it() {
    let text = r#"{"smithy": "2.0", "shapes": {
        "a.b#S": {"type": "service", "errors": [{"target": "a.b#E"}],
            "operations": [{"target": "a.b#Do"}], "resources": [{"target": "a.b#R"}]},
        "a.b#R": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#String"}},
            "create": {"target": "a.b#Create"}, "list": {"target": "a.b#List"},
            "operations": [{"target": "a.b#Act"}], "collectionOperations": [{"target": "a.b#Count"}],
            "resources": [{"target": "a.b#R"}, {"target": "a.b#Q"}]},
        "a.b#Q": {"type": "resource", "put": {"target": "a.b#Put"}, "read": {"target": "a.b#Read"},
            "update": {"target": "a.b#Update"}, "delete": {"target": "a.b#Delete"}},
        "a.b#Do": {"type": "operation", "errors": [{"target": "a.b#F"}]},
        "a.b#Act": {"type": "operation"}, "a.b#Count": {"type": "operation"},
        "a.b#Create": {"type": "operation"}, "a.b#Delete": {"type": "operation"},
        "a.b#List": {"type": "operation"}, "a.b#Put": {"type": "operation"},
        "a.b#Read": {"type": "operation"}, "a.b#Update": {"type": "operation"},
        "a.b#E": {"type": "structure"}, "a.b#F": {"type": "structure"}
    }}"#;
    let service = service(text);
    let names: Vec<_> = service.operations.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Act", "Count", "Create", "Delete", "Do", "List", "Put", "Read", "Update"
        ]
    );
    let errors = |name| -> Vec<&str> {
        let operation: &Operation = service.operations.get(name).unwrap();
        operation
            .errors
            .iter()
            .map(|error| error.shape.as_str())
            .collect()
    };
    assert_eq!((errors("Do"), errors("Act")), (vec!["F", "E"], vec!["E"]));
}

#[test]
fn operations_that_are_not_there() {
    let text = model_problems(&smithy(
        "",
        r#"{"target": "a.b#Dew"}, {"target": "a.b#In"}"#,
        r#", "a.b#Do": {"type": "operation"}, "a.b#In": {"type": "structure"}"#,
    ));
    assert_eq!(
        text,
        "\
error: operation is not in the model
  --> test.json: /shapes/a.b#Things/operations/0
   |  shape: a.b#Dew
   = help: did you mean `a.b#Do`?

error: operation expected
  --> test.json: /shapes/a.b#Things/operations/1
   |  shape: a.b#In
   |  type: structure"
    );
}

#[test]
fn shapes_that_are_not_there_are_left_to_selection() {
    let service = service(&model(
        r#", "a.b#In": {"type": "structure", "members": {"m": {"target": "a.b#Nothing"}}}"#,
    ));
    assert_eq!(
        members(&service, "In").first().unwrap().target.shape,
        "Nothing"
    );
    assert_eq!(shape_names(&service), ["In"]);
}

#[test]
fn the_namespace_of_the_service_keeps_its_names() {
    let service = service(&model(
        r#", "a.b#In": {"type": "structure", "members": {
            "x": {"target": "a.b#Name"}, "y": {"target": "a.a#Name"}, "z": {"target": "a.a#Own"}}}
        , "a.b#Name": {"type": "string"}, "a.a#Name": {"type": "integer"}
        , "a.a#Own": {"type": "structure"}"#,
    ));
    let targets: Vec<_> = members(&service, "In")
        .into_iter()
        .map(|member| member.target.shape)
        .collect();
    assert_eq!(targets, ["Name", "a.a#Name", "Own"]);
    assert!(matches!(
        service.shapes.get("Name").unwrap().kind,
        ShapeKind::String
    ));
    assert!(matches!(
        service.shapes.get("a.a#Name").unwrap().kind,
        ShapeKind::Integer
    ));
}

const CLASH: &str = r#", "a.b#In": {"type": "structure", "members": {
        "x": {"target": "a.b#Name"}, "y": {"target": "a.a#Name"}}}
    , "a.b#Name": {"type": "structure"}, "a.a#Name": {"type": "structure"}"#;

#[test]
fn visible_shapes_cannot_share_a_name() {
    assert_eq!(
        model_problems(&model(CLASH)),
        "\
error: two shapes of the service have the same name
  --> test.json: /shapes/a.a#Name
   |  shapes: a.b#Name, a.a#Name
   = help: give one of them another name with `rename` of the service"
    );
}

#[test]
fn renames_of_the_service_are_followed() {
    let with = |rename: &str| {
        let operations = r#""operations": ["#;
        model(CLASH).replace(operations, &format!(r#""rename": {rename}, {operations}"#))
    };
    let renamed = service(&with(r#"{"a.a#Name": "OtherName"}"#));
    assert_eq!(shape_names(&renamed), ["In", "Name", "OtherName"]);
    assert_eq!(
        members(&renamed, "In").last().unwrap().target.shape,
        "OtherName"
    );
    assert_eq!(
        model_problems(&with(r#"{"a.a#Nam": "OtherName"}"#)),
        "\
error: renames a shape that is not in the service
  --> test.json: /shapes/a.b#Things/rename/a.a#Nam
   |  shape: a.a#Nam
   = help: did you mean `a.a#Name`?"
    );
}

#[test]
fn mixins_come_first_and_give_way() {
    let service = service(&model(
        r#", "a.b#In": {"type": "structure", "mixins": [{"target": "a.b#M"}, {"target": "a.b#N"}],
            "members": {"own": {"target": "smithy.api#String"},
                "m": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "mine"}}},
            "traits": {"smithy.api#documentation": "In."}}
        , "a.b#M": {"type": "structure", "mixins": [{"target": "a.b#N"}], "members": {
            "m": {"target": "smithy.api#String", "traits":
                {"smithy.api#documentation": "its", "smithy.api#required": {}}}},
            "traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#sensitive"]},
                "smithy.api#sensitive": {}, "smithy.api#documentation": "M.",
                "smithy.api#deprecated": {}}}
        , "a.b#N": {"type": "structure", "members": {"n": {"target": "smithy.api#String"}},
            "traits": {"smithy.api#mixin": {}}}
        , "a.b#In$n": {"type": "apply", "traits": {"smithy.api#required": {}}}"#,
    ));
    let found = members(&service, "In");
    let names: Vec<_> = found
        .iter()
        .map(|member| (member.name.as_str(), member.required))
        .collect();
    assert_eq!(names, [("n", true), ("m", true), ("own", false)]);
    assert_eq!(found.get(1).unwrap().docs.as_deref(), Some("mine"));
    assert_eq!(found.first().unwrap().at.pointer, "/shapes/a.b#N/members/n");
    let shape = service.shapes.get("In").unwrap();
    assert_eq!(shape.docs.as_deref(), Some("In."));
    assert!(!shape.sensitive && shape.deprecated.is_some() && shape.unsupported.is_empty());
}

#[test]
fn operations_and_lists_have_mixins_too() {
    let service = service(&smithy(
        "",
        DO,
        r#", "a.b#Do": {"type": "operation", "mixins": [{"target": "a.b#M"}],
            "output": {"target": "a.b#Out"}, "errors": [{"target": "a.b#F"}]}
        , "a.b#M": {"type": "operation", "input": {"target": "a.b#In"},
            "output": {"target": "a.b#Other"}, "errors": [{"target": "a.b#E"}, {"target": "a.b#F"}],
            "traits": {"smithy.api#mixin": {}}}
        , "a.b#In": {"type": "structure", "members": {"l": {"target": "a.b#L"}}}
        , "a.b#L": {"type": "list", "mixins": [{"target": "a.b#K"}]}
        , "a.b#K": {"type": "list", "member": {"target": "a.b#In"}, "traits": {"smithy.api#mixin": {}}}
        , "a.b#Out": {"type": "structure"}, "a.b#Other": {"type": "structure"}
        , "a.b#E": {"type": "structure"}, "a.b#F": {"type": "structure"}"#,
    ));
    let operation = service.operations.get("Do").unwrap();
    assert_eq!(operation.input.as_ref().unwrap().shape, "In");
    assert_eq!(operation.output.as_ref().unwrap().shape, "Out");
    let errors: Vec<_> = operation
        .errors
        .iter()
        .map(|error| error.shape.as_str())
        .collect();
    assert_eq!(errors, ["E", "F"]);
    assert_eq!(members(&service, "L").first().unwrap().target.shape, "In");
}

#[test]
fn mixins_that_cannot_be() {
    let of = |mixin: &str| {
        model_problems(&model(&format!(
            r#", "a.b#In": {{"type": "structure", "mixins": [{{"target": "{mixin}"}}]}}"#
        )))
    };
    for mixin in ["a.b#In", "a.b#Nothing"] {
        assert_eq!(
            of(mixin),
            format!(
                "\
error: mixin is not in the model, or uses itself
  --> test.json: /shapes/a.b#In/mixins/0
   |  shape: {mixin}"
            )
        );
    }
    let chain: String = (100..200)
        .map(|i| {
            let next = i + 1;
            format!(
                r#", "a.b#M{i}": {{"type": "structure", "mixins": [{{"target": "a.b#M{next}"}}]}}"#
            )
        })
        .collect();
    let end = r#", "a.b#M200": {"type": "structure"}, "a.b#In": {"type": "structure"}"#;
    let text = model_problems(&model(&format!("{chain} {end}")));
    assert!(text.starts_with("error: mixins are nested too deeply"));
}
