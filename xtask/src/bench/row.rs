//! What a measurement comes to: rows, and how they are written.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum Unit {
    /// Seconds.
    Time,
    /// Bytes.
    Size,
    /// Of one.
    Share,
    /// Anything else.
    Count,
}

impl Unit {
    /// The number as people read it.
    pub(super) fn show(self, value: f64) -> String {
        match self {
            Self::Time if value >= 100.0 => format!("{value:.0} s"),
            Self::Time if value >= 1.0 => format!("{value:.1} s"),
            Self::Time if value >= 1e-3 => format!("{:.3} ms", value * 1e3),
            Self::Time => format!("{:.2} µs", value * 1e6),
            Self::Size if value >= 1e6 => format!("{:.1} MB", value / 1e6),
            Self::Size => format!("{:.0} kB", value / 1e3),
            Self::Share => format!("{:.1} %", value * 100.0),
            Self::Count => thousands(value),
        }
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One thing, measured of this crate and of another.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Row {
    /// What was measured.
    pub(super) what: String,
    /// What this crate is compared with.
    pub(super) against: Option<Other>,
    /// What the numbers count.
    pub(super) unit: Unit,
    /// This crate's number.
    pub(super) ours: f64,
    /// What the ratio should be, at least.
    pub(super) target: Option<f64>,
    /// What this crate's number should be, at most.
    pub(super) wanted: Option<f64>,
}

/// The other side of a comparison.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Other {
    /// Who it is.
    pub(super) name: String,
    /// Its number.
    pub(super) value: f64,
}

/// The official crate's name, as rows have it.
pub(super) const OFFICIAL: &str = "official";

impl Row {
    /// A comparison with the official crate.
    pub(super) fn official(what: impl Into<String>, unit: Unit, ours: f64, official: f64) -> Self {
        Self {
            what: what.into(),
            against: Some(Other {
                name: OFFICIAL.to_owned(),
                value: official,
            }),
            unit,
            ours,
            target: None,
            wanted: None,
        }
    }

    /// A number that stands alone.
    pub(super) fn alone(what: impl Into<String>, unit: Unit, ours: f64) -> Self {
        Self {
            what: what.into(),
            against: None,
            unit,
            ours,
            target: None,
            wanted: None,
        }
    }

    /// The same with a target for the ratio.
    pub(super) fn aims_at(mut self, ratio: f64) -> Self {
        self.target = Some(ratio);
        self
    }

    /// How many times this crate's number the other one is: 2 means half the time.
    pub(super) fn ratio(&self) -> Option<f64> {
        Some(self.against.as_ref()?.value / self.ours)
    }

    /// Whether this is among what people ask for first: a comparison with the official crate that has
    /// a target.
    pub(super) fn is_headline(&self) -> bool {
        let official = self
            .against
            .as_ref()
            .is_some_and(|other| other.name == OFFICIAL);
        official && self.target.is_some()
    }

    /// Whether the target is met; nothing if there is none.
    pub(super) fn met(&self) -> Option<bool> {
        match (self.ratio(), self.target, self.wanted) {
            (Some(ratio), Some(target), _) => Some(ratio >= target),
            (_, _, Some(wanted)) => Some(self.ours <= wanted),
            _ => None,
        }
    }

    /// The row of a Markdown table.
    fn markdown(&self) -> String {
        let ours = self.unit.show(self.ours);
        let mut text = format!("| {} | {ours} |", self.what);
        match (&self.against, self.ratio()) {
            (Some(other), Some(ratio)) => {
                let value = self.unit.show(other.value);
                let _ = write!(text, " {} | {value} | **{ratio:.2}×** |", other.name);
            }
            _ => text.push_str(" | | |"),
        }
        match (self.target, self.wanted) {
            (Some(target), _) => {
                let _ = write!(text, " {target:.2}× |");
            }
            (None, Some(wanted)) => {
                let _ = write!(text, " {} |", self.unit.show(wanted));
            }
            (None, None) => text.push_str(" |"),
        }
        text.push_str(match self.met() {
            Some(true) => " yes |",
            Some(false) => " no |",
            None => " |",
        });
        text
    }
}

/// All rows as a Markdown table.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| what | this crate | against | that | ratio | target | met |\n|---|---:|---|---:|---:|---:|---|\n",
    );
    for row in rows {
        text.push_str(&row.markdown());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_how_many_times_less() {
        let row = Row::official("lines", Unit::Count, 10_000.0, 300_588.0).aims_at(20.0);
        assert_eq!(
            row.markdown(),
            "| lines | 10,000 | official | 300,588 | **30.06×** | 20.00× | yes |"
        );
        let row = Row::alone("the slice", Unit::Time, 0.0421);
        assert_eq!(row.markdown(), "| the slice | 42.100 ms | | | | | |");
    }

    #[test]
    fn numbers_have_the_unit_that_fits() {
        assert_eq!(Unit::Time.show(112.4), "112 s");
        assert_eq!(Unit::Time.show(3.25), "3.2 s");
        assert_eq!(Unit::Time.show(0.000_012_3), "12.30 µs");
        assert_eq!(Unit::Size.show(2_500_000.0), "2.5 MB");
        assert_eq!(Unit::Share.show(0.0834), "8.3 %");
        assert_eq!(Unit::Count.show(999.0), "999");
    }
}
