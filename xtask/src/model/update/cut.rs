//! The part of an upstream model that a slice needs, in botocore's JSON.

use codegen::model::{RuleSet, Service};
use codegen::{Failure, Source};
use serde_json::{Map, Value};

use super::super::botocore::form::{self, Losses};
use super::super::botocore::{Files, rule_set, write};
use super::super::loaded::{Loaded, json};

/// Cuts the model down to `service`, which is its own service with fewer operations.
///
/// A botocore model keeps all keys, in its order; any other is written anew.
pub(super) fn cut(upstream: &Loaded, service: &Service) -> Result<(Files, Losses), Failure> {
    let source = &upstream.source;
    let model = json(source, &source.model)?;
    match model.get("metadata").is_some() && model.get("smithy").is_none() {
        true => Ok((botocore(source, model, service)?, Losses::new())),
        false => smithy(upstream, &model, service),
    }
}

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

fn smithy(upstream: &Loaded, model: &Value, service: &Service) -> Result<(Files, Losses), Failure> {
    form::sayable(service)?;
    let source = &upstream.source;
    let (plain, losses) = form::plain(service.clone());
    let constraint = |shape: &str, key: &str| upstream.constraints.get(shape)?.get(key).cloned();
    let mut files = write(&plain, constraint);
    let beside = |rules: &RuleSet| rules.at.file != source.model.file;
    files.endpoint_rules = match (&service.endpoint_rules, &source.endpoint_rules) {
        (Some(rules), Some(document)) if beside(rules) => Some(json(source, document)?),
        (Some(rules), _) => model.pointer(&rules.at.pointer).cloned().map(rule_set),
        (None, _) => None,
    };
    // An AST has everything in one file: what it does not have is not there.
    let none = |key: &str| {
        Some(Value::Object(Map::from_iter([(
            key.to_owned(),
            Map::new().into(),
        )])))
    };
    let has = |service: &Service| {
        service
            .operations
            .values()
            .any(|op| op.pagination.is_some())
    };
    if files.paginators.is_none() && has(&upstream.service) {
        files.paginators = none("pagination");
    }
    if files.waiters.is_none() && !upstream.service.waiters.is_empty() {
        files.waiters = none("waiters");
    }
    Ok((files, losses))
}
