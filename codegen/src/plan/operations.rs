//! Operations: their own structures, errors, and what they give the endpoint.

use syn::Ident;

use super::lower::Context;
use super::names::{self, prefixed, suffixed};
use super::structs::type_of;
use super::{
    Docs, EndpointParam, ErrorVariant, HostPart, HostPrefix, Operation, ParamSource, Role, example,
    paginators, structs,
};
use crate::diagnostic::{Diagnostic, Failure, join};
use crate::model::{self, Member, ParamValue, ShapeKind, Structure};

/// The plan of an operation.
pub(super) fn lower(cx: &Context<'_>, operation: &model::Operation) -> Result<Operation, Failure> {
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
    let input_members = members(input);
    let lower = |shape, suffix, role| structs::lower(cx, shape, suffixed(&name, suffix), role);
    let (input, output) = join(
        lower(input, "Input", Role::Input),
        lower(output, "Output", Role::Output),
    )?;
    let paginator = paginators::lower(cx, operation, &marker)?;
    let ((host_prefix, endpoint_params), errors) = join(
        join(
            host_prefix(cx, operation, input_members),
            endpoint_params(cx, operation, input_members),
        ),
        errors(cx, operation),
    )?;
    let token = input_members
        .iter()
        .position(|member| member.idempotency_token);
    Ok(Operation {
        docs: Docs::of(operation.docs.as_deref())
            .or(|| format!("Calls the operation `{}`.", operation.name)),
        deprecated: structs::deprecated(operation.deprecated.as_ref()),
        fluent: suffixed(&marker, "FluentBuilder"),
        error: suffixed(&marker, "Error"),
        span: format!("{}.{}", cx.service.sdk_id, operation.name),
        idempotency_token: token.and_then(|i| Some(input.fields.get(i)?.name.clone())),
        example: example::required(&input),
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
    })
}

fn members(shape: Option<&model::Shape>) -> &[Member] {
    match shape.map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(Structure { members, .. })) => members,
        _ => &[],
    }
}

/// The variants of the operation's error, by name.
fn errors(cx: &Context<'_>, operation: &model::Operation) -> Result<Vec<ErrorVariant>, Failure> {
    let mut variants = Vec::new();
    for error in &operation.errors {
        let Some(shape) = cx.service.shape(error) else {
            continue;
        };
        let name = cx.names.type_name(&shape.at, &shape.name)?;
        let method = cx.names.module(&shape.at, &names::unraw(&name))?;
        variants.push(ErrorVariant {
            is: prefixed("is_", &method),
            name,
        });
    }
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    variants.dedup_by(|a, b| a.name == b.name);
    Ok(variants)
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
    let mut rest = prefix.as_str();
    while let Some((text, after)) = rest.split_once('{') {
        let unclosed = || {
            Diagnostic::new(&operation.at, "host prefix has a `{` without `}`")
                .note("prefix", prefix)
        };
        let (label, after) = after.split_once('}').ok_or_else(unclosed)?;
        parts.push(HostPart::Text(text.to_owned()));
        let field = input_field(cx, operation, input, label)?;
        let member = input.iter().find(|member| member.name == label);
        let target = member.and_then(|member| cx.service.shape(&member.target));
        parts.push(match target.map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(_)) => HostPart::EnumLabel(field),
            _ => HostPart::Label(field),
        });
        rest = after;
    }
    parts.push(HostPart::Text(rest.to_owned()));
    parts.retain(|part| !matches!(part, HostPart::Text(text) if text.is_empty()));
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
                is_copy: type_of(cx, member)?.0.is_copy(),
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
