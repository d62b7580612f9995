//! From bytes to JSON: syntax errors with their line, and the merging of botocore's extras.

use std::sync::Arc;

use serde_json::Value;
use serde_json::error::Category;

use super::cursor::{Cursor, LeftOut};
use super::source::Document;
use crate::diagnostic::{Diagnostic, Failure, Warning};

/// A file as JSON.
#[derive(Debug)]
pub(crate) struct Json {
    file: Arc<str>,
    value: Value,
    left_out: LeftOut,
}

impl Json {
    /// Parses `document` and merges those of `extras` which are named after it into it.
    pub(crate) fn parse(document: &Document, extras: &[Document]) -> Result<Self, Failure> {
        let mut value = value(document)?;
        for extra in extras
            .iter()
            .filter(|extra| stem(&extra.file) == stem(&document.file))
        {
            if let Value::Object(mut extra) = self::value(extra)?
                && let Some(merge) = extra.swap_remove("merge")
            {
                deep_merge(&mut value, merge);
            }
        }
        Ok(Self {
            file: Arc::clone(&document.file),
            value,
            left_out: LeftOut::default(),
        })
    }

    /// The value without its file.
    pub(crate) fn into_value(self) -> Value {
        self.value
    }

    /// The whole of it.
    pub(crate) fn root(&self) -> Cursor<'_> {
        Cursor::root(&self.file, &self.value, &self.left_out)
    }

    /// What its reader left out.
    pub(crate) fn into_warnings(self) -> Vec<Warning> {
        self.left_out.into_warnings()
    }
}

/// The file name up to its first dot: `paginators-1` of `paginators-1.sdk-extras.json`.
fn stem(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// Puts the members of `extra` into `base`; where both have an object, these are merged in turn.
fn deep_merge(base: &mut Value, extra: Value) {
    match (base, extra) {
        (Value::Object(base), Value::Object(extra)) => {
            for (key, value) in extra {
                deep_merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, extra) => *base = extra,
    }
}

fn value(document: &Document) -> Result<Value, Failure> {
    serde_json::from_slice(&document.bytes).map_err(|error| {
        let message = match error.classify() {
            Category::Eof => "the JSON ends too early",
            _ if error.to_string().starts_with("recursion limit exceeded") => {
                "the JSON is nested too deeply"
            }
            _ => "the file is not JSON",
        };
        Diagnostic::new(&document.location(), message)
            .note("line", error.line())
            .note("column", error.column())
            .into()
    })
}
