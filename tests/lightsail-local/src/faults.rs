//! Faults: what can go wrong between a client and the service, on purpose.

mod wire;

use crate::pages::Paging;
use crate::protocol::Reply;
use crate::refusal::Refusal;
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
pub(super) use wire::Wire;

/// Something that goes wrong. Unless it says otherwise, the operation is carried out and only its
/// response suffers, as it happens to a network: a client that tries a creation again finds the name
/// taken.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Fault {
    /// The answer comes late.
    Latency {
        /// By how much.
        millis: u64,
    },
    /// The connection is reset, all others too, and no connection is accepted for a while.
    ConnectionRefused {
        /// How long.
        millis: u64,
    },
    /// The connection is reset instead of an answer.
    ResetBeforeHeaders,
    /// The connection is closed instead of an answer.
    CloseBeforeHeaders,
    /// The connection is reset in the middle of the body.
    ResetMidBody,
    /// The response is whole, the JSON in it is not.
    TruncatedJson,
    /// A byte in the middle of the JSON is not text.
    CorruptedJson,
    /// The header promises more than comes before the connection is closed.
    LongContentLength,
    /// The header promises half of what comes.
    ShortContentLength,
    /// The body comes byte by byte.
    SlowDrip {
        /// The pause after each byte.
        millis: u64,
    },
    /// Another status, without the operation being carried out.
    Status {
        /// The status.
        status: u16,
    },
    /// An error of the service, without the operation being carried out.
    Error {
        /// The code.
        code: String,
        /// The status.
        status: u16,
    },
    /// Status 503 with the header `retry-after`, without the operation being carried out.
    RetryAfter {
        /// What the header says.
        seconds: u64,
    },
    /// Status 503 with the header `x-amz-retry-after`, without the operation being carried out.
    AmzRetryAfter {
        /// What the header says.
        millis: u64,
    },
    /// The server's clock is ahead, or behind if this is negative.
    ClockSkew {
        /// By how much.
        seconds: i64,
    },
    /// The response comes twice.
    DuplicateResponse,
    /// A page of a listing is empty, though the next may not be.
    EmptyPages,
    /// After the last page of a listing comes the first again.
    EndlessPages,
    /// A listing gives back the token that it was sent.
    RepeatedToken,
    /// The body has a member of this size that nobody asked for.
    HugeBody {
        /// The size.
        mib: usize,
    },
    /// The response is HTTP/1.0, without a length.
    Http10,
    /// The server closes its half of a connection that it promised to keep.
    HalfClosed,
    /// HTML instead of JSON, with status 200.
    Html,
}

impl Fault {
    pub(super) fn delay(&self) -> Duration {
        match self {
            Self::Latency { millis } => Duration::from_millis(*millis),
            _ => Duration::ZERO,
        }
    }

    /// What a clock shows that goes right otherwise.
    pub(super) fn time(&self, now: SystemTime) -> SystemTime {
        let Self::ClockSkew { seconds } = self else {
            return now;
        };
        let skew = Duration::from_secs(seconds.unsigned_abs());
        if *seconds < 0 { now - skew } else { now + skew }
    }

    pub(super) fn paging(&self) -> Paging {
        match self {
            Self::EmptyPages => Paging::Empty,
            Self::EndlessPages => Paging::Endless,
            Self::RepeatedToken => Paging::Repeated,
            _ => Paging::Fine,
        }
    }

    /// What is answered without the operation being carried out.
    pub(super) fn instead(&self) -> Option<Reply> {
        let with = |name, value: u64| {
            let mut reply = Reply::page(503, "text/html", "<html>busy</html>");
            reply.headers.push((name, value.to_string()));
            reply
        };
        Some(match self {
            Self::Status { status } => Reply::page(*status, "text/html", ""),
            Self::Error { code, status } => {
                Reply::from(&Refusal::new(*status, code, "A fault was asked for."))
            }
            Self::RetryAfter { seconds } => with("retry-after", *seconds),
            Self::AmzRetryAfter { millis } => with("x-amz-retry-after", *millis),
            _ => return None,
        })
    }

    /// What becomes of a reply.
    pub(super) fn alter(&self, mut reply: Reply) -> Reply {
        let middle = reply.body.len() / 2;
        match self {
            Self::TruncatedJson => reply.body.truncate(middle),
            Self::CorruptedJson => {
                if let Some(byte) = reply.body.get_mut(middle) {
                    *byte = 0xff;
                }
            }
            Self::Html => reply = Reply::page(200, "text/html", "<html>hello</html>"),
            _ => {}
        }
        reply
    }
}

