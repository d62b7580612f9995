//! What the commands look at: a model, or the model of a slice, with the JSON that it was read from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::diagnostic::{Diagnostic, Location};
use codegen::model::{AuthScheme, Protocol, Service};
use codegen::read::{self, Document};
use codegen::slice::{Operations, Slice};
use codegen::{Failure, Source};
use serde_json::Value;

use crate::generate;
use crate::slice_file::{self, SliceFile};

/// A model, read.
#[derive(Debug)]
pub struct Loaded {
    /// What reports call it.
    pub shown: String,
    /// Its files.
    pub source: Source,
    /// All of the service.
    pub service: Service,
    /// What the service checks and the client does not, by shape: `pattern …`, `min …`, `max …`.
    pub constraints: BTreeMap<String, BTreeMap<String, String>>,
    /// The slice file, if the model was named by one.
    pub slice: Option<SliceFile>,
}

impl Loaded {
    /// Loads what `path` names: a slice file, a botocore folder, a `service-2.json(.gz)` or a
    /// Smithy AST.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is not a model.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let shown = slice_file::shown(path);
        if path.extension().is_none_or(|extension| extension != "toml") {
            return Self::read(Source::load(path, &shown)?, shown);
        }
        let file = slice_file::read(path)?;
        let loaded = Self::read(generate::source(&file)?, shown)?;
        Ok(Self {
            slice: Some(file),
            ..loaded
        })
    }

    /// Reads files that are loaded already.
    ///
    /// # Errors
    ///
    /// If they are not a model.
    pub fn read(source: Source, shown: String) -> Result<Self, Failure> {
        let service = read::read(&source)?;
        let json = json(&source, &source.model)?;
        Ok(Self {
            shown,
            constraints: constraints(&service, &json),
            source,
            service,
            slice: None,
        })
    }

    /// The operations of the slice, or all.
    pub fn operations(&self) -> Operations {
        match &self.slice {
            Some(file) => file.slice.operations.clone(),
            None => Operations::All(Location::file(self.shown.as_str())),
        }
    }

    /// The service cut down to `operations`.
    ///
    /// # Errors
    ///
    /// If one of them is not in the model, or what they reach is not.
    pub fn cut(&self, operations: Operations) -> Result<Service, Failure> {
        codegen::select(self.service.clone(), &slice_of(operations))
    }

    /// Those of `names` that the model has.
    pub fn known(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        names
            .iter()
            .filter(|name| self.service.operations.contains_key(*name))
            .cloned()
            .collect()
    }
}

/// A file of `source` as JSON, with its extras.
pub(super) fn json(source: &Source, document: &Document) -> Result<Value, Failure> {
    read::json(document, &source.extras)
}

/// A slice of nothing but operations.
pub(super) fn slice_of(operations: Operations) -> Slice {
    Slice {
        operations,
        ..Slice::all("slice", Location::file("--operations"))
    }
}

/// These operations; none is an empty slice, which nothing can be cut down to.
pub(super) fn named(names: &BTreeSet<String>) -> Operations {
    let at = Location::file("--operations");
    slice_file::named(&at, names.iter().cloned().collect())
}

/// A problem of the command line.
pub(super) fn usage(option: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&Location::file(option), message)
}

/// A protocol by its name in Smithy, without the namespace.
pub(super) fn protocol_name(protocol: &Protocol) -> &str {
    protocol.name()
}

/// An auth scheme by its name in Smithy, without the namespace.
pub(super) fn scheme(scheme: &AuthScheme) -> String {
    let id = scheme.id();
    id.rsplit('#').next().unwrap_or(id).to_owned()
}

/// `pattern`, `min` and `max` of every shape that has them. botocore has them as keys, Smithy as
/// traits; the readers pass over them, since nothing of a client depends on them.
fn constraints(service: &Service, json: &Value) -> BTreeMap<String, BTreeMap<String, String>> {
    let of_shape = |shape: &Value| {
        let traits = |id: &str| shape.get("traits").and_then(|traits| traits.get(id));
        let (length, range) = (traits("smithy.api#length"), traits("smithy.api#range"));
        let bound = |key: &str| {
            [Some(shape), length, range]
                .into_iter()
                .flatten()
                .find_map(|of| of.get(key))
        };
        [
            (
                "pattern",
                shape.get("pattern").or(traits("smithy.api#pattern")),
            ),
            ("min", bound("min")),
            ("max", bound("max")),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), scalar(value?)?)))
        .collect::<BTreeMap<_, _>>()
    };
    service
        .shapes
        .values()
        .filter_map(|shape| {
            Some((
                shape.name.clone(),
                of_shape(json.pointer(&shape.at.pointer)?),
            ))
        })
        .filter(|(_, of)| !of.is_empty())
        .collect()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
