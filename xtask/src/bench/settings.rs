//! What the groups of measurements know and have in common.

use std::io;
use std::path::PathBuf;

use super::command::run;
use crate::cargo::cargo;

/// What a group of measurements needs to know.
pub(super) struct Bench {
    pub(super) root: PathBuf,
    pub(super) quick: bool,
}

impl Bench {
    /// Where the plot of the generator is until it is written down.
    pub(super) fn plot(&self) -> PathBuf {
        self.root.join("target/bench/generator.svg")
    }

    /// Builds a bench of a package; gives its path.
    pub(super) fn program(&self, package: &str, name: &str) -> io::Result<PathBuf> {
        let mut cargo = cargo();
        cargo.args(["bench", "--package", package, "--bench", name, "--no-run"]);
        cargo
            .args(["--message-format", "json"])
            .current_dir(&self.root);
        let messages = run(&mut cargo)?;
        let executable = messages.lines().rev().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            // The programs of the package are built, too, and nobody knows what ends last.
            (message["target"]["name"] == name).then_some(())?;
            Some(PathBuf::from(message.get("executable")?.as_str()?))
        });
        executable.ok_or_else(|| io::Error::other(format!("cargo built no `{name}`")))
    }
}
