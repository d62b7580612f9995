//! Where everything public of a crate can be found.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{Crate, Id, Item, ItemEnum, Module, Use, Visibility};

/// The public paths of a crate's items. Its own begin with `crate::`.
pub(super) struct Names<'a> {
    krate: &'a Crate,
    /// The path to name an item by: the deepest one.
    pub(super) paths: BTreeMap<Id, String>,
    /// The other paths of an item.
    pub(super) aliases: BTreeMap<Id, Vec<String>>,
    /// Items of other crates: where they can be found here, and their own path.
    pub(super) reexports: Vec<(String, String)>,
    seen: BTreeSet<(Id, String)>,
}

impl<'a> Names<'a> {
    pub(super) fn of(krate: &'a Crate) -> Self {
        let mut names = Self {
            krate,
            paths: BTreeMap::new(),
            aliases: BTreeMap::new(),
            reexports: Vec::new(),
            seen: BTreeSet::new(),
        };
        names.walk(krate.root, "crate");
        names
    }

    pub(super) fn item(&self, id: Id) -> Option<&'a Item> {
        self.krate.index.get(&id)
    }

    /// How to write an item: by its public path, by `crate::~::Name` if it has none, and by its
    /// own path if it is of another crate.
    pub(super) fn path(&self, id: Id, written: &str) -> String {
        if let Some(path) = self.paths.get(&id) {
            return path.clone();
        }
        match (self.krate.paths.get(&id), self.item(id)) {
            (Some(known), _) if known.crate_id != 0 => known.path.join("::"),
            (Some(known), _) => hidden(known.path.last()),
            (None, Some(item)) if item.crate_id == 0 => hidden(item.name.as_ref()),
            (None, _) => written.trim_start_matches(':').to_owned(),
        }
    }

    fn walk(&mut self, module: Id, path: &str) {
        if !self.seen.insert((module, path.to_owned())) {
            return;
        }
        let entry = self.paths.entry(module);
        entry.or_insert_with(|| path.to_owned());
        let Some(ItemEnum::Module(Module { items, .. })) = self.item(module).map(|i| &i.inner)
        else {
            return;
        };
        for &id in items {
            let Some(item) = self.item(id) else { continue };
            if !matches!(item.visibility, Visibility::Public) {
                continue;
            }
            let here = || format!("{path}::{}", item.name.as_deref().unwrap_or_default());
            match &item.inner {
                ItemEnum::Use(import) => self.import(import, path),
                ItemEnum::Module(_) => self.walk(id, &here()),
                _ => self.name(id, here()),
            }
        }
    }

    fn import(&mut self, import: &Use, path: &str) {
        let here = format!("{path}::{}", import.name);
        let target = import.id.and_then(|id| self.item(id));
        match target.filter(|target| target.crate_id == 0) {
            Some(module) if matches!(module.inner, ItemEnum::Module(_)) => {
                self.walk(module.id, if import.is_glob { path } else { &here });
            }
            Some(item) => self.name(item.id, here),
            None => {
                let known = import.id.and_then(|id| self.krate.paths.get(&id));
                let target = match known {
                    Some(known) => known.path.join("::"),
                    None => import.source.trim_start_matches(':').to_owned(),
                };
                let glob = if import.is_glob { "::*" } else { "" };
                self.reexports.push((format!("{here}{glob}"), target));
            }
        }
    }

    fn name(&mut self, id: Id, path: String) {
        let known = self.paths.entry(id).or_insert_with(|| path.clone());
        if *known == path {
            return;
        }
        // `crate::config::Config`, not `crate::Config`.
        let deeper = path.matches("::").count() > known.matches("::").count();
        let other = if deeper {
            std::mem::replace(known, path)
        } else {
            path
        };
        self.aliases.entry(id).or_default().push(other);
    }
}

fn hidden(name: Option<&String>) -> String {
    format!("crate::~::{}", name.map_or("", String::as_str))
}
