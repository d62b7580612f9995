//! A function of the runtime that extends the plugin of an operation.

/// A function that extends the plugin of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extension {
    /// Its path in the runtime's `client`.
    pub(crate) function: &'static str,
    /// The feature that it is behind.
    pub(crate) feature: &'static str,
    /// The settings that a service has for it, by their path there.
    pub(crate) settings: Option<&'static str>,
    /// What of the settings the module `config` shows, by its path there.
    pub(crate) shown: &'static [&'static str],
}
