//! Operations of botocore's models.

use super::super::context;
use super::super::cursor::{Cursor, Object};
use super::common::{deprecated, xml_namespace};
use super::elsewhere::Elsewhere;
use super::ignored;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{
    AuthScheme, DiscoveredEndpoint, HostPrefix, Http, HttpChecksum, Operation, ShapeRef, Uri, Xml,
};

/// Reads the operation `name`.
pub(super) fn operation(
    name: &str,
    cursor: &Cursor<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<Operation, Failure> {
    let mut object = cursor.object()?;
    if object.flag("endpointoperation")? {
        elsewhere.endpoint_discovery = Some(name.to_owned());
    }
    let mut io = |object: &mut Object<'_>, role| {
        let reference = object.take(role).map(|c| reference(&c, elsewhere));
        reference.transpose()
    };
    let input = io(&mut object, "input")?;
    let output = io(&mut object, "output")?;
    let errors = object.elements("errors")?;
    let auth_type = object.string("authtype")?;
    Ok(Operation {
        at: cursor.at().clone(),
        name: name.to_owned(),
        input,
        output,
        errors: collect(errors, |error| reference(&error, elsewhere))?,
        docs: object.string("documentation")?,
        deprecated: deprecated(&mut object)?,
        pagination: None,
        http: taken(&mut object, "http", |c| http(c).map(Some))?,
        host_prefix: taken(&mut object, "endpoint", |c| host_prefix(c).map(Some))?,
        unsigned_payload: object.flag("unsignedPayload")?
            || auth_type.as_deref() == Some("v4-unsigned-body"),
        auth: auth(&mut object, auth_type)?,
        discovered_endpoint: taken(&mut object, "endpointdiscovery", |c| discovery(c).map(Some))?,
        static_context_params: taken(&mut object, "staticContextParams", context::fixed)?,
        operation_context_params: taken(&mut object, "operationContextParams", context::paths)?,
        request_compression: taken(&mut object, "requestcompression", encodings)?,
        checksum_required: object.flag("httpChecksumRequired")?,
        checksum: taken(&mut object, "httpChecksum", |c| checksum(c).map(Some))?,
        unwrapped_xml_output: false,
        unsupported: object.unsupported("key", ignored::in_operation),
    })
}

/// Takes the member `key` and reads it, or gives the default.
fn taken<T: Default>(
    object: &mut Object<'_>,
    key: &str,
    read: impl FnOnce(&Cursor<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    object
        .take(key)
        .map_or_else(|| Ok(T::default()), |cursor| read(&cursor))
}

fn reference(cursor: &Cursor<'_>, elsewhere: &mut Elsewhere) -> Result<ShapeRef, Failure> {
    let mut object = cursor.object()?;
    let shape = object.required_string("shape")?;
    let element = Xml {
        // botocore says the name of the shape, too, where it is that of the element.
        name: object.string("locationName")?.filter(|name| *name != shape),
        namespace: object
            .take("xmlNamespace")
            .map(|c| xml_namespace(&c))
            .transpose()?,
        ..Xml::default()
    };
    object.finish(&ignored::IN_REFERENCE)?;
    if element != Xml::default() {
        elsewhere.elements.insert(shape.clone(), element);
    }
    Ok(ShapeRef {
        at: cursor.at().clone(),
        shape,
    })
}

fn http(cursor: &Cursor<'_>) -> Result<Http, Failure> {
    let mut object = cursor.object()?;
    let uri = object.required("requestUri")?;
    let text = uri.string()?;
    let code = object.take("responseCode");
    let http = Http {
        method: object.required_string("method")?,
        uri: Uri::parse(text)
            .map_err(|problem| Diagnostic::new(uri.at(), problem).note("uri", text))?,
        code: code.map_or(Ok(200), |code| code.integer())?,
    };
    object.finish(&[])?;
    Ok(http)
}

/// `endpointdiscovery`.
fn discovery(cursor: &Cursor<'_>) -> Result<DiscoveredEndpoint, Failure> {
    let mut settings = cursor.object()?;
    let required = settings.flag("required")?;
    settings.finish(&[])?;
    Ok(DiscoveredEndpoint {
        at: cursor.at().clone(),
        required,
    })
}

fn host_prefix(cursor: &Cursor<'_>) -> Result<HostPrefix, Failure> {
    let mut object = cursor.object()?;
    let prefix = object.required("hostPrefix")?;
    object.finish(&[])?;
    context::host_prefix(&prefix)
}

fn encodings(cursor: &Cursor<'_>) -> Result<Vec<String>, Failure> {
    let mut object = cursor.object()?;
    let encodings = object.required("encodings")?.strings()?;
    object.finish(&[])?;
    Ok(encodings)
}

fn checksum(cursor: &Cursor<'_>) -> Result<HttpChecksum, Failure> {
    let mut object = cursor.object()?;
    let checksum = context::checksum(&mut object)?;
    object.finish(&[])?;
    Ok(checksum)
}

/// `auth`, or in older models `authtype`.
fn auth(
    object: &mut Object<'_>,
    auth_type: Option<String>,
) -> Result<Option<Vec<AuthScheme>>, Failure> {
    if let Some(auth) = object.take("auth") {
        let ids = auth.strings()?;
        return Ok(Some(ids.iter().map(|id| AuthScheme::of_id(id)).collect()));
    }
    Ok(auth_type.map(|kind| match kind.as_str() {
        "none" => vec![AuthScheme::NoAuth],
        "v4" | "v4-unsigned-body" => vec![AuthScheme::SigV4],
        "bearer" => vec![AuthScheme::HttpBearer],
        _ => vec![AuthScheme::Other(kind)],
    }))
}
