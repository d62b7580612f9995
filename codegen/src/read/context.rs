//! What is alike in both formats: the parameters of endpoint rules where a model binds them, host
//! prefixes and checksums.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cursor::{Cursor, Object};
use super::jmespath;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{
    ClientContextParam, HostPrefix, HttpChecksum, JmesPath, ParamValue, ParameterKind,
};

/// `clientContextParams`: parameters that the client's configuration fills.
pub(super) fn client(cursor: &Cursor<'_>) -> Result<BTreeMap<String, ClientContextParam>, Failure> {
    collect(cursor.entries()?, |(name, cursor)| {
        let mut object = cursor.object()?;
        let param = ClientContextParam {
            at: cursor.at().clone(),
            kind: kind(&object.required("type")?)?,
            docs: object.string("documentation")?,
        };
        object.finish(&[])?;
        Ok((name.to_owned(), param))
    })
}

/// `contextParam`: the parameter that a member fills.
pub(super) fn member(cursor: &Cursor<'_>) -> Result<String, Failure> {
    let mut object = cursor.object()?;
    let name = object.required_string("name")?;
    object.finish(&[])?;
    Ok(name)
}

/// `staticContextParams`: values that are fixed for an operation.
pub(super) fn fixed(cursor: &Cursor<'_>) -> Result<BTreeMap<String, ParamValue>, Failure> {
    collect(cursor.entries()?, |(name, cursor)| {
        let mut object = cursor.object()?;
        let value = value(&object.required("value")?)?;
        object.finish(&[])?;
        Ok((name.to_owned(), value))
    })
}

/// `operationContextParams`: JMESPaths into the input of an operation.
pub(super) fn paths(cursor: &Cursor<'_>) -> Result<BTreeMap<String, JmesPath>, Failure> {
    collect(cursor.entries()?, |(name, cursor)| {
        let mut object = cursor.object()?;
        let path = jmespath::path(&object.required("path")?)?;
        object.finish(&[])?;
        Ok((name.to_owned(), path))
    })
}

/// `hostPrefix`.
pub(super) fn host_prefix(cursor: &Cursor<'_>) -> Result<HostPrefix, Failure> {
    let text = cursor.string()?;
    HostPrefix::parse(text).map_err(|problem| {
        Diagnostic::new(cursor.at(), problem)
            .note("hostPrefix", text)
            .into()
    })
}

/// The members of `httpChecksum`.
pub(super) fn checksum(object: &mut Object<'_>) -> Result<HttpChecksum, Failure> {
    Ok(HttpChecksum {
        request_required: object.flag("requestChecksumRequired")?,
        request_algorithm_member: object.string("requestAlgorithmMember")?,
        request_validation_mode_member: object.string("requestValidationModeMember")?,
        response_algorithms: object.strings("responseAlgorithms")?,
    })
}

/// The type of a parameter; botocore and Smithy differ in the case of its name.
pub(super) fn kind(cursor: &Cursor<'_>) -> Result<ParameterKind, Diagnostic> {
    match cursor.string()? {
        "string" | "String" => Ok(ParameterKind::String),
        "boolean" | "Boolean" => Ok(ParameterKind::Boolean),
        "stringArray" | "StringArray" => Ok(ParameterKind::StringArray),
        other => Err(cursor.unknown(
            "parameter type",
            other,
            ["string", "boolean", "stringArray"],
        )),
    }
}

/// The value of a parameter.
pub(super) fn value(cursor: &Cursor<'_>) -> Result<ParamValue, Failure> {
    match cursor.value() {
        Value::String(value) => Ok(ParamValue::String(value.clone())),
        Value::Bool(value) => Ok(ParamValue::Boolean(*value)),
        Value::Array(_) => cursor.strings().map(ParamValue::StringArray),
        _ => Err(cursor
            .expected("a string, a boolean or an array of strings")
            .into()),
    }
}
