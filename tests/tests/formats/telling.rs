//! botocore's extras, merged as botocore does it. How formats are told, and what belongs to a model, is tested
//! in `codegen`.

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::Source;
use codegen::read::{self, Document};
use serde_json::{Value, json};
use tests::upstream;

use super::{fixtures, load};

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
