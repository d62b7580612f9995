//! Looking for what must not be shown: marks in everything that is somebody's secret, and which of them
//! two clients show where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Words that stand nowhere else, one for each place where a secret may be.
#[derive(Clone, Debug)]
pub struct Marks {
    /// Six digits, in all marks.
    stem: String,
}

impl Marks {
    /// Other words for each seed.
    pub fn new(seed: u64) -> Self {
        let stem = fastrand::Rng::with_seed(seed).u32(100_000..1_000_000);
        Self {
            stem: stem.to_string(),
        }
    }

    /// The word of a place, whose name is of small letters.
    pub fn word(&self, place: &str) -> String {
        format!("zq{}{place}0", self.stem)
    }

    /// A number, which is too large for 32 bits.
    pub fn number(&self) -> u64 {
        self.stem.repeat(2).parse().unwrap()
    }

    /// The places whose words are in the text: as they are, in capitals, or as a list of bytes; and
    /// `signature`, if there is one.
    pub fn seen(&self, text: &str) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        for text in [text.to_ascii_lowercase(), bytes(text).to_ascii_lowercase()] {
            let stem = format!("zq{}", self.stem);
            for (at, found) in text.match_indices(&stem) {
                let after = &text[at + found.len()..];
                let end = after.find(|c: char| !c.is_ascii_lowercase());
                places.insert(after[..end.unwrap_or(after.len())].to_owned());
            }
            if text.contains(&self.number().to_string()) {
                places.insert("number".to_owned());
            }
            let mut signatures = text.match_indices("signature=");
            let is_hex = |c: &u8| c.is_ascii_hexdigit();
            if signatures.any(|(at, found)| {
                let after = &text.as_bytes()[at + found.len()..];
                after.iter().take_while(|c| is_hex(c)).count() == 64
            }) {
                places.insert("signature".to_owned());
            }
        }
        places
    }
}

