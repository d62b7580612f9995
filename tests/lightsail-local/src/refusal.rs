//! Why a request is not carried out, and how that stands in a response.

use lightsail_snapshots::types::error as exceptions;
use serde_json::{Map, Value};

/// Where the service points to for more.
const DOCS: &str = "https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference";

/// A request that was refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: Option<String>,
}

/// Fills in an exception of the generated crate.
macro_rules! written {
    ($code:expr, $message:expr, [$($name:ident),* $(,)?]) => {
        match $code {
            $(stringify!($name) => Some(serde_json::to_value(
                exceptions::$name::builder()
                    .code($code)
                    .docs(DOCS)
                    .set_message($message)
                    .build(),
            )),)*
            _ => None,
        }
    };
}

impl Refusal {
    pub(super) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: Some(message.into()),
        }
    }

    /// Without a message, as the layer in front of the service answers.
    pub(super) fn bare(status: u16, code: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: None,
        }
    }

    pub(super) fn invalid_input(message: impl Into<String>) -> Self {
        Self::new(400, "InvalidInputException", message)
    }

    pub(super) fn not_found(kind: &str, name: &str) -> Self {
        let message = format!("The {kind} does not exist: {name}");
        Self::new(400, "NotFoundException", message)
    }

    pub(super) fn operation_failure(message: impl Into<String>) -> Self {
        Self::new(400, "OperationFailureException", message)
    }

    /// Whether the exception is one of the service's model, not of the layer in front of it.
    fn members(&self) -> Option<Value> {
        let written = written!(
            self.code.as_str(),
            self.message.clone(),
            [
                AccessDeniedException,
                AccountSetupInProgressException,
                InvalidInputException,
                NotFoundException,
                OperationFailureException,
                RegionSetupInProgressException,
                ServiceException,
                UnauthenticatedException,
            ]
        );
        written.and_then(Result::ok)
    }

    /// The body of the response.
    pub(super) fn body(&self) -> Vec<u8> {
        let mut body = Map::new();
        if let Some(Value::Object(members)) = self.members() {
            body.insert("__type".into(), self.code.as_str().into());
            body.extend(members);
        } else {
            let absolute = format!("com.amazon.coral.service#{}", self.code);
            body.insert("__type".into(), absolute.into());
            if let Some(message) = &self.message {
                body.insert("message".into(), message.as_str().into());
            }
        }
        Value::Object(body).to_string().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(refusal: &Refusal) -> Value {
        serde_json::from_slice(&refusal.body()).unwrap()
    }

    #[test]
    fn an_exception_of_the_model_has_its_members() {
        let body = body(&Refusal::not_found("Disk", "d"));
        assert_eq!(body["__type"], "NotFoundException");
        assert_eq!(body["code"], "NotFoundException");
        assert_eq!(body["message"], "The Disk does not exist: d");
        assert_eq!(body["docs"], DOCS);
        assert_eq!(body.get("tip"), None);
    }

    #[test]
    fn another_error_has_a_namespace() {
        let bare = body(&Refusal::bare(400, "SerializationException"));
        let expected =
            serde_json::json!({"__type": "com.amazon.coral.service#SerializationException"});
        assert_eq!(bare, expected);
    }
}
