//! The user's workspace: its packages, the SDK crates among its dependencies, and who uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package, PackageId, TargetKind};
use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Location};

use crate::cargo::cargo;

/// A workspace as cargo sees it.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// Where cargo builds it.
    pub target: PathBuf,
    /// Where the slices of the workspace are: `whittle`, unless `[workspace.metadata.whittle]` of its
    /// manifest has another `folder`.
    pub folder: PathBuf,
    /// The SDK crates in its graph, by name.
    pub crates: BTreeMap<String, SdkCrate>,
    /// The packages that may call them.
    pub users: Vec<User>,
}

/// A crate of the SDK.
#[derive(Clone, Debug)]
pub(crate) struct SdkCrate {
    /// Its version.
    pub version: String,
    /// Its cargo features.
    pub features: Vec<String>,
    /// The folder of its manifest.
    pub folder: PathBuf,
    /// Whose it is.
    pub origin: Origin,
}

/// Where a crate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The registry: it is the official one.
    Official,
    /// Our folder: it is whittled already.
    Whittled,
    /// Anywhere else, as cargo names that.
    Elsewhere(String),
}

/// A package that depends on SDK crates.
#[derive(Clone, Debug)]
pub(crate) struct User {
    /// Its name.
    pub name: String,
    /// Whether it is the user's own: a member of the workspace, or a package that lies beside.
    pub is_own: bool,
    /// Its source files.
    pub sources: Vec<PathBuf>,
    /// The SDK crates that it may call.
    pub uses: BTreeSet<String>,
}

/// How cargo is to be run.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Cargo {
    /// The manifest of the workspace, instead of the one that cargo finds from here
    #[arg(long, value_name = "PATH", global = true)]
    pub manifest_path: Option<PathBuf>,
    /// Run cargo without a network
    #[arg(long, global = true)]
    pub offline: bool,
    /// Features of the workspace to turn on; crates that only other features need stay official
    #[arg(long, value_name = "A,B", value_delimiter = ',', global = true)]
    pub features: Vec<String>,
    /// Turn on all features of the workspace
    #[arg(long, global = true)]
    pub all_features: bool,
}

impl Cargo {
    /// A run of cargo that compiles the workspace.
    pub(crate) fn compile(&self, verb: &str) -> std::process::Command {
        let mut cargo = self.with_features(verb);
        cargo.arg("--workspace");
        cargo
    }

    /// A run of cargo with the features of a compilation.
    fn with_features(&self, verb: &str) -> std::process::Command {
        let mut cargo = self.command(verb);
        if !self.features.is_empty() {
            cargo.arg("--features").arg(self.features.join(","));
        }
        if self.all_features {
            cargo.arg("--all-features");
        }
        cargo
    }

    /// A run of cargo with these options.
    pub(crate) fn command(&self, verb: &str) -> std::process::Command {
        let mut cargo = cargo();
        cargo.arg(verb);
        if let Some(path) = &self.manifest_path {
            cargo.arg("--manifest-path").arg(path);
        }
        if self.offline {
            cargo.arg("--offline");
        }
        cargo
    }
}

impl Project {
    /// Asks cargo for the workspace.
    ///
    /// # Errors
    ///
    /// If there is none, or cargo cannot resolve its dependencies.
    pub(crate) fn open(options: &Cargo) -> Result<Self, Failure> {
        let metadata = metadata(options)?;
        let root = metadata.workspace_root.clone().into_std_path_buf();
        let folder = metadata.workspace_metadata.get("whittle");
        let folder = folder.and_then(|table| table.get("folder")?.as_str());
        let folder = root.join(folder.unwrap_or("whittle"));
        let mut project = Self {
            target: metadata.target_directory.clone().into_std_path_buf(),
            crates: crates(&metadata, &folder),
            users: Vec::new(),
            folder,
            root,
        };
        project.users = users(&metadata, &project);
        Ok(project)
    }

    /// The manifest of the workspace.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    /// The lock file of the workspace.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The folder of the slices as the manifest of the workspace names it.
    pub(crate) fn below(&self) -> String {
        let below = self.folder.strip_prefix(&self.root);
        let below = below.unwrap_or(&self.folder);
        below.to_string_lossy().replace('\\', "/")
    }

    /// A source file and a line in it, as people read it: below the workspace for its own packages, the
    /// name of the package for others.
    pub(crate) fn place(&self, user: &User, file: &Path, line: usize) -> String {
        match (user.is_own, file.strip_prefix(&self.root)) {
            (true, Ok(below)) => format!("{}:{line}", below.to_string_lossy().replace('\\', "/")),
            _ => user.name.clone(),
        }
    }
}

