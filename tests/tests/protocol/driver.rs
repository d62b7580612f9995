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

/// A request as a service gets it, but for its compression.
struct Request(http::Request<Vec<u8>>);

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.0
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap())
    }

    fn body(&self) -> Result<String, String> {
        let mut text = String::new();
        let mut body = self.0.body().as_slice();
        let read = match self.header("content-encoding") {
            Some("gzip") => flate2::read::GzDecoder::new(body).read_to_string(&mut text),
            _ => body.read_to_string(&mut text),
        };
        read.map_err(|error| format!("the body cannot be read: {error}"))?;
        Ok(text)
    }

    /// Compares what does not depend on the endpoint.
    fn check(&self, expected: &Value) -> Outcome {
        equal(
            "method",
            Some(self.0.method().as_str()),
            expected["method"].as_str(),
        )?;
        for (name, value) in expected["headers"].as_object().into_iter().flatten() {
            equal(name, self.header(name), value.as_str())?;
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
        let json =
            |text: &str| serde_json::from_str::<Value>(text).map_err(|e| format!("{e}: {text}"));
        equal("body", json(&self.body()?)?, json(body)?)
    }

    /// Compares where it goes. The path of an endpoint is in the case's `uri`, and in `host` too.
    fn check_endpoint(&self, expected: &Value) -> Outcome {
        equal("uri", Some(self.0.uri().path()), expected["uri"].as_str())?;
        let Some(host) = expected["host"].as_str() else {
            return Ok(());
        };
        equal("host", self.0.uri().host(), host.split('/').next())
    }
}

/// The response of a case.
fn response(case: &str) -> http::Response<String> {
    let case: Value = serde_json::from_str(case).unwrap();
    let status = u16::try_from(case["status_code"].as_u64().unwrap()).unwrap();
    let mut response = http::Response::builder().status(status);
    for (name, value) in case["headers"].as_object().into_iter().flatten() {
        response = response.header(name, value.as_str().unwrap());
    }
    let body = case["body"].as_str().unwrap_or_default();
    response.body(body.to_owned()).unwrap()
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
        let bare = Operation::request(&input).map_err(|error| error.to_string())?;
        Request(bare)
            .check(&expected)
            .map_err(|e| format!("without a client: {e}"))?;
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
        let signed = Request(signed.map_err(|error| format!("{error:?}"))?);
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
