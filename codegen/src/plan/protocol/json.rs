//! How values are written in JSON, and as texts: lists and maps apart, that is the same.

use crate::model::{Member, Service, ShapeKind, TimestampFormat};
use crate::plan::rows::Codec;

/// How the value of a member is written. Timestamps have this format where the model says no other.
pub(super) fn codec(service: &Service, member: &Member, times: TimestampFormat) -> Codec {
    let Some(target) = service.shape(&member.target) else {
        return Codec::Plain;
    };
    let inner = |member, is_sparse| {
        let codec = Box::new(codec(service, member, times));
        match is_sparse {
            true => Box::new(Codec::Nullable(codec)),
            false => codec,
        }
    };
    match &target.kind {
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::IntEnum(_)
        | ShapeKind::Long => Codec::Integer,
        ShapeKind::Float | ShapeKind::Double => Codec::Float,
        ShapeKind::Blob => Codec::Base64,
        ShapeKind::Document => Codec::Doc,
        ShapeKind::Timestamp(of_shape) => {
            match member.timestamp_format.or(*of_shape).unwrap_or(times) {
                TimestampFormat::EpochSeconds => Codec::EpochSeconds,
                TimestampFormat::DateTime => Codec::DateTimeOffset,
                TimestampFormat::HttpDate => Codec::HttpDate,
            }
        }
        ShapeKind::BigInteger => Codec::BigInt,
        ShapeKind::BigDecimal => Codec::BigDec,
        ShapeKind::List { member, sparse } => Codec::List(inner(member, *sparse)),
        ShapeKind::Map { value, sparse, .. } => Codec::Map(inner(value, *sparse)),
        ShapeKind::String | ShapeKind::Boolean => Codec::Plain,
        ShapeKind::Structure(_) | ShapeKind::Unit => Codec::Structure,
        ShapeKind::Union(_) => Codec::Union,
        ShapeKind::Enum(_) => Codec::Enum,
    }
}
