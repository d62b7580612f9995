//! Operations of a Smithy AST, with their pagination and waiters.

use std::collections::BTreeSet;

use super::super::context;
use super::super::cursor::{Cursor, Object};
use super::super::jmespath;
use super::super::waiters;
use super::ast::{Binding, RawShape};
use super::ignored;
use super::names::short;
use super::shape::Shapes;
use super::traits::deprecated;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{
    AuthScheme, DiscoveredEndpoint, Http, HttpChecksum, Operation, Pagination, ShapeRef, UNIT, Uri,
    Waiter,
};

/// What the service says about all of its operations.
#[derive(Debug)]
pub(super) struct Common<'a> {
    pub(super) errors: Vec<Binding<'a>>,
    pub(super) pagination: Option<Cursor<'a>>,
    pub(super) auth: Vec<AuthScheme>,
}

/// Reads an operation and its waiters.
pub(super) fn operation<'a>(
    raw: &RawShape<'a>,
    common: &Common<'a>,
    shapes: Shapes<'_, 'a>,
) -> Result<(Operation, Vec<Waiter>), Failure> {
    let name = short(raw.id);
    let mut traits = raw.traits.clone();
    let unsupported = raw.properties.clone().unsupported("key", |_| false);
    let waitable = traits.take("smithy.waiters#waitable");
    let waiters = waitable
        .map(|cursor| waiters::waitable(name, &cursor))
        .transpose()?;
    let errors = raw.bound("errors").chain(&common.errors);
    let operation = Operation {
        at: raw.at.clone(),
        name: name.to_owned(),
        input: structure(raw, "input", shapes),
        output: structure(raw, "output", shapes),
        errors: errors
            .map(|error| shapes.reference(&error.at, error.target))
            .collect(),
        docs: traits.string("smithy.api#documentation")?,
        deprecated: deprecated(&mut traits)?,
        pagination: pagination(&mut traits, common.pagination.as_ref())?,
        http: http(&mut traits)?,
        host_prefix: member(&mut traits, "smithy.api#endpoint", "hostPrefix", |prefix| {
            context::host_prefix(prefix)
        })?,
        unsigned_payload: traits.present("aws.auth#unsignedPayload"),
        discovered_endpoint: discovery(&mut traits)?,
        auth: auth(&mut traits, &common.auth)?,
        static_context_params: traits
            .take("smithy.rules#staticContextParams")
            .map_or_else(|| Ok(Default::default()), |c| context::fixed(&c))?,
        operation_context_params: traits
            .take("smithy.rules#operationContextParams")
            .map_or_else(|| Ok(Default::default()), |c| context::paths(&c))?,
        request_compression: traits.take("smithy.api#requestCompression").map_or_else(
            || Ok(Vec::new()),
            |c| c.object()?.required("encodings")?.strings(),
        )?,
        checksum_required: traits.present("smithy.api#httpChecksumRequired"),
        checksum: checksum(&mut traits)?,
        unwrapped_xml_output: traits.present("aws.customizations#s3UnwrappedXmlOutput"),
        unsupported: ignored::rest(traits)
            .into_iter()
            .chain(unsupported)
            .collect(),
    };
    Ok((
        without_repeated_errors(operation),
        waiters.unwrap_or_default(),
    ))
}

/// Errors of the service can be named by the operation too.
fn without_repeated_errors(mut operation: Operation) -> Operation {
    let mut seen = BTreeSet::new();
    operation
        .errors
        .retain(|error| seen.insert(error.shape.clone()));
    operation
}

/// The input or output, `None` for the unit type.
fn structure<'a>(raw: &RawShape<'a>, role: &str, shapes: Shapes<'_, 'a>) -> Option<ShapeRef> {
    let binding = raw
        .bound(role)
        .next()
        .filter(|binding| binding.target != UNIT)?;
    Some(shapes.reference(&binding.at, binding.target))
}

/// Takes the trait `id`, an object, and reads its one member `name`.
fn member<'a, T>(
    traits: &mut Object<'a>,
    id: &str,
    name: &str,
    read: impl FnOnce(&Cursor<'a>) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let Some(cursor) = traits.take(id) else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let value = read(&object.required(name)?)?;
    object.finish(&[])?;
    Ok(Some(value))
}

/// The operation's trait wins over the service's, member by member.
fn pagination(
    traits: &mut Object<'_>,
    common: Option<&Cursor<'_>>,
) -> Result<Option<Pagination>, Failure> {
    let Some(cursor) = traits.take("smithy.api#paginated") else {
        return Ok(None);
    };
    let mut object = Object::empty(cursor.at().clone());
    for settings in common.into_iter().chain([&cursor]) {
        object.overlay(settings.object()?);
    }
    let pagination = Pagination {
        at: cursor.at().clone(),
        input_tokens: vec![object.required_string("inputToken")?],
        output_tokens: vec![jmespath::path(&object.required("outputToken")?)?],
        items: collect(object.take("items"), |items| jmespath::path(&items))?,
        page_size: object.string("pageSize")?,
        more_results: None,
    };
    object.leave_rest_out(&[]);
    Ok(Some(pagination))
}

/// `smithy.api#auth`, and `smithy.api#optionalAuth`, which puts anonymous calls last.
fn auth(
    traits: &mut Object<'_>,
    common: &[AuthScheme],
) -> Result<Option<Vec<AuthScheme>>, Failure> {
    let own = traits
        .take("smithy.api#auth")
        .map(|auth| auth.strings())
        .transpose()?;
    let own: Option<Vec<_>> = own.map(|ids| ids.iter().map(|id| AuthScheme::of_id(id)).collect());
    if !traits.present("smithy.api#optionalAuth") {
        return Ok(own);
    }
    let mut schemes = own.unwrap_or_else(|| common.to_vec());
    schemes.retain(|scheme| *scheme != AuthScheme::NoAuth);
    schemes.push(AuthScheme::NoAuth);
    Ok(Some(schemes))
}

/// `smithy.api#http`.
fn http(traits: &mut Object<'_>) -> Result<Option<Http>, Failure> {
    let Some(cursor) = traits.take("smithy.api#http") else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let uri = object.required("uri")?;
    let text = uri.string()?;
    let code = object.take("code");
    let http = Http {
        method: object.required_string("method")?,
        uri: Uri::parse(text)
            .map_err(|problem| Diagnostic::new(uri.at(), problem).note("uri", text))?,
        code: code.map_or(Ok(200), |code| code.integer())?,
    };
    object.finish(&[])?;
    Ok(Some(http))
}

/// `aws.protocols#httpChecksum`.
fn checksum(traits: &mut Object<'_>) -> Result<Option<HttpChecksum>, Failure> {
    let Some(cursor) = traits.take("aws.protocols#httpChecksum") else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let checksum = context::checksum(&mut object)?;
    object.finish(&[])?;
    Ok(Some(checksum))
}

/// `aws.api#clientDiscoveredEndpoint`.
fn discovery(traits: &mut Object<'_>) -> Result<Option<DiscoveredEndpoint>, Failure> {
    let Some(cursor) = traits.take("aws.api#clientDiscoveredEndpoint") else {
        return Ok(None);
    };
    Ok(Some(DiscoveredEndpoint {
        required: cursor.object()?.flag("required")?,
        at: cursor.at().clone(),
    }))
}
