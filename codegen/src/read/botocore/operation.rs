//! Operations of botocore's models.

use super::super::context;
use super::super::cursor::{Cursor, Object, collect};
use super::{auth_scheme, deprecated, ignored};
use crate::diagnostic::Failure;
use crate::model::{AuthScheme, Operation, ShapeRef, Unsupported};

/// Reads the operation `name`.
pub(super) fn operation(name: &str, cursor: &Cursor<'_>) -> Result<Operation, Failure> {
    let mut object = cursor.object()?;
    let discovery = required_discovery(&mut object)?;
    Ok(Operation {
        at: cursor.at().clone(),
        name: name.to_owned(),
        input: object
            .take("input")
            .map(|input| reference(&input))
            .transpose()?,
        output: object
            .take("output")
            .map(|output| reference(&output))
            .transpose()?,
        errors: collect(object.elements("errors")?, |error| reference(&error))?,
        docs: object.string("documentation")?,
        deprecated: deprecated(&mut object)?,
        pagination: None,
        host_prefix: object
            .take("endpoint")
            .map(|endpoint| host_prefix(&endpoint))
            .transpose()?,
        auth: auth(&mut object)?,
        static_context_params: taken(&mut object, "staticContextParams", context::fixed)?,
        operation_context_params: taken(&mut object, "operationContextParams", context::paths)?,
        request_compression: taken(&mut object, "requestcompression", encodings)?,
        checksum_required: object.flag("httpChecksumRequired")?,
        unsupported: object
            .unsupported("key", ignored::in_operation)
            .into_iter()
            .chain(discovery)
            .collect(),
    })
}

/// `endpointdiscovery`, which can be passed over unless it is required.
fn required_discovery(object: &mut Object<'_>) -> Result<Option<Unsupported>, Failure> {
    let Some(cursor) = object.take("endpointdiscovery") else {
        return Ok(None);
    };
    let mut settings = cursor.object()?;
    let required = settings.flag("required")?;
    settings.finish(&[])?;
    let what = "required endpoint discovery".to_owned();
    Ok(required.then(|| Unsupported {
        at: cursor.at().clone(),
        what,
    }))
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

fn reference(cursor: &Cursor<'_>) -> Result<ShapeRef, Failure> {
    let mut object = cursor.object()?;
    let shape = object.required_string("shape")?;
    object.finish(&ignored::IN_REFERENCE)?;
    Ok(ShapeRef {
        at: cursor.at().clone(),
        shape,
    })
}

fn host_prefix(cursor: &Cursor<'_>) -> Result<String, Failure> {
    let mut object = cursor.object()?;
    let prefix = object.required_string("hostPrefix")?;
    object.finish(&[])?;
    Ok(prefix)
}

fn encodings(cursor: &Cursor<'_>) -> Result<Vec<String>, Failure> {
    let mut object = cursor.object()?;
    let encodings = object.required("encodings")?.strings()?;
    object.finish(&[])?;
    Ok(encodings)
}

/// `auth`, or in older models `authtype`.
fn auth(object: &mut Object<'_>) -> Result<Option<Vec<AuthScheme>>, Failure> {
    let kind = object.string("authtype")?;
    if let Some(auth) = object.take("auth") {
        return Ok(Some(auth.strings()?.into_iter().map(auth_scheme).collect()));
    }
    Ok(kind.map(|kind| match kind.as_str() {
        "none" => vec![AuthScheme::NoAuth],
        "v4" => vec![AuthScheme::SigV4],
        "bearer" => vec![AuthScheme::Other("smithy.api#httpBearerAuth".to_owned())],
        _ => vec![AuthScheme::Other(kind)],
    }))
}
