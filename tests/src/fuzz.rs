//! Fuzzing on stable: what is in a corpus, changed at random, through entry points that read what others
//! wrote. Each runs for a second, or for `WHITTLE_FUZZ_SECS`, and says how often.

use std::cell::Cell;
use std::fs;
use std::iter;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseResult, TestRng, TestRunner};

use crate::random;

/// The files of a folder, by name; only those whose names end in `suffix`.
pub fn corpus(folder: &Path, suffix: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(suffix))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// A change of a text.
#[derive(Clone, Debug)]
enum Edit {
    Set(u8),
    Insert(Vec<u8>),
    Delete(usize),
    Repeat(usize),
    Cut,
}

/// What readers of JSON stumble over.
const WORDS: [&str; 17] = [
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "1e999",
    "-0",
    "2147483648",
    "99999999999999999999",
    "0.1e-400",
    "\\ud800",
    "\\u0000",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    ",",
    ":",
];

fn edit(words: Vec<&'static str>) -> impl Strategy<Value = (prop::sample::Index, Edit)> {
    let edit = prop_oneof![
        3 => any::<u8>().prop_map(Edit::Set),
        3 => prop::sample::select(words).prop_map(|word| Edit::Insert(word.into())),
        1 => prop::collection::vec(any::<u8>(), 1..4).prop_map(Edit::Insert),
        2 => (1..20_usize).prop_map(Edit::Delete),
        1 => (1..200_usize).prop_map(Edit::Repeat),
        1 => Just(Edit::Cut),
    ];
    (any::<prop::sample::Index>(), edit)
}

/// One of the texts after a few changes; `words` are inserted besides those that all readers know.
pub fn changed(
    texts: Vec<Vec<u8>>,
    words: &[&'static str],
) -> impl Strategy<Value = Vec<u8>> + use<> {
    let text = prop::sample::select(texts);
    let words = [&WORDS, words].concat();
    (text, prop::collection::vec(edit(words), 0..6)).prop_map(|(mut text, edits)| {
        for (at, edit) in edits {
            let at = at.index(text.len() + 1);
            let up_to = |length: usize| (at + length).min(text.len());
            match edit {
                Edit::Set(byte) => text.get_mut(at).into_iter().for_each(|place| *place = byte),
                Edit::Insert(bytes) => drop(text.splice(at..at, bytes)),
                Edit::Delete(length) => drop(text.drain(at..up_to(length))),
                Edit::Repeat(length) => {
                    let part = text[at..up_to(length)].to_vec();
                    drop(text.splice(at..at, part));
                }
                Edit::Cut => text.truncate(at),
            }
        }
        text
    })
}

/// Runs a property for its time.
pub fn fuzz<T: std::fmt::Debug>(
    name: &str,
    strategy: impl Strategy<Value = T>,
    property: impl Fn(T) -> TestCaseResult,
) {
    let seconds = std::env::var("WHITTLE_FUZZ_SECS").map_or(1.0, |text| text.parse().unwrap());
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    let executions = Cell::new(0_u64);
    let counted = |case| {
        executions.set(executions.get() + 1);
        property(case)
    };
    let config = ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    // A runner stops for good after its cases. The first one's are the same in all runs.
    let mut seeds = iter::once(0).chain(random::seed()..);
    while executions.get() < 2 * u64::from(config.cases) || Instant::now() < end {
        let seed = seeds.next().unwrap();
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(config.clone(), rng);
        if let Err(problem) = runner.run(&strategy, counted) {
            panic!("{name}, WHITTLE_SEED={seed}: {problem}");
        }
    }
    println!("{name}: {} executions", executions.get());
}
