//! Input members that the user wants to see in telemetry.

use crate::schema::{Codec, Member, MemberWriter};
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};
use std::any::Any;

/// Takes the members that are plain strings and not sensitive, as the official client does.
pub(super) struct Capture<'a> {
    requested: &'a RequestedTelemetryAttributes,
    captured: CapturedTelemetryAttributes,
}

impl<'a> Capture<'a> {
    pub(super) fn new(requested: &'a RequestedTelemetryAttributes) -> Self {
        let captured = CapturedTelemetryAttributes::default();
        Self {
            requested,
            captured,
        }
    }

    /// Takes a text if it is wanted.
    fn take(&mut self, name: &'static str, text: &str) {
        if self.requested.should_capture(name) {
            self.captured.insert(name, text);
        }
    }

    pub(super) fn finish(self) -> CapturedTelemetryAttributes {
        self.captured
    }
}

impl MemberWriter for Capture<'_> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if !C::SENSITIVE
            && let Some(text) = (value as &dyn Any).downcast_ref::<String>()
        {
            self.take(member.name, text);
        }
    }

    /// Not through the other one: nearly all members are options, and need this one alone.
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        if !C::SENSITIVE
            && let Some(Some(text)) = (value as &dyn Any).downcast_ref::<Option<String>>()
        {
            self.take(member.name, text);
        }
    }
}
