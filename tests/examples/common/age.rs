//! How old something is, and options that say how old it may be.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use lightsail_snapshots::primitives::DateTime;

/// The units of a time span and their seconds, shortest first.
const UNITS: [(char, u64); 5] = [
    ('s', 1),
    ('m', 60),
    ('h', 60 * 60),
    ('d', 24 * 60 * 60),
    ('w', 7 * 24 * 60 * 60),
];

/// A time span in seconds, written as `45m` or `30d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Age(pub(crate) u64);

impl Age {
    pub(crate) fn of_days(days: u32) -> Self {
        Self(u64::from(days) * 24 * 60 * 60)
    }

    /// How long ago a time is; nothing if it lies ahead, as it may if a clock is wrong.
    pub(crate) fn since(time: &DateTime) -> Self {
        let now = DateTime::from(SystemTime::now()).secs();
        Self(u64::try_from(now.saturating_sub(time.secs())).unwrap_or(0))
    }
}

impl FromStr for Age {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unit = UNITS.iter().find(|(unit, _)| text.ends_with(*unit));
        let number = text.strip_suffix(|c: char| c.is_ascii_alphabetic());
        unit.zip(number.and_then(|number| number.parse::<u64>().ok()))
            .and_then(|((_, seconds), number)| number.checked_mul(*seconds))
            .map(Self)
            .ok_or_else(|| "a time span is a number and s, m, h, d or w, such as 30d".to_owned())
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Weeks would hide too much.
        let units = UNITS[..4].iter().rev();
        let (unit, seconds) = units
            .copied()
            .find(|(_, seconds)| self.0 >= *seconds)
            .unwrap_or(UNITS[0]);
        write!(f, "{}{unit}", self.0 / seconds)
    }
}

/// How old something may be.
#[derive(clap::Args)]
pub(crate) struct AgeRange {
    /// Only what is at least this old: 90s, 45m, 12h, 30d, 2w
    #[arg(long, value_name = "AGE")]
    older_than: Option<Age>,
    /// Only what is younger than this
    #[arg(long, value_name = "AGE")]
    newer_than: Option<Age>,
}

impl AgeRange {
    /// Whether something of this time is meant. What has no time is meant only if any age is.
    pub(crate) fn contains(&self, time: Option<&DateTime>) -> bool {
        let age = time.map(Age::since);
        self.older_than
            .is_none_or(|limit| age.is_some_and(|age| age >= limit))
            && self
                .newer_than
                .is_none_or(|limit| age.is_some_and(|age| age < limit))
    }
}
