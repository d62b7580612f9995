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
mod equal;
mod measure;
mod official;
mod ours;
mod page;

use measure::{Rival, measure};
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
            let mut rivals = rivals(&runtime, case);
            let rival = rivals
                .iter_mut()
                .find(|known| known.name == rival)
                .expect("a rival");
            (rival.task)(times);
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
        for outcome in measure(rivals(runtime, case), rounds) {
            println!("{case}\t{}\t{:e}", outcome.name, outcome.seconds);
        }
    }
}

/// Who takes part in a case; the first is what the others are compared with.
fn rivals<'a>(runtime: &'a Runtime, case: &str) -> Vec<Rival<'a>> {
    let readers = |body| {
        vec![
            Rival {
                name: "ours",
                task: ours::page(runtime, body),
            },
            Rival {
                name: "official",
                task: official::page(runtime, body),
            },
            Rival {
                name: "derived",
                task: equal::derived(body),
            },
            Rival {
                name: "sonic-rs",
                task: equal::sonic(body),
            },
            Rival {
                name: "simd-json",
                task: equal::simd(body),
            },
            Rival {
                name: "floor",
                task: equal::floor(body),
            },
        ]
    };
    match case {
        "decode-page" => readers(page::of_bytes(1_800_000)),
        "decode-item" => readers(page::of_items(1)),
        "encode" => vec![
            Rival {
                name: "ours",
                task: ours::encode(runtime, 50),
            },
            Rival {
                name: "official",
                task: official::encode(runtime, 50),
            },
        ],
        "call" => vec![
            Rival {
                name: "ours",
                task: ours::call(runtime),
            },
            Rival {
                name: "official",
                task: official::call(runtime),
            },
        ],
        other => panic!("there is no case {other:?}"),
    }
}
