//! From the files that describe an API, in botocore's form or Smithy's, to the [`Service`] meant.
//!
//! Which form a model has is told by its content. The files beside it (paginators, waiters,
//! endpoint rules and tests) have botocore's form and complete a model of either form.

mod botocore;
mod context;
mod cursor;
mod jmespath;
mod json;
mod paginators;
mod rules;
mod smithy;
mod source;
#[cfg(test)]
pub(crate) mod testing;
mod waiters;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location, Warning, join};
use crate::model::{Pagination, Service, Waiter};
use cursor::Cursor;
use json::Json;
pub use source::{Document, Source};

/// Reads the service that `source` describes.
///
/// # Errors
///
/// All problems of all files, if there are any.
pub fn read(source: &Source) -> Result<Service, Failure> {
    let mut files = Files {
        extras: &source.extras,
        warnings: Vec::new(),
    };
    let service = files.parsed(&source.model, model);
    let paginators = files.companion(&source.paginators, paginators::read);
    let waiters = files.companion(&source.waiters, waiters::read);
    let rules = files.companion(&source.endpoint_rules, rules::rule_set);
    let tests = files.companion(&source.endpoint_tests, rules::tests);
    let ((mut service, (paginators, waiters)), (rules, tests)) =
        join(join(service, join(paginators, waiters)), join(rules, tests))?;
    join(
        add_paginators(&mut service, paginators.unwrap_or_default()),
        add_waiters(&mut service, waiters.unwrap_or_default()),
    )?;
    service.endpoint_rules = rules.or(service.endpoint_rules);
    service.endpoint_tests = tests.unwrap_or(service.endpoint_tests);
    service.warnings = files.warnings;
    Ok(service)
}

/// The JSON of `document` with its extras, for those who change models.
///
/// # Errors
///
/// If it is not JSON.
pub fn json(document: &Document, extras: &[Document]) -> Result<serde_json::Value, Failure> {
    Json::parse(document, extras).map(Json::into_value)
}

/// The files of a service while they are read.
struct Files<'a> {
    extras: &'a [Document],
    /// What the readers left out so far.
    warnings: Vec<Warning>,
}

impl Files<'_> {
    /// Parses `document` with its extras and reads it.
    fn parsed<T>(
        &mut self,
        document: &Document,
        read: impl FnOnce(&Cursor<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let json = Json::parse(document, self.extras)?;
        let value = read(&json.root())?;
        self.warnings.extend(json.into_warnings());
        Ok(value)
    }

    /// The same for a document that need not be there.
    fn companion<T>(
        &mut self,
        document: &Option<Document>,
        read: impl FnOnce(&Cursor<'_>) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let document = document.as_ref();
        document.map(|it| self.parsed(it, read)).transpose()
    }
}

/// Reads a model in whichever form it has.
fn model(root: &Cursor<'_>) -> Result<Service, Failure> {
    let object = root.object()?;
    if object.contains("smithy") {
        smithy::service(root)
    } else if object.contains("metadata") && object.contains("operations") {
        botocore::service(root)
    } else {
        Err(Diagnostic::new(root.at(), "the file is not an API model")
            .help(
                "expected a botocore model, with `metadata` and `operations`, \
                 or a Smithy AST, with `smithy` and `shapes`",
            )
            .into())
    }
}

/// Gives every paginator to its operation.
fn add_paginators(
    service: &mut Service,
    paginators: Vec<(String, Pagination)>,
) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    for (name, pagination) in paginators {
        match service.operations.get_mut(&name) {
            Some(operation) => operation.pagination = Some(pagination),
            None => problems.push(unknown_operation(
                service,
                &pagination.at,
                "paginator",
                &name,
            )),
        }
    }
    problems.finish(())
}

/// Gives every waiter to the service.
fn add_waiters(service: &mut Service, waiters: Vec<Waiter>) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    for waiter in waiters {
        if !service.operations.contains_key(&waiter.operation) {
            problems.push(unknown_operation(
                service,
                &waiter.at,
                "waiter",
                &waiter.operation,
            ));
        }
        service.waiters.insert(waiter.name.clone(), waiter);
    }
    problems.finish(())
}

fn unknown_operation(service: &Service, at: &Location, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        at,
        format!("{what} of an operation that is not in the model"),
    )
    .note("operation", name)
    .did_you_mean(name, service.operations.keys().map(String::as_str))
}

#[cfg(test)]
mod tests;
