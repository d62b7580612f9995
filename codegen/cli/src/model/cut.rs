//! A model cut down to a part of its service, in the form that it has: Smithy stays Smithy.

use std::collections::BTreeSet;

use codegen::model::Service;
use codegen::{Failure, Source};
use serde_json::{Map, Value, json as object};

use super::loaded::{Loaded, json};

/// A cut model.
#[derive(Clone, Debug)]
pub enum Cut {
    /// A Smithy AST.
    Smithy(Value),
    /// The files of botocore.
    Botocore(Box<Files>),
}

/// The files of botocore's layout.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `service-2.json`.
    pub service: Value,
    /// `paginators-1.json`.
    pub paginators: Option<Value>,
    /// `waiters-2.json`.
    pub waiters: Option<Value>,
    /// `endpoint-rule-set-1.json`.
    pub endpoint_rules: Option<Value>,
}

/// What a Smithy AST is called in the folder of a model.
pub const SMITHY: &str = "model.json";

/// The names of all files that the folder of a model can have.
pub const NAMES: [&str; 5] = [
    SMITHY,
    "service-2.json",
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
];

impl Cut {
    /// The files by their names in the folder of the model.
    pub fn into_files(self) -> Vec<(&'static str, Value)> {
        let [smithy, service, paginators, waiters, rules] = NAMES;
        let files = match self {
            Self::Smithy(model) => return vec![(smithy, model)],
            Self::Botocore(files) => *files,
        };
        let companions = [
            (paginators, files.paginators),
            (waiters, files.waiters),
            (rules, files.endpoint_rules),
        ];
        let companions = companions.into_iter();
        let companions = companions.filter_map(|(name, json)| Some((name, json?)));
        [(service, files.service)]
            .into_iter()
            .chain(companions)
            .collect()
    }
}

/// Cuts a model down to `service`, which is its own service with less in it.
///
/// # Errors
///
/// If a file of the model cannot be read.
pub fn cut(model: &Loaded, service: &Service) -> Result<Cut, Failure> {
    let source = &model.source;
    let whole = json(source, &source.model)?;
    Ok(match whole.get("smithy").is_some() {
        true => Cut::Smithy(smithy(whole, service)),
        false => Cut::Botocore(Box::new(botocore(source, whole, service)?)),
    })
}