fn metadata(options: &Cargo) -> Result<Metadata, Failure> {
    let here = Location::file("cargo metadata");
    let mut cargo = options.with_features("metadata");
    let output = cargo.args(["--format-version", "1"]);
    let output = output
        .output()
        .map_err(|error| Diagnostic::new(&here, "cargo cannot be run").note("reason", error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(match said.contains("could not find `Cargo.toml`") {
            true => Diagnostic::new(
                &Location::file("."),
                "there is no workspace here, nor above",
            )
            .help("run it where `cargo build` works, or name a manifest with --manifest-path"),
            false => Diagnostic::new(&here, "cargo cannot say what the workspace depends on")
                .note("cargo", said),
        }
        .into());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| {
        let problem = Diagnostic::new(&here, "the answer of cargo cannot be read");
        problem.note("reason", error).into()
    })
}

/// The SDK crates of the graph. Of several versions the newest counts: patches are for one.
fn crates(metadata: &Metadata, folder: &Path) -> BTreeMap<String, SdkCrate> {
    let mut crates = BTreeMap::new();
    let mut packages: Vec<&Package> = metadata.packages.iter().filter(|p| is_sdk(p)).collect();
    packages.sort_by(|a, b| a.version.cmp(&b.version));
    for package in packages {
        let at = package.manifest_path.as_std_path();
        let at = at.parent().unwrap_or(at).to_path_buf();
        let source = package.source.as_ref().map(|source| source.repr.clone());
        let origin = match source {
            None if at.starts_with(folder) => Origin::Whittled,
            Some(source) if source.starts_with("registry+") || source.starts_with("sparse+") => {
                Origin::Official
            }
            source => Origin::Elsewhere(source.unwrap_or_else(|| at.display().to_string())),
        };
        let found = SdkCrate {
            version: package.version.to_string(),
            features: package.features.keys().cloned().collect(),
            folder: at,
            origin,
        };
        crates.insert(package.name.to_string(), found);
    }
    crates
}

/// Whether a package is the client of a service, official or ours: libraries around these have names
/// that begin the same.
fn is_sdk(package: &Package) -> bool {
    let is_generated = ["smithy", "whittle"].iter().any(|generator| {
        let table = package.metadata.get(generator);
        table.is_some_and(serde_json::Value::is_object)
    });
    package.name.starts_with("aws-sdk-") && is_generated
}

/// The packages that depend on SDK crates. What is the user's own may call them through others, too.
fn users(metadata: &Metadata, project: &Project) -> Vec<User> {
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let graph: BTreeMap<&PackageId, Vec<&PackageId>> = nodes
        .map(|node| (&node.id, node.deps.iter().map(|dep| &dep.pkg).collect()))
        .collect();
    let sdk = |id: &PackageId| {
        let package = metadata.packages.iter().find(|package| package.id == *id);
        package.filter(|package| is_sdk(package))
    };
    let sdk: BTreeMap<&PackageId, String> = graph
        .keys()
        .filter_map(|id| Some((*id, sdk(id)?.name.to_string())))
        .collect();
    let mut users = Vec::new();
    for package in &metadata.packages {
        if sdk.contains_key(&package.id) || package.name == codegen::RUNTIME {
            continue;
        }
        let is_own = package.source.is_none();
        let reached = reached(&graph, &package.id, is_own);
        let uses: BTreeSet<String> = reached
            .iter()
            .filter_map(|id| sdk.get(id).cloned())
            .collect();
        if !uses.is_empty() {
            users.push(User {
                name: package.name.to_string(),
                is_own,
                sources: sources(package, is_own, project),
                uses,
            });
        }
    }
    users.sort_by(|a, b| (!a.is_own, &a.name).cmp(&(!b.is_own, &b.name)));
    users
}

/// The direct dependencies of a package, or all.
fn reached<'a>(
    graph: &BTreeMap<&'a PackageId, Vec<&'a PackageId>>,
    from: &PackageId,
    through_others: bool,
) -> BTreeSet<&'a PackageId> {
    let of = |id: &PackageId| graph.get(id).into_iter().flatten().copied();
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&PackageId> = of(from).collect();
    while let Some(id) = todo.pop() {
        if seen.insert(id) && through_others {
            todo.extend(of(id));
        }
    }
    seen
}

/// The source files of a package: everything that is the user's own, and the library of others.
fn sources(package: &Package, is_own: bool, project: &Project) -> Vec<PathBuf> {
    let mut files = BTreeSet::new();
    let folder = package.manifest_path.as_std_path().parent();
    if is_own {
        let skipped = [&project.target, &project.folder];
        rust_files(folder.unwrap_or(&project.root), &skipped, &mut files);
    }
    for target in &package.targets {
        let path = target.src_path.as_std_path();
        let is_library = |kind: &TargetKind| {
            use TargetKind::{CDyLib, CustomBuild, DyLib, Lib, ProcMacro, RLib, StaticLib};
            matches!(
                kind,
                Lib | RLib | DyLib | CDyLib | StaticLib | ProcMacro | CustomBuild
            )
        };
        if target.is_custom_build() {
            files.insert(path.to_path_buf());
        } else if !is_own && target.kind.iter().any(is_library) {
            rust_files(path.parent().unwrap_or(path), &[], &mut files);
        }
    }
    files.into_iter().collect()
}

/// The Rust files below a folder; other packages in it have theirs.
fn rust_files(folder: &Path, skipped: &[&PathBuf], files: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder {
            let is_other = path.join("Cargo.toml").exists() || skipped.contains(&&path);
            if !is_hidden && !is_other && !path.join("CACHEDIR.TAG").exists() {
                rust_files(&path, skipped, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.insert(path);
        }
    }
}
