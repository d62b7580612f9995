//! Input members that the user wants to see in telemetry.

use super::erased::ErasedOperation;
use super::error::BoxError;
use super::schema::{Codec, Member, MemberWriter};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};
use std::any::Any;
use std::convert::Infallible;

/// Copies the wanted members of the input into the config bag, if any are wanted.
#[derive(Debug)]
pub(crate) struct TelemetryInterceptor(pub(crate) &'static dyn ErasedOperation);

#[dyn_dispatch_hint]
impl Intercept for TelemetryInterceptor {
    fn name(&self) -> &'static str {
        self.0.telemetry_interceptor()
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(requested) = cfg
            .load::<RequestedTelemetryAttributes>()
            .filter(|requested| !requested.is_empty())
        else {
            return Ok(());
        };
        let mut capture = Capture {
            requested,
            captured: CapturedTelemetryAttributes::default(),
        };
        self.0.capture(context.input(), &mut capture);
        let captured = capture.captured;
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// Takes the members that are plain strings and not sensitive, as the official client does.
pub struct Capture<'a> {
    requested: &'a RequestedTelemetryAttributes,
    captured: CapturedTelemetryAttributes,
}

impl MemberWriter for Capture<'_> {
    type Error = Infallible;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Infallible> {
        if !C::SENSITIVE
            && let Some(text) = (value as &dyn Any).downcast_ref::<String>()
            && self.requested.should_capture(member.name)
        {
            self.captured.insert(member.name, text);
        }
        Ok(())
    }
}
