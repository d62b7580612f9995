//! `cargo whittle show` on every model that there is.

use cargo_whittle::model::{Loaded, Summary};
use serde_json::Value;
use tests::commands::{complained, said, whittle};
use tests::upstream;

use crate::{is_plain, slice, text};

#[test]
fn a_slice_says_why_its_shapes_are_kept() {
    let shown = said(&whittle(&["show", text(&slice())]));
    is_plain(&shown);
    for line in [
        "CreateDiskSnapshot           26     2      8",
        "├─ input: CreateDiskSnapshotRequest structure",
        "│     └─ member: Tag structure",
    ] {
        assert!(shown.contains(line), "no {line:?} in\n{shown}");
    }
}

#[test]
fn json_is_for_scripts() {
    let shown = said(&whittle(&["show", text(&slice()), "--json"]));
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["operations"].as_array().unwrap().len(), 5);
    assert_eq!(shown["operations_in_model"], 5);
    assert_eq!(shown["signing_name"], "lightsail");
    let pages = &shown["operations"][2]["paginator"];
    assert_eq!(pages["input"][0], "pageToken", "{shown}");
}

#[test]
fn an_unknown_operation_is_located() {
    let slice = slice();
    let arguments = ["show", text(&slice), "--operation", "GetDiskSnapshot"];
    let complaint = complained(&whittle(&arguments));
    assert!(
        complaint.contains("did you mean `GetDiskSnapshots`?"),
        "{complaint}"
    );
    assert!(complaint.contains("\n  --> "), "{complaint}");
}

/// All services of botocore, whatever their protocol.
#[test]
fn every_service_of_botocore_can_be_shown() {
    let Some(data) = upstream::botocore() else {
        return;
    };
    let mut services = 0;
    for service in std::fs::read_dir(data).unwrap() {
        let service = service.unwrap().path();
        for version in std::fs::read_dir(&service).into_iter().flatten() {
            let version = version.unwrap().path();
            let has = |name: &str| version.join(name).is_file();
            if !has("service-2.json") && !has("service-2.json.gz") {
                continue;
            }
            let loaded = Loaded::open(&version).unwrap_or_else(|error| panic!("{error}"));
            let summary = Summary::of(&loaded, None).unwrap_or_else(|error| panic!("{error}"));
            assert!(summary.text().lines().count() > 3, "{}", version.display());
            let json: Value = serde_json::from_str(&summary.json()).unwrap();
            assert!(
                !json["operations"].as_array().unwrap().is_empty(),
                "{version:?}"
            );
            services += 1;
        }
    }
    println!("{services} models shown");
    assert!(services >= 424, "only {services}");
}

#[test]
fn published_smithy_models_can_be_shown() {
    let Some(lightsail) = upstream::smithy("lightsail-2016-11-28.json") else {
        return;
    };
    let models = std::fs::read_dir(lightsail.parent().unwrap()).unwrap();
    let mut services = 0;
    for model in models.map(|entry| entry.unwrap().path()) {
        let loaded = Loaded::open(&model).unwrap_or_else(|error| panic!("{error}"));
        let summary = Summary::of(&loaded, None).unwrap_or_else(|error| panic!("{error}"));
        assert!(summary.text().contains("operation "), "{}", model.display());
        services += 1;
    }
    assert!(services >= 10, "only {services}");
}
