//! Shapes, members and waiters in botocore's JSON form.

use codegen::model::{
    Acceptor, AcceptorState, ClientContextParam, Comparator, Deprecated, ErrorTraits, Fault,
    Matcher, Member, ParameterKind, PathMatcher, Retryable, Shape, ShapeKind, TimestampFormat,
    Waiter,
};
use serde_json::{Map, Value, json};

use super::put;

/// How often a waiter of botocore polls at most. Our waiters end by time, and do not read it.
const MAX_ATTEMPTS: u32 = 40;

type Constraint<'a> = dyn Fn(&str, &str) -> Option<String> + 'a;

/// A shape.
pub(super) fn shape(shape: &Shape, constraint: &Constraint<'_>) -> Value {
    let mut json = Map::new();
    json.insert("type".to_owned(), kind(&shape.kind).into());
    content(&mut json, shape);
    for key in ["max", "min", "pattern"] {
        if let Some(text) = constraint(&shape.name, key) {
            let number = text
                .parse::<serde_json::Number>()
                .ok()
                .filter(|_| key != "pattern");
            let value = number.map_or(Value::String(text), Value::Number);
            json.insert(key.to_owned(), value);
        }
    }
    put(&mut json, "documentation", shape.docs.as_deref());
    deprecated(&mut json, shape.deprecated.as_ref());
    if let ShapeKind::Structure(structure) = &shape.kind
        && let Some(traits) = &structure.error
    {
        error(&mut json, traits);
    }
    flag(&mut json, "sensitive", shape.sensitive);
    flag(
        &mut json,
        "union",
        matches!(shape.kind, ShapeKind::Union(_)),
    );
    flag(
        &mut json,
        "document",
        matches!(shape.kind, ShapeKind::Document),
    );
    Value::Object(json)
}

/// The type of a shape. Types that botocore does not have were replaced before.
fn kind(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Document | ShapeKind::Unit => {
            "structure"
        }
        ShapeKind::List { .. } => "list",
        ShapeKind::Map { .. } => "map",
        ShapeKind::Enum(_) | ShapeKind::String | ShapeKind::BigInteger | ShapeKind::BigDecimal => {
            "string"
        }
        ShapeKind::Blob => "blob",
        ShapeKind::Boolean => "boolean",
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::IntEnum(_) => {
            "integer"
        }
        ShapeKind::Long => "long",
        ShapeKind::Float => "float",
        ShapeKind::Double => "double",
        ShapeKind::Timestamp(_) => "timestamp",
    }
}

/// What stands between the type and the documentation.
fn content(json: &mut Map<String, Value>, shape: &Shape) {
    match &shape.kind {
        ShapeKind::Structure(structure) => members(json, &structure.members),
        ShapeKind::Union(all) => members(json, all),
        ShapeKind::Document | ShapeKind::Unit => members(json, &[]),
        ShapeKind::List { member: of, sparse } => {
            json.insert("member".to_owned(), member(of));
            flag(json, "sparse", *sparse);
        }
        ShapeKind::Map { key, value, sparse } => {
            json.insert("key".to_owned(), member(key));
            json.insert("value".to_owned(), member(value));
            flag(json, "sparse", *sparse);
        }
        ShapeKind::Enum(values) => {
            let values: Value = values.iter().map(|value| value.value.as_str()).collect();
            json.insert("enum".to_owned(), values);
        }
        ShapeKind::Timestamp(format) => timestamp_format(json, *format),
        _ => {}
    }
}

fn members(json: &mut Map<String, Value>, members: &[Member]) {
    let required = members.iter().filter(|member| member.required);
    let required: Vec<&str> = required.map(|member| member.name.as_str()).collect();
    if !required.is_empty() {
        json.insert("required".to_owned(), required.into());
    }
    let members = members.iter().map(|of| (of.name.clone(), member(of)));
    json.insert("members".to_owned(), Value::Object(members.collect()));
}

fn member(member: &Member) -> Value {
    let mut json = Map::new();
    put(&mut json, "shape", Some(&member.target.shape));
    put(&mut json, "documentation", member.docs.as_deref());
    deprecated(&mut json, member.deprecated.as_ref());
    put(&mut json, "locationName", member.json_name.as_deref());
    timestamp_format(&mut json, member.timestamp_format);
    flag(&mut json, "sensitive", member.sensitive);
    flag(&mut json, "idempotencyToken", member.idempotency_token);
    flag(&mut json, "hostLabel", member.host_label);
    if let Some(name) = &member.context_param {
        json.insert("contextParam".to_owned(), json!({ "name": name }));
    }
    Value::Object(json)
}

