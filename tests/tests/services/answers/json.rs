//! Bodies of JSON: of awsJson and restJson1.

use aws_smithy_types::date_time::Format;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codegen::model::{Member, Protocol, TimestampFormat};
use serde_json::Value;

use super::{Answers, Node};

/// A body with these members.
pub(super) fn body<'a>(answers: &mut Answers<'a>, members: &[(&'a Member, Node<'a>)]) -> Vec<u8> {
    structure(answers, members, &[]).into_bytes()
}

/// A body of an error, whose code is in it or in a header.
pub(super) fn error<'a>(
    answers: &mut Answers<'a>,
    code: &str,
    members: &[(&'a Member, Node<'a>)],
    headers: &mut Vec<(String, String)>,
) -> Vec<u8> {
    let code = match answers.random.u8(..4) {
        0 => format!("com.amazonaws.x#{code}"),
        1 => format!("{code}:http://internal.amazon.com/x"),
        _ => code.to_owned(),
    };
    let has_message = members
        .iter()
        .any(|(member, _)| member.name.eq_ignore_ascii_case("message"));
    let mut more = Vec::new();
    if !has_message && answers.random.bool() {
        more.push(format!(
            "{}:\"it is so\"",
            if answers.random.bool() {
                "\"message\""
            } else {
                "\"Message\""
            }
        ));
    }
    match answers.random.u8(..5) {
        0 => headers.push(("x-amzn-errortype".to_owned(), code)),
        1 => more.push(format!("\"code\":{}", Value::from(code))),
        _ => more.push(format!("\"__type\":{}", Value::from(code))),
    }
    structure(answers, members, &more).into_bytes()
}

fn structure<'a>(
    answers: &mut Answers<'a>,
    members: &[(&'a Member, Node<'a>)],
    more: &[String],
) -> String {
    let mut all: Vec<String> = more.to_vec();
    for (member, node) in members {
        let name = match (&answers.protocol, &member.json_name) {
            (Protocol::RestJson1, Some(name)) => name,
            _ => &member.name,
        };
        all.push(format!(
            "{}:{}",
            Value::from(name.as_str()),
            text(answers, node)
        ));
    }
    match answers.random.u8(..12) {
        0 => all.push("\"nobodyKnows\":{\"x\":[1,null]}".to_owned()),
        // Not twice: to all official readers but that of Lightsail the null counts, to ours the value.
        1 if !members.is_empty() => {
            let (name, _) = all[more.len()].split_once(':').unwrap_or_default();
            let nothing = format!("{name}:null");
            all[more.len()] = nothing;
        }
        _ => {}
    }
    answers.random.shuffle(&mut all);
    let comma = if answers.random.u8(..4) == 0 {
        " ,\n"
    } else {
        ","
    };
    format!("{{{}}}", all.join(comma))
}

/// A value as JSON.
pub(super) fn text<'a>(answers: &mut Answers<'a>, node: &Node<'a>) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Boolean(flag) => flag.to_string(),
        Node::Integer(number) => number.to_string(),
        Node::Float(number) => Value::from(*number).to_string(),
        Node::Text(text) => Value::from(text.as_str()).to_string(),
        Node::Blob(bytes) => format!("\"{}\"", STANDARD.encode(bytes)),
        Node::Time(time, format) => {
            let quoted = |format| time.fmt(format).map(|text| format!("\"{text}\"")).unwrap();
            match format {
                Some(TimestampFormat::DateTime) => quoted(Format::DateTime),
                Some(TimestampFormat::HttpDate) => quoted(Format::HttpDate),
                Some(TimestampFormat::EpochSeconds) | None => {
                    time.fmt(Format::EpochSeconds).unwrap()
                }
            }
        }
        Node::Document(value) => value.to_string(),
        Node::List(_, items) => {
            let items: Vec<String> = items.iter().map(|item| text(answers, item)).collect();
            format!("[{}]", items.join(","))
        }
        Node::Map(_, entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let key = match key {
                    Node::Text(key) => Value::from(key.as_str()).to_string(),
                    other => format!("\"{other:?}\""),
                };
                format!("{key}:{}", text(answers, value))
            });
            let entries: Vec<String> = entries.collect();
            format!("{{{}}}", entries.join(","))
        }
        Node::Structure(members) => structure(answers, members, &[]),
    }
}
