//! The names of generated crates are those of the official ones, and so are the types of fields.
//!
//! Where cargo has the source of official crates, all of them are compared; a table of awkward names
//! is always checked.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod awkward;
mod facts;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use codegen::diagnostic::Location;
use codegen::slice::Operations;
use codegen::{Failure, Slice, Source};
use tests::cases::{package, tree};
use tests::program::all_of;
use tests::skip::{Lack, skipped};
use tests::upstream;

use facts::{Facts, is_wanted, read};

/// An official crate that is compared if its source is at hand. The versions are those of the
/// exceptions' list.
struct Official {
    name: &'static str,
    version: &'static str,
    /// Its model in botocore.
    botocore: &'static str,
    /// Its model as a Smithy AST, if one is published where we look.
    smithy: Option<&'static str>,
}

const fn official(
    name: &'static str,
    version: &'static str,
    botocore: &'static str,
    smithy: Option<&'static str>,
) -> Official {
    Official {
        name,
        version,
        botocore,
        smithy,
    }
}

const OFFICIAL: [Official; 8] = [
    official("cloudwatchlogs", "1.162.0", "logs/2014-03-28", None),
    official(
        "dynamodb",
        "1.136.0",
        "dynamodb/2012-08-10",
        Some("dynamodb-2012-08-10.json"),
    ),
    official("ecs", "1.157.0", "ecs/2014-11-13", None),
    official(
        "kms",
        "1.129.0",
        "kms/2014-11-01",
        Some("kms-2014-11-01.json"),
    ),
    official(
        "secretsmanager",
        "1.125.0",
        "secretsmanager/2017-10-17",
        Some("secrets-manager-2017-10-17.json"),
    ),
    official(
        "sfn",
        "1.125.0",
        "stepfunctions/2016-11-23",
        Some("sfn-2016-11-23.json"),
    ),
    official(
        "sqs",
        "1.119.0",
        "sqs/2012-11-05",
        Some("sqs-2012-11-05.json"),
    ),
    official(
        "ssm",
        "1.133.0",
        "ssm/2014-11-06",
        Some("ssm-2014-11-06.json"),
    ),
];

/// Operations that stream events, which cannot be generated.
const STREAMING: [&str; 2] = ["GetLogObject", "StartLiveTail"];

impl Official {
    /// The source in the registry that cargo keeps.
    fn source(&self) -> Option<PathBuf> {
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
        let registries = fs::read_dir(home.join("registry/src")).ok()?;
        let folder = format!("aws-sdk-{}-{}", self.name, self.version);
        let mut folders = registries
            .flatten()
            .map(|registry| registry.path().join(&folder));
        folders.find(|folder| folder.is_dir())
    }

    /// Compares with the crates of the models that are at hand.
    fn compare(&self, source: &Path, botocore: &Path) -> Vec<Comparison> {
        let official = names(
            tree(&source.join("src"))
                .iter()
                .map(|(path, text)| (format!("src/{path}"), text.as_str())),
        );
        let compare = |format: &str, model: &Path| {
            Comparison::of(format!("{} {format}", self.name), &official, &ours(model))
        };
        let mut with_botocore = compare("botocore", &botocore.join(self.botocore));
        with_botocore.forgive_defaults();
        let smithy = self.smithy.and_then(upstream::smithy);
        let with_smithy = smithy.map(|model| compare("Smithy", &model));
        [with_botocore].into_iter().chain(with_smithy).collect()
    }
}

/// The names of the crate of a whole model.
fn ours(model: &Path) -> Facts {
    let generate = || {
        let source = Source::load(model, &model.to_string_lossy())?;
        let at = Location::file("(test)");
        let service = codegen::read::read(&source)?;
        let operations = service.operations.into_keys();
        let operations = operations.filter(|name| !STREAMING.contains(&name.as_str()));
        let slice = Slice {
            operations: Operations::Named(operations.map(|name| (name, at.clone())).collect()),
            ..all_of("names")
        };
        codegen::generate(&source, &slice)
    };
    let files = generate().unwrap_or_else(|error: Failure| panic!("{error}"));
    names(files.iter().map(|(path, text)| (path.to_owned(), text)))
}

