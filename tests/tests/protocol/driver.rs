//! Runs the cases of the protocol tests that stand below; the first lines are the same for all.

use std::collections::HashMap;
use std::fmt::Debug;
use std::io::Read;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_json::Value;

/// Prints what came of a case: a JSON array of its name and what is wrong, a line each.
fn report(id: &str, result: Result<(), String>) {
    println!("{}", Value::from(vec![Some(id.to_owned()), result.err()]));
}

/// Is the outcome; the first problem ends a case.
type Outcome = Result<(), String>;

fn equal<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Outcome {
    // By their text, too: NaN does not equal itself.
    if found == expected || format!("{found:?}") == format!("{expected:?}") {
        return Ok(());
    }
    Err(format!(
        "{what}\n  expected: {expected:?}\n  found:    {found:?}"
    ))
}

/// The token of the suites, where a client has one of its own each time.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// A request as a service gets it, but for its compression.
struct Request(http::Request<Vec<u8>>);

impl Request {
    /// A header; several lines of one mean the same as their values after each other.
    fn header(&self, name: &str) -> Option<String> {
        let lines = self.0.headers().get_all(name).iter();
        let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap()).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    }

    fn body(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut body = self.0.body().as_slice();
        let read = match self.header("content-encoding").as_deref() {
            Some("gzip") => flate2::read::GzDecoder::new(body).read_to_end(&mut bytes),
            _ => body.read_to_end(&mut bytes),
        };
        read.map_err(|error| format!("the body cannot be read: {error}"))?;
        Ok(bytes)
    }

    /// Compares what does not depend on the endpoint.
    fn check(&self, expected: &Value) -> Outcome {
        equal(
            "method",
            Some(self.0.method().as_str()),
            expected["method"].as_str(),
        )?;
        for (name, value) in expected["headers"].as_object().into_iter().flatten() {
            equal(name, self.header(name).as_deref(), value.as_str())?;
        }
        for name in expected["requireHeaders"].as_array().into_iter().flatten() {
            equal(
                &format!("{name} is there"),
                self.header(name.as_str().unwrap()).is_some(),
                true,
            )?;
        }
        for name in expected["forbidHeaders"].as_array().into_iter().flatten() {
            equal(
                &format!("{name} is there"),
                self.header(name.as_str().unwrap()).is_some(),
                false,
            )?;
        }
        let Some(body) = expected["body"].as_str() else {
            return Ok(());
        };
        let found = self.body()?;
        if expected["headers"]["smithy-protocol"].is_string() {
            return equal("body", cbor(&found)?, cbor(&base64(body))?);
        }
        let found = String::from_utf8_lossy(&found);
        match self.header("content-type").as_deref() {
            Some("application/x-www-form-urlencoded") => {
                return equal("body", form(&found), form(body));
            }
            Some("application/xml") => return equal("body", xml(&found)?, xml(body)?),
            _ => {}
        }
        match serde_json::from_str::<Value>(body) {
            Ok(expected) => {
                let json = serde_json::from_str::<Value>(&found);
                equal("body", json.map_err(|e| format!("{e}: {found}"))?, expected)
            }
            Err(_) => equal("body", &*found, body),
        }
    }

    /// Compares path and query, whose parameters have no order.
    fn check_uri(&self, expected: &Value) -> Outcome {
        let parts = |uri: &str| {
            let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
            let mut parameters: Vec<String> = query.split('&').map(str::to_owned).collect();
            parameters.sort();
            (path.to_owned(), parameters)
        };
        let found = self
            .0
            .uri()
            .path_and_query()
            .map_or("/", |uri| uri.as_str());
        equal(
            "uri",
            parts(found),
            parts(expected["uri"].as_str().unwrap()),
        )
    }

    /// Compares where it goes. The path of an endpoint is in the case's `uri`, and in `host` too.
    fn check_endpoint(&self, expected: &Value) -> Outcome {
        self.check_uri(expected)?;
        let Some(host) = expected["host"].as_str() else {
            return Ok(());
        };
        equal("host", self.0.uri().host(), host.split('/').next())
    }
}

