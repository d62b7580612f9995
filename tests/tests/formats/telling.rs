//! Formats are told by content; packed files, companions from elsewhere, and botocore's extras.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use codegen::Source;
use codegen::read::{self, Document};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tests::cases::{differences, texts};
use tests::upstream;

use super::{ast, fixtures, generated, load};

/// A source of one document.
pub(super) fn source(name: &str, model: &Value) -> Source {
    Source::new(Document {
        file: name.into(),
        bytes: model.to_string().into_bytes(),
    })
}

/// The JSON of a document.
pub(super) fn json(document: &Document) -> Value {
    serde_json::from_slice(&document.bytes).unwrap()
}

fn write(path: &Path, value: &Value) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, value.to_string()).unwrap();
}

fn write_packed(path: &Path, value: &Value) {
    let mut packer = GzEncoder::new(File::create(path).unwrap(), Compression::fast());
    serde_json::to_writer(&mut packer, value).unwrap();
    packer.finish().unwrap();
}

/// Fails unless the crate of `source` is that of the pair.
fn is_the_pair(what: &str, source: &Source) {
    let expected = generated(&load(&fixtures().join("botocore")));
    let diff = differences(what, &texts(&expected), &texts(&generated(source)));
    assert!(diff.is_empty(), "{diff}");
}

#[test]
fn a_name_tells_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let botocore = load(&fixtures().join("botocore"));
    // Smithy under botocore's name; packed or not, for itself or as a folder.
    for (name, packed) in [("service-2.json", false), ("service-2.json.gz", true)] {
        let path = folder.path().join(name);
        match packed {
            true => write_packed(&path, &ast()),
            false => write(&path, &ast()),
        }
        is_the_pair(name, &load(&path));
        is_the_pair("the folder", &load(folder.path()));
        fs::remove_file(&path).unwrap();
    }
    // botocore's under another name, such as Smithy models have.
    for name in ["book-shelf-2024-05-01.json", "smithy.json.gz", "model"] {
        let path = folder.path().join(name);
        match name.ends_with(".gz") {
            true => write_packed(&path, &json(&botocore.model)),
            false => write(&path, &json(&botocore.model)),
        }
        let source = Source {
            model: load(&path).model,
            ..botocore.clone()
        };
        is_the_pair(name, &source);
    }
}

#[test]
fn companions_complete_a_smithy_model() {
    let mut bare = ast();
    let mut taken = 0;
    for shape in bare["shapes"].as_object_mut().unwrap().values_mut() {
        let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) else {
            continue;
        };
        for id in [
            "smithy.api#paginated",
            "smithy.waiters#waitable",
            "smithy.rules#endpointRuleSet",
            "smithy.rules#endpointTests",
        ] {
            taken += usize::from(traits.shift_remove(id).is_some());
        }
    }
    assert_eq!(taken, 7);
    let botocore = load(&fixtures().join("botocore"));
    let completed = Source {
        model: source("smithy.json", &bare).model,
        ..botocore
    };
    is_the_pair("completed", &completed);
    let without = generated(&source("smithy.json", &bare));
    assert!(
        without
            .get("src/operation/list_books/paginator.rs")
            .is_none()
    );
}

/// The fixture with parts of it moved to extras, and one thing that extras overwrite.
fn with_extras(folder: &Path) {
    let botocore = load(&fixtures().join("botocore"));
    let mut model = json(&botocore.model);
    let mut paginators = json(botocore.paginators.as_ref().unwrap());
    let operation = model["operations"].as_object_mut().unwrap();
    let list = operation.shift_remove("ListShelves").unwrap();
    let pages = paginators["pagination"].as_object_mut().unwrap();
    let pages = pages.shift_remove("ListShelves").unwrap();
    let title = model["metadata"]["serviceFullName"].take();
    model["metadata"]["serviceFullName"] = json!("Overwritten");
    let extras = json!({"version": 1.0, "merge": {
        "operations": {"ListShelves": list}, "metadata": {"serviceFullName": title}}});
    write(&folder.join("service-2.json"), &model);
    write(&folder.join("service-2.sdk-extras.json"), &extras);
    write(&folder.join("paginators-1.json"), &paginators);
    let extras = json!({"version": 1.0, "merge": {"pagination": {"ListShelves": pages}}});
    write(&folder.join("paginators-1.sdk-extras.json"), &extras);
    for name in ["waiters-2", "endpoint-rule-set-1", "endpoint-tests-1"] {
        let name = format!("{name}.json");
        fs::copy(fixtures().join("botocore").join(&name), folder.join(&name)).unwrap();
    }
}

#[test]
fn extras_are_merged() {
    let data = tempfile::tempdir().unwrap();
    with_extras(data.path());
    is_the_pair("merged", &load(data.path()));
    fs::remove_file(data.path().join("service-2.sdk-extras.json")).unwrap();
    let said = codegen::generate(&load(data.path()), &super::slice()).unwrap_err();
    assert_eq!(
        said.diagnostics()[0].message,
        "paginator of an operation that is not in the model"
    );
}

/// Prints what botocore loads of the service in a data folder.
const LOADER: &str = "\
import json, sys
from botocore.loaders import Loader
loader = Loader(extra_search_paths=[sys.argv[1]], include_default_search_paths=False)
print(json.dumps([loader.load_service_model('book-shelf', kind)
                  for kind in ('service-2', 'paginators-1')]))";

#[test]
fn extras_are_merged_as_botocore_does_it() {
    let Some(python) = upstream::python("botocore") else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("book-shelf/2024-05-01");
    with_extras(&folder);
    let mut loader = Command::new(&python);
    let output = loader
        .args(["-c", LOADER])
        .arg(data.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let loaded: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let source = load(&folder);
    let documents = [&source.model, source.paginators.as_ref().unwrap()];
    let ours: Vec<Value> = documents
        .map(|document| read::json(document, &source.extras).unwrap())
        .into();
    assert_eq!(loaded, ours);
    assert!(ours[0]["operations"]["ListShelves"].is_object());
}
