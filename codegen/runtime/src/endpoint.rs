//! Which endpoint a request goes to, compiled from the rules of the service.

use crate::runtime::endpoint::{self, Endpoint, InvalidParams, ResolveEndpointError};
use crate::runtime::rules::{is_valid_host_label, partition};
use aws_credential_types::attributes::AccountId;
use aws_smithy_types::config_bag::ConfigBag;

/// What the endpoint depends on.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    region: Option<String>,
    use_dual_stack: bool,
    use_fips: bool,
    endpoint: Option<String>,
}

impl Params {
    /// A builder with nothing set.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The region.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Whether IPv6 reaches the endpoint, too.
    pub fn use_dual_stack(&self) -> Option<bool> {
        Some(self.use_dual_stack)
    }

    /// Whether the endpoint uses validated cryptography.
    pub fn use_fips(&self) -> Option<bool> {
        Some(self.use_fips)
    }

    /// The URL that takes the place of the endpoint.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// Takes the account of the caller, which these rules do not ask for.
    pub(crate) fn called_by(&mut self, _: &AccountId) {}
}

/// Makes [`Params`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParamsBuilder {
    region: Option<String>,
    use_dual_stack: Option<bool>,
    use_fips: Option<bool>,
    endpoint: Option<String>,
}

impl ParamsBuilder {
    /// Makes the parameters.
    ///
    /// # Errors
    ///
    /// If the region cannot be a part of a host name.
    pub fn build(self) -> Result<Params, InvalidParams> {
        if let Some(region) = &self.region
            && !is_valid_host_label(region, true)
        {
            return Err(InvalidParams::invalid_value(
                "region",
                "must be a valid host label",
            ));
        }
        Ok(Params {
            region: self.region,
            use_dual_stack: self.use_dual_stack.unwrap_or(false),
            use_fips: self.use_fips.unwrap_or(false),
            endpoint: self.endpoint,
        })
    }

    pub(crate) fn from_config(config: &ConfigBag) -> Self {
        Self::default()
            .set_region(endpoint::region(config))
            .set_use_dual_stack(endpoint::use_dual_stack(config))
            .set_use_fips(endpoint::use_fips(config))
            .set_endpoint(endpoint::endpoint_url(config))
    }

    /// Sets the region.
    pub fn region(self, value: impl Into<String>) -> Self {
        self.set_region(Some(value.into()))
    }

    /// Sets or unsets the region.
    pub fn set_region(mut self, value: Option<String>) -> Self {
        self.region = value;
        self
    }

    /// Sets whether IPv6 reaches the endpoint, too.
    pub fn use_dual_stack(self, value: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(value.into()))
    }

    /// Sets or unsets whether IPv6 reaches the endpoint, too.
    pub fn set_use_dual_stack(mut self, value: Option<bool>) -> Self {
        self.use_dual_stack = value;
        self
    }

    /// Sets whether the endpoint uses validated cryptography.
    pub fn use_fips(self, value: impl Into<bool>) -> Self {
        self.set_use_fips(Some(value.into()))
    }

    /// Sets or unsets whether the endpoint uses validated cryptography.
    pub fn set_use_fips(mut self, value: Option<bool>) -> Self {
        self.use_fips = value;
        self
    }

    /// Sets the URL that takes the place of the endpoint.
    pub fn endpoint(self, value: impl Into<String>) -> Self {
        self.set_endpoint(Some(value.into()))
    }

    /// Sets or unsets the URL that takes the place of the endpoint.
    pub fn set_endpoint(mut self, value: Option<String>) -> Self {
        self.endpoint = value;
        self
    }
}

pub(crate) fn resolve(params: &Params) -> Result<Endpoint, ResolveEndpointError> {
    if let Some(endpoint) = &params.endpoint {
        if params.use_fips {
            return Err(ResolveEndpointError::message(
                "Invalid Configuration: FIPS and custom endpoint are not supported",
            ));
        }
        if params.use_dual_stack {
            return Err(ResolveEndpointError::message(
                "Invalid Configuration: Dualstack and custom endpoint are not supported",
            ));
        }
        return Ok(Endpoint::builder().url(endpoint.clone()).build());
    }
    let Some(region) = &params.region else {
        return Err(ResolveEndpointError::message(
            "Invalid Configuration: Missing Region",
        ));
    };
    let Some(partition) = partition(region) else {
        return Err(ResolveEndpointError::no_rule());
    };
    let service = if params.use_fips {
        "lightsail-fips"
    } else {
        "lightsail"
    };
    let suffix = if params.use_dual_stack {
        partition.dual_stack_dns_suffix
    } else {
        partition.dns_suffix
    };
    Ok(Endpoint::builder()
        .url(format!("https://{service}.{region}.{suffix}"))
        .build())
}