/// A form as a tree of what its keys have between their dots. Entries of maps, which have no order, are
/// sorted.
fn form(text: &str) -> Value {
    fn sorted(value: Value) -> Value {
        let Value::Object(parts) = value else {
            return value;
        };
        let is_entry = |(number, entry): (&String, &Value)| {
            let has_key = entry.get("key").or(entry.get("K")).is_some();
            number.parse::<usize>().is_ok() && has_key
        };
        let is_map = parts.iter().all(is_entry);
        let parts = parts.into_iter().map(|(key, value)| (key, sorted(value)));
        if !is_map {
            return Value::Object(parts.collect());
        }
        let mut entries: Vec<_> = parts.map(|(_, entry)| entry).collect();
        entries.sort_by_key(Value::to_string);
        Value::Array(entries)
    }
    let mut tree = Value::Null;
    for pair in text.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let place = key.split('.').fold(&mut tree, |tree, part| &mut tree[part]);
        *place = value.into();
    }
    sorted(tree)
}

/// A document as a tree of elements: name, attributes, namespaces, and what is inside. Members of structures
/// have no order and are sorted by name, where items of lists stay in theirs; entries of maps are sorted by all
/// that they are. No document is null.
fn xml(text: &str) -> Result<Value, String> {
    fn tree(node: roxmltree::Node<'_, '_>) -> Value {
        let attributes = node.attributes().map(|it| format!("{:?} {}={}", it.namespace(), it.name(), it.value()));
        let namespaces = node.namespaces().map(|it| format!("{:?}={}", it.name(), it.uri()));
        let mut about: Vec<String> = attributes.chain(namespaces).collect();
        about.sort();
        let elements: Vec<_> = node.children().filter(|it| it.is_element()).collect();
        let is_key = |node: roxmltree::Node<'_, '_>| {
            let first = node.children().find(|it| it.is_element());
            let names = ["key", "K", "Attribute", "OuterKey", "InnerKey"];
            first.is_some_and(|first| names.contains(&first.tag_name().name()))
        };
        let is_map = elements.len() > 1 && elements.iter().all(|it| is_key(*it));
        let mut inside: Vec<Value> = elements.into_iter().map(tree).collect();
        match is_map {
            true => inside.sort_by_key(Value::to_string),
            false => inside.sort_by_key(|element| element[0].to_string()),
        }
        let text = inside.is_empty().then(|| node.text().unwrap_or_default());
        let name = node.tag_name();
        serde_json::json!([name.name(), name.namespace(), about, inside, text])
    }
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let document = roxmltree::Document::parse(text).map_err(|e| format!("{e}: {text}"))?;
    Ok(tree(document.root_element()))
}

/// The request with the token of the suites in place of its own, if the case is about that.
fn with_known_token(request: http::Request<Vec<u8>>, expected: &str) -> http::Request<Vec<u8>> {
    if !expected.contains(TOKEN) {
        return request;
    }
    let masked = |text: &str| {
        let is_token = |at: &usize| {
            let mut bytes = text.bytes().skip(*at).zip(TOKEN.bytes());
            bytes.all(|(found, known)| match known {
                b'-' | b'4' => found == known,
                _ => found.is_ascii_hexdigit(),
            })
        };
        let last = (text.len() + 1).saturating_sub(TOKEN.len());
        match (0..last).find(is_token) {
            Some(at) => format!("{}{TOKEN}{}", &text[..at], &text[at + TOKEN.len()..]),
            None => text.to_owned(),
        }
    };
    let (mut head, body) = request.into_parts();
    head.uri = masked(&head.uri.to_string()).parse().unwrap();
    for value in head.headers.values_mut() {
        *value = masked(value.to_str().unwrap()).parse().unwrap();
    }
    let body = masked(&String::from_utf8(body).unwrap()).into_bytes();
    http::Request::from_parts(head, body)
}

fn base64(text: &str) -> Vec<u8> {
    aws_smithy_types::base64::decode(text).unwrap()
}

/// What the bytes are as CBOR, with maps in the order of their keys; no bytes are no value.
fn cbor(bytes: &[u8]) -> Result<Option<ciborium::Value>, String> {
    fn sorted(value: ciborium::Value) -> ciborium::Value {
        match value {
            ciborium::Value::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, sorted(value)));
                let mut entries: Vec<_> = entries.collect();
                entries.sort_by_key(|(key, _)| format!("{key:?}"));
                ciborium::Value::Map(entries)
            }
            ciborium::Value::Array(items) => {
                ciborium::Value::Array(items.into_iter().map(sorted).collect())
            }
            other => other,
        }
    }
    if bytes.is_empty() {
        return Ok(None);
    }
    let value = ciborium::from_reader(bytes).map_err(|error| format!("{error}: {bytes:?}"))?;
    Ok(Some(sorted(value)))
}

