//! restXml: what is bound to nothing else is in an element, or one member is the body.

use super::{http, xml};
use crate::model::{
    HttpBinding, Member, Operation, Service, Shape, ShapeKind, Structure, XmlNamespace,
};
use crate::plan::rows::{At, Row};
use crate::plan::types::Role;

/// The feature of the runtime.
pub(super) const FEATURE: &str = "rest-xml";

/// The row of a member of such a structure.
pub(super) fn row(service: &Service, member: &Member, role: Role) -> Row {
    let is_unwrapped = role == Role::Output && is_unwrapped(service, member);
    let bound = http::row(service, member, role).filter(|_| !is_unwrapped);
    bound.unwrap_or_else(|| {
        let mut row = xml::row(service, member, tag);
        let is_payload = role != Role::Shape && member.http == Some(HttpBinding::Payload);
        if is_unwrapped {
            row.at = At::Root;
        } else if is_payload {
            row.at = At::Payload;
            row.name = payload(service, member);
        }
        row
    })
}

/// What the start tag of an operation's input says.
pub(super) fn element(service: &Service, operation: &Operation) -> Option<String> {
    let input = service.shape(operation.input.as_ref()?)?;
    let name = input.xml.name.as_ref().unwrap_or(&input.name);
    Some(start(name, root_namespace(service, input)))
}

/// What the root element of a response is called: a payload, or the output itself.
pub(super) fn root(service: &Service, operation: &Operation) -> Option<String> {
    let output = service.shape(operation.output.as_ref()?)?;
    if !service.names_roots {
        return None;
    }
    let rows = output.members();
    let rows: Vec<Row> = rows
        .map(|member| row(service, member, Role::Output))
        .collect();
    let is_payload = |row: &&Row| matches!(row.at, At::Payload | At::Root);
    let is_inside = |row: &Row| matches!(row.at, At::Body | At::Attribute);
    match rows.iter().find(is_payload) {
        Some(Row { name, .. }) => name.split(' ').next().map(str::to_owned),
        None => {
            let name = output.xml.name.as_ref().unwrap_or(&output.name);
            rows.iter().any(is_inside).then(|| name.clone())
        }
    }
}

/// What the start tag of a payload says.
fn payload(service: &Service, member: &Member) -> String {
    let Some(target) = service.shape(&member.target) else {
        return member.name.clone();
    };
    let name = member.xml.name.as_ref().or(target.xml.name.as_ref());
    let namespace = member.xml.namespace.as_ref();
    start(
        name.unwrap_or(&target.name),
        namespace.or_else(|| root_namespace(service, target)),
    )
}

fn root_namespace<'a>(service: &'a Service, shape: &'a Shape) -> Option<&'a XmlNamespace> {
    shape
        .xml
        .namespace
        .as_ref()
        .or(service.xml_namespace.as_ref())
}

/// What the start tag of a member says.
fn tag(service: &Service, member: &Member) -> String {
    let target = service.shape(&member.target);
    let of_target = target.and_then(|target| target.xml.namespace.as_ref());
    start(
        xml::element(member),
        member.xml.namespace.as_ref().or(of_target),
    )
}

/// `Grantee xmlns:xsi="…"`: a name, and the namespace that is declared with it.
fn start(name: &str, namespace: Option<&XmlNamespace>) -> String {
    let Some(XmlNamespace { uri, prefix }) = namespace else {
        return name.to_owned();
    };
    let uri = uri
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    match prefix {
        None => format!("{name} xmlns=\"{uri}\""),
        Some(prefix) => format!("{name} xmlns:{prefix}=\"{uri}\""),
    }
}

/// Whether the element of a member is the whole body, with no other around it.
fn is_unwrapped(service: &Service, member: &Member) -> bool {
    let unwrapped = service
        .operations
        .values()
        .filter(|op| op.unwrapped_xml_output);
    let mut outputs = unwrapped.filter_map(|op| service.kind(&op.output.as_ref()?.shape));
    outputs.any(|output| match output {
        ShapeKind::Structure(Structure { members, .. }) => {
            members.iter().any(|of| std::ptr::eq(of, member))
        }
        _ => false,
    })
}
