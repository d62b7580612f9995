//! The operations, waiters and types of a service under the names that a crate gives them, and which of
//! them a source file means.

use std::collections::{BTreeMap, BTreeSet};

use codegen::InRust;
use codegen::model::{Service, ShapeKind};
use serde::{Deserialize, Serialize};

use crate::scan::{Mention, Mentions};

/// The names of all that a service has, as its model has them: they are kept beside a model that was
/// cut, since a scan must know what the cut model lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// The operations.
    pub operations: BTreeSet<String>,
    /// The structures, unions and enums that are types of the crate.
    pub types: BTreeSet<String>,
    /// The operation that each waiter polls.
    #[serde(default)]
    pub waiters: BTreeMap<String, String>,
}

impl Known {
    /// What a whole model has.
    pub(crate) fn of(service: &Service) -> Self {
        let types = service.types_of_operations();
        let is_type = |name: &&str| {
            let kind = service.shapes.get(*name).map(|shape| &shape.kind);
            matches!(
                kind,
                Some(ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_))
            )
        };
        let waiters = service.waiters.values();
        Self {
            operations: service.operations.keys().cloned().collect(),
            types: types.filter(is_type).map(str::to_owned).collect(),
            waiters: waiters
                .map(|waiter| (waiter.name.clone(), waiter.operation.clone()))
                .collect(),
        }
    }

    /// The file that keeps them.
    pub(crate) fn text(&self) -> String {
        let head = "# All that the service has, so that a scan of sources knows it without the whole model.\n";
        head.to_owned() + &toml::to_string_pretty(self).unwrap_or_default()
    }
}

/// What of a service somebody uses, each with the places where it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Used {
    /// Operations.
    pub operations: BTreeMap<String, Vec<String>>,
    /// Types.
    pub types: BTreeMap<String, Vec<String>>,
    /// Operations whose names stand somewhere, such as in the arguments of a macro: no reason to add
    /// them, and none to drop them.
    pub perhaps: BTreeSet<String>,
}

impl Used {
    fn add(map: &mut BTreeMap<String, Vec<String>>, name: &str, place: &str) {
        let places = map.entry(name.to_owned()).or_default();
        if !places.iter().any(|other| other == place) {
            places.push(place.to_owned());
        }
    }
}

/// How the types of an operation end.
const ENDS: [&str; 7] = [
    "InputBuilder",
    "OutputBuilder",
    "FluentBuilder",
    "Paginator",
    "Input",
    "Output",
    "Error",
];

/// The names in Rust, to those of the model.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    modules: BTreeMap<String, String>,
    markers: BTreeMap<String, String>,
    waiters: BTreeMap<String, String>,
    types: BTreeMap<String, String>,
}

impl Names {
    /// The names of `known`, as a crate of the service has them.
    pub(crate) fn new(known: &Known, rust: &InRust<'_>) -> Self {
        let of = |names: &BTreeSet<String>, name: &dyn Fn(&str) -> String| {
            names.iter().map(|of| (name(of), of.clone())).collect()
        };
        Self {
            modules: of(&known.operations, &|name| rust.module(name)),
            markers: of(&known.operations, &|name| rust.marker(name)),
            types: of(&known.types, &|name| rust.type_name(name)),
            waiters: known
                .waiters
                .iter()
                .map(|(name, operation)| (rust.module(name), operation.clone()))
                .collect(),
        }
    }

    /// Adds what the names in a file may mean; `place` says where a line of it is.
    pub(crate) fn find(
        &self,
        mentions: &Mentions,
        place: impl Fn(usize) -> String,
        used: &mut Used,
    ) {
        let has = |parent: &str, name: &str| {
            let path = Mention::Path(parent.to_owned(), name.to_owned());
            mentions.contains_key(&path)
        };
        let all_types = has("types", "*") || has("error", "*");
        for (mention, line) in mentions {
            if let Some(name) = self.operation(mention) {
                Used::add(&mut used.operations, name, &place(*line));
            }
            let name = match mention {
                Mention::Path(parent, name) if parent == "types" || parent == "error" => name,
                Mention::Path(parent, name) if parent == "builders" => {
                    name.strip_suffix("Builder").unwrap_or(name)
                }
                Mention::Word(name) => {
                    used.perhaps.extend(self.method(name).cloned());
                    match all_types {
                        true => name,
                        false => continue,
                    }
                }
                _ => continue,
            };
            if let Some(name) = self.types.get(name) {
                Used::add(&mut used.types, name, &place(*line));
            }
        }
    }

    /// The operation that a name means.
    fn operation(&self, mention: &Mention) -> Option<&String> {
        match mention {
            Mention::Call(name) => self.method(name),
            Mention::Path(parent, name) => match parent.as_str() {
                "Client" | "operation" => self.method(name),
                "waiters" => self.waiters.get(name),
                module => {
                    let operation = self.markers.get(name)?;
                    (self.modules.get(module) == Some(operation)).then_some(operation)
                }
            },
            Mention::Word(name) => self.part_of(name),
        }
    }

    /// The operation of a method of the client.
    fn method(&self, name: &str) -> Option<&String> {
        let waiter = name.strip_prefix("wait_until_");
        let polled = waiter.and_then(|name| self.waiters.get(name));
        self.modules.get(name).or(polled)
    }

    /// The operation that a type such as `GetItemOutput` is part of.
    fn part_of(&self, name: &str) -> Option<&String> {
        let mut stems = ENDS.iter().filter_map(|end| name.strip_suffix(end));
        stems.find_map(|stem| self.markers.get(stem))
    }

    /// What the compiler may have missed when it complains of a name: an operation or a type.
    pub(crate) fn missed(&self, word: &str, place: &str, used: &mut Used) {
        let operation = self.method(word).or_else(|| self.waiters.get(word));
        if let Some(name) = operation.or_else(|| self.part_of(word)) {
            Used::add(&mut used.operations, name, place);
        }
        let built = word.strip_suffix("Builder");
        let of_builder = || built.and_then(|name| self.types.get(name));
        if let Some(name) = self.types.get(word).or_else(of_builder) {
            Used::add(&mut used.types, name, place);
        }
    }
}
