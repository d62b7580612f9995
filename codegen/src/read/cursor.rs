//! A walk over JSON that always knows where it stands, so that every problem has a location.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Failure, Location, Warning, collect};
use crate::model::Unsupported;

/// What is unknown in a document and changes nothing that a client does, each with its places.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(RefCell<BTreeMap<String, Vec<Location>>>);

impl LeftOut {
    fn add(&self, what: String, at: &Location) {
        let mut all = self.0.borrow_mut();
        all.entry(what).or_default().push(at.clone());
    }

    /// One warning for each thing, at the first of its places.
    pub(crate) fn into_warnings(self) -> Vec<Warning> {
        let all = self.0.into_inner().into_iter();
        all.filter_map(|(what, mut places)| {
            places.sort();
            // What is mixed into several shapes has one place.
            places.dedup();
            let warning = Diagnostic::new(places.first()?, format!("unknown {what} is left out"));
            Some(Warning(match places.len() {
                1 => warning,
                places => warning.note("places", places),
            }))
        })
        .collect()
    }
}

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    value: &'a Value,
    at: Location,
    left_out: &'a LeftOut,
}

impl<'a> Cursor<'a> {
    /// The whole of `file`.
    pub(crate) fn root(file: &Arc<str>, value: &'a Value, left_out: &'a LeftOut) -> Self {
        Self {
            value,
            at: Location::file(Arc::clone(file)),
            left_out,
        }
    }

    fn inner(&self, value: &'a Value, at: Location) -> Self {
        Self {
            value,
            at,
            left_out: self.left_out,
        }
    }

    /// Where the value stands.
    pub(crate) fn at(&self) -> &Location {
        &self.at
    }

    /// The bare value.
    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    /// The value as a string.
    pub(crate) fn string(&self) -> Result<&'a str, Diagnostic> {
        self.value.as_str().ok_or_else(|| self.expected("a string"))
    }

    /// The value as a boolean.
    pub(crate) fn boolean(&self) -> Result<bool, Diagnostic> {
        self.value
            .as_bool()
            .ok_or_else(|| self.expected("a boolean"))
    }

    /// The value as a whole number that fits `T`.
    pub(crate) fn integer<T: TryFrom<i64>>(&self) -> Result<T, Diagnostic> {
        let Value::Number(number) = self.value else {
            return Err(self.expected("a whole number"));
        };
        number
            .as_i64()
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| {
                Diagnostic::new(&self.at, "expected a whole number in range").note("value", number)
            })
    }

    /// The elements of an array.
    pub(crate) fn elements(&self) -> Result<Vec<Cursor<'a>>, Diagnostic> {
        let elements = self
            .value
            .as_array()
            .ok_or_else(|| self.expected("an array"))?;
        Ok(elements
            .iter()
            .enumerate()
            .map(|(i, value)| self.inner(value, self.at.child(i)))
            .collect())
    }

    /// The elements of an array of strings.
    pub(crate) fn strings(&self) -> Result<Vec<String>, Failure> {
        collect(self.elements()?, |element| Ok(element.string()?.to_owned()))
    }

    /// The members of an object in document order.
    pub(crate) fn entries(&self) -> Result<Vec<(&'a str, Cursor<'a>)>, Diagnostic> {
        let entries = self
            .value
            .as_object()
            .ok_or_else(|| self.expected("an object"))?;
        Ok(entries
            .iter()
            .map(|(key, value)| (key.as_str(), self.inner(value, self.at.child(key))))
            .collect())
    }

    /// The object, to take its members one by one.
    pub(crate) fn object(&self) -> Result<Object<'a>, Diagnostic> {
        Ok(Object {
            at: self.at.clone(),
            left: self.entries()?.into_iter().collect(),
        })
    }

    /// The problem that the value is not `what`.
    pub(crate) fn expected(&self, what: &str) -> Diagnostic {
        let (found, shown) = match self.value {
            Value::Null => ("null", None),
            Value::Bool(value) => ("a boolean", Some(value.to_string())),
            Value::Number(value) => ("a number", Some(value.to_string())),
            Value::String(value) => ("a string", Some(shorten(value))),
            Value::Array(_) => ("an array", None),
            Value::Object(_) => ("an object", None),
        };
        let problem = Diagnostic::new(&self.at, format!("expected {what}, found {found}"));
        match shown {
            Some(value) => problem.note("value", value),
            None => problem,
        }
    }

    /// The problem that the string `value` is none of `known`.
    pub(crate) fn unknown<'k>(
        &self,
        what: &str,
        value: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Diagnostic {
        Diagnostic::new(&self.at, format!("unknown {what}"))
            .note("value", shorten(value))
            .did_you_mean(value, known)
    }
}

/// The members of an object that nobody has taken yet.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    at: Location,
    left: BTreeMap<&'a str, Cursor<'a>>,
}

