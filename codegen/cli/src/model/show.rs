//! What a model has, and why each shape of a slice is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use codegen::Failure;
use codegen::diagnostic::Diagnostic;
use codegen::model::{JmesPath, Operation, Service};
use codegen::slice::{Operations, PageWaiter};
use serde::Serialize;

use super::loaded::{Loaded, named, protocol_name, scheme, usage};
use super::text::{BOLD, DIM, WIDTH, count, shorten, styled};
use super::tree::{self, Kept, references};

/// What there is to say about a model.
#[derive(Debug, Serialize)]
pub struct Summary {
    title: String,
    id: String,
    version: String,
    protocols: Vec<String>,
    auth: Vec<String>,
    signing_name: String,
    arn_namespace: String,
    endpoint_prefix: String,
    /// All shapes that the operations reach.
    shapes: usize,
    /// How many operations the model has, whichever were asked for.
    operations_in_model: usize,
    operations: Vec<Row>,
    /// Why each shape is kept; only if operations were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Vec<Kept>>,
}

/// An operation in the table.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    /// The shapes that it reaches.
    shapes: usize,
    /// Those of them that no other of the operations reaches.
    alone: usize,
    errors: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    paginator: Option<Paginator>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waiters: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<Vec<String>>,
    deprecated: bool,
}

#[derive(Debug, Serialize)]
struct Paginator {
    input: Vec<String>,
    output: Vec<String>,
    items: Vec<String>,
}

impl Summary {
    /// What `loaded` has; `operation` or its slice chooses the operations.
    ///
    /// # Errors
    ///
    /// If an operation is not in the model, or something that it reaches is not.
    pub fn of(loaded: &Loaded, operation: Option<&str>) -> Result<Self, Failure> {
        let (operations, trees) = match operation {
            Some(name) => (named(&BTreeSet::from([name.to_owned()])), true),
            None => (loaded.operations(), loaded.slice.is_some()),
        };
        if let (Some(name), Operations::Named(_)) = (operation, &operations)
            && !loaded.service.operations.contains_key(name)
        {
            return Err(unknown(&loaded.service, name).into());
        }
        let service = loaded.cut(operations)?;
        let of_slice = loaded
            .slice
            .as_ref()
            .map_or(&[][..], |file| &file.slice.waiters);
        Ok(Self {
            title: service.title.clone(),
            id: service.sdk_id.clone(),
            version: service.version.clone(),
            protocols: service
                .protocols
                .iter()
                .map(|p| protocol_name(p).to_owned())
                .collect(),
            auth: service.auth.iter().map(scheme).collect(),
            signing_name: service.signing_name.clone(),
            arn_namespace: service.arn_namespace.clone(),
            endpoint_prefix: service.endpoint_prefix.clone(),
            shapes: service.shapes.len(),
            operations_in_model: loaded.service.operations.len(),
            operations: rows(&service, of_slice),
            kept: trees.then(|| tree::kept(&service)),
        })
    }

    /// As JSON, for scripts.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.unwrap_or_default() + "\n"
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let (id, version) = (&self.id, &self.version);
        let head = styled(BOLD, &self.title);
        let waiters: usize = self.operations.iter().map(|row| row.waiters.len()).sum();
        let paginated = self
            .operations
            .iter()
            .filter(|row| row.paginator.is_some())
            .count();
        let mut line = |name: &str, value: &str| {
            let value = shorten(value, WIDTH - 14);
            let _ = writeln!(text, "  {}{value}", styled(DIM, &format!("{name:<12}")));
        };
        line("service", &format!("{id}, API version {version}"));
        line("protocol", &self.protocols.join(", "));
        line(
            "auth",
            &format!(
                "{}, signed for `{}`",
                self.auth.join(", "),
                self.signing_name
            ),
        );
        line(
            "endpoint",
            &format!("{}, ARNs of `{}`", self.endpoint_prefix, self.arn_namespace),
        );
        line(
            "operations",
            &format!(
                "{} of {}, {}, {}, {}",
                self.operations.len(),
                self.operations_in_model,
                count(self.shapes, "shape"),
                count(paginated, "paginator"),
                count(waiters, "waiter"),
            ),
        );
        let table = self.table();
        let trees = self.kept.as_ref().map(|kept| tree::text(kept));
        let trees = trees.map_or(String::new(), |trees| format!("\n{trees}"));
        format!("{head}\n{text}\n{table}{trees}")
    }

    fn table(&self) -> String {
        const NAME: usize = 44;
        let names = self.operations.iter().map(|row| row.name.chars().count());
        let width = names.max().unwrap_or(0).clamp(9, NAME);
        let head = format!(
            "{:<width$} shapes alone errors  pages, waiters",
            "operation"
        );
        let mut table = format!("{}\n", styled(DIM, &head));
        for row in &self.operations {
            let name = shorten(&row.name, width);
            let extra = shorten(&row.extra(), WIDTH - width - 22);
            let line = format!(
                "{name:<width$} {:>6} {:>5} {:>6}  {extra}",
                row.shapes, row.alone, row.errors
            );
            let _ = writeln!(table, "{}", line.trim_end());
        }
        table
    }
}

