//! Hostile models: real ones, changed at random. Each ends in a crate or in diagnostics with a place,
//! without a panic, a hang, or a file outside of the folder.
//!
//! `WHITTLE_HOSTILE=100000` says how many models to try (2,000 by default): half of them the same ones
//! in each run, half new ones. `WHITTLE_HOSTILE_BUILD=100` says how many of the crates are type-checked, too
//! (8 by default). A failure prints the number of the model and what was done to it:
//! `WHITTLE_HOSTILE=1 WHITTLE_SEED=<number>` tries it again.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use codegen::diagnostic::Location;
use codegen::{Failure, FileSet, Slice, Source};
use tests::random;

#[path = "hostile/build.rs"]
mod build;
#[path = "hostile/change.rs"]
mod change;
#[path = "hostile/models.rs"]
mod models;
#[path = "hostile/words.rs"]
mod words;

/// Longer than this no model may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// One crate in so many is parsed, and written to disk.
const SAMPLE: u64 = 40;

fn number(variable: &str, default: usize) -> usize {
    let value = std::env::var(variable).ok();
    value.map_or(default, |value| value.parse().unwrap())
}

pub(crate) fn slice() -> Slice {
    Slice::all("hostile", Location::file("slice.toml"))
}

/// What came of the models.
#[derive(Debug, Default)]
struct Tally {
    generated: AtomicUsize,
    refused: AtomicUsize,
    parsed: AtomicUsize,
    wrong: Mutex<Vec<String>>,
    slowest: Mutex<(Duration, String)>,
}

impl Tally {
    /// Generates the crate of a model that was changed, and looks at what comes of it.
    fn count(&self, number: u64, what: &str, source: &Source) -> Option<FileSet> {
        let start = Instant::now();
        let run = AssertUnwindSafe(|| codegen::generate(source, &slice()));
        let result = catch_unwind(run);
        let time = start.elapsed();
        let mut slowest = self.slowest.lock().unwrap();
        if time > slowest.0 {
            *slowest = (time, format!("model {number}: {what}"));
        }
        drop(slowest);
        let problem = match &result {
            Err(_) => Err("panicked".to_owned()),
            Ok(Ok(files)) => {
                self.generated.fetch_add(1, Relaxed);
                stays_inside(files)
            }
            Ok(Err(failure)) => {
                self.refused.fetch_add(1, Relaxed);
                is_located(failure)
            }
        };
        if let Err(problem) = problem {
            let text = format!("model {number}: {problem}\n    {what}");
            self.wrong.lock().unwrap().push(text);
        }
        result.ok()?.ok()
    }

    /// Parses and writes a sample of the crates.
    fn look_closer(&self, number: u64, files: &FileSet) {
        self.parsed.fetch_add(1, Relaxed);
        if let Err(problem) = parses(files).and_then(|()| is_written(files)) {
            let text = format!("model {number}: {problem}");
            self.wrong.lock().unwrap().push(text);
        }
    }
}

fn stays_inside(files: &FileSet) -> Result<(), String> {
    let outside = |path: &&str| {
        let whole = Path::new(path).components();
        let strange = path.len() > 240 || !path.is_ascii() || path.contains(['\\', ':']);
        strange
            || whole
                .into_iter()
                .any(|part| !matches!(part, Component::Normal(_)))
    };
    match files.iter().map(|(path, _)| path).find(outside) {
        None => Ok(()),
        Some(path) => Err(format!("strange path {path:?}")),
    }
}

fn is_located(failure: &Failure) -> Result<(), String> {
    for problem in failure.diagnostics() {
        let text = problem.to_string();
        let lines = text.lines().count();
        let wanted = 2 + problem.notes.len() + usize::from(problem.help.is_some());
        let located = !problem.at.file.is_empty() && !problem.message.is_empty();
        let is_bug = text.contains("generated code does not parse");
        if !located || lines != wanted || is_bug {
            return Err(format!("bad diagnostic: {text}"));
        }
    }
    Ok(())
}

fn parses(files: &FileSet) -> Result<(), String> {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        syn::parse_file(text).map_err(|error| format!("{path} does not parse: {error}"))?;
    }
    Ok(())
}

fn is_written(files: &FileSet) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    files.write(&out).map_err(|error| error.to_string())?;
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    let written = tests::cases::tree(&out).len();
    match (beside.len(), written == files.iter().count()) {
        (1, true) => Ok(()),
        _ => Err(format!(
            "{} entries beside `out`, {written} files in it",
            beside.len() - 1
        )),
    }
}

#[test]
fn models_changed_at_random() {
    let count = number("WHITTLE_HOSTILE", 2_000);
    let wanted = number("WHITTLE_HOSTILE_BUILD", 8);
    let same = u64::try_from(count / 2).unwrap();
    let numbers: Vec<u64> = (0..same).chain(random::seed()..).take(count).collect();
    let models = models::all();
    let tally = Tally::default();
    // Of the old models and of the new ones.
    let crates = [(); 2].map(|()| Mutex::new(Vec::new()));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(&number) = numbers.get(next.fetch_add(1, Relaxed)) {
            let (what, source) = change::changed(&models, number);
            let Some(files) = tally.count(number, &what, &source) else {
                continue;
            };
            if number.is_multiple_of(SAMPLE) || count < SAMPLE as usize {
                tally.look_closer(number, &files);
            }
            let mut crates = crates[usize::from(number >= same)].lock().unwrap();
            if crates.len() < wanted / 2 || crates.is_empty() && wanted > 0 {
                crates.push((format!("model {number}: {what}"), files));
            }
        }
    };
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        // A model that nests deeply shall be refused before the stack is used up.
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    println!(
        "{count} models: {:?} crates, {:?} refused, {:?} parsed and written; slowest {:?}",
        tally.generated, tally.refused, tally.parsed, tally.slowest
    );
    let mut wrong = tally.wrong.into_inner().unwrap();
    let crates = crates.map(|crates| crates.into_inner().unwrap());
    wrong.extend(build::check(crates.into_iter().flatten().collect()));
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tally.slowest.into_inner().unwrap().0 < PATIENCE);
    // Else it was not the changes that decided.
    let generated = tally.generated.into_inner();
    assert!(count < 1000 || generated * 10 > count && generated * 10 < count * 9);
}