impl<'a> Object<'a> {
    /// An object without members at `at`.
    pub(crate) fn empty(at: Location) -> Self {
        Self {
            at,
            left: BTreeMap::new(),
        }
    }

    /// Where the object stands.
    pub(crate) fn at(&self) -> &Location {
        &self.at
    }

    /// Takes the member `key`.
    pub(crate) fn take(&mut self, key: &str) -> Option<Cursor<'a>> {
        self.left.remove(key)
    }

    /// Takes the member `key`, which must be there.
    pub(crate) fn required(&mut self, key: &str) -> Result<Cursor<'a>, Diagnostic> {
        self.take(key)
            .ok_or_else(|| Diagnostic::new(&self.at, format!("missing member `{key}`")))
    }

    /// Takes the member `key` whatever it is, and tells whether it was there.
    pub(crate) fn present(&mut self, key: &str) -> bool {
        self.take(key).is_some()
    }

    /// Takes a boolean, `false` by default.
    pub(crate) fn flag(&mut self, key: &str) -> Result<bool, Diagnostic> {
        self.take(key).map_or(Ok(false), |value| value.boolean())
    }

    /// Takes a string.
    pub(crate) fn string(&mut self, key: &str) -> Result<Option<String>, Diagnostic> {
        self.take(key)
            .map(|value| value.string().map(str::to_owned))
            .transpose()
    }

    /// Takes a string which must be there.
    pub(crate) fn required_string(&mut self, key: &str) -> Result<String, Diagnostic> {
        Ok(self.required(key)?.string()?.to_owned())
    }

    /// Takes an array of strings, empty by default.
    pub(crate) fn strings(&mut self, key: &str) -> Result<Vec<String>, Failure> {
        self.take(key)
            .map_or_else(|| Ok(Vec::new()), |value| value.strings())
    }

    /// Takes an object and gives its members in document order, none by default.
    pub(crate) fn entries(&mut self, key: &str) -> Result<Vec<(&'a str, Cursor<'a>)>, Diagnostic> {
        self.take(key)
            .map_or_else(|| Ok(Vec::new()), |value| value.entries())
    }

    /// Takes an array, empty by default.
    pub(crate) fn elements(&mut self, key: &str) -> Result<Vec<Cursor<'a>>, Diagnostic> {
        self.take(key)
            .map_or_else(|| Ok(Vec::new()), |value| value.elements())
    }

    /// Whether the member `key` is still there.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.left.contains_key(key)
    }

    /// Takes all members whose keys satisfy `is_wanted`, in the order of their keys.
    pub(crate) fn take_all(
        &mut self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Vec<(&'a str, Cursor<'a>)> {
        let wanted: Vec<&'a str> = self
            .left
            .keys()
            .copied()
            .filter(|key| is_wanted(key))
            .collect();
        wanted
            .into_iter()
            .filter_map(|key| Some((key, self.left.remove(key)?)))
            .collect()
    }

    /// Adds the members of `other`, which win over those that are here.
    pub(crate) fn overlay(&mut self, other: Object<'a>) {
        self.left.extend(other.left);
    }

    /// What nobody has taken, as things that are not supported; `what` is the kind of thing.
    pub(crate) fn unsupported(
        self,
        what: &str,
        is_ignored: impl Fn(&str) -> bool,
    ) -> Vec<Unsupported> {
        self.left
            .into_iter()
            .filter(|(key, _)| !is_ignored(key))
            .map(|(key, value)| Unsupported {
                at: value.at,
                what: format!("{what} `{key}`"),
            })
            .collect()
    }

    /// Warns of what nobody has taken and `is_left_out` says, and takes it away. `what` is the kind of thing.
    pub(crate) fn leave_out(&mut self, what: &str, is_left_out: impl Fn(&str) -> bool) {
        for (key, value) in self.take_all(is_left_out) {
            value
                .left_out
                .add(format!("{what} `{}`", shorten(key)), &value.at);
        }
    }

    /// Warns of members which nobody has taken and which are not in `ignored`.
    pub(crate) fn leave_rest_out(mut self, ignored: &[&str]) {
        self.leave_out("member", |key| !ignored.contains(&key));
    }

    /// Fails if there are members which nobody has taken and which are not in `ignored`.
    pub(crate) fn finish(self, ignored: &[&str]) -> Result<(), Failure> {
        let left = self
            .left
            .into_iter()
            .filter(|(key, _)| !ignored.contains(key));
        collect(left, |(key, value)| {
            Err(Diagnostic::new(value.at(), format!("unknown member `{}`", shorten(key))).into())
        })
        .map(|_: Vec<()>| ())
    }
}

/// `text`, or the beginning of it if it is long.
fn shorten(text: &str) -> String {
    const LIMIT: usize = 60;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl fmt::Display for Cursor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)
    }
}

#[cfg(test)]
mod tests;
