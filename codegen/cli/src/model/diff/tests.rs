//! Every kind of change, made to one small model, and the class it must have.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use codegen::Source;
use codegen::read::Document;
use serde_json::{Value, json};

use super::*;

mod said;

/// A model with one of everything.
fn model() -> Value {
    json!({
        "metadata": {
            "apiVersion": "2026-01-01", "endpointPrefix": "things", "protocol": "json",
            "jsonVersion": "1.1", "serviceId": "Things", "serviceFullName": "Things",
            "targetPrefix": "Things", "signatureVersion": "v4",
        },
        "operations": {
            "ListThings": {
                "name": "ListThings",
                "input": {"shape": "ListThingsRequest"},
                "output": {"shape": "ListThingsResult"},
                "errors": [{"shape": "GoneException"}],
            },
            "PutThing": {"name": "PutThing", "input": {"shape": "PutThingRequest"}},
        },
        "shapes": {
            "ListThingsRequest": {"type": "structure", "members": {"token": {"shape": "Name"}}},
            "ListThingsResult": {"type": "structure", "members": {
                "things": {"shape": "Things"}, "next": {"shape": "Name"}, "count": {"shape": "Count"},
            }},
            "PutThingRequest": {"type": "structure", "required": ["thing"], "members": {
                "thing": {"shape": "Thing"}, "choice": {"shape": "Choice"},
            }},
            "Thing": {"type": "structure", "required": ["name"], "members": {
                "name": {"shape": "Name"}, "color": {"shape": "Color"}, "made": {"shape": "Date"},
            }},
            "Choice": {"type": "structure", "union": true, "members": {
                "name": {"shape": "Name"}, "count": {"shape": "Count"},
            }},
            "GoneException": {"type": "structure", "members": {}, "exception": true},
            "Things": {"type": "list", "member": {"shape": "Thing"}},
            "Color": {"type": "string", "enum": ["red", "green"]},
            "Name": {"type": "string", "max": 10},
            "Count": {"type": "integer"},
            "Date": {"type": "timestamp"},
        },
    })
}

fn loaded(model: &Value, paginators: Option<&Value>) -> Loaded {
    let document = |file: &str, json: &Value| Document {
        file: file.into(),
        bytes: json.to_string().into_bytes(),
    };
    let mut source = Source::new(document("service-2.json", model));
    source.paginators = paginators.map(|json| document("paginators-1.json", json));
    Loaded::read(source, "things".to_owned()).unwrap()
}

/// The changes that an edit of the model makes, each as `class kind item`.
fn edited(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let old = model();
    let mut new = model();
    edit(&mut new);
    let diff = diff(&loaded(&old, None), &loaded(&new, None), Scope::default()).unwrap();
    let line = |change: &Change| format!("{:?} {} {}", change.class, change.kind, change.item);
    diff.changes.iter().map(line).collect()
}

/// The changes that setting one value makes.
fn set(pointer: &str, value: Value) -> Vec<String> {
    edited(|model| {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match model.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.insert(key.to_owned(), value)),
            other => *other.get_mut(key.parse::<usize>().unwrap()).unwrap() = value,
        }
    })
}

/// The changes that taking one value away makes.
fn remove(pointer: &str) -> Vec<String> {
    edited(|model| {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = model.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        parent.shift_remove(key).unwrap();
    })
}

#[test]
fn nothing_changes_nothing() {
    assert_eq!(edited(|_| ()), [""; 0]);
}

#[test]
fn operations_come_and_go() {
    assert_eq!(
        set(
            "/operations/GetThing",
            json!({"name": "GetThing", "output": {"shape": "Thing"}})
        ),
        ["Minor operation-added GetThing"]
    );
    // What only it reaches goes with it.
    assert_eq!(
        remove("/operations/PutThing"),
        [
            "Breaking type-removed Choice",
            "Breaking operation-removed PutThing"
        ]
    );
    assert_eq!(
        set("/operations/PutThing/deprecated", json!(true)),
        ["Minor deprecated PutThing"]
    );
}

