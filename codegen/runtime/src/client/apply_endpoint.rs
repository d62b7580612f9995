//! How an endpoint gets into a request.
//!
//! The orchestrator can do it, too, but shows the whole request in the error about a malformed
//! endpoint. It leaves it to a schema protocol if there is one, and that names the endpoint only.

use ::http::{HeaderName, HeaderValue};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_schema::protocol::{ClientProtocolInner, SharedClientProtocol, apply_http_endpoint};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;

/// What the orchestrator applies endpoints with.
pub(super) fn protocol() -> SharedClientProtocol {
    SharedClientProtocol::new(EndpointProtocol)
}

/// A schema protocol that applies endpoints and does nothing else: bodies are not driven by schemas.
#[derive(Debug)]
struct EndpointProtocol;

static ID: ShapeId<'static> =
    ShapeId::from_parts("whittle#endpointProtocol", "whittle", "endpointProtocol");

impl ClientProtocolInner for EndpointProtocol {
    type Request = HttpRequest;
    type Response = HttpResponse;

    fn protocol_id(&self) -> &ShapeId<'static> {
        &ID
    }

    fn serialize_request(
        &self,
        _: &dyn SerializableStruct,
        _: &Schema<'_>,
        _: &str,
        _: &ConfigBag,
    ) -> Result<HttpRequest, SerdeError> {
        Err(no_schemas())
    }

    fn deserialize_response<'a>(
        &self,
        _: &'a HttpResponse,
        _: &Schema<'_>,
        _: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        Err(no_schemas())
    }

    fn update_endpoint(
        &self,
        request: &mut HttpRequest,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        // The function below would panic.
        let is_value = |value: &str| HeaderValue::from_str(value).is_ok();
        for (name, mut values) in endpoint.headers() {
            if HeaderName::try_from(name).is_err() || !values.all(is_value) {
                return Err(SerdeError::custom("a header of the endpoint is malformed"));
            }
        }
        apply_http_endpoint(request, endpoint, cfg)
    }
}

fn no_schemas() -> SerdeError {
    SerdeError::unsupported("bodies are not driven by schemas")
}
