//! `cargo whittle update`: takes what is newer, keeps what is ours, and writes all or nothing.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tests::cases::{generated, tree, workspace};
use tests::commands::{complained, said, whittle};
use tests::upstream;

use crate::{copy, is_plain, text};

const MODEL: &str = "lightsail/2016-11-28/service-2.json";

/// Updates the copy in `folder`.
fn update(folder: &Path, more: &[&str]) -> std::process::Output {
    let slice = folder.join("lightsail-snapshots.toml");
    let mut arguments = vec!["update", "--slice", text(&slice)];
    arguments.extend(more);
    whittle(&arguments)
}

/// An upstream made of our own model, with something changed.
fn upstream_with(change: impl FnOnce(&mut Value)) -> tempfile::TempDir {
    let folder = copy();
    edit(&folder.path().join(MODEL), change);
    folder
}

fn edit(path: &Path, change: impl FnOnce(&mut Value)) {
    let mut model: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    change(&mut model);
    fs::write(path, serde_json::to_string_pretty(&model).unwrap()).unwrap();
}

fn model_of(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(MODEL)).unwrap()).unwrap()
}

#[test]
fn what_is_new_is_taken_and_our_documentation_stays() {
    let upstream = upstream_with(|model| {
        let values = model["shapes"]["RegionName"]["enum"]
            .as_array_mut()
            .unwrap();
        values.push(json!("moon-west-1"));
        model["operations"]["GetDiskSnapshots"]["documentation"] = json!("Theirs.");
    });
    let ours = copy();
    let before = model_of(ours.path());
    let from = upstream.path().join(MODEL);
    let said = said(&update(
        ours.path(),
        &["--from", text(&from), "--date", "2026-11-21"],
    ));
    is_plain(&said);
    assert!(
        said.contains("RegionName: value `moon-west-1` added"),
        "{said}"
    );
    assert!(said.contains("cargo whittle generate --slice"), "{said}");
    let after = model_of(ours.path());
    let values = after["shapes"]["RegionName"]["enum"].as_array().unwrap();
    assert_eq!(values.len(), 21);
    let docs = |model: &Value| model["operations"]["GetDiskSnapshots"]["documentation"].clone();
    assert_eq!(docs(&after), docs(&before));
    let provenance = ours.path().join("lightsail/2016-11-28/provenance.toml");
    let provenance = fs::read_to_string(provenance).unwrap();
    for part in ["2026-11-21", "service-2.json", "sha256"] {
        assert!(provenance.contains(part), "no {part} in\n{provenance}");
    }
    // What was written is a model that a crate is generated from.
    let slice = ours.path().join("lightsail-snapshots.toml");
    let krate = generated(&slice, Path::new("unused")).unwrap();
    let regions = tests::cases::texts(&krate.files)["src/types/region_name.rs"].clone();
    assert!(regions.contains("MoonWest1"), "{regions}");
}

#[test]
fn documentation_can_be_upstreams_or_none() {
    let upstream = upstream_with(|model| {
        model["operations"]["GetDiskSnapshots"]["documentation"] = json!("Theirs.");
    });
    let from = upstream.path().join(MODEL);
    let docs = |which: &str| {
        let ours = copy();
        said(&update(
            ours.path(),
            &["--from", text(&from), "--docs", which],
        ));
        model_of(ours.path())["operations"]["GetDiskSnapshots"]["documentation"].clone()
    };
    assert_eq!(docs("upstream"), json!("Theirs."));
    assert_eq!(docs("none"), Value::Null);
}

#[test]
fn an_update_to_the_same_model_writes_nothing_but_where_it_came_from() {
    let (upstream, ours) = (copy(), copy());
    let from = upstream.path().join(MODEL);
    said(&update(ours.path(), &["--from", text(&from)]));
    let before = tree(ours.path());
    let again = said(&update(ours.path(), &["--from", text(&from)]));
    assert!(
        again.contains("nothing, the model is up to date"),
        "{again}"
    );
    assert_eq!(tree(ours.path()), before);
}

