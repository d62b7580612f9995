//! The suites of a folder: their services, put together, and their cases.
//!
//! Every suite has the shapes of one operation. Suites of one service that do not contradict each
//! other become one crate again, as they once were one model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::Source;
use codegen::model::Service;
use codegen::read::Document;
use serde_json::{Map, Value, json};
use tests::program::{ENDPOINT_RULES, all_of};

/// A JSON object.
type Object = Map<String, Value>;

/// A service of the suites, and its cases.
pub(crate) struct Suite {
    /// The package name of its crate.
    pub(crate) name: String,
    /// The model in botocore's form.
    model: Object,
    pub(crate) cases: Vec<Case>,
}

/// One case, as its file has it.
pub(crate) struct Case {
    /// File and name, as the list of exceptions has them.
    pub(crate) id: String,
    pub(crate) operation: String,
    /// The endpoint that the client is configured with, if it matters.
    pub(crate) endpoint: Option<String>,
    pub(crate) json: Object,
}

/// The protocols that can be spoken, as botocore calls them.
const PROTOCOLS: [&str; 6] = [
    "ec2",
    "json",
    "query",
    "rest-json",
    "rest-xml",
    "smithy-rpc-v2-cbor",
];

/// The suites of a folder.
#[derive(Default)]
pub(crate) struct Suites {
    pub(crate) services: Vec<Suite>,
    /// The cases whose operation cannot be generated, with the reason.
    pub(crate) refused: BTreeMap<String, String>,
    /// How many cases speak a protocol that cannot be spoken.
    pub(crate) others: usize,
}

/// All suites of a folder.
pub(crate) fn load(folder: &Path) -> Suites {
    let mut suites = Suites::default();
    for kind in ["input", "output"] {
        let mut files: Vec<_> = fs::read_dir(folder.join(kind))
            .unwrap_or_else(|error| panic!("{}: {error}", folder.join(kind).display()))
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "json"))
            .collect();
        files.sort();
        for file in files {
            let shown = format!("{kind}/{}", file.file_name().unwrap().to_string_lossy());
            let read: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            for suite in read.as_array().unwrap() {
                if PROTOCOLS
                    .iter()
                    .any(|name| suite["metadata"]["protocol"] == *name)
                {
                    suites.add(suite, &shown);
                } else {
                    suites.others += suite["cases"].as_array().unwrap().len();
                }
            }
        }
    }
    suites
}

impl Suites {
    /// Adds a suite of a file, if its operation can be generated.
    fn add(&mut self, suite: &Value, file: &str) {
        let mut alone = Vec::new();
        add(&mut alone, suite, file);
        let alone = &alone[0];
        match codegen::generate(&alone.source(), &all_of(&alone.name)) {
            Ok(_) => add(&mut self.services, suite, file),
            Err(failure) => {
                let cases = alone.cases.iter();
                let refused = cases.map(|case| (case.id.clone(), failure.to_string()));
                self.refused.extend(refused);
            }
        }
    }
}

/// Puts a suite of a file into the first service that it does not contradict.
fn add(suites: &mut Vec<Suite>, suite: &Value, file: &str) {
    let part = model(suite);
    let is_binary = suite["metadata"]["protocol"] == "smithy-rpc-v2-cbor";
    let cases = suite["cases"].as_array().unwrap().iter().map(|case| Case {
        id: format!("{file} {}", case["id"].as_str().unwrap()),
        operation: case["given"]["name"].as_str().unwrap().to_owned(),
        endpoint: suite["clientEndpoint"].as_str().map(str::to_owned),
        json: match is_binary {
            true => with_binary_body(case.as_object().unwrap().clone()),
            false => case.as_object().unwrap().clone(),
        },
    });
    let fits = suites.iter().position(|other| agree(&other.model, &part));
    let at = fits.unwrap_or_else(|| {
        let name = format!("protocol-{}", suites.len());
        let model = Object::new();
        suites.push(Suite {
            name,
            model,
            cases: Vec::new(),
        });
        suites.len() - 1
    });
    merge(&mut suites[at].model, part);
    suites[at].cases.extend(cases);
}

/// The case with the body of its response called what it is.
fn with_binary_body(mut case: Object) -> Object {
    if let Some(response) = case.get_mut("response").and_then(Value::as_object_mut) {
        let body = response.remove("body").unwrap_or_default();
        response.insert("base64".to_owned(), body);
    }
    case
}

/// The model that a suite is: what its cases say of their operations, and what a suite leaves out.
fn model(suite: &Value) -> Object {
    let mut metadata = suite["metadata"].as_object().unwrap().clone();
    let target = match metadata.get("targetPrefix") {
        Some(target) => target.clone(),
        None => json!("Suites"),
    };
    metadata.entry("serviceId").or_insert(target.clone());
    metadata.entry("endpointPrefix").or_insert(target);
    let mut operations = Object::new();
    let mut shapes = suite["shapes"].as_object().unwrap().clone();
    for case in suite["cases"].as_array().unwrap() {
        let mut given = case["given"].as_object().unwrap().clone();
        // A list by name, so that the errors of several suites are put together.
        let errors = given.remove("errors").unwrap_or_else(|| json!([]));
        let mut by_name = Object::new();
        for error in errors.as_array().unwrap() {
            let name = error["shape"].as_str().unwrap();
            shapes[name]["exception"] = json!(true);
            by_name.insert(name.to_owned(), error.clone());
        }
        given.insert("errors".to_owned(), Value::Object(by_name));
        given.remove("documentation");
        let name = given["name"].as_str().unwrap().to_owned();
        operations.insert(name, Value::Object(given));
    }
    let Value::Object(model) = json!({ "version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes })
    else {
        unreachable!()
    };
    model
}

/// Whether what both objects have is the same, members of members included.
fn agree(one: &Object, other: &Object) -> bool {
    other
        .iter()
        .all(|(key, value)| match (one.get(key), value) {
            (None, _) => true,
            (Some(Value::Object(one)), Value::Object(other)) if key != "members" => {
                agree(one, other)
            }
            (Some(one), other) => one == other,
        })
}

fn merge(into: &mut Object, part: Object) {
    for (key, value) in part {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(into)), Value::Object(part)) => merge(into, part),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

impl Suite {
    /// The files of the service, for the generator.
    pub(crate) fn source(&self) -> Source {
        let mut model = self.model.clone();
        for (_, operation) in model["operations"].as_object_mut().unwrap() {
            let errors: BTreeMap<String, Value> =
                serde_json::from_value(operation["errors"].take()).unwrap();
            operation["errors"] = errors.into_values().collect();
        }
        let document = |bytes| Document {
            file: self.name.as_str().into(),
            bytes,
        };
        Source {
            endpoint_rules: Some(document(ENDPOINT_RULES.into())),
            ..Source::new(document(serde_json::to_vec(&model).unwrap()))
        }
    }

    /// The service as the generator reads it.
    pub(crate) fn service(&self) -> Service {
        codegen::read::read(&self.source()).unwrap_or_else(|error| panic!("{error}"))
    }
}
