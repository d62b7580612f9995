//! What whittling leaves for later runs, in `whittle.lock`: which crates stay official and why, how large
//! the others were, and what `remove` puts back into `Cargo.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Location};
use serde::{Deserialize, Serialize};

use crate::lock::{self, Packages};

/// The state of a folder of slices.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Why crates stay official.
    #[serde(default)]
    pub official: BTreeMap<String, String>,
    /// The lines of the official crates.
    #[serde(default)]
    pub lines: BTreeMap<String, usize>,
    /// The packages of `Cargo.lock` that took the places of other versions, `name version` each.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    newer: BTreeSet<String>,
    /// The packages of `Cargo.lock` that only official crates need, and those themselves.
    #[serde(default, rename = "package")]
    packages: Vec<toml::Value>,
}

impl State {
    /// Where it is kept.
    pub(crate) fn path(folder: &Path) -> PathBuf {
        folder.join("whittle.lock")
    }

    /// The state of a folder.
    ///
    /// # Errors
    ///
    /// If nothing was whittled there, or somebody has damaged it.
    pub(crate) fn of(folder: &Path) -> Result<Self, Failure> {
        if !Self::path(folder).exists() {
            let problem =
                Diagnostic::new(&Location::path(folder), "this workspace is not whittled");
            return Err(problem.help("run `cargo whittle` first").into());
        }
        Self::read(folder)
    }

    /// The state of a folder; that of none is empty.
    ///
    /// # Errors
    ///
    /// If somebody has damaged it.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = Self::path(folder);
        let Ok(text) = fs::read_to_string(&path) else {
            return Ok(Self::default());
        };
        toml::from_str(&text).map_err(|error: toml::de::Error| {
            let problem = Diagnostic::new(&Location::path(&path), error.message().to_owned());
            problem.help("take it from an earlier commit").into()
        })
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let head = "# Written by cargo whittle: which crates stay official, and what `cargo whittle remove` puts back.\n\n";
        head.to_owned() + &toml::to_string(self).unwrap_or_default()
    }

    /// The text of a lock file as it would be without whittling.
    pub(crate) fn restored(&self, lock: &str) -> String {
        lock::restored(lock, &Packages::of(self.packages.clone()), &self.newer)
    }

    /// Keeps the packages of a registry that `before` had and `after` has not, and which came instead.
    pub(crate) fn keep(&mut self, before: &Packages, after: &Packages) {
        self.newer.extend(after.newer_than(before));
        let lost = before.without(after).values().into_iter();
        let lost = lost.filter(|package| package.get("source").is_some());
        self.packages.extend(lost);
        let name = |package: &toml::Value| package.get("name").map(ToString::to_string);
        self.packages.sort_by_key(name);
        self.packages.dedup();
        let there = after.values();
        self.packages.retain(|package| !there.contains(package));
    }
}
