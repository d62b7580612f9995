//! The packages of others that this workspace is built of, with the features that they have in it.
//!
//! Cargo builds a package once for each set of features. A program of a test that needs a part of them has
//! others, and would build a hundred packages again; one that depends on `unified`, too, builds none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::cases::workspace;
use crate::commands::{cargo, said};
use crate::program::Others;

/// Makes the package `unified` in a folder of this name below `root`.
///
/// Official crates are large: it has those that these dependencies of a program name.
pub fn write(root: &Path, others: Others, dependencies: &str) {
    let folder = root.join("unified");
    fs::create_dir_all(folder.join("src")).unwrap();
    crate::program::replace(
        &folder.join("Cargo.toml"),
        &GRAPH.manifest(others, dependencies),
    );
    crate::program::replace(&folder.join("src/lib.rs"), "");
    // Without one cargo does not look at what build scripts depend on.
    crate::program::replace(&folder.join("build.rs"), "fn main() {}\n");
}

/// What `cargo` would build for the tests of this workspace, as it tells it.
#[derive(Deserialize)]
struct Graph {
    units: Vec<Unit>,
}

/// A package with the features that one of its targets is built with.
#[derive(Deserialize)]
struct Unit {
    pkg_id: String,
    target: Target,
    features: Vec<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Dependency {
    index: usize,
}

static GRAPH: LazyLock<Graph> = LazyLock::new(|| {
    let mut plan = cargo(workspace());
    // It is not stable that cargo tells it; a stable one does so when it is asked like this.
    plan.env("RUSTC_BOOTSTRAP", "1")
        .args(["test", "--workspace", "--no-run", "--quiet"])
        .args(["-Z", "unstable-options", "--unit-graph"]);
    serde_json::from_str(&said(&plan.output().unwrap())).unwrap()
});

impl Unit {
    /// Whether a program with these dependencies may need it.
    fn is_root(&self, dependencies: &str) -> bool {
        let (name, _) = self.package().unwrap_or_default();
        let others = [
            "flate2",
            "fastrand",
            "http",
            "http-body",
            "serde_json",
            "tokio",
        ];
        match name.starts_with("aws-sdk-") {
            true => dependencies.contains(name),
            false => name.starts_with("aws-") || others.contains(&name),
        }
    }

    /// Whether it runs while others are built.
    fn is_host(&self) -> bool {
        self.is("proc-macro") || self.is("custom-build")
    }

    fn is(&self, kind: &str) -> bool {
        self.target.kind.iter().any(|own| own == kind)
    }

    /// Name and version of a package of the registry.
    fn package(&self) -> Option<(&str, &str)> {
        let (_, package) = self.pkg_id.strip_prefix("registry+")?.split_once('#')?;
        package.split_once('@')
    }
}

impl Graph {
    /// The manifest of `unified` for a program with these dependencies.
    fn manifest(&self, others: Others, dependencies: &str) -> String {
        // What build scripts and procedural macros are made of has features of its own.
        let host = self.closure(Unit::is_host, &BTreeSet::new());
        let is_root = |unit: &Unit| unit.is_root(dependencies) && !unit.is_host();
        let mut target = self.closure(is_root, &host);
        if others == Others::AsHereButHttp {
            target.retain(|at| !self.has_http(*at));
        }
        let used = self.closure(is_root, &BTreeSet::new());
        let host = host.intersection(&used).copied().collect();
        format!(
            "[package]\nname = \"unified\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n[build-dependencies]\n{}",
            self.lines(&target),
            self.lines(&host)
        )
    }

    /// All that some units are built of, themselves included, without those that are left out.
    fn closure(
        &self,
        is_root: impl Fn(&Unit) -> bool,
        without: &BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        let mut todo: Vec<usize> = (0..self.units.len())
            .filter(|at| is_root(&self.units[*at]))
            .collect();
        while let Some(at) = todo.pop() {
            if !without.contains(&at) && all.insert(at) {
                todo.extend(self.units[at].dependencies.iter().map(|of| of.index));
            }
        }
        all
    }

    /// Whether a unit is an HTTP client or built on one.
    fn has_http(&self, at: usize) -> bool {
        let all = self.closure(|unit| std::ptr::eq(unit, &self.units[at]), &BTreeSet::new());
        let mut packages = all.iter().filter_map(|at| self.units[*at].package());
        packages.any(|(name, _)| name == "aws-smithy-http-client")
    }

    /// The packages of these units as dependencies.
    fn lines(&self, units: &BTreeSet<usize>) -> String {
        let mut packages: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        let units = units.iter().map(|at| &self.units[*at]);
        for unit in units.filter(|unit| !unit.is("custom-build")) {
            if let Some(package) = unit.package() {
                let features = unit.features.iter().map(String::as_str);
                packages.entry(package).or_default().extend(features);
            }
        }
        let lines = packages.into_iter().map(|((name, version), features)| {
            let key = format!("{name}-{version}").replace(['.', '+'], "-");
            let features: Vec<&str> = features.into_iter().collect();
            format!(
                "{key} = {{ package = {name:?}, version = \"={version}\", default-features = false, \
                 features = {features:?} }}\n"
            )
        });
        lines.collect()
    }
}
