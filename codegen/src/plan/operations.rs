//! Operations: their own structures, errors, and what they give the endpoint.

use syn::Ident;

use super::context::Context;
use super::customizations::{self, OfOperation, of_operation};
use super::docs::Docs;
use super::errors::{self, ErrorVariant};
use super::examples;
use super::extensions::{self, Extension};
use super::names::{self, prefixed, suffixed};
use super::paginators::{self, Paginator};
use super::paths::{self, Entered};
use super::protocol::{self, Route};
use super::service;
use super::structures::{self, Struct, StructKind};
use super::types::{Deprecated, Presence, Type, deprecated, type_of};
use super::waiters::{self, Waiter};
use crate::check::{self, Checked, Many, Walk};
use crate::diagnostic::{Failure, collect, join};
use crate::model::{self, ParamValue, Shape, ShapeKind};

/// An operation and the shapes that are its own.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name on the wire.
    pub(crate) name: String,
    /// Where its requests go, if the protocol has not one route for all.
    pub(crate) route: Option<Route>,
    /// What the start tag of its input says, where that is XML.
    pub(crate) element: Option<String>,
    /// What the root element of a response is called, where that is XML and the model says it.
    pub(crate) root: Option<String>,
    pub(crate) marker: Ident,
    pub(crate) module: Ident,
    /// The client's method.
    pub(crate) method: Ident,
    pub(crate) fluent: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) input: Struct,
    /// Whether the model has an input, be it one without members.
    pub(crate) has_input: bool,
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
    /// What its plugin needs besides.
    pub(crate) extensions: Vec<Extension>,
    pub(crate) paginator: Option<Paginator>,
    /// The waiters that poll it.
    pub(crate) waiters: Vec<Waiter>,
    /// The fields that the model requires, each with a literal for an example if there is one.
    pub(crate) example: Vec<(Ident, Option<&'static str>)>,
    pub(crate) by_hand: OfOperation,
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
    Field(Ident, Taken),
    /// What a walk through the input collects; a function of this name does it.
    Walk(Ident, Many, Walk<Entered>),
}

impl Operation {
    /// Whether one of the bodies streams.
    pub(crate) fn holds_stream(&self) -> bool {
        let mut both = [&self.input, &self.output].into_iter();
        both.any(|s| s.stream().is_some())
    }
}

/// How the value of a field is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Copy,
    Clone,
    /// A text that must be there, and not be blank.
    Required,
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
    let shape = |io: &Option<model::ShapeRef>| cx.service.shape(io.as_ref()?);
    let (in_shape, out_shape) = (shape(&operation.input), shape(&operation.output));
    let lower = |shape, suffix, kind| structures::lower(cx, shape, suffixed(&name, suffix), kind);
    let ids = service::ids(&cx.service.sdk_id);
    let (input, output) = join(
        lower(in_shape, "Input", StructKind::Input),
        lower(out_shape, "Output", StructKind::Output(ids)),
    )?;
    let name_of_input = in_shape.map_or("", |shape| &shape.name);
    let prefix = checked.host_prefixes.get(operation.name.as_str());
    let prefix = prefix.map(|parts| host_prefix(cx, name_of_input, parts));
    let params = endpoint_params(cx, checked, operation, in_shape);
    let ((host_prefix, endpoint_params), (errors, (paginator, waiters))) = join(
        join(prefix.transpose(), params),
        join(
            errors::of_operation(cx, operation),
            join(
                paginators::lower(cx, checked.pages.get(operation.name.as_str()), &name),
                waiters::lower(cx, checked, &operation.name),
            ),
        ),
    )?;
    let members = in_shape.map_or(&[][..], structures::members);
    let token = members.iter().position(|it| it.idempotency_token);
    let out = operation.output.as_ref();
    let sdk_id = &cx.service.sdk_id;
    let mut extensions = extensions::of(operation, &input, &output);
    extensions.extend(customizations::extensions(sdk_id, &operation.name));
    Ok(Operation {
        docs: Docs::of(operation.docs.as_deref())
            .or(|| format!("Calls the operation `{}`.", operation.name)),
        deprecated: deprecated(operation.deprecated.as_ref()),
        fluent: suffixed(&marker, "FluentBuilder"),
        error: suffixed(&marker, "Error"),
        sensitive_output: out.is_some_and(|output| cx.holds_secrets(output)),
        span: format!("{}.{}", cx.service.sdk_id, operation.name),
        idempotency_token: token.and_then(|i| Some(input.fields.get(i)?.name.clone())),
        example: examples::required(&input),
        extensions,
        has_input: operation.input.is_some(),
        name: operation.name.clone(),
        route: protocol::route(cx, operation),
        element: protocol::element(cx, operation),
        root: protocol::root(cx, operation),
        method: cx.names.client_method(&operation.at, &operation.name)?,
        marker,
        module,
        by_hand: of_operation(sdk_id, &operation.name, members, |i| text(&input, i)),
        input,
        output,
        errors,
        host_prefix,
        endpoint_params,
        paginator,
        waiters,
    })
}

/// The field of a member, if it is an optional text.
fn text(input: &Struct, member: usize) -> Option<Ident> {
    let field = input.fields.get(member)?;
    let is_text = matches!(
        (&field.ty, &field.presence),
        (Type::String, Presence::Optional)
    );
    is_text.then(|| field.name.clone())
}

/// A host prefix with the fields of the input that fill it.
fn host_prefix(
    cx: &Context<'_>,
    input: &str,
    parts: &[check::HostPart<'_>],
) -> Result<HostPrefix, Failure> {
    let part = |part: &check::HostPart<'_>| {
        let member = match part {
            check::HostPart::Text(text) => return Ok(HostPart::Text((*text).to_owned())),
            check::HostPart::Label(member) => member,
        };
        let field = cx.names.field(&member.at, input, &member.name)?;
        Ok(match cx.service.kind(&member.target.shape) {
            Some(ShapeKind::Enum(_)) => HostPart::EnumLabel(field),
            _ => HostPart::Label(field),
        })
    };
    let parts = collect(parts, part)?;
    Ok(HostPrefix { parts })
}

fn endpoint_params(
    cx: &Context<'_>,
    checked: &Checked<'_>,
    operation: &model::Operation,
    input: Option<&Shape>,
) -> Result<Vec<EndpointParam>, Failure> {
    let Some(rules) = &cx.service.endpoint_rules else {
        return Ok(Vec::new());
    };
    let mut params = Vec::new();
    let mut add = |name: &str, value: ParamSource| {
        let setter = prefixed("set_", &names::parameter(&operation.at, name)?);
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
    let (shape, members) = input.map_or(("", &[][..]), |of| (&of.name, structures::members(of)));
    for member in members {
        if let Some(name) = &member.context_param
            && rules.parameters.contains_key(name)
        {
            let field = cx.names.field(&member.at, shape, &member.name)?;
            let taken = match type_of(cx, member)? {
                Type::String if member.required => Taken::Required,
                ty if ty.is_copy() => Taken::Copy,
                _ => Taken::Clone,
            };
            add(name, ParamSource::Field(field, taken))?;
        }
    }
    let walked = checked.walked_params.get(operation.name.as_str());
    for param in walked.into_iter().flatten() {
        let function = names::parameter(&operation.at, param.name)?;
        let walk = paths::walk(cx, shape, &param.walk)?;
        add(param.name, ParamSource::Walk(function, param.many, walk))?;
    }
    Ok(params)
}
