//! What a configuration is made of, whatever the service.

use super::public::{
    BehaviorVersion, FrozenLayer, Layer, Region, RuntimeComponentsBuilder, SharedRuntimePlugin,
};
use crate::service::Facts;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_types::SigningName;
use aws_types::region::SigningRegion;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Settings.
#[derive(Clone)]
pub struct Parts {
    pub(super) layer: CloneableLayer,
    pub(super) components: RuntimeComponentsBuilder,
    pub(super) plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
}

/// Settings behind a pointer: what copies and drops them is compiled here, not in each crate that has a client.
pub struct Own(Box<dyn HasParts + Send + Sync>);

trait HasParts {
    fn parts(&self) -> &Parts;

    fn parts_mut(&mut self) -> &mut Parts;

    fn into_parts(self: Box<Self>) -> Parts;
}

impl HasParts for Parts {
    fn parts(&self) -> &Parts {
        self
    }

    fn parts_mut(&mut self) -> &mut Parts {
        self
    }

    fn into_parts(self: Box<Self>) -> Parts {
        *self
    }
}

impl Own {
    pub(super) fn into_parts(self) -> Parts {
        self.0.into_parts()
    }
}

impl Deref for Own {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0.parts()
    }
}

impl DerefMut for Own {
    fn deref_mut(&mut self) -> &mut Parts {
        self.0.parts_mut()
    }
}

impl Clone for Own {
    fn clone(&self) -> Self {
        Self(Box::new(Parts::clone(self)))
    }
}

impl Default for Own {
    fn default() -> Self {
        Self(Box::new(Parts::default()))
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("service config"),
            plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

impl Parts {
    pub(super) fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("layer", &self.layer)
            .field("components", &self.components)
            .field("plugins", &self.plugins)
            .field("behavior_version", &self.behavior_version)
            .finish()
    }

    /// Adds what a client of the service needs, and gives the settings that are values.
    pub(super) fn complete(&mut self, service: &Facts) -> FrozenLayer {
        if self.components.time_source().is_none() {
            self.components.set_time_source(Some(Default::default()));
        }
        self.layer
            .store_put(ApiMetadata::new(service.user_agent_id, service.version));
        self.layer
            .store_put(SigningName::from_static(service.signing_name));
        self.sign_for_region();
        Layer::from(self.layer.clone())
            .with_name(format!("{}::config::Config", service.library))
            .freeze()
    }

    /// Signs for the region that is set here, if one is.
    pub(super) fn sign_for_region(&mut self) {
        if let Some(region) = self.layer.load::<Region>().cloned() {
            self.layer.store_put(SigningRegion::from(region));
        }
    }

    pub(crate) fn take_plugins(&mut self) -> Vec<SharedRuntimePlugin> {
        std::mem::take(&mut self.plugins)
    }
}

/// The configuration of a client, as calls build on it.
#[derive(Clone, Copy)]
pub struct Base<'a> {
    pub(super) layer: &'a FrozenLayer,
    pub(super) parts: &'a Parts,
    pub(super) service: &'static Facts,
}
