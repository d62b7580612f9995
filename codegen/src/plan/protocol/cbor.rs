//! rpcv2Cbor: all members are in the body, under their names in the model.

use crate::model::{Member, Service, ShapeKind};
use crate::plan::rows::{At, Codec, Row};

/// The feature of the runtime.
pub(super) const FEATURE: &str = "rpc-v2-cbor";

/// The row of a member. CBOR does not know `@jsonName`, nor bindings to HTTP.
pub(super) fn row(service: &Service, member: &Member) -> Row {
    Row {
        member: member.name.clone(),
        at: At::Body,
        name: member.name.clone(),
        parts: Vec::new(),
        codec: codec(service, member),
    }
}

/// How the value of a member is written. A time has one form, whatever `@timestampFormat` says.
fn codec(service: &Service, member: &Member) -> Codec {
    let Some(target) = service.shape(&member.target) else {
        return Codec::Plain;
    };
    let inner = |member| Box::new(codec(service, member));
    match &target.kind {
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::IntEnum(_)
        | ShapeKind::Long => Codec::Integer,
        ShapeKind::Float | ShapeKind::Double => Codec::NativeFloat,
        ShapeKind::Blob => Codec::NativeBytes,
        ShapeKind::Timestamp(_) => Codec::TaggedSeconds,
        ShapeKind::BigInteger => Codec::BigInt,
        // These two are refused: the protocol has no form for the one, and no service has the other.
        ShapeKind::Document => Codec::Doc,
        ShapeKind::BigDecimal => Codec::BigDec,
        ShapeKind::List { member, sparse } => match sparse {
            false => Codec::List(inner(member)),
            true => Codec::SparseList(inner(member)),
        },
        ShapeKind::Map { value, sparse, .. } => match sparse {
            false => Codec::Map(inner(value)),
            true => Codec::SparseMap(inner(value)),
        },
        ShapeKind::String
        | ShapeKind::Boolean
        | ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Enum(_)
        | ShapeKind::Unit => Codec::Plain,
    }
}
