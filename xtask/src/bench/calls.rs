//! Calls and their parts: time side by side, instructions under callgrind, allocations.

use std::io;
use std::path::Path;
use std::process::Command;

use super::command::run;
use super::row::{Other, Row, Unit};
use super::settings::Bench;

/// A case of the bench `calls`: its name there, what it is, and the ratio to the official crate that
/// is wanted.
struct Case {
    name: &'static str,
    what: &'static str,
    target: f64,
    /// Wanted of allocations, where any ratio is.
    allocations: Option<f64>,
}

const CASES: [Case; 4] = [
    Case {
        name: "decode-page",
        what: "decode GetInstanceSnapshots, 1.8 MB",
        target: 1.6,
        allocations: None,
    },
    Case {
        name: "decode-item",
        what: "decode GetInstanceSnapshots, 1 item",
        target: 1.6,
        allocations: None,
    },
    Case {
        name: "encode",
        what: "encode CreateDiskSnapshot, 50 tags",
        target: 1.6,
        allocations: None,
    },
    Case {
        name: "call",
        what: "one call, empty page, no network",
        target: 1.0 / 0.7,
        allocations: Some(1.0 / 0.65),
    },
];

/// What nobody who finds tokens as known readers do is faster than, as rows call it.
pub(super) const FLOOR: &str = "tokens and allocations alone";

/// What a reader should come to at least, of the floor.
const OF_THE_FLOOR: f64 = 0.7;

/// Measures all cases.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let programs = bench.program("bench", "calls")?;
    let rounds = if bench.quick { "5" } else { "60" };
    let times = run(Command::new(&programs).args(["run", rounds]))?;
    let counts = run(&mut Command::new(bench.program("bench", "allocations")?))?;
    let mut rows = Vec::new();
    for case in &CASES {
        rows.extend(times_of(case, &times));
        rows.extend(counts_of(case, &counts));
        rows.extend(instructions(case, &programs)?);
    }
    Ok(rows)
}

/// The rows of a case, from lines of case, rival and seconds.
fn times_of(case: &Case, lines: &str) -> Vec<Row> {
    let outcomes = fields(lines).filter(|fields| fields.first() == Some(&case.name));
    let outcomes: Vec<(&str, f64)> = outcomes
        .filter_map(|fields| match fields[..] {
            [_, rival, seconds] => Some((rival, seconds.parse().ok()?)),
            _ => None,
        })
        .collect();
    let Some((&(_, ours), others)) = outcomes.split_first() else {
        return Vec::new();
    };
    let row = |&(name, value): &(&str, f64)| Row {
        what: format!("{}: time", case.what),
        against: Some(Other {
            name: described(name).to_owned(),
            value,
        }),
        unit: Unit::Time,
        ours,
        target: match name {
            "official" => Some(case.target),
            "floor" => Some(OF_THE_FLOOR),
            _ => None,
        },
        wanted: None,
    };
    others.iter().map(row).collect()
}

fn described(rival: &str) -> &str {
    match rival {
        "derived" => "serde_json, derived structs",
        "sonic-rs" => "sonic-rs, derived structs",
        "simd-json" => "simd-json, derived structs",
        "floor" => FLOOR,
        other => other,
    }
}

/// The rows of a case, from lines of case, rival, allocations and bytes.
fn counts_of(case: &Case, lines: &str) -> Option<Row> {
    let count = |rival: &str| {
        let fields = fields(lines).find(|fields| fields[..2] == [case.name, rival])?;
        fields.get(2)?.parse::<f64>().ok()
    };
    let what = format!("{}: allocations", case.what);
    let mut row = Row::official(what, Unit::Count, count("ours")?, count("official")?);
    row.target = case.allocations;
    Some(row)
}

fn fields(lines: &str) -> impl Iterator<Item = Vec<&str>> {
    lines.lines().map(|line| line.split('\t').collect())
}

/// How many instructions once takes: those of many times, without those of one time.
fn instructions(case: &Case, program: &Path) -> io::Result<Option<Row>> {
    const TIMES: u32 = 10;
    let count = |rival: &str, times: u32| callgrind(program, case.name, rival, times);
    let mut each = [0.0; 2];
    for (each, rival) in each.iter_mut().zip(["ours", "official"]) {
        let (Some(many), Some(one)) = (count(rival, TIMES + 1)?, count(rival, 1)?) else {
            return Ok(None);
        };
        *each = (many - one) / f64::from(TIMES);
    }
    let what = format!("{}: instructions", case.what);
    Ok(Some(Row::official(what, Unit::Count, each[0], each[1])))
}

/// What callgrind counts; nothing if there is no valgrind.
fn callgrind(program: &Path, case: &str, rival: &str, times: u32) -> io::Result<Option<f64>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind
        .arg(program)
        .args(["repeat", case, rival, &times.to_string()]);
    let output = match valgrind.output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        output => output?,
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    Ok(collected.and_then(|(_, count)| count.trim().parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rival_is_compared_with_the_others() {
        let lines = "call\tours\t1e-5\nencode\tours\t2e-6\nencode\tofficial\t5e-6\n";
        let rows = times_of(&CASES[2], lines);
        assert_eq!(rows.len(), 1);
        let other = rows[0].against.as_ref().expect("a comparison");
        assert_eq!((rows[0].ours, other.value), (2e-6, 5e-6));
        assert_eq!(rows[0].target, Some(1.6));
    }

    #[test]
    fn allocations_want_both_sides() {
        let lines = "call\tours\t100\t5000\ncall\tofficial\t200\t9000\n";
        let row = counts_of(&CASES[3], lines).expect("a row");
        assert_eq!(row.ratio(), Some(2.0));
        assert!(counts_of(&CASES[0], lines).is_none());
    }
}
