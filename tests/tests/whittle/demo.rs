//! A copy of the demo, and `cargo whittle` in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use tests::cases::{differences, package, replace, tree};
use tests::commands::{said, whittle_program};
use tests::moto::Moto;
use tests::skip::{Lack, skipped};
use tests::upstream;

static PROGRAM: LazyLock<PathBuf> = LazyLock::new(whittle_program);

/// Copies build into one folder, so that packages of others are built once. Cargo tells the crates of two
/// copies apart by the age of their files alone: one copy at a time.
static BUILDS: Mutex<()> = Mutex::new(());

/// Where copies are built.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// A copy of the demo that nobody else uses.
pub(crate) struct Demo {
    pub(crate) root: PathBuf,
    _builds: MutexGuard<'static, ()>,
    models: PathBuf,
}

impl Demo {
    /// A fresh copy, if the crates and models that it needs are here.
    pub(crate) fn new(name: &str) -> Option<Self> {
        Self::of("demo", name)
    }

    /// A fresh copy of one of the workspaces in `tests`.
    pub(crate) fn of(workspace: &str, name: &str) -> Option<Self> {
        let models = upstream::published("smithy-2026", "dynamodb.json")?;
        let builds = BUILDS.lock().unwrap_or_else(PoisonError::into_inner);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("whittle")
            .join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        replace(&root, &tree(&package().join(workspace)));
        let demo = Self {
            root,
            _builds: builds,
            models: models.parent().unwrap().to_path_buf(),
        };
        let mut metadata = demo.cargo("metadata");
        let metadata = metadata.args(["--format-version", "1", "--locked"]);
        let output = metadata.output().unwrap();
        if !output.status.success() {
            let reason =
                format!("cargo fetch --manifest-path tests/{workspace}/Cargo.toml was not run");
            skipped(Lack::Crates, &reason);
            return None;
        }
        Some(demo)
    }

    /// A run of cargo in the copy; what it builds is shared.
    pub(crate) fn cargo(&self, verb: &str) -> Command {
        let mut cargo = xtask::cargo::cargo();
        cargo.arg(verb).arg("--offline");
        self.here(cargo)
    }

    /// `cargo whittle` in the copy, without models.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut whittle = self.online(arguments);
        whittle.arg("--offline");
        whittle
    }

    /// The same with a network, if there is one.
    pub(crate) fn online(&self, arguments: &[&str]) -> Command {
        let mut whittle = Command::new(&*PROGRAM);
        // As cargo runs it.
        whittle.arg("whittle").args(arguments);
        self.here(whittle)
    }

    /// `cargo whittle` in the copy, with models.
    pub(crate) fn whittle(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        command.env("WHITTLE_MODELS", &self.models);
        command.output().unwrap()
    }

    /// What a program of the copy prints against moto.
    pub(crate) fn printed(&self, program: &str, python: &str) -> String {
        let mut build = self.cargo("build");
        build.args(["--quiet", "--package", program]);
        said(&build.output().unwrap());
        let program = target().join("debug").join(program);
        let moto = Moto::start(python);
        said(&Command::new(program).arg(&moto.url).output().unwrap())
    }

    fn here(&self, mut command: Command) -> Command {
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target())
            .env_remove("WHITTLE_MODELS")
            .env("CARGO_INCREMENTAL", "0");
        command
    }

    /// All files of the copy.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        tree(&self.root)
    }

    /// Fails unless all files of the copy are as they were.
    pub(crate) fn is_as(&self, before: &BTreeMap<String, String>) {
        let differing = differences("the copy", before, &self.files());
        assert!(differing.is_empty(), "{differing}");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts a text in the place of another.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "no {from} in {path}");
        self.write(path, &text.replace(from, to));
    }
}
