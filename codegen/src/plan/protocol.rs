//! The protocols, one a module: each makes rows of the traits that it reads.

mod aws_json;
mod cbor;
mod http;
mod json;
mod query;
mod rest_json;
mod rest_xml;
mod xml;

use syn::Ident;

use super::context::Context;
use super::customizations;
use super::names;
use super::rows::Row;
use super::types::Role;
use crate::check::Spoken;
use crate::model::{EventBinding, HttpBinding, Member, Operation, Service};
pub(crate) use http::Route;

/// What the runtime has of a protocol.
#[derive(Debug)]
pub(crate) struct Protocol {
    /// The type that stands for it.
    pub(crate) marker: Ident,
    /// The feature that it is behind.
    pub(crate) feature: &'static str,
}

/// The protocol of a crate.
pub(super) fn protocol(service: &Service, spoken: Spoken) -> Protocol {
    let dialect = customizations::dialect(&service.sdk_id);
    let (marker, feature) = match spoken {
        Spoken::RestXml if dialect.is_some() => dialect.unwrap_or_default(),
        Spoken::RpcV2Cbor => ("RpcV2Cbor", cbor::FEATURE),
        Spoken::AwsJson1_0 => ("AwsJson1_0", aws_json::FEATURE),
        Spoken::AwsJson1_1 => ("AwsJson1_1", aws_json::FEATURE),
        Spoken::RestJson1 => ("RestJson1", rest_json::FEATURE),
        Spoken::RestXml if service.no_error_wrapping => {
            ("RestXmlNoErrorWrapping", rest_xml::FEATURE)
        }
        Spoken::RestXml => ("RestXml", rest_xml::FEATURE),
        Spoken::AwsQuery => ("AwsQuery", query::AWS_QUERY),
        Spoken::Ec2Query => ("Ec2Query", query::EC2_QUERY),
    };
    Protocol {
        marker: names::known(marker),
        feature,
    }
}

/// The row of a member of such a structure.
pub(super) fn row(cx: &Context<'_>, member: &Member, role: Role) -> Row {
    if member.event == Some(EventBinding::Payload) {
        // An event is read and written as the body of a message, and this is the whole of it.
        let payload = Member {
            http: Some(HttpBinding::Payload),
            event: None,
            ..member.clone()
        };
        return row(cx, &payload, Role::Output);
    }
    match cx.spoken {
        Spoken::RpcV2Cbor => cbor::row(cx.service, member),
        Spoken::AwsJson1_0 | Spoken::AwsJson1_1 => aws_json::row(cx.service, member),
        Spoken::RestJson1 => rest_json::row(cx.service, member, role),
        Spoken::RestXml => rest_xml::row(cx.service, member, role),
        Spoken::AwsQuery => query::row(cx.service, member),
        Spoken::Ec2Query => query::ec2_row(cx.service, member),
    }
}

/// The route of an operation, where the protocol has not one for all.
pub(super) fn route(cx: &Context<'_>, operation: &Operation) -> Option<Route> {
    match cx.spoken {
        Spoken::RestJson1 | Spoken::RestXml => {
            let elsewhere = customizations::in_endpoint(&cx.service.sdk_id);
            let route = operation.http.as_ref();
            route.map(|route| http::route(route, elsewhere))
        }
        _ => None,
    }
}

/// What the start tag of an operation's input says, where that is XML.
pub(super) fn element(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    match cx.spoken {
        Spoken::RestXml => rest_xml::element(cx.service, operation),
        _ => None,
    }
}

/// What the root element of a response is called, where that is XML and the model says it.
pub(super) fn root(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    match cx.spoken {
        Spoken::RestXml => rest_xml::root(cx.service, operation),
        Spoken::AwsQuery | Spoken::Ec2Query => Some(query::root(operation)),
        _ => None,
    }
}
