//! The generator: what the bench of that name prints, as rows.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use super::command::{run, take};
use super::plot::{self, Line, Point};
use super::row::{Row, Unit};
use super::settings::Bench;
use crate::model::upstream;

/// The cases: their names there, what they are, and the seconds that are wanted.
const CASES: [(&str, &str, f64); 4] = [
    ("slice", "the slice", 0.05),
    ("lightsail", "all operations of Lightsail", 1.0),
    ("ec2", "all operations of EC2", 2.0),
    ("every", "every service of botocore", 120.0),
];

/// The phases in their order.
const PHASES: [&str; 8] = [
    "load", "read", "select", "check", "plan", "emit", "print", "format",
];

/// Measures what there are models for.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let program = bench.program("xtask", "generator")?;
    let models = botocore().filter(|_| !bench.quick);
    let lines = run(Command::new(&program).args(&models))?;
    let mut rows: Vec<Row> = CASES.iter().flat_map(|case| rows(case, &lines)).collect();
    if let Some(models) = models {
        let once = take(Command::new(&program).arg(models).arg("once"))?;
        let what = "all operations of EC2: peak memory";
        rows.push(Row::alone(what, Unit::Size, once.memory));
        let points = points(&lines);
        let line = Line::through(&points);
        let what = "every service of botocore: a megabyte of a model";
        rows.push(Row::alone(what, Unit::Time, line.each * 1e6));
        fs::write(bench.plot(), plot::draw(&points, line))?;
    }
    Ok(rows)
}

/// The services of which there is a line with the size of the model and the seconds.
fn points(lines: &str) -> Vec<Point> {
    let points = lines
        .lines()
        .filter_map(|line| line.strip_prefix("point\t"));
    let points = points.filter_map(|line| {
        let (size, seconds) = line.split_once('\t')?;
        Some(Point {
            size: size.parse().ok()?,
            seconds: seconds.parse().ok()?,
        })
    });
    points.collect()
}

/// The models of botocore, if the Python that `WHITTLE_PYTHON` names has it.
fn botocore() -> Option<PathBuf> {
    let found = upstream::installed().ok();
    if found.is_none() {
        eprintln!("there is no botocore, so only the slice is generated");
    }
    found
}

fn rows(&(name, what, wanted): &(&str, &str, f64), lines: &str) -> Vec<Row> {
    let fields = lines
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let tally: BTreeMap<&str, f64> = fields
        .filter_map(|fields| match fields[..] {
            [case, phase, value] if case == name => Some((phase, value.parse().ok()?)),
            _ => None,
        })
        .collect();
    let Some(lines) = tally.get("lines") else {
        return Vec::new();
    };
    let all: f64 = PHASES.iter().filter_map(|phase| tally.get(phase)).sum();
    let what = match tally.get("crates") {
        Some(crates) if *crates > 1.0 => format!("{what}, {crates} crates"),
        _ => what.to_owned(),
    };
    let mut total = Row::alone(&what, Unit::Time, all);
    total.wanted = Some(wanted);
    let mut rows = vec![
        total,
        Row::alone(format!("{what}: lines a second"), Unit::Count, lines / all),
    ];
    for phase in PHASES {
        let share = tally.get(phase).map_or(0.0, |seconds| seconds / all);
        // What takes no time needs no line.
        if share >= 0.02 {
            let what = format!("{what}: {phase}, {:.0} %", share * 100.0);
            rows.push(Row::alone(what, Unit::Time, share * all));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_have_their_share() {
        let lines =
            "slice\tcrates\t1e0\nslice\tformat\t3e-1\nslice\tlines\t8000\nslice\tread\t1e-1\n";
        let rows = rows(&CASES[0], lines);
        let whats: Vec<_> = rows.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(
            whats,
            [
                "the slice",
                "the slice: lines a second",
                "the slice: read, 25 %",
                "the slice: format, 75 %"
            ]
        );
        assert_eq!((rows[0].ours, rows[1].ours), (0.4, 20_000.0));
    }
}