/// The bytes that a text shows as a list of numbers.
fn bytes(text: &str) -> String {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let bytes: Vec<u8> = numbers.filter_map(|number| number.parse().ok()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is shown, by the way in which it is.
#[derive(Clone, Debug, Default)]
pub struct Shown(BTreeMap<String, String>);

impl Shown {
    /// Adds a text.
    pub fn say(&mut self, way: &str, text: impl AsRef<str>) {
        let place = self.0.entry(way.to_owned()).or_default();
        place.push_str(text.as_ref());
        place.push('\n');
    }

    /// Adds all that is in another one.
    pub fn add(&mut self, other: &Self) {
        for (way, text) in &other.0 {
            self.say(way, text);
        }
    }

    /// What was said first in this way.
    pub fn first(&self, way: &str) -> Option<&str> {
        self.0.get(way)?.lines().next()
    }

    /// All ways.
    pub fn ways(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The places seen in one of these ways.
    pub fn seen(&self, marks: &Marks, ways: &[&str]) -> BTreeSet<String> {
        let texts = ways.iter().filter_map(|way| self.0.get(*way));
        texts.flat_map(|text| marks.seen(text)).collect()
    }

    /// What is shown here and not by the other in the same way, or in those that `instead` names: where
    /// which mark is, and what stands around it.
    pub fn beyond(
        &self,
        other: &Self,
        marks: &Marks,
        instead: impl Fn(&str) -> Vec<&str>,
    ) -> BTreeMap<String, String> {
        let mut leaks = BTreeMap::new();
        for (way, text) in &self.0 {
            let allowed = other.seen(marks, &instead(way));
            let seen = marks.seen(text);
            for place in seen.difference(&allowed) {
                let word = marks.word(place);
                let near = text.lines().find(|line| line.contains(&word));
                let near = near.unwrap_or(text);
                let at = near.find(&word).unwrap_or_default();
                let (from, to) = (at.saturating_sub(150), (at + 150).min(near.len()));
                let (from, to) = (near.floor_char_boundary(from), near.ceil_char_boundary(to));
                let leak = format!("`{way}` shows the mark of {place}");
                leaks.insert(leak, format!("…{}…", &near[from..to]));
            }
        }
        leaks
    }
}

/// Everything that is traced in this thread, at all levels and with all fields, by level and target.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Shown>>);

impl Log {
    /// Listens until the guard is dropped.
    pub fn start() -> (Self, DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::registry().with(log.clone());
        (log, tracing::subscriber::set_default(subscriber))
    }

    /// What was traced so far.
    pub fn shown(&self) -> Shown {
        self.0.lock().unwrap().clone()
    }

    fn write(&self, what: &str, metadata: &Metadata<'_>, fields: &Fields) {
        // The modules of the two crates have other names.
        let target = match metadata.target() {
            own if own.starts_with("aws_sdk_") || own.starts_with("lightsail_") => "sdk",
            // The server is in the same thread.
            server if server.starts_with("tests::") => return,
            other => other,
        };
        let way = format!("{what} {} {target}", metadata.level());
        self.0.lock().unwrap().say(&way, &fields.0);
    }
}

#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl<S> Layer<S> for Log
where
    S: Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut fields = Fields(attributes.metadata().name().to_owned());
        attributes.record(&mut fields);
        self.write("span", attributes.metadata(), &fields);
    }

    fn on_record(&self, span: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(metadata) = context.metadata(span) {
            self.write("span", metadata, &fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.write("event", event.metadata(), &fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_however_they_are_printed() {
        let marks = Marks::new(7);
        let word = marks.word("body");
        for text in [
            format!("a {word} b"),
            word.to_uppercase(),
            format!("{:?}", word.as_bytes()),
            format!("{:#?}", word.as_bytes()),
            format!("{:?}", bytes::Bytes::from(word.clone())),
        ] {
            assert_eq!(
                marks.seen(&text),
                BTreeSet::from(["body".to_owned()]),
                "{text}"
            );
        }
        let hex = "0123456789abcdef".repeat(4);
        for (text, place) in [
            (format!("{}.5", marks.number()), "number"),
            (format!("Credential=a, Signature={hex}"), "signature"),
        ] {
            assert_eq!(marks.seen(&text), BTreeSet::from([place.to_owned()]));
        }
        assert!(Marks::new(8).seen(&word).is_empty());
        assert!(marks.seen("Signature=** redacted **").is_empty());
    }

    #[test]
    fn what_only_one_shows_is_a_leak() {
        let marks = Marks::new(7);
        let (mut one, mut two) = (Shown::default(), Shown::default());
        for shown in [&mut one, &mut two] {
            shown.say("Debug", marks.word("body"));
        }
        assert!(two.beyond(&one, &marks, |way| vec![way]).is_empty());
        two.say("Display", format!("oh: {}", marks.word("body")));
        let leaks = two.beyond(&one, &marks, |way| vec![way]);
        let around = format!("…oh: {}…", marks.word("body"));
        let leak = "`Display` shows the mark of body".to_owned();
        assert_eq!(leaks, BTreeMap::from([(leak, around)]));
        assert!(two.beyond(&one, &marks, |_| vec!["Debug"]).is_empty());
    }

    #[test]
    fn spans_and_events_are_heard_with_their_fields() {
        let marks = Marks::new(7);
        let (log, guard) = Log::start();
        let span = tracing::trace_span!(
            target: "elsewhere",
            "work",
            first = marks.word("span"),
            late = tracing::field::Empty
        );
        span.record("late", marks.word("late"));
        tracing::trace!(target: "elsewhere", secret = ?marks.word("event"), "{}", marks.word("message"));
        drop(guard);
        tracing::trace!(target: "elsewhere", "{}", marks.word("after"));
        let shown = log.shown();
        let ways: Vec<&str> = shown.ways().collect();
        assert_eq!(ways, ["event TRACE elsewhere", "span TRACE elsewhere"]);
        let seen = shown.seen(&marks, &ways);
        assert_eq!(
            seen.iter().collect::<Vec<_>>(),
            ["event", "late", "message", "span"]
        );
    }
}
