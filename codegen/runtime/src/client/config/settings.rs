//! Settings that only some services have, and those of them that are parameters of endpoints.

use super::Config;
use super::builder::Builder;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::fmt::Debug;

#[cfg(feature = "account-id-endpoints")]
pub use aws_types::endpoint_config::AccountIdEndpointMode;

#[cfg(feature = "bearer-auth")]
pub use aws_credential_types::provider::token::ProvideToken;
#[cfg(feature = "bearer-auth")]
pub use aws_smithy_runtime_api::client::identity::http::Token;

pub use aws_types::region::SigningRegionSet;

/// A service whose clients have the setting `T`.
pub trait HasSetting<T> {}

/// A setting that fills a parameter of endpoints.
pub trait Setting: Storable<Storer = StoreReplace<Self>> + Clone + Debug {
    /// What is set.
    type Value;

    #[doc(hidden)]
    fn into_value(self) -> Self::Value;
}

/// What a configuration sets a parameter to.
pub fn setting<T: Setting>(config: &ConfigBag) -> Option<T::Value> {
    config.load::<T>().cloned().map(T::into_value)
}

/// Settings by their names in endpoint rules, each with its two setters.
macro_rules! settings {
    ($($(#[$what:meta])* $name:ident($value:ty): $with:ident, $set:ident;)*) => {$(
        $(#[$what])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(pub(crate) $value);

        impl Storable for $name {
            type Storer = StoreReplace<Self>;
        }

        impl Setting for $name {
            type Value = $value;

            fn into_value(self) -> $value {
                self.0
            }
        }

        impl<S: HasSetting<$name>> Builder<S> {
            $(#[$what])*
            pub fn $with(mut self, value: impl Into<$value>) -> Self {
                self.$set(Some(value.into()));
                self
            }

            $(#[$what])*
            pub fn $set(&mut self, value: Option<$value>) -> &mut Self {
                self.parts.layer.store_or_unset(value.map($name));
                self
            }
        }
    )*};
}

impl<S: HasSetting<SigningRegionSet>> Builder<S> {
    /// Sets the regions that requests are signed for where they are signed for several.
    pub fn sigv4a_signing_region_set(mut self, regions: impl Into<SigningRegionSet>) -> Self {
        self.set_sigv4a_signing_region_set(Some(regions.into()));
        self
    }

    /// Sets or unsets the regions that requests are signed for where they are signed for several.
    pub fn set_sigv4a_signing_region_set(
        &mut self,
        regions: Option<SigningRegionSet>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(regions);
        self
    }
}

impl<S: HasSetting<SigningRegionSet>> Config<S> {
    /// The regions that requests are signed for where they are signed for several, if they were set.
    pub fn sigv4a_signing_region_set(&self) -> Option<&SigningRegionSet> {
        self.layer.load::<SigningRegionSet>()
    }
}

settings! {
    /// Whether transfers are accelerated.
    Accelerate(bool): accelerate, set_accelerate;
    /// Whether access points of several regions are refused.
    DisableMultiRegionAccessPoints(bool):
        disable_multi_region_access_points, set_disable_multi_region_access_points;
    /// Whether requests to directory buckets are signed as all others, without a session.
    DisableS3ExpressSessionAuth(bool):
        disable_s3_express_session_auth, set_disable_s3_express_session_auth;
    /// Whether the bucket is a part of the path and not of the host name.
    ForcePathStyle(bool): force_path_style, set_force_path_style;
    /// Which of the services behind this API is called.
    ServiceType(String): service_type, set_service_type;
    /// Whether the region of an ARN wins over that of the client.
    UseArnRegion(bool): use_arn_region, set_use_arn_region;
}
