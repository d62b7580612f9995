//! Which protocol a crate speaks, and what that protocol cannot do: one rule a line.

use std::cell::LazyCell;

use super::{http, users};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Protocol, Service, Shape, ShapeKind};
use crate::slice::Slice;

/// A protocol that can be spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    RpcV2Cbor,
    AwsJson1_0,
    AwsJson1_1,
    RestJson1,
    RestXml,
    AwsQuery,
    Ec2Query,
}

/// The protocols that can be spoken, best first.
const SPOKEN: [(Protocol, Spoken); 7] = [
    (Protocol::RpcV2Cbor, Spoken::RpcV2Cbor),
    (Protocol::AwsJson1_0, Spoken::AwsJson1_0),
    (Protocol::AwsJson1_1, Spoken::AwsJson1_1),
    (Protocol::RestJson1, Spoken::RestJson1),
    (Protocol::RestXml, Spoken::RestXml),
    (Protocol::AwsQuery, Spoken::AwsQuery),
    (Protocol::Ec2Query, Spoken::Ec2Query),
];

impl Spoken {
    /// The best of a service's protocols.
    pub(crate) fn best_of(service: &Service) -> Option<Self> {
        let mut spoken = SPOKEN.into_iter();
        let best = spoken.find(|(protocol, _)| service.protocols.contains(protocol));
        best.map(|(_, spoken)| spoken)
    }

    /// Whether members are nowhere but in the body.
    pub(super) fn is_rpc(self) -> bool {
        !matches!(self, Self::RestJson1 | Self::RestXml)
    }

    fn of(protocol: &Protocol) -> Option<Self> {
        let mut spoken = SPOKEN.into_iter();
        let known = spoken.find(|(known, _)| known == protocol);
        known.map(|(_, spoken)| spoken)
    }

    /// What the protocol cannot do.
    fn cannot(self) -> &'static [Cannot] {
        match self {
            Self::RpcV2Cbor => &RPC_V2_CBOR,
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestJson1 => &[],
            Self::RestXml | Self::AwsQuery | Self::Ec2Query => &XML,
        }
    }

    /// What a service must fulfil to speak it.
    fn rule(self) -> Option<fn(&Service, &mut Diagnostics)> {
        match self {
            Self::RpcV2Cbor
            | Self::AwsJson1_0
            | Self::AwsJson1_1
            | Self::AwsQuery
            | Self::Ec2Query => None,
            Self::RestJson1 | Self::RestXml => Some(http::bindings),
        }
    }
}

/// The protocol that the slice asks for, or else the best that can be spoken.
pub(super) fn chosen(service: &Service, slice: &Slice) -> Result<Spoken, Diagnostic> {
    if let Some((name, at)) = &slice.protocol {
        let mut protocols = service.protocols.iter();
        let asked = protocols.find(|p| [p.name(), p.id()].contains(&name.as_str()));
        let Some(asked) = asked else {
            let names = service.protocols.iter().map(Protocol::name);
            return Err(
                Diagnostic::new(at, "the service does not speak this protocol")
                    .note("protocol", name)
                    .help(format!("its protocols: {}", listed(names))),
            );
        };
        return Spoken::of(asked).ok_or_else(|| unsupported(at, asked));
    }
    Spoken::best_of(service).ok_or_else(|| {
        let problem = match service.protocols.first() {
            Some(protocol) => unsupported(&service.at, protocol),
            None => Diagnostic::new(&service.at, "the service has no protocol").help(advice()),
        };
        problem.note("service", &service.sdk_id)
    })
}

fn unsupported(at: &Location, protocol: &Protocol) -> Diagnostic {
    Diagnostic::new(at, format!("protocol `{protocol}` is not supported yet")).help(advice())
}

fn advice() -> String {
    let names = SPOKEN.iter().map(|(protocol, _)| protocol.id());
    format!("supported protocols: {}", listed(names))
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// What a protocol cannot do, and which shapes ask for it.
struct Cannot(&'static str, fn(&Shape) -> bool);

/// What XML has no form for.
const XML: [Cannot; 2] = [
    Cannot("a document in XML", |shape| {
        matches!(shape.kind, ShapeKind::Document)
    }),
    // An item that is missing is not written. A key without a value would be read as no entry.
    Cannot("a sparse map in XML", |shape| {
        matches!(shape.kind, ShapeKind::Map { sparse: true, .. })
    }),
];

/// What rpcv2Cbor has no form for, and what no service has in it.
const RPC_V2_CBOR: [Cannot; 2] = [
    Cannot("a document in CBOR", |shape| {
        matches!(shape.kind, ShapeKind::Document)
    }),
    Cannot("a big decimal in CBOR", |shape| {
        matches!(shape.kind, ShapeKind::BigDecimal)
    }),
];

/// Nothing is asked of the protocol that it cannot do, and it has what it needs.
pub(super) fn able(service: &Service, spoken: Spoken, problems: &mut Diagnostics) {
    if let Some(rule) = spoken.rule() {
        rule(service, problems);
    }
    let users = LazyCell::new(|| users::first(service));
    for Cannot(what, asks) in spoken.cannot() {
        for shape in service.shapes.values().filter(|shape| asks(shape)) {
            let user = users.get(shape.name.as_str()).copied().unwrap_or_default();
            problems.push(users::refused(&shape.at, what, user));
        }
    }
}
