//! Lays generated files out with the installed rustfmt, if there is one that changes nothing else.
//!
//! The settings are ours, whatever files of settings lie about. The files are right without rustfmt,
//! too: what they say does not depend on it, and no comparison looks at their layout.
//!
//! A rustfmt that looks for files itself takes longer to find them than to lay them out. So each run is
//! given many at once, as one text.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread;

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

/// The line between two files in the text for a run. No file has it: a generated comment is one of
/// documentation.
const BETWEEN: &str = "// The next file.\n";

/// As much text is worth a run of its own.
const ENOUGH: usize = 128 * 1024;

/// The same files, with every Rust file under `src/` as rustfmt leaves it; or as they are, and why.
pub fn format(mut files: FileSet) -> (FileSet, Option<Warning>) {
    match formatted(&files) {
        Ok(texts) => {
            for (path, text) in texts {
                files.relay(&path, text);
            }
            (files, None)
        }
        Err(problem) => {
            let help = "the files are right all the same, but plainly laid out: \
                        `rustup component add rustfmt`";
            (files, Some(Warning(problem.help(help))))
        }
    }
}

/// What rustfmt makes of the files, by path.
fn formatted(files: &FileSet) -> Result<Vec<(String, String)>, Diagnostic> {
    let folder = tempfile::tempdir().map_err(unusable)?;
    fs::write(folder.path().join("rustfmt.toml"), SETTINGS).map_err(unusable)?;
    let batches = batches(files);
    thread::scope(|scope| {
        let mut runs = Vec::new();
        for (at, batch) in batches.iter().enumerate() {
            let place = folder.path().join(format!("{at}.rs"));
            runs.push(scope.spawn(move || run(files, batch, &place)));
        }
        let mut texts = Vec::new();
        for run in runs {
            let problem = || unusable(io::Error::other("a thread has failed"));
            texts.extend(run.join().map_err(|_| problem())??);
        }
        Ok(texts)
    })
}

fn warning(message: &str) -> Diagnostic {
    Diagnostic::new(&Location::file("rustfmt"), message)
}

fn unusable(error: io::Error) -> Diagnostic {
    warning("rustfmt cannot be used").note("reason", error)
}

/// A generated file: its path, the comments that it begins with, and what rustfmt is given.
struct Plain<'a> {
    path: &'a str,
    head: &'a str,
    rest: &'a str,
}

impl<'a> Plain<'a> {
    fn new(path: &'a str, text: &'a str) -> Self {
        let is_head =
            |line: &&str| *line == "\n" || line.starts_with("// ") || line.starts_with("//!");
        let lines = text.split_inclusive('\n').take_while(is_head);
        let (head, rest) = text.split_at(lines.map(str::len).sum());
        Self { path, head, rest }
    }
}

/// The files in about equal parts, one for each processor.
fn batches(files: &FileSet) -> Vec<Vec<Plain<'_>>> {
    let is_ours = |path: &str| path.starts_with("src/") && path.ends_with(".rs");
    let texts = || files.iter().filter(|(path, _)| is_ours(path));
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let size: usize = texts().map(|(_, text)| text.len()).sum();
    let part = (size / processors).max(ENOUGH);
    let mut batches: Vec<Vec<Plain<'_>>> = Vec::new();
    let mut room = 0;
    for (path, text) in texts() {
        let file = Plain::new(path, text);
        match batches.last_mut() {
            Some(batch) if room >= text.len() => batch.push(file),
            _ => {
                batches.push(vec![file]);
                room = part;
            }
        }
        room = room.saturating_sub(text.len());
    }
    // Attributes that are about all of a file can only stand first.
    for batch in &mut batches {
        batch.sort_by_key(|file| !file.rest.starts_with("#!["));
    }
    batches
}

/// What a run of rustfmt makes of these files. It reads them from a place, as one text.
fn run(
    files: &FileSet,
    batch: &[Plain<'_>],
    place: &Path,
) -> Result<Vec<(String, String)>, Diagnostic> {
    let rests: Vec<&str> = batch.iter().map(|file| file.rest).collect();
    let text = rests.join(&format!("\n{BETWEEN}\n"));
    let text = rustfmt(&text, place).map_err(unusable)?;
    let mut rests = text.split(BETWEEN);
    let relaid = batch.iter().map(|file| {
        let text = format!("{}{}", file.head, rests.next()?.trim());
        let text = format!("{}\n", text.trim_end());
        let is_relaid = files.is_relaid(file.path, &text);
        is_relaid.then(|| (file.path.to_owned(), text))
    });
    let problem =
        |file: &Plain<'_>| warning("rustfmt changes more than the layout").note("file", file.path);
    let both = relaid.zip(batch);
    both.map(|(text, file)| text.ok_or_else(|| problem(file)))
        .collect()
}

fn rustfmt(text: &str, place: &Path) -> io::Result<String> {
    fs::write(place, text)?;
    let output = Command::new("rustfmt")
        .args(["--config-path", "rustfmt.toml"])
        .current_dir(place.parent().unwrap_or(place))
        .stdin(File::open(place)?)
        .output()?;
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(io::Error::other);
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let first = reason.lines().find(|line| !line.is_empty());
    let status = output.status.to_string();
    Err(io::Error::other(first.unwrap_or(&status).to_owned()))
}
