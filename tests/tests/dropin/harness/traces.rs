//! A subscriber that writes down spans and events.

use std::fmt::Write;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// What was traced.
#[derive(Clone, Default)]
pub(crate) struct Traces(Arc<Mutex<Vec<String>>>);

impl Traces {
    /// Everything that is traced meanwhile.
    pub(crate) fn of(call: impl FnOnce()) -> Vec<String> {
        let traces = Self::default();
        let subscriber = tracing_subscriber::registry().with(traces.clone());
        tracing::subscriber::with_default(subscriber, call);
        let traces = traces.0.lock().unwrap();
        traces.clone()
    }

    fn write(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }
}

/// Fields as text; values that are random, measured, or of the crates' own types are left out.
#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let text = format!("{value:?}");
        let text = match field.name() {
            "sdk_invocation_id" => format!("{} digits", text.len()),
            "runtime_components" | "cfg" | "request" => String::new(),
            _ => without_numbers(&text),
        };
        write!(self.0, " {}={text}", field.name()).unwrap();
    }
}

/// Text without times that passed, and without the names and numbers of partitions.
fn without_numbers(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let time = word.trim_matches(['(', ')', ',']);
        let time = time.starts_with(|c: char| c.is_ascii_digit()) && time.ends_with('s');
        match time || word.contains("artition") || word.contains("Default(") {
            true => "_",
            false => word,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

impl<S: Subscriber> Layer<S> for Traces {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let metadata = attributes.metadata();
        let (level, name) = (metadata.level(), metadata.name());
        self.write(format!("span {level} {name}{}", fields.0));
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        self.write(format!("record{}", fields.0));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let metadata = event.metadata();
        // The modules of the crates themselves are nobody's business.
        let target = match metadata.target() {
            own if own.starts_with("aws_sdk_") || own.starts_with("lightsail_") => "sdk",
            other => other,
        };
        self.write(format!("event {} {target}{}", metadata.level(), fields.0));
    }
}
