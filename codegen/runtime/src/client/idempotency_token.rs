//! Tokens by which a service knows a request that comes again.

pub use super::config::idempotency_token::IdempotencyTokenProvider;
use super::operation_plugin::OperationPlugin;
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// The member of an input that has the token, if the input is of the operation.
type Member = fn(&mut Input) -> Option<&mut Option<String>>;

/// Gives the inputs of an operation a token where the caller gave none.
pub fn extend(plugin: &mut OperationPlugin, member: Member) {
    plugin.intercept(IdempotencyToken(member));
}

#[derive(Debug)]
struct IdempotencyToken(Member);

#[dyn_dispatch_hint]
impl Intercept for IdempotencyToken {
    fn name(&self) -> &'static str {
        "IdempotencyTokenInterceptor"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let token = (self.0)(context.input_mut()).ok_or("the input is of another type")?;
        let provider = cfg.load::<IdempotencyTokenProvider>();
        token.get_or_insert_with(|| match provider {
            Some(provider) => provider.make_idempotency_token(),
            None => IdempotencyTokenProvider::random().make_idempotency_token(),
        });
        Ok(())
    }
}
