//! The protocols, one a module: each makes rows of the traits that it reads.

mod json;

use syn::Ident;

use super::context::Context;
use super::names;
use super::rows::Row;
use crate::check::Spoken;
use crate::model::Member;

/// What the runtime has of a protocol.
#[derive(Debug)]
pub(crate) struct Protocol {
    /// The type that stands for it.
    pub(crate) marker: Ident,
    /// The feature that it is behind.
    pub(crate) feature: &'static str,
}

/// The protocol of a crate.
pub(super) fn protocol(spoken: Spoken) -> Protocol {
    let (marker, feature) = match spoken {
        Spoken::AwsJson1_0 => ("AwsJson1_0", json::FEATURE),
        Spoken::AwsJson1_1 => ("AwsJson1_1", json::FEATURE),
    };
    Protocol {
        marker: names::known(marker),
        feature,
    }
}

/// The row of a member.
pub(super) fn row(cx: &Context<'_>, member: &Member) -> Row {
    match cx.spoken {
        Spoken::AwsJson1_0 | Spoken::AwsJson1_1 => json::row(cx.service, member),
    }
}