#[test]
fn errors_come_and_go() {
    assert_eq!(
        set(
            "/operations/PutThing/errors",
            json!([{"shape": "GoneException"}])
        ),
        ["Minor error-added PutThing"]
    );
    assert_eq!(
        remove("/operations/ListThings/errors"),
        [
            "Breaking type-removed GoneException",
            "Breaking error-removed ListThings"
        ]
    );
    assert_eq!(
        set(
            "/shapes/GoneException/retryable",
            json!({"throttling": true})
        ),
        ["Patch error-traits GoneException"]
    );
    // Every error has a message all the same.
    assert_eq!(
        set(
            "/shapes/GoneException/members/message",
            json!({"shape": "Name"})
        ),
        ["Patch member-added GoneException.message"]
    );
}

#[test]
fn members_come_and_go() {
    let name = || json!({"shape": "Name"});
    assert_eq!(
        set("/shapes/Thing/members/size", name()),
        ["Minor member-added Thing.size"]
    );
    assert_eq!(
        set("/shapes/ListThingsRequest/members/size", name()),
        ["Minor member-added ListThingsRequest.size"]
    );
    assert_eq!(
        remove("/shapes/Thing/members/color"),
        [
            "Breaking type-removed Color",
            "Breaking member-removed Thing.color"
        ]
    );
    assert_eq!(
        set("/shapes/Choice/members/color", json!({"shape": "Color"})),
        ["Minor member-added Choice.color"]
    );
    assert_eq!(
        remove("/shapes/Choice/members/count"),
        ["Breaking member-removed Choice.count"]
    );
}

#[test]
fn what_becomes_required_breaks_builders() {
    let required = |shape: &str, names: Value| set(&format!("/shapes/{shape}/required"), names);
    // The field is no longer an `Option`.
    assert_eq!(
        required("Thing", json!(["name", "color"])),
        ["Breaking member-required Thing.color"]
    );
    assert_eq!(
        required("ListThingsResult", json!(["count"])),
        ["Breaking member-required ListThingsResult.count"]
    );
    // The fields of inputs are options all the same, but requests without it are refused.
    assert_eq!(
        required("ListThingsRequest", json!(["token"])),
        ["Breaking member-required ListThingsRequest.token"]
    );
    assert_eq!(
        required("PutThingRequest", json!([])),
        ["Patch member-required PutThingRequest.thing"]
    );
    assert_eq!(
        required("Thing", json!([])),
        ["Breaking member-required Thing.name"]
    );
}

#[test]
fn what_is_added_and_required() {
    let add = |shape: &str| {
        edited(|model| {
            let shape = &mut model["shapes"][shape];
            shape["members"]["new"] = json!({"shape": "Name"});
            let mut required = shape["required"].as_array().cloned().unwrap_or_default();
            required.push("new".into());
            shape["required"] = required.into();
        })
    };
    assert_eq!(
        add("PutThingRequest"),
        ["Breaking member-added PutThingRequest.new"]
    );
    assert_eq!(add("Thing"), ["Breaking member-added Thing.new"]);
    // `build` could not fail before.
    assert_eq!(
        add("ListThingsResult"),
        ["Breaking member-added ListThingsResult.new"]
    );
}

#[test]
fn members_change_their_types() {
    assert_eq!(
        set("/shapes/Thing/members/made/shape", json!("Name")),
        ["Breaking member-type Thing.made"]
    );
    assert_eq!(
        set("/shapes/Choice/members/count/shape", json!("Name")),
        ["Breaking member-type Choice.count"]
    );
    assert_eq!(
        set("/shapes/Count/type", json!("long")),
        [
            "Breaking member-type Choice.count",
            "Breaking member-type ListThingsResult.count"
        ]
    );
    // The same type under another name, and the same type in another form on the wire.
    assert_eq!(
        edited(|model| {
            model["shapes"]["Title"] = json!({"type": "string"});
            model["shapes"]["Thing"]["members"]["name"]["shape"] = json!("Title");
        }),
        ["Patch member-target Thing.name"]
    );
    assert_eq!(
        set("/shapes/Date/timestampFormat", json!("iso8601")),
        ["Patch codec Thing.made"]
    );
}

