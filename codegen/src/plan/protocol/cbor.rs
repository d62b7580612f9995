//! rpcv2Cbor: all members are in the body, under their names in the model.

use super::json;
use crate::model::{Member, Service, TimestampFormat};
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

/// How the value of a member is written: CBOR has floats, bytes and times of its own. A time has one form,
/// whatever `@timestampFormat` says.
fn codec(service: &Service, member: &Member) -> Codec {
    let codec = native(json::codec(service, member, TimestampFormat::EpochSeconds));
    match member.required {
        true => Codec::NotNull(Box::new(codec)),
        false => codec,
    }
}

fn native(in_json: Codec) -> Codec {
    let inside = |codec: Box<Codec>| Box::new(native(*codec));
    match in_json {
        Codec::Float => Codec::NativeFloat,
        Codec::Base64 => Codec::NativeBytes,
        Codec::EpochSeconds | Codec::DateTimeOffset | Codec::HttpDate => Codec::TaggedSeconds,
        Codec::List(item) => Codec::List(inside(item)),
        Codec::Map(value) => Codec::Map(inside(value)),
        Codec::Nullable(value) => Codec::Nullable(inside(value)),
        same => same,
    }
}
