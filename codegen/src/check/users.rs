//! Which operation needs what is not supported, so that it can be left out.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::model::Service;
use crate::select::references;

/// For every shape the first operation that can reach it.
pub(super) fn first(service: &Service) -> BTreeMap<&str, &str> {
    let mut users = BTreeMap::new();
    for operation in service.operations.values() {
        let mut todo: Vec<&str> = references(operation)
            .map(|(_, to)| to.shape.as_str())
            .collect();
        while let Some(name) = todo.pop() {
            if !users.contains_key(name) {
                users.insert(name, operation.name.as_str());
                let targets = service
                    .shapes
                    .get(name)
                    .into_iter()
                    .flat_map(Service::targets);
                todo.extend(targets.map(|target| target.shape.as_str()));
            }
        }
    }
    users
}

/// The problem that an operation needs what is not supported.
pub(super) fn refused(at: &Location, what: &str, operation: &str) -> Diagnostic {
    Diagnostic::new(at, format!("{what} is not supported yet"))
        .note("operation", operation)
        .help("leave out of the slice the operations that need it")
}
