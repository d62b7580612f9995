//! What a run would change, as a diff: texts that people read line by line, the rest in numbers.

use std::fs;
use std::path::Path;

use similar::TextDiff;

use crate::generate::Error;
use crate::manifest::Manifest;
use crate::model::text::count;
use crate::outdated::Outdated;
use crate::plan::Plan;
use crate::project::Project;
use crate::say::Say;
use crate::slice_file::shown;

/// Prints what would change.
///
/// # Errors
///
/// If a folder holds what is not ours.
pub(crate) fn print(
    project: &Project,
    plan: &Plan,
    (manifest, outdated): (&Manifest, &Outdated),
    say: &Say,
) -> Result<(), Error> {
    let path = project.manifest();
    let mut text = diff(&path, &manifest.text());
    if !outdated.is_empty() {
        text += &format!(
            "Cargo.lock: all packages of AWS to update, since the runtime needs newer {}\n",
            outdated.listed()
        );
    }
    for made in plan.made.values() {
        for (path, new) in &made.texts {
            text += &match path.extension().is_some_and(|e| e == "toml") && !is_long(path) {
                true => diff(path, new),
                false => summary(path, new),
            };
        }
        let drift = made.generated.compare()?.drift;
        if !drift.is_empty() {
            let changes = count(drift.len(), "file");
            text += &format!("{}: {changes} to write\n", shown(&made.generated.out));
        }
    }
    say.step(
        "dry run",
        "nothing is changed; without --dry-run this would be:",
    );
    anstream::print!("{text}");
    Ok(())
}

/// The names of a service fill pages.
fn is_long(path: &Path) -> bool {
    path.ends_with("names.toml")
}

fn diff(path: &Path, new: &str) -> String {
    let old = fs::read_to_string(path).unwrap_or_default();
    if old == new {
        return String::new();
    }
    let name = shown(path);
    let diff = TextDiff::from_lines(old.as_str(), new);
    let (from, to) = (format!("a/{name}"), format!("b/{name}"));
    diff.unified_diff().header(&from, &to).to_string()
}

fn summary(path: &Path, new: &str) -> String {
    match fs::read_to_string(path) {
        Ok(old) if old == new => String::new(),
        Ok(old) => {
            let (before, after) = (old.lines().count(), new.lines().count());
            format!("{}: {before} lines become {after}\n", shown(path))
        }
        Err(_) => format!(
            "{}: {}, new\n",
            shown(path),
            count(new.lines().count(), "line")
        ),
    }
}
