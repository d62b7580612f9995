//! A service in botocore's JSON form: how a model in another form is taken over.
//!
//! botocore's form says less than Smithy's. [`form::plain`] first takes away what it cannot say, and
//! tells what that was; the rest is written so that reading it gives the same service again.

pub mod form;
mod shapes;

use codegen::model::{
    AuthScheme, JmesPath, Operation, Pagination, ParamValue, Protocol, Service, ShapeRef,
};
use serde_json::{Map, Value, json};

/// The files of botocore's layout.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `service-2.json`.
    pub service: Value,
    /// `paginators-1.json`.
    pub paginators: Option<Value>,
    /// `waiters-2.json`.
    pub waiters: Option<Value>,
    /// `endpoint-rule-set-1.json`.
    pub endpoint_rules: Option<Value>,
}

/// Writes a service that [`form::plain`] made plain.
///
/// `constraint` gives `pattern`, `min` and `max` of a shape, which the service does not hold.
pub fn write(service: &Service, constraint: impl Fn(&str, &str) -> Option<String>) -> Files {
    let operations = service.operations.values();
    let pages: Map<String, Value> = operations
        .filter_map(|op| Some((op.name.clone(), pagination(op.pagination.as_ref()?))))
        .collect();
    let waiters: Map<String, Value> = service
        .waiters
        .values()
        .map(|waiter| (waiter.name.clone(), shapes::waiter(waiter)))
        .collect();
    Files {
        service: self::service(service, &constraint),
        paginators: (!pages.is_empty()).then(|| json!({ "pagination": pages })),
        waiters: (!waiters.is_empty()).then(|| json!({ "version": 2, "waiters": waiters })),
        endpoint_rules: None,
    }
}

/// The parameters of Smithy's rule sets have their types in capitals.
pub fn rule_set(mut rules: Value) -> Value {
    let parameters = rules.get_mut("parameters").and_then(Value::as_object_mut);
    for parameter in parameters.into_iter().flat_map(|p| p.values_mut()) {
        if let Some(Value::String(kind)) = parameter.get_mut("type") {
            *kind = match kind.as_str() {
                "StringArray" | "stringArray" => "stringArray".to_owned(),
                other => other.to_lowercase(),
            };
        }
    }
    rules
}

fn service(service: &Service, constraint: &dyn Fn(&str, &str) -> Option<String>) -> Value {
    let operations = service.operations.values();
    let operations = operations.map(|op| (op.name.clone(), operation(op)));
    let shapes = service.shapes.values();
    let shapes = shapes.map(|shape| (shape.name.clone(), shapes::shape(shape, constraint)));
    let mut json = Map::new();
    json.insert("version".to_owned(), "2.0".into());
    json.insert("metadata".to_owned(), metadata(service));
    json.insert("operations".to_owned(), Value::Object(operations.collect()));
    json.insert("shapes".to_owned(), Value::Object(shapes.collect()));
    if !service.client_context_params.is_empty() {
        let params = service.client_context_params.iter();
        let params = params.map(|(name, param)| (name.clone(), shapes::client_param(param)));
        json.insert(
            "clientContextParams".to_owned(),
            Value::Object(params.collect()),
        );
    }
    put(&mut json, "documentation", service.docs.as_deref());
    Value::Object(json)
}

fn metadata(service: &Service) -> Value {
    let mut json = Map::new();
    let protocols: Vec<&str> = service.protocols.iter().map(protocol).collect();
    let version = service
        .protocols
        .iter()
        .find_map(|protocol| match protocol {
            Protocol::AwsJson1_0 => Some("1.0"),
            Protocol::AwsJson1_1 => Some("1.1"),
            _ => None,
        });
    let signing = Some(service.signing_name.as_str());
    let id = service.sdk_id.to_lowercase().replace(' ', "-");
    put(&mut json, "apiVersion", Some(&service.version));
    put(&mut json, "endpointPrefix", Some(&service.endpoint_prefix));
    put(&mut json, "jsonVersion", version);
    put(&mut json, "protocol", protocols.first().copied());
    json.insert("protocols".to_owned(), protocols.into());
    put(&mut json, "serviceFullName", Some(&service.title));
    put(&mut json, "serviceId", Some(&service.sdk_id));
    put(&mut json, "signatureVersion", Some("v4"));
    put(
        &mut json,
        "signingName",
        signing.filter(|name| **name != service.endpoint_prefix),
    );
    put(&mut json, "targetPrefix", Some(&service.name));
    put(&mut json, "uid", Some(&format!("{id}-{}", service.version)));
    json.insert("auth".to_owned(), auth(&service.auth));
    if service.query_compatible {
        json.insert("awsQueryCompatible".to_owned(), json!({}));
    }
    Value::Object(json)
}