/// The names in some files.
fn names<'a>(files: impl Iterator<Item = (String, &'a str)>) -> Facts {
    let mut facts = Facts::new();
    for (path, text) in files.filter(|(path, _)| is_wanted(path)) {
        read(&path, text, &mut facts);
    }
    facts
}

/// What came of one comparison.
struct Comparison {
    name: String,
    differences: BTreeSet<String>,
    shared: usize,
}

impl Comparison {
    /// The names in which two crates differ, and how many they share.
    ///
    /// The models are not of one day, so either side may have what the other lacks. But that one
    /// has another name for the same thing shows: where two members of one type differ, either way,
    /// or two things in a module that are called the same but for capitals and `_`.
    fn of(name: String, official: &Facts, ours: &Facts) -> Self {
        let (mut differences, mut shared) = (BTreeSet::new(), 0);
        for (owner, theirs) in official {
            let Some(ours) = ours.get(owner) else {
                continue;
            };
            shared += theirs.intersection(ours).count();
            let missing: Vec<&String> = theirs.difference(ours).collect();
            let added: Vec<&String> = ours.difference(theirs).collect();
            let is_type = owner.ends_with(['.', ':']);
            for (sign, facts, others) in [('-', &missing, &added), ('+', &added, &missing)] {
                for fact in facts {
                    let same = |other: &&String| is_type || folded(other) == folded(fact);
                    if others.iter().any(same) {
                        differences.insert(format!("{name} {sign} {owner} {fact}"));
                    }
                }
            }
        }
        Self {
            name,
            differences,
            shared,
        }
    }
}

impl Comparison {
    /// Passes over numbers and flags that are optional here and zero in the official crate if they
    /// are absent: botocore does not say which are.
    fn forgive_defaults(&mut self) {
        let other_side = |line: &str| match line.rsplit_once(": ") {
            Some((field, ty)) if ["bool", "f32", "f64", "i32", "i64"].contains(&ty) => {
                let ours = field.replacen(" - ", " + ", 1);
                Some(format!("{ours}: Option<{ty}>"))
            }
            _ => None,
        };
        let official: Vec<String> = self.differences.iter().cloned().collect();
        for line in official {
            if other_side(&line).is_some_and(|ours| self.differences.remove(&ours)) {
                self.differences.remove(&line);
            }
        }
    }
}

/// A name in a module without what kind of thing it is, its capitals and its `_`.
fn folded(name: &str) -> String {
    let name = name.split_once(' ').map_or(name, |(_, name)| name);
    name.to_lowercase().replace('_', "")
}

/// The differences that are known.
fn exceptions() -> Vec<String> {
    let text = fs::read_to_string(package().join("fixtures/names_exceptions.txt")).unwrap();
    let lines = text.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_names_are_those_of_the_official_crates() {
    let sources = OFFICIAL.iter();
    let sources: Vec<_> = sources.filter_map(|of| Some((of, of.source()?))).collect();
    if sources.is_empty() {
        let reason = "cargo has the source of no official crate: see docs/testing.md";
        return skipped(Lack::Crates, reason);
    }
    let Some(botocore) = upstream::botocore() else {
        return;
    };
    let compared: Vec<Comparison> = thread::scope(|scope| {
        let botocore = &botocore;
        let start = |(of, source): &(&'static Official, PathBuf)| {
            let (of, source) = (*of, source.clone());
            scope.spawn(move || of.compare(&source, botocore))
        };
        let started: Vec<_> = sources.iter().map(start).collect();
        let compared = started.into_iter();
        compared.flat_map(|thread| thread.join().unwrap()).collect()
    });
    let listed = exceptions();
    let mut wrong = String::new();
    for Comparison {
        name,
        differences,
        shared,
    } in compared
    {
        println!("{name}: {shared} names are the same");
        assert!(shared > 500, "{name}: only {shared} names are the same");
        let is_of = |line: &&String| line.starts_with(&format!("{name} "));
        let listed: BTreeSet<String> = listed.iter().filter(is_of).cloned().collect();
        for line in differences.difference(&listed) {
            wrong.push_str(&format!("differs: {line}\n"));
        }
        for line in listed.difference(&differences) {
            wrong.push_str(&format!("listed, but does not differ: {line}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
