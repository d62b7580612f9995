//! Counts what the cases of `calls` allocate.
//!
//! Prints one line for each: case, rival, allocations, bytes. This is a program of its own, since
//! counting takes time.

#![allow(
    clippy::duplicate_mod,
    reason = "`side` is the same code with two crates"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that fails should say where"
)]

#[path = "calls/canned.rs"]
mod canned;
#[allow(dead_code, reason = "only the crates are counted")]
#[path = "calls/codec.rs"]
mod codec;
#[allow(dead_code, reason = "only the crates are counted")]
#[path = "calls/measure.rs"]
mod measure;
#[path = "calls/official.rs"]
mod official;
#[path = "calls/ours.rs"]
mod ours;
#[path = "calls/page.rs"]
mod page;

use measure::Task;
use tokio::runtime::{Builder, Runtime};

fn main() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    for (case, ours, official) in cases(&runtime) {
        for (rival, mut task) in [("ours", ours), ("official", official)] {
            // The first time may set something up that stays.
            task(1);
            let counted = allocation_counter::measure(|| {
                task(1);
            });
            println!(
                "{case}\t{rival}\t{}\t{}",
                counted.count_total, counted.bytes_total
            );
        }
    }
}

fn cases(runtime: &Runtime) -> [(&'static str, Task<'_>, Task<'_>); 4] {
    let page = page::of_bytes(1_800_000);
    let item = page::of_items(1);
    [
        (
            "decode-page",
            ours::page(runtime, page),
            official::page(runtime, page),
        ),
        (
            "decode-item",
            ours::page(runtime, item),
            official::page(runtime, item),
        ),
        (
            "encode",
            ours::encode(runtime, 50),
            official::encode(runtime, 50),
        ),
        ("call", ours::call(runtime), official::call(runtime)),
    ]
}