/// When a fault happens.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What happens.
    pub fault: Fault,
    /// Only to this operation.
    #[serde(default)]
    pub operation: Option<String>,
    /// How often at most.
    #[serde(default)]
    pub times: Option<u64>,
    /// How many requests are spared first.
    #[serde(default)]
    pub skip: u64,
    /// The part of requests to which it happens, of 1.
    #[serde(default = "always")]
    pub rate: f64,
}

fn always() -> f64 {
    1.0
}

impl Rule {
    /// Something that always happens.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            operation: None,
            times: None,
            skip: 0,
            rate: always(),
        }
    }

    /// Limits it to an operation.
    #[must_use]
    pub fn operation(mut self, name: impl Into<String>) -> Self {
        self.operation = Some(name.into());
        self
    }

    /// Limits how often it happens.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Spares the first requests.
    #[must_use]
    pub fn skip(mut self, skip: u64) -> Self {
        self.skip = skip;
        self
    }

    /// Limits it to a part of the requests.
    #[must_use]
    pub fn rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
    }

    /// Whether it happens to a request now. That uses it up.
    fn fires(&mut self, operation: Option<&str>, luck: &mut fastrand::Rng) -> bool {
        if self.operation.is_some() && self.operation.as_deref() != operation {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        if self.times == Some(0) || luck.f64() >= self.rate {
            return false;
        }
        self.times = self.times.map(|times| times - 1);
        true
    }
}

/// The rules of a server. Of those that apply to a request, the first happens.
#[derive(Debug)]
pub(super) struct Faults {
    rules: Mutex<(Vec<Rule>, fastrand::Rng)>,
}

impl Faults {
    /// The same rules, luck and requests, one after another, give the same faults.
    pub(super) fn new(rules: Vec<Rule>, luck: u64) -> Self {
        Self {
            rules: Mutex::new((rules, fastrand::Rng::with_seed(luck))),
        }
    }

    pub(super) fn set(&self, rules: Vec<Rule>) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).0 = rules;
    }

    pub(super) fn pick(&self, operation: Option<&str>) -> Option<Fault> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let (rules, luck) = &mut *rules;
        let rule = rules
            .iter_mut()
            .find_map(|rule| rule.fires(operation, luck).then_some(rule))?;
        Some(rule.fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_rules() {
        let text = r#"[{"fault":"reset-mid-body","rate":0.1,"operation":"GetDiskSnapshots"},
            {"fault":{"latency":{"millis":5}},"times":2,"skip":1},
            {"fault":{"amz-retry-after":{"millis":7}}},{"fault":"http10"}]"#;
        let rules: Vec<Rule> = serde_json::from_str(text).unwrap();
        let expected = [
            Rule::new(Fault::ResetMidBody)
                .rate(0.1)
                .operation("GetDiskSnapshots"),
            Rule::new(Fault::Latency { millis: 5 }).times(2).skip(1),
            Rule::new(Fault::AmzRetryAfter { millis: 7 }),
            Rule::new(Fault::Http10),
        ];
        assert_eq!(rules, expected);
        for bad in [
            r#"{"fault":"typo"}"#,
            r#"{"fault":"html","tiems":1}"#,
            r#"{"fault":{"latency":{"seconds":1}}}"#,
            "{}",
        ] {
            assert!(serde_json::from_str::<Rule>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn rules_apply_in_order_and_are_used_up() {
        let rules = vec![
            Rule::new(Fault::Html).operation("A").times(2).skip(1),
            Rule::new(Fault::Http10).times(1),
        ];
        let faults = Faults::new(rules, 1);
        let pick = |operation| faults.pick(Some(operation));
        assert_eq!(pick("A"), Some(Fault::Http10), "spared by the first rule");
        assert_eq!(pick("B"), None);
        assert_eq!(
            [pick("A"), pick("A"), pick("A")],
            [Some(Fault::Html), Some(Fault::Html), None]
        );
    }

    #[test]
    fn a_rate_is_a_part() {
        let faults = Faults::new(vec![Rule::new(Fault::Html).rate(0.1)], 1);
        let hits = (0..10_000).filter(|_| faults.pick(None).is_some()).count();
        assert!((900..1100).contains(&hits), "{hits}");
    }
}
