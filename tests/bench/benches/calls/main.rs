//! Calls and their parts: the generated crate, the official one, and what else there is.
//!
//! Prints one line an outcome: case, rival, seconds. With `repeat CASE RIVAL TIMES` it does
//! one thing so many times and prints nothing: that is what callgrind counts the instructions of.

#![allow(
    clippy::duplicate_mod,
    reason = "`side` is the same code with two crates"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that fails should say where"
)]

mod canned;
#[allow(dead_code, reason = "programs of other services use it, too")]
mod codec;
mod equal;
#[allow(dead_code, reason = "programs of other services use it, too")]
mod measure;
mod official;
mod ours;
mod page;

use measure::{Rival, compare};
use tokio::runtime::{Builder, Runtime};

const CASES: [&str; 4] = ["decode-page", "decode-item", "encode", "call"];

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    match *arguments {
        ["repeat", case, rival, times] => {
            let times = times.parse().expect("a number of times");
            let mut rivals = rivals(&runtime, case).into_iter();
            let (_, mut task) = rivals.find(|(name, _)| *name == rival).expect("a rival");
            task(times);
        }
        ["run", rounds] => run(
            &runtime,
            rounds.parse().expect("a number of rounds"),
            &CASES,
        ),
        ["run", rounds, case] => run(
            &runtime,
            rounds.parse().expect("a number of rounds"),
            &[case],
        ),
        _ => run(&runtime, 30, &CASES),
    }
}

fn run(runtime: &Runtime, rounds: usize, cases: &[&str]) {
    for case in cases {
        compare(case, rivals(runtime, case), rounds);
    }
}

/// Who takes part in a case; the first is what the others are compared with.
fn rivals<'a>(runtime: &'a Runtime, case: &str) -> Vec<Rival<'a>> {
    let readers = |body| {
        vec![
            ("ours", ours::page(runtime, body)),
            ("official", official::page(runtime, body)),
            ("derived", equal::derived(body)),
            ("sonic-rs", equal::sonic(body)),
            ("simd-json", equal::simd(body)),
            ("floor", equal::floor(body)),
        ]
    };
    match case {
        "decode-page" => readers(page::of_bytes(1_800_000)),
        "decode-item" => readers(page::of_items(1)),
        "encode" => vec![
            ("ours", ours::encode(runtime, 50)),
            ("official", official::encode(runtime, 50)),
        ],
        "call" => vec![
            ("ours", ours::call(runtime)),
            ("official", official::call(runtime)),
        ],
        other => panic!("there is no case {other:?}"),
    }
}
