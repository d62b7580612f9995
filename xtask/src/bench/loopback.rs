//! Calls over loopback: what the bench of that name prints, as rows.

use std::io;
use std::process::Command;

use super::command::run;
use super::row::{OFFICIAL, Other, Row, Unit};
use super::settings::Bench;

/// Measures plain and TLS, one after the other and many at once.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let rounds = if bench.quick { "3" } else { "15" };
    let program = bench.program("bench", "loopback")?;
    Ok(rows(&run(Command::new(program).arg(rounds))?))
}

/// Lines come in pairs: case, rival, seconds, seconds of the processor.
fn rows(lines: &str) -> Vec<Row> {
    let lines: Vec<Vec<&str>> = lines
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let mut rows = Vec::new();
    for pair in lines.chunks_exact(2) {
        for (column, kind) in [(2, ""), (3, ": processor time of the client")] {
            rows.extend(row(&pair[0], &pair[1], column, kind));
        }
    }
    rows
}

fn row(ours: &[&str], official: &[&str], column: usize, kind: &str) -> Option<Row> {
    let number = |fields: &[&str], column: usize| fields.get(column)?.parse::<f64>().ok();
    Some(Row {
        what: format!("a call, {}{kind}", ours.first()?),
        against: Some(Other {
            name: OFFICIAL.to_owned(),
            value: number(official, column)?,
        }),
        unit: Unit::Time,
        ours: number(ours, column)?,
        target: Some(1.0),
        wanted: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_lines_is_two_rows() {
        let lines = "plain\tours\t1e-4\t5e-5\nplain\tofficial\t2e-4\t6e-5\n";
        let rows = rows(lines);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].ours, rows[1].ours), (1e-4, 5e-5));
        assert!(
            rows[1]
                .ratio()
                .is_some_and(|ratio| (ratio - 1.2).abs() < 1e-9)
        );
    }
}
