//! What only some operations need: modules of the runtime's client, each behind a feature.

use syn::Ident;

use super::names;
use crate::model::Operation;

/// A module that extends the plugin of an operation, with its function `extend`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Extension {
    /// Its name in the runtime's `client`.
    pub(crate) module: Ident,
    /// The feature that it is behind.
    pub(crate) feature: &'static str,
    pub(crate) settings: Settings,
}

/// Whether the configuration of the service has settings for an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settings {
    /// If the service has the trait `Settings` of the module.
    OfService,
}

/// What an operation needs.
pub(super) fn of(operation: &Operation) -> Vec<Extension> {
    let mut extensions = Vec::new();
    // The only encoding there is; official clients send bodies as they are where they know none.
    if operation.request_compression.iter().any(|it| it == "gzip") {
        extensions.push(Extension {
            module: names::known("compression"),
            feature: "request-compression",
            settings: Settings::OfService,
        });
    }
    extensions
}
