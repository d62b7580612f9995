//! The setting of sessions that a client takes from the environment where its configuration says nothing.

use crate::client::config::express::DISABLED;
use crate::client::config::settings::DisableS3ExpressSessionAuth;
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_types::config_bag::ConfigBag;

/// Reads the environment now, when the client is made, as the official client does.
pub fn express_environment() -> SharedInterceptor {
    let disabled = std::env::var(DISABLED).ok();
    SharedInterceptor::permanent(Environment(disabled.as_deref().and_then(flag)))
}

/// A flag in any case; the setting of the profile has to be in lower case.
fn flag(text: &str) -> Option<DisableS3ExpressSessionAuth> {
    let flag = text.to_ascii_lowercase().parse().ok();
    if flag.is_none() {
        tracing::warn!("{DISABLED} is neither `true` nor `false`, and ignored: {text}");
    }
    flag.map(DisableS3ExpressSessionAuth)
}

#[derive(Debug)]
struct Environment(Option<DisableS3ExpressSessionAuth>);

#[dyn_dispatch_hint]
impl Intercept for Environment {
    fn name(&self) -> &'static str {
        "ExpressEnvironmentInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(setting) = &self.0
            && cfg.load::<DisableS3ExpressSessionAuth>().is_none()
        {
            cfg.interceptor_state().store_put(setting.clone());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{DisableS3ExpressSessionAuth, flag};

    #[test]
    fn flags_in_any_case() {
        let known = |flag| Some(DisableS3ExpressSessionAuth(flag));
        assert_eq!(flag("TRUE"), known(true));
        assert_eq!(flag("False"), known(false));
        assert_eq!(flag("yes"), None);
    }
}
