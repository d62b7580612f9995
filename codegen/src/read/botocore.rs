//! botocore's `service-2.json`: the service, its protocols and its auth schemes.

use std::collections::BTreeMap;

use super::context;
use super::cursor::{Cursor, Object};
use crate::diagnostic::{Diagnostic, Failure, collect, join};
use crate::model::{AuthScheme, Protocol, Service, Shape, ShapeKind, Structure, UNIT};
use elsewhere::{Elsewhere, LocationNames};

mod common;
mod elsewhere;
mod ignored;
mod operation;
mod shape;

/// Reads a model.
pub(super) fn service(root: &Cursor<'_>) -> Result<Service, Failure> {
    let mut object = root.object()?;
    let version = object
        .take("version")
        .map_or(Ok(()), |version| check_version(&version));
    let metadata = object.required("metadata")?;
    let operations = object.required("operations")?.entries()?;
    let shapes = object.entries("shapes")?;
    let params = object
        .take("clientContextParams")
        .map(|c| context::client(&c))
        .transpose();
    let docs = object.string("documentation")?;

    let described = described(&metadata);
    let mut elsewhere = Elsewhere::new(location_names(described.as_ref().ok()));
    let operations = collect(operations, |(name, cursor)| {
        let operation = operation::operation(name, &cursor, &mut elsewhere)?;
        Ok((name.to_owned(), operation))
    });
    let shapes = collect(shapes, |(name, cursor)| {
        Ok((
            name.to_owned(),
            shape::shape(name, &cursor, &mut elsewhere)?,
        ))
    });
    let (((), mut service), ((operations, shapes), params)) = join(
        join(version, described),
        join(join(operations, shapes), params),
    )?;
    service.docs = docs;
    service.operations = operations;
    service.shapes = shapes;
    units(&mut service.shapes);
    elsewhere.bring(&mut service);
    service.client_context_params = params.unwrap_or_default();
    service
        .unsupported
        .extend(object.unsupported("key", ignored::in_model));
    Ok(service)
}

/// What the protocols of a service make of `locationName`.
fn location_names(service: Option<&Service>) -> LocationNames {
    let is_xml = service.is_some_and(|service| service.protocols.iter().any(Protocol::is_xml));
    match is_xml {
        true => LocationNames::Xml,
        false => LocationNames::Json,
    }
}

/// Smithy's unit type is an empty structure of the name `Unit` here; members of unions that target it
/// have no value.
fn units(shapes: &mut BTreeMap<String, Shape>) {
    let is_unit = |shape: &Shape| {
        let ShapeKind::Structure(Structure { members, error }) = &shape.kind else {
            return false;
        };
        members.is_empty() && error.is_none() && shape.docs.is_none()
    };
    let Some(unit) = shapes.get("Unit").filter(|shape| is_unit(shape)) else {
        return;
    };
    let unit = Shape {
        name: UNIT.to_owned(),
        kind: ShapeKind::Unit,
        ..unit.clone()
    };
    for shape in shapes.values_mut() {
        let ShapeKind::Union(members) = &mut shape.kind else {
            continue;
        };
        for member in members.iter_mut().filter(|m| m.target.shape == "Unit") {
            member.target.shape = UNIT.to_owned();
        }
    }
    shapes.insert(unit.name.clone(), unit);
}

fn check_version(version: &Cursor<'_>) -> Result<(), Failure> {
    match version.string()? {
        "2.0" => Ok(()),
        other => Err(
            Diagnostic::new(version.at(), "the model has an unknown version")
                .note("version", other)
                .help("botocore's models have version 2.0")
                .into(),
        ),
    }
}

/// The service without operations and shapes, as `metadata` describes it.
fn described(metadata: &Cursor<'_>) -> Result<Service, Failure> {
    let mut object = metadata.object()?;
    let sdk_id = object.required_string("serviceId")?;
    let endpoint_prefix = object.required_string("endpointPrefix")?;
    let target = object.string("targetPrefix")?;
    let title = object.string("serviceFullName")?;
    let signing_name = object.string("signingName")?;
    Ok(Service {
        at: metadata.at().clone(),
        name: target.map_or_else(
            || shape_name(&sdk_id),
            |target| last_name(&target).to_owned(),
        ),
        title: title.unwrap_or_else(|| sdk_id.clone()),
        sdk_id,
        version: object.required_string("apiVersion")?,
        arn_namespace: endpoint_prefix.clone(),
        signing_name: signing_name.unwrap_or_else(|| endpoint_prefix.clone()),
        endpoint_prefix,
        protocols: protocols(&mut object)?,
        query_compatible: object.present("awsQueryCompatible"),
        no_error_wrapping: false,
        names_roots: false,
        xml_namespace: object
            .take("xmlNamespace")
            .map(|c| common::xml_namespace(&c))
            .transpose()?,
        endpoint_discovery: None,
        auth: service_auth(&mut object)?,
        docs: None,
        operations: Default::default(),
        shapes: Default::default(),
        types: Default::default(),
        waiters: Default::default(),
        endpoint_rules: None,
        endpoint_tests: Vec::new(),
        client_context_params: Default::default(),
        unsupported: object.unsupported("key", ignored::in_metadata),
        warnings: Vec::new(),
    })
}

/// The service's shape name where a model, of another protocol than JSON, does not tell it.
fn shape_name(sdk_id: &str) -> String {
    sdk_id.split_whitespace().collect()
}

/// `targetPrefix` without the package that some services have before it, and Smithy has not.
fn last_name(target: &str) -> &str {
    target.rsplit_once('.').map_or(target, |(_, name)| name)
}

/// `protocols`, or in older models the one `protocol`.
fn protocols(object: &mut Object<'_>) -> Result<Vec<Protocol>, Failure> {
    let version = object.take("jsonVersion");
    let main = object.required("protocol")?;
    let all = match object.take("protocols") {
        Some(all) => all.elements()?,
        None => vec![main],
    };
    collect(all, |cursor| {
        Ok(match cursor.string()? {
            "json" => json_protocol(version.as_ref())?,
            "rest-json" => Protocol::RestJson1,
            "rest-xml" => Protocol::RestXml,
            "query" => Protocol::AwsQuery,
            "ec2" => Protocol::Ec2Query,
            "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
            other => Protocol::Other(other.to_owned()),
        })
    })
}

fn json_protocol(version: Option<&Cursor<'_>>) -> Result<Protocol, Failure> {
    let Some(version) = version else {
        return Ok(Protocol::AwsJson1_0);
    };
    match version.string()? {
        "1.0" => Ok(Protocol::AwsJson1_0),
        "1.1" => Ok(Protocol::AwsJson1_1),
        other => Err(version
            .unknown("version of the JSON protocol", other, ["1.0", "1.1"])
            .into()),
    }
}

/// `auth`, or in older models what `signatureVersion` says.
fn service_auth(object: &mut Object<'_>) -> Result<Vec<AuthScheme>, Failure> {
    let signature = object.string("signatureVersion")?;
    if let Some(auth) = object.take("auth") {
        return Ok(auth
            .strings()?
            .iter()
            .map(|id| AuthScheme::of_id(id))
            .collect());
    }
    Ok(vec![match signature.as_deref() {
        None | Some("v4" | "s3v4") => AuthScheme::SigV4,
        Some("bearer") => AuthScheme::HttpBearer,
        Some(other) => AuthScheme::Other(other.to_owned()),
    }])
}

#[cfg(test)]
mod tests;
