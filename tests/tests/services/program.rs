//! Makes the same calls with two crates, the official one and ours, and tells where they differ. What is
//! called and answered comes in lines of JSON.
//!
//! The first lines are the same for all services; the calls of each side stand below them.

use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_smithy_runtime_api::box_error::BoxError;
use serde_json::{Value, json};
use std::io::BufRead;

use random::{Random, Style};
use wire::{Answer, Wire};

/// How a client is configured.
pub struct Settings {
    /// What nobody else is called, so that no two cases have the budget of their retries in common.
    name: String,
    region: &'static str,
    fips: bool,
    dual_stack: bool,
    retries: bool,
}

/// What a call comes to, in no crate's words.
pub type Outcome = Result<String, Failure>;

/// Everything that can be asked of an error.
#[derive(Debug, Default, PartialEq)]
pub struct Failure {
    variant: String,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    /// Of the error of the operation: `Display`, `Debug` and metadata.
    service: Option<String>,
    /// The error with its sources.
    text: String,
    /// As the error of the crate.
    converted: String,
}

/// An input that could not be built.
pub fn unbuilt(text: String) -> Outcome {
    let variant = "unbuilt".to_owned();
    Err(Failure {
        variant,
        text,
        ..Failure::default()
    })
}

#[derive(Debug)]
pub struct FixedId;

impl InvocationIdGenerator for FixedId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        let id = "11111111-2222-4333-8444-555555555555";
        Ok(Some(InvocationId::new(id.to_owned())))
    }
}

/// Text in which both crates have the same name.
pub fn anonymous(text: &str) -> String {
    text.replace(OFFICIAL, "sdk").replace(OURS, "sdk")
}

/// An output as `{:#?}` prints it, without the field that streams.
pub struct Without(pub String, pub &'static str);

impl std::fmt::Debug for Without {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(text, field) = self;
        let start = format!("    {field}: ");
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if !line.starts_with(&start) {
                writeln!(f, "{line}")?;
            } else if !line.ends_with(',') {
                // To the line that closes it.
                lines.find(|line| !line.starts_with("     "));
            }
        }
        Ok(())
    }
}

/// All of a body, or why it breaks off.
pub async fn content(body: aws_smithy_types::byte_stream::ByteStream) -> String {
    match body.collect().await {
        Ok(body) => format!("{:?}", body.into_bytes()),
        Err(error) => aws_smithy_types::error::display::DisplayErrorContext(&error).to_string(),
    }
}

/// All events of a stream, and what ends it; what is wrong with one each reader says in its own words.
macro_rules! events {
    ($stream:expr) => {{
        let mut text = String::new();
        loop {
            match $stream.recv().await {
                Ok(Some(event)) => text.push_str(&crate::sorted(&format!("{event:#?}"))),
                Ok(None) => break,
                Err(error) => {
                    let variant = format!("{error:?}");
                    text.push_str(variant.split('(').next().unwrap_or_default());
                    text.push_str(&format!("{:?} {:?}", error.code(), error.message()));
                    break;
                }
            }
        }
        text
    }};
}

/// Text of `{:#?}` with the entries of maps in the order of their text: that of a map is chance.
pub fn sorted(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    let mut sorted = block(&lines, &mut at);
    while at < lines.len() {
        sorted.push_str(&block(&lines, &mut at));
    }
    sorted
}

/// Whether a line is a field without a value that the model's structure does not have: the official crate
/// may be made of a newer one. `head` is the line that opens the structure.
fn is_newer(head: &str, line: &str) -> bool {
    // Fields that are no members, and the message that an error has without a model.
    const OTHERS: [&str; 3] = ["_request_id", "message", "meta"];
    let structure = head.trim_end_matches(" {").rsplit(' ').next();
    let fields = FIELDS.iter().find(|(name, _)| Some(*name) == structure);
    let field = line.trim_start().strip_suffix(": None,\n");
    match (fields, field) {
        (Some((_, fields)), Some(field)) => !fields.contains(&field) && !OTHERS.contains(&field),
        _ => false,
    }
}

/// The line at this place with all that is indented below it, and the line that closes it.
fn block(lines: &[&str], at: &mut usize) -> String {
    let head = lines[*at];
    let indent = |line: &str| line.len() - line.trim_start().len();
    *at += 1;
    let mut inner = Vec::new();
    while *at < lines.len() && indent(lines[*at]) > indent(head) {
        inner.push(block(lines, at));
    }
    if inner.is_empty() {
        return format!("{head}\n");
    }
    inner.retain(|line| !is_newer(head, line));
    // A structure has its name before the brace.
    if head.trim() == "{" || head.ends_with(": {") {
        inner.sort();
    }
    let end = lines.get(*at).copied().unwrap_or_default();
    *at += 1;
    format!("{head}\n{}{end}\n", inner.concat())
}

/// The case of a line: what is called with what, and what is answered.
struct Case {
    operation: usize,
    seed: u64,
    style: Style,
    answer: Answer,
}

impl Case {
    fn read(line: &str) -> Self {
        let json: Value = serde_json::from_str(line).expect("JSON");
        let number = |key: &str| json[key].as_u64().expect("a number");
        let body = json["body"].as_array().expect("bytes").iter();
        let body: Vec<u8> = body
            .map(|byte| byte.as_u64().expect("a byte") as u8)
            .collect();
        let mut answer = Answer::new(number("status") as u16, body);
        for header in json["headers"].as_array().expect("headers") {
            answer = answer.header(
                header[0].as_str().expect("name"),
                header[1].as_str().expect("value"),
            );
        }
        Self {
            operation: number("operation") as usize,
            seed: number("seed"),
            style: match json["wild"].as_bool() {
                Some(true) => Style::Wild,
                _ => Style::Tame,
            },
            answer,
        }
    }

    fn settings(&self) -> Settings {
        let rare = |n| self.style == Style::Wild && self.seed % n == 1;
        Settings {
            name: format!("{} of {}", self.seed, self.operation),
            region: match self.style {
                Style::Wild => ["us-east-1", "eu-west-2", "cn-north-1", "us-gov-west-1"]
                    [(self.seed % 4) as usize],
                Style::Tame => "us-east-1",
            },
            fips: rare(7),
            dual_stack: rare(11),
            retries: self.seed % 8 == 0,
        }
    }
}

/// Whether the response could not be read.
fn is_unread(outcome: &Outcome) -> bool {
    outcome
        .as_ref()
        .is_err_and(|failure| failure.text.is_empty())
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    for line in std::io::stdin().lock().lines() {
        let case = Case::read(&line.expect("a line"));
        let wires = [(); 2].map(|()| Wire::new([case.answer.clone()]));
        let settings = case.settings();
        let mut random = [(); 2].map(|()| Random::new(case.seed, case.style));
        let outcomes = runtime.block_on(async {
            let official = official::client(&wires[0], &settings);
            let ours = ours::client(&wires[1], &settings);
            [
                official::call(case.operation, &official, &mut random[0]).await,
                ours::call(case.operation, &ours, &mut random[1]).await,
            ]
        });
        let sent = wires.map(|wire| wire.take());
        let [official, ours] = &outcomes;
        println!(
            "{}",
            json!({
                "sent": sent[0].len(),
                "succeeds": official.is_ok(),
                "unread": [is_unread(official), is_unread(ours)],
                "requests": (sent[0] != sent[1]).then_some(&sent),
                "outcomes": (official != ours).then(|| outcomes.map(|outcome| format!("{outcome:#?}"))),
            })
        );
    }
}
