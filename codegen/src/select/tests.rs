//! Tests of selection.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::*;
use crate::read::testing::{botocore, good, problems, service};

fn slice(operations: Operations) -> Slice {
    Slice {
        operations,
        ..Slice::all("things", Location::file("things.toml"))
    }
}

fn named(names: &[&str]) -> Slice {
    let at = |i| Location::file("things.toml").child("operations").child(i);
    let named = names
        .iter()
        .enumerate()
        .map(|(i, name)| ((*name).to_owned(), at(i)));
    slice(Operations::Named(named.collect()))
}

fn things() -> Service {
    service(&botocore(
        r#""GetA": {"input": {"shape": "In"}, "errors": [{"shape": "E"}]},
        "GetB": {"output": {"shape": "Out"}}, "GetC": {}"#,
        r#""In": {"type": "structure", "members": {"l": {"shape": "L"}}},
        "L": {"type": "list", "member": {"shape": "M"}},
        "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "U"}},
        "U": {"type": "structure", "union": true, "members": {"in": {"shape": "In"}}},
        "S": {"type": "string"}, "E": {"type": "structure", "exception": true},
        "Out": {"type": "structure", "members": {"s": {"shape": "S"}}},
        "Unused": {"type": "string"}"#,
    ))
}

#[test]
fn the_closure_of_the_named_operations_is_kept() {
    let selected = good(select(things(), &named(&["GetA"])));
    assert_eq!(selected.operations.keys().collect::<Vec<_>>(), ["GetA"]);
    assert_eq!(
        selected.shapes.keys().collect::<Vec<_>>(),
        ["E", "In", "L", "M", "S", "U"]
    );
    let selected = good(select(things(), &named(&["GetC", "GetB"])));
    assert_eq!(
        selected.operations.keys().collect::<Vec<_>>(),
        ["GetB", "GetC"]
    );
    assert_eq!(selected.shapes.keys().collect::<Vec<_>>(), ["Out", "S"]);
}

/// The operation that tells endpoints is kept where one of the chosen can be called nowhere else.
#[test]
fn what_must_be_asked_first_is_kept() {
    let asked = |discovery: &str| {
        let operations = r#""Ask": {DISCOVERY}, "Other": {}, "Where": {"endpointoperation": true, "output": {"shape": "Out"}}"#;
        let service = service(&botocore(
            &operations.replace("DISCOVERY", discovery),
            r#""Out": {"type": "structure", "members": {}}"#,
        ));
        let selected = good(select(service, &named(&["Ask"])));
        let shapes = selected.shapes.len();
        (selected.operations.into_keys().collect::<Vec<_>>(), shapes)
    };
    let (operations, shapes) = asked(r#""endpointdiscovery": {"required": true}"#);
    assert_eq!(
        (operations, shapes),
        (vec!["Ask".to_owned(), "Where".to_owned()], 1)
    );
    for optional in [r#""endpointdiscovery": {}"#, ""] {
        assert_eq!(asked(optional), (vec!["Ask".to_owned()], 0));
    }
}

fn with_types(operations: &[&str], types: Types) -> Slice {
    Slice {
        types,
        ..named(operations)
    }
}

fn types(names: &[&str]) -> Types {
    let at = Location::file("things.toml").child("types");
    let located = names.iter().map(|name| ((*name).to_owned(), at.clone()));
    Types::Named(located.collect())
}

#[test]
fn types_are_kept_with_all_that_they_reach() {
    let selected = good(select(things(), &with_types(&["GetC"], types(&["U"]))));
    let kept: Vec<_> = selected.shapes.keys().collect();
    assert_eq!(kept, ["In", "L", "M", "S", "U"]);
    let own: Vec<_> = selected.types_of_operations().collect();
    assert_eq!(own, ["In", "L", "M", "S", "U"]);
    // No operation is needed where types are named, and those may be none.
    let selected = good(select(things(), &with_types(&[], types(&["E"]))));
    assert_eq!(selected.shapes.keys().collect::<Vec<_>>(), ["E"]);
    let selected = good(select(things(), &with_types(&[], types(&[]))));
    assert!(selected.shapes.is_empty() && selected.operations.is_empty());
}

#[test]
fn all_types_are_those_of_all_operations() {
    let selected = good(select(things(), &with_types(&["GetC"], Types::All)));
    // An output that nothing refers to is its operation's.
    let kept: Vec<_> = selected.types.iter().collect();
    assert_eq!(kept, ["E", "In", "U"]);
    assert!(!selected.shapes.contains_key("Out"));
}

#[test]
fn what_is_no_type_is_told() {
    let wrong = types(&["UU", "S", "U", "U"]);
    let said = problems(select(things(), &with_types(&["GetC"], wrong)));
    for part in [
        "the type is not in the model",
        "did you mean `U`?",
        "the shape has no type of its own",
        "the type is named twice",
    ] {
        assert!(said.contains(part), "no {part} in\n{said}");
    }
}

#[test]
fn all_means_all_operations() {
    let all = Operations::All(Location::file("things.toml"));
    let selected = good(select(things(), &slice(all)));
    assert_eq!(selected.operations.len(), 3);
    assert!(!selected.shapes.contains_key("Unused"));
}

#[test]
fn waiters_go_with_their_operation() {
    let mut service = things();
    for operation in ["GetA", "GetB"] {
        let waiter = crate::model::Waiter {
            at: service.at.clone(),
            name: format!("{operation}Done"),
            operation: operation.into(),
            docs: None,
            deprecated: false,
            min_delay: 1,
            max_delay: 2,
            acceptors: Vec::new(),
        };
        service.waiters.insert(waiter.name.clone(), waiter);
    }
    let selected = good(select(service, &named(&["GetB"])));
    assert_eq!(selected.waiters.keys().collect::<Vec<_>>(), ["GetBDone"]);
}

#[test]
fn what_a_slice_can_get_wrong() {
    assert_eq!(
        problems(select(things(), &named(&["GetA", "getB", "Other", "GetA"]))),
        "\
error: the operation is not in the model
  --> things.toml: /operations/1
   |  operation: getB
   |  model: test.json: /metadata
   = help: did you mean `GetB`?

error: the operation is not in the model
  --> things.toml: /operations/2
   |  operation: Other
   |  model: test.json: /metadata

error: the operation is named twice
  --> things.toml: /operations/3
   |  operation: GetA
   |  first: things.toml: /operations/0"
    );
    assert_eq!(
        problems(select(things(), &named(&[]))),
        "\
error: the slice has no operations
  --> things.toml
   = help: name the operations that you call, or write \"all\""
    );
}

#[test]
fn dangling_targets_of_the_selection_are_reported() {
    let service = || {
        service(&botocore(
            r#""GetA": {"input": {"shape": "Inn"}, "errors": [{"shape": "Err"}]},
            "GetB": {"input": {"shape": "In"}, "output": {"shape": "In"}}"#,
            r#""In": {"type": "structure", "members": {"diskName": {"shape": "ResourceNam"}}},
            "ResourceName": {"type": "string"}"#,
        ))
    };
    assert_eq!(
        problems(select(service(), &named(&["GetB"]))),
        "\
error: member targets a shape that is not in the model
  --> test.json: /shapes/In/members/diskName
   |  shape: ResourceNam
   = help: did you mean `ResourceName`?"
    );
    assert_eq!(
        problems(select(service(), &named(&["GetA"]))),
        "\
error: error targets a shape that is not in the model
  --> test.json: /operations/GetA/errors/0
   |  shape: Err

error: input targets a shape that is not in the model
  --> test.json: /operations/GetA/input
   |  shape: Inn
   = help: did you mean `In`?"
    );
}
