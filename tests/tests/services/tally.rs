//! What came of the calls, and which differences there may be.

use crate::answers::{Answer, Damage, TEXT_TIME};
use crate::service::{Cases, number_or};
use codegen::model::Protocol;
use serde_json::Value;
use tests::strict::is_no_json;

/// What came of all cases.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) sent: usize,
    pub(crate) read: usize,
    pub(crate) refused: usize,
    /// Of the responses that are as they should be.
    unread: usize,
    pub(crate) strict: usize,
    /// Read by ours alone.
    lenient: usize,
    /// The same but for what is printed differently.
    pub(crate) excepted: usize,
    wrong: Vec<String>,
}

impl Tally {
    pub(crate) fn count(&mut self, case: &str, answer: &Answer, said: &Value, cases: &Cases) {
        self.sent += usize::from(said["sent"].as_u64() > Some(0));
        match said["succeeds"].as_bool().unwrap() {
            true => self.read += 1,
            false => self.refused += 1,
        }
        let unread = [0, 1].map(|i| said["unread"][i].as_bool().unwrap());
        self.unread += usize::from(answer.damage == Damage::None && unread[0]);
        let body = match std::str::from_utf8(&answer.body) {
            Ok(text) => text.to_owned(),
            Err(_) => answer.body.escape_ascii().to_string(),
        };
        if let Some(requests) = said["requests"].as_array() {
            let [official, ours] = [&requests[0], &requests[1]].map(|sent| format!("{sent:#}"));
            self.wrong
                .push(format!("{case}\nofficial sends {official}\nours {ours}"));
        }
        if let Some(outcomes) = said["outcomes"].as_array() {
            // The official readers take some of what is neither JSON nor XML.
            let strict = unread[1] && !unread[0] && answer.damage == Damage::Bytes;
            if strict && may_differ(&answer.body, &cases.protocol) {
                self.strict += 1;
                return;
            }
            // Ours reads times in each form, as the official client of Lightsail does.
            let lenient = unread[0] && !unread[1] && answer.damage == Damage::Values;
            if lenient && body.contains(TEXT_TIME) {
                self.lenient += 1;
                return;
            }
            // Seconds that no time has are none to ours, and the last time to official readers of JSON.
            let too_late = strict_time(&body) && answer.damage == Damage::Values;
            if unread[1] && !unread[0] && too_late {
                self.strict += 1;
                return;
            }
            let [official, ours] = [&outcomes[0], &outcomes[1]].map(|text| text.as_str().unwrap());
            if cases.exceptions.accept(official, ours) {
                self.excepted += 1;
                return;
            }
            self.wrong.push(format!(
                "{case}\nanswered {} {:?} {body:?}\nofficial: {official}\nours: {ours}",
                answer.status, answer.headers
            ));
        }
    }

    pub(crate) fn assert_same(&self, cases: &Cases) {
        let shown = number_or("WHITTLE_SERVICE_SHOWN", 5);
        let shown: Vec<&str> = self.wrong.iter().map(String::as_str).take(shown).collect();
        assert!(
            self.wrong.is_empty(),
            "{} of {} differ:\n{}",
            self.wrong.len(),
            cases.answers.len(),
            shown.join("\n\n")
        );
    }

    /// Else it was not the inputs and the responses that were compared.
    pub(crate) fn assert_enough(&self, cases: &Cases) {
        let unused = cases.exceptions.unused();
        assert!(unused.is_empty(), "no longer needed: {unused:?}");
        let all = cases.answers.len();
        assert!(
            self.sent * 4 > all && self.read * 8 > all && self.refused * 8 > all,
            "{self:?}"
        );
        // Official clients do not look at the end tags of XML, ours at all of them.
        let share = if cases.protocol.is_xml() { 5 } else { 12 };
        assert!(
            self.strict * share < all && self.lenient * 20 < all && self.unread * 20 < all,
            "{self:?}"
        );
    }
}

/// Whether a body has a number that is too large for a time.
fn strict_time(body: &str) -> bool {
    body.contains("e+21") || body.contains("e+300")
}

/// Whether a damaged body may be read by the official crate alone.
fn may_differ(body: &[u8], protocol: &Protocol) -> bool {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => is_no_json(body),
        Protocol::RpcV2Cbor => false,
        // The official reader of XML looks at no more than it needs.
        _ => true,
    }
}
