//! Operations: their own structures, errors, and what they give the endpoint.

use syn::Ident;

use super::context::Context;
use super::docs::Docs;
use super::errors::{self, ErrorVariant};
use super::examples;
use super::names::{self, prefixed, suffixed};
use super::paginators::{self, Paginator};
use super::structures::{self, Struct, StructKind};
use super::types::{Deprecated, deprecated, type_of};
use super::waiters::{self, Waiter};
use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Failure, join};
use crate::model::{self, Member, ParamValue, ShapeKind};

/// An operation and the shapes that are its own.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name on the wire.
    pub(crate) name: String,
    pub(crate) marker: Ident,
    pub(crate) module: Ident,
    /// The client's method.
    pub(crate) method: Ident,
    pub(crate) fluent: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) input: Struct,
    pub(crate) output: Struct,
    /// Whether there is something sensitive in the output: then no log shows the response.
    pub(crate) sensitive_output: bool,
    pub(crate) error: Ident,
    pub(crate) errors: Vec<ErrorVariant>,
    /// `{service}.{operation}`, the name of its tracing span.
    pub(crate) span: String,
    /// The input field that takes an idempotency token.
    pub(crate) idempotency_token: Option<Ident>,
    pub(crate) host_prefix: Option<HostPrefix>,
    /// Endpoint parameters that the operation fills.
    pub(crate) endpoint_params: Vec<EndpointParam>,
    pub(crate) paginator: Option<Paginator>,
    /// The waiters that poll it.
    pub(crate) waiters: Vec<Waiter>,
    /// The fields that the model requires, each with a literal for an example if there is one.
    pub(crate) example: Vec<(Ident, Option<&'static str>)>,
}

/// `@endpoint hostPrefix` as a format string and the input fields that fill it.
#[derive(Debug)]
pub(crate) struct HostPrefix {
    pub(crate) parts: Vec<HostPart>,
}

/// A part of a host prefix: text, or an input field.
#[derive(Debug)]
pub(crate) enum HostPart {
    Text(String),
    Label(Ident),
    EnumLabel(Ident),
}

/// An endpoint parameter that an operation fills.
#[derive(Debug)]
pub(crate) struct EndpointParam {
    pub(crate) setter: Ident,
    pub(crate) value: ParamSource,
}

/// Where an operation's endpoint parameter comes from.
#[derive(Debug)]
pub(crate) enum ParamSource {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
    /// An input field.
    Field {
        name: Ident,
        is_copy: bool,
    },
}

/// The plan of an operation.
pub(super) fn lower(
    cx: &Context<'_>,
    checked: &Checked<'_>,
    operation: &model::Operation,
) -> Result<Operation, Failure> {
    let marker = cx.names.marker(&operation.at, &operation.name)?;
    let name = cx.names.type_name(&operation.at, &operation.name)?;
    let module = cx.names.module(&operation.at, &operation.name)?;
    let input = operation
        .input
        .as_ref()
        .and_then(|input| cx.service.shape(input));
    let output = operation
        .output
        .as_ref()
        .and_then(|output| cx.service.shape(output));
    let input_members = input.map_or(&[][..], structures::members);
    let lower = |shape, suffix, kind| structures::lower(cx, shape, suffixed(&name, suffix), kind);
    let (input, output) = join(
        lower(input, "Input", StructKind::Input),
        lower(output, "Output", StructKind::Output),
    )?;
    let chains = join(
        paginators::lower(cx, checked.pages.get(operation.name.as_str()), &marker),
        waiters::lower(cx, checked, &operation.name),
    );
    let ((host_prefix, endpoint_params), (errors, (paginator, waiters))) = join(
        join(
            host_prefix(cx, operation, input_members),
            endpoint_params(cx, operation, input_members),
        ),
        join(errors::of_operation(cx, operation), chains),
    )?;
    let token = input_members
        .iter()
        .position(|member| member.idempotency_token);
    Ok(Operation {
        docs: Docs::of(operation.docs.as_deref())
            .or(|| format!("Calls the operation `{}`.", operation.name)),
        deprecated: deprecated(operation.deprecated.as_ref()),
        fluent: suffixed(&marker, "FluentBuilder"),
        error: suffixed(&marker, "Error"),
        sensitive_output: operation
            .output
            .as_ref()
            .is_some_and(|output| cx.holds_secrets(output)),
        span: format!("{}.{}", cx.service.sdk_id, operation.name),
        idempotency_token: token.and_then(|i| Some(input.fields.get(i)?.name.clone())),
        example: examples::required(&input),
        name: operation.name.clone(),
        method: cx.names.client_method(&operation.at, &operation.name)?,
        marker,
        module,
        input,
        output,
        errors,
        host_prefix,
        endpoint_params,
        paginator,
        waiters,
    })
}

/// `{Bucket}.data-` as text and the fields of the input that fill it.
fn host_prefix(
    cx: &Context<'_>,
    operation: &model::Operation,
    input: &[Member],
) -> Result<Option<HostPrefix>, Failure> {
    let Some(prefix) = &operation.host_prefix else {
        return Ok(None);
    };
    let mut parts = Vec::new();
    for part in &prefix.parts {
        parts.push(match part {
            model::HostPart::Text(text) => HostPart::Text(text.clone()),
            model::HostPart::Label(label) => {
                let field = input_field(cx, operation, input, label)?;
                let member = input.iter().find(|member| member.name == *label);
                let target = member.and_then(|member| cx.service.shape(&member.target));
                match target.map(|shape| &shape.kind) {
                    Some(ShapeKind::Enum(_)) => HostPart::EnumLabel(field),
                    _ => HostPart::Label(field),
                }
            }
        });
    }
    Ok(Some(HostPrefix { parts }))
}

fn endpoint_params(
    cx: &Context<'_>,
    operation: &model::Operation,
    input: &[Member],
) -> Result<Vec<EndpointParam>, Failure> {
    let Some(rules) = &cx.service.endpoint_rules else {
        return Ok(Vec::new());
    };
    let mut params = Vec::new();
    let mut add = |name: &str, value: ParamSource| {
        let setter = prefixed("set_", &names::variable(&operation.at, name)?);
        params.push(EndpointParam { setter, value });
        Ok::<_, Failure>(())
    };
    for (name, value) in &operation.static_context_params {
        if rules.parameters.contains_key(name) {
            add(
                name,
                match value {
                    ParamValue::String(value) => ParamSource::String(value.clone()),
                    ParamValue::Boolean(value) => ParamSource::Boolean(*value),
                    ParamValue::StringArray(values) => ParamSource::StringArray(values.clone()),
                },
            )?;
        }
    }
    for member in input {
        if let Some(name) = &member.context_param
            && rules.parameters.contains_key(name)
        {
            let source = ParamSource::Field {
                name: input_field(cx, operation, input, &member.name)?,
                is_copy: type_of(cx, member)?.is_copy(),
            };
            add(name, source)?;
        }
    }
    Ok(params)
}

/// The field of the input for a member.
fn input_field(
    cx: &Context<'_>,
    operation: &model::Operation,
    input: &[Member],
    member: &str,
) -> Result<Ident, Failure> {
    let shape = operation.input.as_ref().map_or("", |input| &input.shape);
    match input.iter().find(|m| m.name == member) {
        Some(member) => cx.names.field(&member.at, shape, &member.name),
        None => Err(Diagnostic::new(&operation.at, "input has no such member")
            .note("member", member)
            .did_you_mean(member, input.iter().map(|m| m.name.as_str()))
            .into()),
    }
}
