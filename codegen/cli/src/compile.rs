//! Whether a workspace compiles with its whittled crates, and what the compiler misses.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

use crate::generate::Error;
use crate::project::Cargo;
use crate::say::Say;

/// Set when the user interrupts the run.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Lets a run that is interrupted end in order.
pub(crate) fn watch_for_interrupts() {
    // A second handler is refused, and one is enough.
    _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
}

/// Whether the user has interrupted the run.
pub(crate) fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// What is said of a run that the user has interrupted.
pub(crate) fn interrupted() -> Error {
    Error::Usage("interrupted: everything is as it was".to_owned())
}

/// What came of a compilation.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Everything compiles.
    Builds,
    /// The compiler complains.
    Fails(Vec<Complaint>),
    /// cargo does not come so far.
    Refused(String),
}

/// An error of the compiler.
#[derive(Debug)]
pub(crate) struct Complaint {
    /// The package that it is in.
    pub package: String,
    /// The names in it: those in backticks, and those in the code that it points to.
    pub words: BTreeSet<String>,
    /// The file and line.
    pub place: String,
    /// As the compiler prints it.
    pub text: String,
}

/// What the manifest will say.
#[derive(Debug)]
pub(crate) struct Unsaid<'a> {
    /// The crates in the places of those of the registry, with their folders.
    pub patches: BTreeMap<String, PathBuf>,
    /// The packages that are not built incrementally.
    pub profile: Vec<&'a str>,
}

/// Type-checks the whole workspace as if the manifest said this.
///
/// # Errors
///
/// If cargo cannot be run.
pub(crate) fn check(cargo: &Cargo, unsaid: &Unsaid<'_>, say: &Say) -> io::Result<Outcome> {
    let mut command = cargo.compile("check");
    command.args(["--all-targets", "--message-format=json"]);
    for (name, path) in &unsaid.patches {
        command.arg("--config").arg(patch(name, path));
    }
    for name in &unsaid.profile {
        let entry = format!("profile.dev.package.{name}.incremental=false");
        command.args(["--config", &entry]);
    }
    run(command, say)
}

/// What cargo is told of a patch that is in no manifest yet.
fn patch(name: &str, path: &Path) -> String {
    format!(
        "patch.crates-io.{name}.path={:?}",
        path.display().to_string()
    )
}

fn run(mut command: Command, say: &Say) -> io::Result<Outcome> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let child = Mutex::new(child);
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| end_if_interrupted(&child, &is_done));
        let errors = scope.spawn(|| errors.map_or_else(Vec::new, |errors| lines(errors, say)));
        let complaints = output.map_or_else(|| Ok(Vec::new()), complaints);
        let errors = errors.join().unwrap_or_default();
        is_done.store(true, Ordering::SeqCst);
        let complaints = complaints?;
        let status = lock(&child).wait()?;
        Ok(match (status.success(), complaints.is_empty()) {
            (true, _) => Outcome::Builds,
            (false, false) => Outcome::Fails(complaints),
            (false, true) => Outcome::Refused(errors.join("\n")),
        })
    })
}

/// A terminal interrupts cargo, too; somebody who interrupts this process alone means both.
fn end_if_interrupted(child: &Mutex<Child>, is_done: &AtomicBool) {
    while !is_done.load(Ordering::SeqCst) {
        if is_interrupted() {
            // If it has ended by itself, so much the better.
            _ = lock(child).kill();
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What cargo says, line by line; it is shown as it comes.
fn lines(errors: impl Read, say: &Say) -> Vec<String> {
    let lines = BufReader::new(errors).lines().map_while(Result::ok);
    lines.inspect(|line| say.busy(line.trim())).collect()
}

/// The errors of the compiler among the messages of cargo.
fn complaints(output: impl Read) -> io::Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for message in Message::parse_stream(BufReader::new(output)) {
        if let Message::CompilerMessage(message) = message?
            && matches!(message.message.level, DiagnosticLevel::Error)
        {
            let package = package(&message.package_id.repr);
            complaints.push(complaint(package, &message.message));
        }
    }
    Ok(complaints)
}

/// The name of a package by its id, such as `path+file:///a/b#name@1.0.0` or `path+file:///a/b#1.0.0`.
fn package(id: &str) -> String {
    let (path, rest) = id.rsplit_once('#').unwrap_or(("", id));
    let name = match rest.split_once('@') {
        Some((name, _)) => name,
        None => path.rsplit('/').next().unwrap_or(path),
    };
    name.to_owned()
}

fn complaint(package: String, error: &Diagnostic) -> Complaint {
    let mut words = BTreeSet::new();
    collect(error, &mut words);
    let primary = error.spans.iter().find(|span| span.is_primary);
    let place = primary.map(|span| format!("{}:{}", span.file_name, span.line_start));
    Complaint {
        package,
        words,
        place: place.unwrap_or_default(),
        text: error
            .rendered
            .clone()
            .unwrap_or_else(|| error.message.clone()),
    }
}

/// The names in a message and in those below it.
fn collect(error: &Diagnostic, words: &mut BTreeSet<String>) {
    // What stands between backticks has every second place.
    let quoted = error.message.split('`').skip(1).step_by(2);
    let code = error.spans.iter().filter(|span| span.is_primary);
    let code = code.flat_map(|span| &span.text).filter_map(|line| {
        let (start, end) = (line.highlight_start.max(1), line.highlight_end.max(1));
        let marked: String = line
            .text
            .chars()
            .skip(start - 1)
            .take(end.saturating_sub(start))
            .collect();
        Some(marked).filter(|text| !text.is_empty())
    });
    let texts: Vec<String> = quoted.map(str::to_owned).chain(code).collect();
    for text in &texts {
        let names = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
    }
    error
        .children
        .iter()
        .for_each(|child| collect(child, words));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_package_is_in_its_id() {
        for (id, name) in [
            ("path+file:///w/app#0.1.0", "app"),
            ("path+file:///w/dir#app@0.1.0", "app"),
            (
                "registry+https://github.com/rust-lang/crates.io-index#serde_dynamo@4.2.14",
                "serde_dynamo",
            ),
        ] {
            assert_eq!(package(id), name);
        }
    }

    #[test]
    fn the_words_of_a_message_are_those_in_backticks_and_those_that_it_points_to() {
        let message = r#"{"message": "no method named `put_item` found for reference `&Client`", "code": null,
            "level": "error", "children": [{"message": "try `a::B`", "code": null, "level": "help",
            "spans": [], "children": [], "rendered": null}], "rendered": "text",
            "spans": [{"file_name": "src/a.rs", "byte_start": 0, "byte_end": 1, "line_start": 7, "line_end": 7,
              "column_start": 1, "column_end": 2, "is_primary": true, "label": null,
              "text": [{"text": "  c.put_item()", "highlight_start": 5, "highlight_end": 13}],
              "suggested_replacement": null, "suggestion_applicability": null, "expansion": null}]}"#;
        let error: Diagnostic = serde_json::from_str(message).expect("a message");
        let complaint = complaint("app".to_owned(), &error);
        let words: Vec<&str> = complaint.words.iter().map(String::as_str).collect();
        assert_eq!(words, ["B", "Client", "a", "put_item"]);
        assert_eq!(complaint.place, "src/a.rs:7");
    }
}
