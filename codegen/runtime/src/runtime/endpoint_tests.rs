//! How the endpoint tests of a model are run, where it has any.
//!
//! ```text
//! endpoint_tests! {
//!     "In a region with a FIPS endpoint":
//!         region("us-east-1") use_fips(true) => url("https://lightsail-fips.us-east-1.amazonaws.com");
//!     "Without a region":
//!         => error("Invalid Configuration: Missing Region");
//! }
//! ```

use super::endpoint::{Endpoint, ParamsBuilder, ResolveEndpointError};
use crate::endpoint::resolve;

/// A test with all rows of the model: parameters, and what the rules give for them.
macro_rules! endpoint_tests {
    ($($name:literal: $($parameter:ident($value:expr))* => $expected:ident($what:expr);)*) => {
        #[test]
        fn the_rules_give_the_endpoints_of_the_model() {
            let wrong = [$($crate::runtime::endpoint_tests::wrong(
                $name,
                $crate::endpoint::Params::builder()$(.$parameter($value))*,
                $crate::runtime::endpoint_tests::$expected($what),
            )),*];
            let wrong: Vec<_> = wrong.into_iter().flatten().collect();
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    };
}
pub(crate) use endpoint_tests;

/// An endpoint that is nothing but a URL.
pub(crate) fn url(url: &'static str) -> Result<Endpoint, String> {
    Ok(Endpoint::builder().url(url).build())
}

/// Any endpoint.
pub(crate) fn endpoint(
    endpoint: Result<Endpoint, ResolveEndpointError>,
) -> Result<Endpoint, String> {
    endpoint.map_err(|error| error.to_string())
}

/// No endpoint, for this reason.
pub(crate) fn error(message: &str) -> Result<Endpoint, String> {
    Err(message.to_owned())
}

/// What is wrong if the parameters give another endpoint or error than this.
pub(crate) fn wrong(
    name: &str,
    params: ParamsBuilder,
    expected: Result<Endpoint, String>,
) -> Option<String> {
    let found = match params.build() {
        Ok(params) => resolve(&params).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let is_wrong = found != expected && !is_outdated(&found, &expected);
    is_wrong.then(|| format!("{name}\n  expected: {expected:?}\n  found: {found:?}"))
}

/// Whether the model says that a partition lacks what it has by now: a model can be older than the
/// table of partitions, and partitions only gain.
fn is_outdated(found: &Result<Endpoint, String>, expected: &Result<Endpoint, String>) -> bool {
    let lacks = "this partition does not support ";
    found.is_ok() && matches!(expected, Err(message) if message.contains(lacks))
}
