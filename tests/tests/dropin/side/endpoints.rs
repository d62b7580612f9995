//! Endpoints of regions.

use super::call::fixed;
use super::sdk;
use crate::harness::{Wire, anonymous};
use sdk::config::Region;
use sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};

/// What the default resolver makes of each combination of a region and the two switches.
pub(crate) async fn resolved(region: &str) -> Vec<String> {
    let resolver = DefaultResolver::new();
    let mut texts = Vec::new();
    for (fips, dual_stack) in [(false, false), (true, false), (false, true), (true, true)] {
        for endpoint in [None, Some("https://example.com/x".to_owned())] {
            let params = Params::builder()
                .region(region)
                .use_fips(fips)
                .use_dual_stack(dual_stack)
                .set_endpoint(endpoint)
                .build();
            texts.push(anonymous(match params {
                Err(error) => format!("{error} {error:?}"),
                // Asked twice, since the last answer is kept.
                Ok(params) => match resolver.resolve_endpoint(&params).await {
                    Ok(endpoint) => {
                        assert_eq!(resolver.resolve_endpoint(&params).await.unwrap(), endpoint);
                        format!("{endpoint:?}")
                    }
                    Err(error) => error.to_string(),
                },
            }));
        }
    }
    texts
}

/// What a client of the region sends.
pub(crate) async fn sent(region: &str) -> Vec<String> {
    let mut sent = Vec::new();
    for (fips, dual_stack) in [(false, false), (true, false), (false, true), (true, true)] {
        let wire = Wire::fine();
        let config = fixed(&wire)
            .region(Region::new(region.to_owned()))
            .use_fips(fips)
            .use_dual_stack(dual_stack);
        let client = sdk::Client::from_conf(config.build());
        client.get_disk_snapshots().send().await.unwrap();
        sent.extend(wire.take());
    }
    sent
}

pub(crate) async fn nothing() -> Vec<String> {
    let params = Params::builder().build().unwrap();
    let error = DefaultResolver::default()
        .resolve_endpoint(&params)
        .await
        .unwrap_err();
    vec![error.to_string()]
}