fn protocol(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "json",
        Protocol::RestJson1 => "rest-json",
        Protocol::RestXml => "rest-xml",
        Protocol::AwsQuery => "query",
        Protocol::Ec2Query => "ec2",
        Protocol::RpcV2Cbor => "smithy-rpc-v2-cbor",
        Protocol::Other(name) => name,
    }
}

fn auth(schemes: &[AuthScheme]) -> Value {
    schemes.iter().map(AuthScheme::id).collect()
}

fn operation(operation: &Operation) -> Value {
    let mut json = Map::new();
    let reference = |to: &ShapeRef| json!({ "shape": to.shape });
    put(&mut json, "name", Some(&operation.name));
    json.insert(
        "http".to_owned(),
        json!({ "method": "POST", "requestUri": "/" }),
    );
    for (key, to) in [("input", &operation.input), ("output", &operation.output)] {
        json.extend(to.iter().map(|to| (key.to_owned(), reference(to))));
    }
    if !operation.errors.is_empty() {
        let errors: Value = operation.errors.iter().map(reference).collect();
        json.insert("errors".to_owned(), errors);
    }
    put(&mut json, "documentation", operation.docs.as_deref());
    shapes::deprecated(&mut json, operation.deprecated.as_ref());
    if let Some(prefix) = &operation.host_prefix {
        json.insert(
            "endpoint".to_owned(),
            json!({ "hostPrefix": prefix.to_string() }),
        );
    }
    if let Some(schemes) = &operation.auth {
        json.insert("auth".to_owned(), auth(schemes));
    }
    if operation.checksum_required {
        json.insert("httpChecksumRequired".to_owned(), true.into());
    }
    if !operation.request_compression.is_empty() {
        let compression = json!({ "encodings": operation.request_compression });
        json.insert("requestcompression".to_owned(), compression);
    }
    if !operation.static_context_params.is_empty() {
        let params = operation.static_context_params.iter();
        let params = params.map(|(name, value)| (name.clone(), json!({ "value": param(value) })));
        json.insert(
            "staticContextParams".to_owned(),
            Value::Object(params.collect()),
        );
    }
    if !operation.operation_context_params.is_empty() {
        let params = operation.operation_context_params.iter();
        let params = params.map(|(name, path)| (name.clone(), json!({ "path": path.text })));
        json.insert(
            "operationContextParams".to_owned(),
            Value::Object(params.collect()),
        );
    }
    Value::Object(json)
}

fn param(value: &ParamValue) -> Value {
    match value {
        ParamValue::String(text) => text.as_str().into(),
        ParamValue::Boolean(value) => (*value).into(),
        ParamValue::StringArray(texts) => texts.clone().into(),
    }
}

fn texts(paths: &[JmesPath]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}

fn pagination(pagination: &Pagination) -> Value {
    let mut json = Map::new();
    let mut list = |key: &str, values: &[String]| match values {
        [] => {}
        [one] => put(&mut json, key, Some(one)),
        many => {
            json.insert(key.to_owned(), many.to_vec().into());
        }
    };
    list("input_token", &pagination.input_tokens);
    list("output_token", &texts(&pagination.output_tokens));
    list("result_key", &texts(&pagination.items));
    put(&mut json, "limit_key", pagination.page_size.as_deref());
    put(
        &mut json,
        "more_results",
        pagination
            .more_results
            .as_ref()
            .map(|path| path.text.as_str()),
    );
    Value::Object(json)
}

/// Adds a string, if there is one.
fn put(json: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        json.insert(key.to_owned(), value.into());
    }
}