/// `deprecated` with its companions.
pub(super) fn deprecated(json: &mut Map<String, Value>, deprecated: Option<&Deprecated>) {
    if let Some(Deprecated { message, since }) = deprecated {
        flag(json, "deprecated", true);
        put(json, "deprecatedMessage", message.as_deref());
        put(json, "deprecatedSince", since.as_deref());
    }
}

fn error(json: &mut Map<String, Value>, traits: &ErrorTraits) {
    let is_client = traits.fault == Fault::Client;
    let mut details = Map::new();
    put(&mut details, "code", traits.query_code.as_deref());
    if let Some(status) = traits.status {
        details.insert("httpStatusCode".to_owned(), status.into());
    }
    if !details.is_empty() {
        flag(&mut details, "senderFault", is_client);
        json.insert("error".to_owned(), Value::Object(details));
    }
    flag(json, "exception", true);
    flag(json, "fault", !is_client);
    if let Some(retryable) = traits.retryable {
        let throttling = retryable == Retryable::Throttling;
        json.insert("retryable".to_owned(), json!({ "throttling": throttling }));
    }
}

fn timestamp_format(json: &mut Map<String, Value>, format: Option<TimestampFormat>) {
    let name = format.map(|format| match format {
        TimestampFormat::EpochSeconds => "unixTimestamp",
        TimestampFormat::DateTime => "iso8601",
        TimestampFormat::HttpDate => "rfc822",
    });
    put(json, "timestampFormat", name);
}

fn flag(json: &mut Map<String, Value>, key: &str, value: bool) {
    if value {
        json.insert(key.to_owned(), true.into());
    }
}

/// A parameter that the configuration of a client fills.
pub(super) fn client_param(param: &ClientContextParam) -> Value {
    let mut json = Map::new();
    put(&mut json, "documentation", param.docs.as_deref());
    let kind = match param.kind {
        ParameterKind::String => "string",
        ParameterKind::Boolean => "boolean",
        ParameterKind::StringArray => "stringArray",
    };
    put(&mut json, "type", Some(kind));
    Value::Object(json)
}

/// A waiter.
pub(super) fn waiter(waiter: &Waiter) -> Value {
    let mut json = Map::new();
    put(&mut json, "description", waiter.docs.as_deref());
    flag(&mut json, "deprecated", waiter.deprecated);
    json.insert("delay".to_owned(), waiter.min_delay.into());
    json.insert("maxAttempts".to_owned(), MAX_ATTEMPTS.into());
    put(&mut json, "operation", Some(&waiter.operation));
    let acceptors: Value = waiter.acceptors.iter().map(acceptor).collect();
    json.insert("acceptors".to_owned(), acceptors);
    Value::Object(json)
}

fn acceptor(acceptor: &Acceptor) -> Value {
    let state = match acceptor.state {
        AcceptorState::Success => "success",
        AcceptorState::Failure => "failure",
        AcceptorState::Retry => "retry",
    };
    let (matcher, argument, expected) = match &acceptor.matcher {
        Matcher::Success(success) => ("error", None, (!success).into()),
        Matcher::ErrorType(name) => ("error", None, name.as_str().into()),
        Matcher::Status(status) => ("status", None, (*status).into()),
        Matcher::Output(path) | Matcher::InputOutput(path) => (
            comparator(path),
            Some(path.path.text.as_str()),
            expected(path),
        ),
    };
    let mut json = Map::new();
    put(&mut json, "matcher", Some(matcher));
    json.insert("expected".to_owned(), expected);
    put(&mut json, "argument", argument);
    put(&mut json, "state", Some(state));
    Value::Object(json)
}

fn comparator(path: &PathMatcher) -> &'static str {
    match path.comparator {
        Comparator::StringEquals | Comparator::BooleanEquals => "path",
        Comparator::AllStringEquals => "pathAll",
        Comparator::AnyStringEquals => "pathAny",
    }
}

fn expected(path: &PathMatcher) -> Value {
    match path.comparator {
        Comparator::BooleanEquals => (path.expected == "true").into(),
        _ => path.expected.as_str().into(),
    }
}
