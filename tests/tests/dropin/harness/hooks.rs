//! An interceptor that writes down all hooks, and what the call is made of.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::retries::classifiers::ClassifyRetry;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::sync::{Arc, Mutex};

/// All hooks, in their order.
pub(crate) const HOOKS: &str = "\
    read_before_execution modify_before_serialization read_before_serialization \
    read_after_serialization modify_before_retry_loop read_before_attempt \
    modify_before_signing read_before_signing read_after_signing modify_before_transmit \
    read_before_transmit read_after_transmit modify_before_deserialization \
    read_before_deserialization read_after_deserialization \
    modify_before_attempt_completion read_after_attempt modify_before_completion \
    read_after_execution";

/// What several interceptors write down together.
pub(crate) type Log = Arc<Mutex<Vec<String>>>;

/// Writes down its name and the hook.
#[derive(Debug)]
pub(crate) struct Hooks {
    pub(crate) name: &'static str,
    pub(crate) log: Log,
    /// The hook that fails.
    pub(crate) fails: Option<&'static str>,
}

impl Hooks {
    pub(crate) fn new(name: &'static str, log: &Log) -> Self {
        Self {
            name,
            log: log.clone(),
            fails: None,
        }
    }

    fn write(&self, hook: &'static str) -> Result<(), BoxError> {
        let text = format!("{} {hook}", self.name);
        self.log.lock().unwrap().push(text);
        match self.fails == Some(hook) {
            true => Err(format!("{} does not want to", self.name).into()),
            false => Ok(()),
        }
    }
}

macro_rules! hooks {
    ($($hook:ident($context:ident $($mutable:tt)?);)*) => {
        $(
            fn $hook(
                &self,
                _: &$($mutable)? $context<'_>,
                _: &RuntimeComponents,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                self.write(stringify!($hook))
            }
        )*
    };
}

impl Intercept for Hooks {
    fn name(&self) -> &'static str {
        self.name
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(metadata) = cfg.load::<Metadata>() {
            let text = format!("{} {}", metadata.service(), metadata.name());
            self.log.lock().unwrap().push(text);
        }
        self.write("read_before_execution")
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.log.lock().unwrap().push(text(components));
        self.write("read_before_attempt")
    }

    hooks! {
        modify_before_serialization(BeforeSerializationInterceptorContextMut mut);
        read_before_serialization(BeforeSerializationInterceptorContextRef);
        read_after_serialization(BeforeTransmitInterceptorContextRef);
        modify_before_retry_loop(BeforeTransmitInterceptorContextMut mut);
        modify_before_signing(BeforeTransmitInterceptorContextMut mut);
        read_before_signing(BeforeTransmitInterceptorContextRef);
        read_after_signing(BeforeTransmitInterceptorContextRef);
        modify_before_transmit(BeforeTransmitInterceptorContextMut mut);
        read_before_transmit(BeforeTransmitInterceptorContextRef);
        read_after_transmit(BeforeDeserializationInterceptorContextRef);
        modify_before_deserialization(BeforeDeserializationInterceptorContextMut mut);
        read_before_deserialization(BeforeDeserializationInterceptorContextRef);
        read_after_deserialization(AfterDeserializationInterceptorContextRef);
        modify_before_attempt_completion(FinalizerInterceptorContextMut mut);
        read_after_attempt(FinalizerInterceptorContextRef);
        modify_before_completion(FinalizerInterceptorContextMut mut);
        read_after_execution(FinalizerInterceptorContextRef);
    }
}

/// Everything that has a part in the call, in its order.
fn text(components: &RuntimeComponents) -> String {
    let interceptors = components.interceptors().map(|i| i.name());
    let classifiers = components.retry_classifiers();
    let classifiers = classifiers.map(|classifier| classifier.name().to_string());
    format!(
        "interceptors {:#?}\nclassifiers {:#?}\nsigv4 {} no auth {}\n{} validators",
        interceptors.collect::<Vec<_>>(),
        classifiers.collect::<Vec<_>>(),
        components
            .auth_scheme(AuthSchemeId::from("sigv4"))
            .is_some(),
        components
            .auth_scheme(AuthSchemeId::from("no_auth"))
            .is_some(),
        components.config_validators().count(),
    )
}