impl Row {
    /// Paginator, waiters and what else is remarkable.
    fn extra(&self) -> String {
        let mut parts = Vec::new();
        if let Some(paginator) = &self.paginator {
            parts.push(match paginator.items.as_slice() {
                [] => "pages".to_owned(),
                items => format!("pages of {}", items.join(", ")),
            });
        }
        parts.extend(self.waiters.iter().cloned());
        if let Some(auth) = &self.auth {
            let auth = if auth.is_empty() {
                "none".to_owned()
            } else {
                auth.join(", ")
            };
            parts.push(format!("auth {auth}"));
        }
        if self.deprecated {
            parts.push("deprecated".to_owned());
        }
        parts.join("; ")
    }
}

fn rows(service: &Service, of_slice: &[PageWaiter]) -> Vec<Row> {
    let closures: BTreeMap<&str, BTreeSet<&str>> = service
        .operations
        .values()
        .map(|operation| (operation.name.as_str(), closure(service, operation)))
        .collect();
    let mut users: BTreeMap<&str, usize> = BTreeMap::new();
    for shape in closures.values().flatten() {
        *users.entry(shape).or_default() += 1;
    }
    let own = of_slice
        .iter()
        .map(|waiter| (&waiter.operation, &waiter.name));
    let of_model = service
        .waiters
        .values()
        .map(|waiter| (&waiter.operation, &waiter.name));
    let waiters: Vec<_> = of_model.chain(own).collect();
    let rows = service.operations.values().map(|operation| {
        let mut row = row(operation, &closures, &users);
        let of = waiters.iter().filter(|(of, _)| *of == &operation.name);
        row.waiters = of.map(|(_, name)| (*name).clone()).collect();
        row
    });
    rows.collect()
}

fn row(
    operation: &Operation,
    closures: &BTreeMap<&str, BTreeSet<&str>>,
    users: &BTreeMap<&str, usize>,
) -> Row {
    let closure = closures.get(operation.name.as_str()).into_iter().flatten();
    Row {
        name: operation.name.clone(),
        shapes: closure.clone().count(),
        alone: closure
            .filter(|shape| users.get(*shape) == Some(&1))
            .count(),
        errors: operation.errors.len(),
        paginator: operation.pagination.as_ref().map(|pagination| Paginator {
            input: pagination.input_tokens.clone(),
            output: texts(&pagination.output_tokens),
            items: texts(&pagination.items),
        }),
        waiters: Vec::new(),
        auth: operation
            .auth
            .as_ref()
            .map(|auth| auth.iter().map(scheme).collect()),
        deprecated: operation.deprecated.is_some(),
    }
}

/// The names of the shapes that an operation reaches.
fn closure<'a>(service: &'a Service, operation: &'a Operation) -> BTreeSet<&'a str> {
    service.closure(references(operation).map(|(_, to)| to.shape.as_str()))
}

fn unknown(service: &Service, name: &str) -> Diagnostic {
    usage("--operation", "the operation is not in the model")
        .note("operation", name)
        .note("model", &service.at)
        .did_you_mean(name, service.operations.keys().map(String::as_str))
}

fn texts(paths: &[JmesPath]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}
