//! Input members that the user wants to see in telemetry.

use super::codec::{Codec, MemberWriter, Structure};
use super::error::BoxError;
use super::operation::Operation;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};
use std::any::Any;
use std::convert::Infallible;
use std::marker::PhantomData;

/// Copies the wanted members of the input into the config bag, if any are wanted.
#[derive(Debug)]
pub(crate) struct TelemetryInterceptor<O>(PhantomData<O>);

impl<O> TelemetryInterceptor<O> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

#[dyn_dispatch_hint]
impl<O: Operation> Intercept for TelemetryInterceptor<O> {
    fn name(&self) -> &'static str {
        O::TELEMETRY_INTERCEPTOR
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
        let Some(input) = context.input().downcast_ref::<O::Input>() else {
            return Ok(());
        };
        let mut capture = Capture {
            requested,
            captured: CapturedTelemetryAttributes::default(),
        };
        let Ok(()) = input.write(&mut capture);
        let captured = capture.captured;
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// Takes the members that are plain strings, as the official client does.
struct Capture<'a> {
    requested: &'a RequestedTelemetryAttributes,
    captured: CapturedTelemetryAttributes,
}

impl MemberWriter for Capture<'_> {
    type Error = Infallible;

    fn write_required<C: Codec<T>, T: 'static>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Infallible> {
        if let Some(text) = (value as &dyn Any).downcast_ref::<String>()
            && self.requested.should_capture(name)
        {
            self.captured.insert(name, text);
        }
        Ok(())
    }
}
