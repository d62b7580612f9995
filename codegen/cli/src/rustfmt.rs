//! Lays generated files out with the installed rustfmt, if there is one that changes nothing else.
//!
//! The settings are ours, whatever files of settings lie about. The files are right without rustfmt,
//! too: what they say does not depend on it, and no comparison looks at their layout.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use codegen::FileSet;
use codegen::diagnostic::{Diagnostic, Location, Warning};

/// All that the layout of a file depends on. The other settings of a stable rustfmt are as the style
/// edition has them.
const SETTINGS: &str = "edition = \"2024\"
style_edition = \"2024\"
max_width = 100
use_small_heuristics = \"Default\"
newline_style = \"Unix\"
hard_tabs = false
tab_spaces = 4
";

/// The same files, with every Rust file under `src/` as rustfmt leaves it; or as they are, and why.
pub fn format(files: FileSet) -> (FileSet, Option<Warning>) {
    match formatted(&files) {
        Err(error) => {
            let warning = warning("rustfmt cannot be used").note("reason", error);
            (files, Some(help(warning)))
        }
        Ok(texts) => match texts
            .iter()
            .find(|(path, text)| !files.is_relaid(path, text))
        {
            Some((path, _)) => {
                let warning = warning("rustfmt changes more than the layout").note("file", path);
                (files, Some(help(warning)))
            }
            None => (with(files, texts), None),
        },
    }
}

fn warning(message: &str) -> Diagnostic {
    Diagnostic::new(&Location::file("rustfmt"), message)
}

fn help(warning: Diagnostic) -> Warning {
    Warning(warning.help(
        "the files are right all the same, but plainly laid out: `rustup component add rustfmt`",
    ))
}

fn with(mut files: FileSet, texts: BTreeMap<String, String>) -> FileSet {
    for (path, text) in texts {
        files.relay(&path, text);
    }
    files
}

/// What rustfmt makes of the files that nobody has formatted yet.
///
/// One run formats the whole crate: it starts at `src/lib.rs` and follows the modules. Those that are
/// formatted already are empty for it.
fn formatted(files: &FileSet) -> io::Result<BTreeMap<String, String>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rustfmt.toml"), SETTINGS)?;
    let mut todo = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap_or(folder.path()))?;
        match files.is_formatted(path) {
            true => fs::write(place, "")?,
            false => {
                fs::write(&place, text)?;
                todo.push((path, place));
            }
        }
    }
    run(folder.path())?;
    todo.into_iter()
        .map(|(path, place)| Ok((path.to_owned(), fs::read_to_string(place)?)))
        .collect()
}

fn run(folder: &Path) -> io::Result<()> {
    let output = Command::new("rustfmt")
        .args(["--config-path", "rustfmt.toml", "src/lib.rs"])
        .current_dir(folder)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let first = reason.lines().find(|line| !line.is_empty());
    let status = output.status.to_string();
    Err(io::Error::other(first.unwrap_or(&status).to_owned()))
}
