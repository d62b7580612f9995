//! How the endpoint tests of a model are run, where it has any.
//!
//! ```text
//! endpoint_tests! { Params;
//!     "In a region with a FIPS endpoint":
//!         region("us-east-1") use_fips(true) => url("https://lightsail-fips.us-east-1.amazonaws.com");
//!     "Without a region":
//!         => error("Invalid Configuration: Missing Region");
//! }
//! ```

use super::endpoint::{Endpoint, EndpointParams, ResolveEndpointError};

/// A test with all rows of the model: parameters, and what the rules give for them.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoint_tests {
    ($params:ident; $($name:literal: $($parameter:ident($value:expr))* => $expected:ident($($what:expr)?);)*) => {
        #[test]
        fn the_rules_give_the_endpoints_of_the_model() {
            let wrong = [$($crate::client::endpoint_tests::wrong::<$params>(
                $name,
                $params::builder()$(.$parameter($value))*,
                $crate::client::endpoint_tests::$expected($($what)?),
            )),*];
            let wrong: Vec<_> = wrong.into_iter().flatten().collect();
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    };
}
/// What a row expects.
#[derive(Debug)]
pub enum Expected {
    Outcome(Result<Endpoint, String>),
    /// Where a model says that the partition lacks something: it is older than the table of
    /// partitions, which has it.
    AnyEndpoint,
}

/// An endpoint that is nothing but a URL.
pub fn url(url: &'static str) -> Expected {
    Expected::Outcome(Ok(Endpoint::builder().url(url).build()))
}

/// An endpoint with more than that.
pub fn endpoint(endpoint: Result<Endpoint, ResolveEndpointError>) -> Expected {
    Expected::Outcome(endpoint.map_err(|error| error.to_string()))
}

/// No endpoint, for this reason.
pub fn error(message: &str) -> Expected {
    Expected::Outcome(Err(message.to_owned()))
}

/// An endpoint, of which the model knows nothing yet.
pub fn any_endpoint() -> Expected {
    Expected::AnyEndpoint
}

/// What is wrong if the parameters give another endpoint or error than this.
pub fn wrong<P: EndpointParams>(
    name: &str,
    params: P::Builder,
    expected: Expected,
) -> Option<String> {
    let found = match P::build(params) {
        Ok(params) => params.resolve().map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let is_right = match &expected {
        Expected::Outcome(expected) => found == *expected,
        Expected::AnyEndpoint => found.is_ok(),
    };
    (!is_right).then(|| format!("{name}\n  expected: {expected:?}\n  found: {found:?}"))
}