/// A botocore model keeps all keys, in its order.
fn botocore(source: &Source, mut model: Value, service: &Service) -> Result<Files, Failure> {
    if let Some(top) = model.as_object_mut() {
        // Examples are of operations, and of no use to a client.
        top.shift_remove("examples");
    }
    retain(&mut model, "operations", |name, _| {
        service.operations.contains_key(name)
    });
    retain(&mut model, "shapes", |name, _| {
        service.shapes.contains_key(name)
    });
    let load = |document: &Option<_>| document.as_ref().map(|d| json(source, d)).transpose();
    let mut paginators = load(&source.paginators)?;
    if let Some(paginators) = &mut paginators {
        retain(paginators, "pagination", |name, _| {
            service.operations.contains_key(name)
        });
    }
    let mut waiters = load(&source.waiters)?;
    if let Some(waiters) = &mut waiters {
        let of = |waiter: &Value| {
            waiter
                .get("operation")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        retain(waiters, "waiters", |_, waiter| {
            of(waiter).is_some_and(|name| service.operations.contains_key(&name))
        });
    }
    Ok(Files {
        service: model,
        paginators,
        waiters,
        endpoint_rules: load(&source.endpoint_rules)?,
    })
}

fn retain(json: &mut Value, key: &str, is_kept: impl Fn(&str, &Value) -> bool) {
    if let Some(entries) = json.get_mut(key).and_then(Value::as_object_mut) {
        entries.retain(|name, value| is_kept(name, value));
    }
}

/// What only documentation and the tests of others are made of.
const LEFT_OUT: [&str; 4] = [
    "smithy.api#examples",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointTests",
    "smithy.test#smokeTests",
];

/// A Smithy AST with nothing but the shapes of `service`, and those that these are written with.
fn smithy(mut model: Value, service: &Service) -> Value {
    let Some(shapes) = model.get("shapes").and_then(Value::as_object) else {
        return model;
    };
    let id = |pointer: &str| Some(unescaped(pointer.strip_prefix("/shapes/")?));
    let operations = service.operations.values();
    let operations: Vec<String> = operations.filter_map(|op| id(&op.at.pointer)).collect();
    let kept = service.shapes.values();
    let mut todo: Vec<String> = kept.filter_map(|shape| id(&shape.at.pointer)).collect();
    todo.extend(operations.iter().cloned());
    let whole = id(&service.at.pointer).unwrap_or_default();
    let mut kept = BTreeSet::from([whole.clone()]);
    todo.extend(written_with(shapes.get(&whole), &["mixins", "errors"]));
    while let Some(id) = todo.pop() {
        if kept.insert(id.clone()) {
            let roles = [
                "mixins", "errors", "input", "output", "members", "member", "key", "value",
            ];
            todo.extend(written_with(shapes.get(&id), &roles));
        }
    }
    // Traits can be applied from elsewhere, to a shape or a member of it.
    let is_kept = |id: &str| kept.contains(id.split('$').next().unwrap_or(id));
    if let Some(shapes) = model.get_mut("shapes").and_then(Value::as_object_mut) {
        shapes.retain(|id, _| is_kept(id));
        for shape in shapes.values_mut() {
            if let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) {
                let has_rules = traits.contains_key("smithy.rules#endpointRuleSet");
                traits.retain(|id, _| {
                    let is_needed = id == "smithy.rules#endpointBdd" && !has_rules;
                    is_needed || !LEFT_OUT.contains(&id.as_str())
                });
            }
        }
        let types = service.types.iter();
        let types =
            types.filter_map(|name| Some((name, id(&service.shapes.get(name)?.at.pointer)?)));
        let types: Map<String, Value> = types
            .map(|(name, id)| (name.clone(), object!({ "target": id })))
            .collect();
        let resource = match types.is_empty() {
            true => None,
            false => {
                let namespace = whole.split('#').next().unwrap_or_default();
                let id = format!("{namespace}#{TYPES}");
                let resource = object!({ "type": "resource", "properties": types });
                shapes.insert(id.clone(), resource);
                Some(id)
            }
        };
        if let Some(shape) = shapes.get_mut(&whole).and_then(Value::as_object_mut) {
            bind(shape, operations, resource, is_kept);
        }
    }
    model
}

/// The resource whose properties are the types that no operation needs: it keeps them in the service.
const TYPES: &str = "WhittledTypes";

/// Gives the service these operations; those of its resources are among them.
fn bind(
    shape: &mut Map<String, Value>,
    operations: Vec<String>,
    resource: Option<String>,
    is_kept: impl Fn(&str) -> bool,
) {
    let target = |id: String| object!({ "target": id });
    let operations = operations.into_iter().map(target).collect();
    shape.insert("operations".to_owned(), Value::Array(operations));
    shape.shift_remove("resources");
    if let Some(id) = resource {
        shape.insert("resources".to_owned(), Value::Array(vec![target(id)]));
    }
    if let Some(renames) = shape.get_mut("rename").and_then(Value::as_object_mut) {
        renames.retain(|id, _| is_kept(id));
    }
}

/// The ids of the shapes that a shape is written with, in these of its properties.
fn written_with(shape: Option<&Value>, roles: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for role in roles {
        match shape.and_then(|shape| shape.get(*role)) {
            Some(Value::Array(many)) => many.iter().for_each(|one| found.extend(target(one))),
            // Members have traits beside their target; inputs, and members of lists, are one.
            Some(one @ Value::Object(of)) => match target(one) {
                Some(id) => found.push(id),
                None => of.values().for_each(|member| found.extend(target(member))),
            },
            _ => {}
        }
    }
    found
}

fn target(of: &Value) -> Option<String> {
    Some(of.get("target")?.as_str()?.to_owned())
}

/// A part of a JSON pointer as it is written in the document.
fn unescaped(part: &str) -> String {
    let part = part.split('/').next().unwrap_or(part);
    part.replace("~1", "/").replace("~0", "~")
}
