//! Programs that use generated crates: written below the target folder, built by cargo, run.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Location;
use codegen::{FileSet, Slice};

use crate::cases::with_our_runtime;
use crate::commands::{cargo, same_versions};
use crate::unified;

/// Endpoint rules for models that have none: a client goes where its configuration says.
pub const ENDPOINT_RULES: &str = r#"{
    "version": "1.0",
    "parameters": {
        "Endpoint": {"type": "String", "builtIn": "SDK::Endpoint", "required": false, "documentation": ""}
    },
    "rules": [{"type": "endpoint", "conditions": [{"fn": "isSet", "argv": [{"ref": "Endpoint"}]}],
               "endpoint": {"url": {"ref": "Endpoint"}}}]
}"#;

/// The slice with all operations of a model.
pub fn all_of(name: &str) -> Slice {
    Slice::all(name, Location::file("(test)"))
}

/// The features that the packages of others have in a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Those that they have in this workspace, where they are built already.
    AsHere,
    /// The same, but for HTTP clients and what is built on them: these have those that the program needs.
    AsHereButHttp,
    /// Those that the program needs: what it could not do without shows.
    AsNeeded,
}

/// A program with the generated crates that it uses.
pub struct Program {
    /// Its name, and that of its folder.
    pub name: String,
    /// The crates, by package name.
    pub crates: Vec<(String, FileSet)>,
    /// The features of the crates that it needs, such as `["client", "rt-tokio"]`.
    pub features: &'static [&'static str],
    /// What else it depends on: lines of `[dependencies]`.
    pub dependencies: String,
    /// How the packages of others are built.
    pub others: Others,
    /// The text of its `main.rs`.
    pub main: String,
}

impl Program {
    /// Builds the program below `folder`, which should be `CARGO_TARGET_TMPDIR`; gives its path.
    ///
    /// It shares the workspace's folder for what cargo builds, and the versions of our own dependencies,
    /// so nothing is fetched.
    pub fn build(&self, folder: &Path) -> PathBuf {
        let program = self.try_build(folder);
        program.unwrap_or_else(|problem| panic!("{} does not build:\n{problem}", self.name))
    }

    /// The same, with what cargo says if it cannot.
    ///
    /// # Errors
    ///
    /// What cargo says.
    pub fn try_build(&self, folder: &Path) -> Result<PathBuf, String> {
        let (root, target) = self.write(folder);
        let mut build = cargo(&root);
        build
            .args(["build", "--quiet"])
            .env("CARGO_TARGET_DIR", &target);
        let output = build.output().unwrap();
        match output.status.success() {
            true => Ok(target.join("debug").join(&self.name)),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    /// Writes the program below `folder`; gives the folder of its manifest, and where cargo builds.
    pub fn write(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let root = folder.join("programs").join(&self.name);
        let mut members = String::new();
        let mut dependencies = String::new();
        let features = format!("{:?}", self.features);
        for (name, files) in &self.crates {
            with_our_runtime(files).write(&root.join(name)).unwrap();
            members.push_str(&format!("{name:?}, "));
            dependencies.push_str(&format!(
                "{name} = {{ path = {name:?}, default-features = false, features = {features} }}\n"
            ));
        }
        if self.others != Others::AsNeeded {
            unified::write(&root, self.others, &self.dependencies);
            members.push_str("\"unified\", ");
            dependencies.push_str("unified = { path = \"unified\" }\n");
        }
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}{}\n\
             [workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n",
            self.dependencies,
            name = self.name
        );
        fs::create_dir_all(root.join("src")).unwrap();
        replace(&root.join("Cargo.toml"), &manifest);
        replace(&root.join("src/main.rs"), &self.main);
        same_versions(&root);
        (root, folder.parent().unwrap().to_path_buf())
    }
}

/// Writes a file unless it has that text already, so that cargo sees what has changed.
pub(crate) fn replace(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}