#[test]
fn enums_and_kinds() {
    assert_eq!(
        set("/shapes/Color/enum", json!(["blue", "green", "red"])),
        ["Minor value-added Color"]
    );
    assert_eq!(
        set("/shapes/Color/enum", json!(["green"])),
        ["Breaking value-removed Color"]
    );
    assert_eq!(
        remove("/shapes/Color/enum"),
        [
            "Breaking type-removed Color",
            "Breaking member-type Thing.color"
        ]
    );
    assert_eq!(
        remove("/shapes/Choice/union"),
        ["Breaking type-kind Choice"]
    );
}

#[test]
fn what_users_do_not_see() {
    // Members without words have those of their type.
    assert_eq!(
        set("/shapes/Thing/documentation", json!("<p>A thing.</p>")),
        [
            "Patch documentation PutThingRequest.thing",
            "Patch documentation Thing"
        ]
    );
    assert_eq!(
        set("/shapes/Name/max", json!(20)),
        ["Patch constraint Name"]
    );
    assert_eq!(
        set("/shapes/Name/pattern", json!("x+")),
        ["Patch constraint Name"]
    );
    assert_eq!(
        set("/metadata/signingName", json!("other")),
        ["Patch service Things"]
    );
    assert_eq!(
        set("/shapes/Thing/sensitive", json!(true)),
        ["Patch sensitive Thing"]
    );
    assert_eq!(
        set("/shapes/Thing/members/name/deprecated", json!(true)),
        ["Minor deprecated Thing.name"]
    );
    assert_eq!(
        set("/operations/PutThing/endpoint", json!({"hostPrefix": "x."})),
        ["Patch host-prefix PutThing"]
    );
    // In the words of Smithy the shape is a stream, wherever it is used.
    assert_eq!(
        set("/shapes/Thing/members/name/streaming", json!(true)),
        [
            "Breaking unsupported Choice.name",
            "Breaking unsupported ListThingsRequest.token",
            "Breaking unsupported ListThingsResult.next",
            "Breaking unsupported Thing.name",
        ]
    );
}

#[test]
fn protocols() {
    let both = json!(["smithy-rpc-v2-cbor", "json"]);
    // The other one is preferred, and has times of its own.
    assert_eq!(
        set("/metadata/protocols", both),
        ["Patch codec Thing.made", "Patch protocol Things"]
    );
    assert_eq!(
        set("/metadata/protocol", json!("smithy-rpc-v2-cbor")),
        ["Breaking protocol Things", "Patch codec Thing.made"]
    );
}

#[test]
fn paginators_come_and_go() {
    let paginators = |items: &str| {
        json!({"pagination": {"ListThings": {
            "input_token": "token", "output_token": "next", "result_key": items,
        }}})
    };
    let model = model();
    let said = |old: Option<&Value>, new: Option<&Value>| {
        let diff = diff(&loaded(&model, old), &loaded(&model, new), Scope::default()).unwrap();
        let line = |change: &Change| format!("{:?} {}", change.class, change.kind);
        diff.changes.iter().map(line).collect::<Vec<_>>()
    };
    let (things, count) = (paginators("things"), paginators("count"));
    assert_eq!(said(None, Some(&things)), ["Minor paginator-added"]);
    assert_eq!(said(Some(&things), None), ["Breaking paginator-removed"]);
    assert_eq!(
        said(Some(&things), Some(&count)),
        ["Breaking paginator-changed"]
    );
    assert_eq!(said(Some(&things), Some(&things)), [""; 0]);
}