/// Damage upstream stops the update with a location, before anything is written.
#[test]
fn damage_stops_it() {
    type Damage = fn(&mut Value);
    let cases: [(&str, Damage, &str); 5] = [
        (
            "a missing shape",
            |m| drop(m["shapes"].as_object_mut().unwrap().remove("Tag")),
            "/shapes/TagList/member",
        ),
        (
            "another protocol",
            |m| {
                m["metadata"]["protocol"] = json!("query");
                m["metadata"]["protocols"] = json!(["query"]);
            },
            "the protocol of the service changed",
        ),
        (
            "another service",
            |m| m["metadata"]["serviceId"] = json!("Elsewhere"),
            "upstream is the model of another service",
        ),
        (
            "an operation that is gone",
            |m| {
                drop(
                    m["operations"]
                        .as_object_mut()
                        .unwrap()
                        .remove("GetDiskSnapshots"),
                )
            },
            "GetDiskSnapshots",
        ),
        (
            "a wrong type",
            |m| m["shapes"]["Tag"]["members"] = json!("none"),
            "/shapes/Tag/members",
        ),
    ];
    for (name, damage, expected) in cases {
        let upstream = upstream_with(damage);
        let ours = copy();
        let before = tree(ours.path());
        let from = upstream.path().join(MODEL);
        let output = update(ours.path(), &["--from", text(&from)]);
        assert!(!output.status.success(), "{name} does not stop it");
        let complaint = complained(&output);
        assert!(complaint.contains(expected), "{name}: {complaint}");
        assert!(complaint.contains("\n  --> "), "{name}: {complaint}");
        assert_eq!(tree(ours.path()), before, "{name}");
    }
}

#[test]
fn operations_come_and_go() {
    if upstream::botocore().is_none() {
        return;
    }
    let ours = copy();
    let change = "+CopySnapshot,-DeleteDiskSnapshot";
    let said = said(&update(
        ours.path(),
        &["--from", "botocore", "--operations", change],
    ));
    assert!(said.contains("CopySnapshot: operation added"), "{said}");
    assert!(
        said.contains("DeleteDiskSnapshot: operation removed"),
        "{said}"
    );
    assert!(said.contains("0.1.0 -> 0.2.0"), "{said}");
    let slice = fs::read_to_string(ours.path().join("lightsail-snapshots.toml")).unwrap();
    assert!(slice.contains("\"CopySnapshot\""), "{slice}");
    assert!(!slice.contains("\"DeleteDiskSnapshot\""), "{slice}");
    let comment = "# Operations to generate; whatever they do not reach is left out.";
    assert!(slice.contains(comment), "comments are lost:\n{slice}");
    let model = model_of(ours.path());
    assert_eq!(model["operations"].as_object().unwrap().len(), 5);
    assert!(model["shapes"].get("CopySnapshotRequest").is_some());
    assert!(model["shapes"].get("DeleteDiskSnapshotRequest").is_none());
}

/// The same facts from a Smithy AST; older ones, so it says what would be lost. Smithy stays Smithy.
#[test]
fn from_a_smithy_ast() {
    let Some(smithy) = upstream::smithy("lightsail-2016-11-28.json") else {
        return;
    };
    let ours = copy();
    let from = text(&smithy);
    // Our words stand in another form of model.
    let complaint = complained(&update(ours.path(), &["--from", from]));
    assert!(complaint.contains("--docs"), "{complaint}");
    assert_eq!(tree(ours.path()), tree(&workspace().join("model")));
    let said = said(&update(ours.path(), &["--from", from, "--docs", "none"]));
    assert!(
        said.contains("RegionName: value `sa-east-1` removed"),
        "{said}"
    );
    assert!(said.contains("breaking"), "{said}");
    let files = tree(&ours.path().join("lightsail/2016-11-28"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    // This upstream has no paginators, and ours stay.
    let kept = ["model.json", "paginators-1.json", "provenance.toml"];
    assert_eq!(names, kept);
    assert!(!files["model.json"].contains("smithy.api#documentation"));
    let slice = ours.path().join("lightsail-snapshots.toml");
    generated(&slice, Path::new("unused")).unwrap();
}

/// The model of this workspace is what an update from its own source gives.
#[test]
fn ours_is_up_to_date() {
    if upstream::botocore().is_none() {
        return;
    }
    let ours = copy();
    let said = said(&update(
        ours.path(),
        &["--from", "botocore", "--date", "2026-11-21"],
    ));
    assert!(said.contains("nothing, the model is up to date"), "{said}");
    assert_eq!(tree(ours.path()), tree(&workspace().join("model")));
}