/// The response of a case.
fn response(case: &str) -> http::Response<Vec<u8>> {
    let case: Value = serde_json::from_str(case).unwrap();
    let status = u16::try_from(case["status_code"].as_u64().unwrap()).unwrap();
    let mut response = http::Response::builder().status(status);
    for (name, value) in case["headers"].as_object().into_iter().flatten() {
        response = response.header(name, value.as_str().unwrap());
    }
    let text = case["body"].as_str().unwrap_or_default();
    let body = case["base64"].as_str().map(base64);
    response.body(body.unwrap_or_else(|| text.into())).unwrap()
}

/// A document from its JSON.
fn document(json: &str) -> Document {
    fn of(value: Value) -> Document {
        match value {
            Value::Null => Document::Null,
            Value::Bool(flag) => Document::Bool(flag),
            Value::String(text) => Document::String(text),
            Value::Array(items) => Document::Array(items.into_iter().map(of).collect()),
            Value::Object(entries) => {
                Document::Object(entries.into_iter().map(|(k, v)| (k, of(v))).collect())
            }
            Value::Number(n) => Document::Number(match (n.as_u64(), n.as_i64(), n.as_f64()) {
                (Some(n), ..) => Number::PosInt(n),
                (_, Some(n), _) => Number::NegInt(n),
                (.., n) => Number::Float(n.unwrap()),
            }),
        }
    }
    of(serde_json::from_str(json).unwrap())
}

/// An input case, without a client and with one.
macro_rules! sends {
    ($krate:ident, $marker:path, $endpoint:literal, $input:expr, $expected:literal) => {{
        type Operation = $marker;
        let expected: Value = serde_json::from_str($expected).unwrap();
        let input = $input;
        // It is the client that gives a token to inputs without one, and that compresses.
        let encoding = expected["headers"]["Content-Encoding"].as_str();
        let is_compressed = encoding.is_some_and(|encoding| encoding.ends_with("gzip"));
        if !$expected.contains(TOKEN) && !is_compressed {
            let bare = Operation::request(&input).map_err(|error| error.to_string())?;
            let bare = Request(bare);
            let path = $endpoint.split('/').nth(3);
            bare.check(&expected)
                .and_then(|()| path.map_or_else(|| bare.check_uri(&expected), |_| Ok(())))
                .map_err(|e| format!("without a client: {e}"))?;
        }
        let config = $krate::Config::builder()
            .behavior_version($krate::config::BehaviorVersion::latest())
            .region($krate::config::Region::new("us-east-1"))
            .credentials_provider($krate::config::Credentials::new(
                "a", "s", None, None, "test",
            ))
            .endpoint_url($endpoint)
            .build();
        let client = $krate::Client::from_conf(config);
        let signed = <Operation as $krate::operation::Call>::sign(&client, input);
        let signed = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(signed);
        let signed = signed.map_err(|error| format!("{error:?}"))?;
        let signed = Request(with_known_token(signed, $expected));
        signed
            .check(&expected)
            .and_then(|()| signed.check_endpoint(&expected))
            .map_err(|e| format!("with a client: {e}"))
    }};
}

/// An output case that succeeds. The request id is compared on its own: nobody can set it.
macro_rules! gives {
    ($krate:ident, $marker:path, $response:literal, $expected:expr) => {{
        use $krate::operation::RequestId;
        type Operation = $marker;
        let mut response = response($response);
        let found = Operation::parse(&response).map_err(|error| format!("{error:?}"))?;
        let id = response.headers_mut().remove("x-amzn-requestid");
        let id = id.as_ref().map(|id| id.to_str().unwrap());
        equal("request id", found.request_id(), id)?;
        let bare = Operation::parse(&response).map_err(|error| format!("{error:?}"))?;
        equal("output", bare, $expected)
    }};
}

/// An output case that is an error, of this variant if the service has a shape for it.
macro_rules! fails {
    ($krate:ident, $marker:path, $response:literal, $code:literal, $message:expr, $variant:path, $found:ident => $expected:expr) => {{
        type Operation = $marker;
        use $krate::error::ProvideErrorMetadata;
        let error = Operation::parse(&response($response))
            .err()
            .ok_or("it succeeds")?;
        equal("code", error.meta().code(), Some($code))?;
        equal("message", error.meta().message(), $message)?;
        match error {
            $variant($found) => equal("error", $found.clone(), $expected),
            other => Err(format!("another error: {other:?}")),
        }
    }};
}
