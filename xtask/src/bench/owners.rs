//! A call, by owner: whose instructions and whose allocations it is made of. valgrind counts them.

mod owner;
mod profile;

use std::io;
use std::path::Path;
use std::process::Command;

use owner::Owner;
use profile::Profile;

use super::row::{Row, Unit};
use super::settings::Bench;

/// How much of a call is each owner's.
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    instructions: [f64; 5],
    allocations: [f64; 5],
}

/// How many calls are counted, less one.
const TIMES: u32 = 20;

/// The share that a crate should have, at most.
const WANTED: f64 = 0.1;

/// Counts a call of both crates; nothing if there is no valgrind.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let program = bench.program("bench", "calls")?;
    let [Some(ours), Some(official)] = [
        shares(bench, &program, "ours")?,
        shares(bench, &program, "official")?,
    ] else {
        eprintln!("there is no valgrind, so nobody owns anything");
        return Ok(Vec::new());
    };
    let mut rows = rows_of("instructions", ours.instructions, official.instructions);
    rows.extend(rows_of(
        "allocations",
        ours.allocations,
        official.allocations,
    ));
    Ok(rows)
}

fn rows_of(kind: &str, ours: [f64; 5], official: [f64; 5]) -> Vec<Row> {
    let sums = [ours, official].map(|shares| shares.iter().sum::<f64>());
    let owners = Owner::ALL.into_iter().zip(ours).zip(official);
    let mut rows: Vec<Row> = owners
        // What is not even once in a call is noise.
        .filter(|((_, ours), official)| ours.max(*official) >= 0.5)
        .map(|((owner, ours), official)| {
            let what = format!("{kind} of one call: {}", owner.name());
            Row::official(what, Unit::Count, ours, official)
        })
        .collect();
    let what = format!("{kind} of one call: the share of the crate");
    let mut share = Row::official(what, Unit::Share, ours[0] / sums[0], official[0] / sums[1]);
    share.wanted = Some(WANTED);
    rows.push(share);
    rows
}

/// What one call takes: the difference between many and one.
fn shares(bench: &Bench, program: &Path, rival: &str) -> io::Result<Option<Shares>> {
    let count = |times: u32| counted(bench, program, rival, times);
    let (Some(many), Some(one)) = (count(TIMES + 1)?, count(1)?) else {
        return Ok(None);
    };
    let each = |many: [f64; 5], one: [f64; 5]| {
        std::array::from_fn(|owner| (many[owner] - one[owner]) / f64::from(TIMES))
    };
    Ok(Some(Shares {
        instructions: each(many.instructions, one.instructions),
        allocations: each(many.allocations, one.allocations),
    }))
}

fn counted(bench: &Bench, program: &Path, rival: &str, times: u32) -> io::Result<Option<Shares>> {
    let out = bench.root.join("target/bench/callgrind.out");
    std::fs::create_dir_all(bench.root.join("target/bench"))?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args([
            "--tool=callgrind",
            "--compress-strings=no",
            "--compress-pos=no",
        ])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args(["repeat", "call", rival, &times.to_string()]);
    match valgrind.output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        output if output.as_ref().is_ok_and(|output| output.status.success()) => {}
        output => {
            let said = output?.stderr;
            return Err(io::Error::other(
                String::from_utf8_lossy(&said).into_owned(),
            ));
        }
    }
    let profile = Profile::parse(&std::fs::read_to_string(out)?);
    Ok(Some(Shares {
        instructions: profile.instructions(),
        allocations: profile.allocations(),
    }))
}
