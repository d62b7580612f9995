//! Both clients understand the same configuration, and say the same where it is wrong.

mod shared;

use crate::harness::Outcome;
use crate::harness::hooks::HOOKS;

#[test]
fn every_value_of_the_builder() {
    same!(config::values());
}

#[test]
fn every_value_unset() {
    same!(config::unset());
}

#[test]
fn behavior_versions() {
    let texts = same!(config::behavior_versions());
    // Older versions do not retry unless they are told to.
    assert!(texts[0].last().unwrap().contains("attempts: 1"));
    assert!(texts[5].last().unwrap().contains("attempts: 3"));
}

#[tokio::test]
async fn overrides_of_one_call() {
    same!(config::overridden().await);
}

/// The one interceptor that is missing on purpose: it would put a flag for OpenTelemetry into the
/// user agent, and needs a crate whose versions are not compatible with one another.
const OBSERVABILITY: &str = "    \"ObservabilityFeatureTrackerInterceptor\",\n";

fn but_for_observability(log: Vec<String>) -> Vec<String> {
    let all = log.iter().filter(|text| text.contains("interceptors ["));
    assert!(all.clone().count() > 0 && all.into_iter().all(|text| text.contains(OBSERVABILITY)));
    log.into_iter()
        .map(|text| text.replace(OBSERVABILITY, ""))
        .collect()
}

#[test]
fn interceptors_and_plugins() {
    let (official, ours) = both!(calls::hooks());
    assert!(ours.len() > 5 * 19, "{}", ours.len());
    pretty_assertions::assert_eq!(but_for_observability(official), ours);
    let (official, ours) = both!(calls::hooks_without_auth());
    pretty_assertions::assert_eq!(but_for_observability(official), ours);
    same!(calls::markers());
}

#[test]
fn components_of_the_user() {
    assert_eq!(same!(calls::retry_classifier()), 1);
    same!(calls::endpoint_resolver());
    same!(calls::auth_scheme_resolver(&["sigv4"]));
    same!(calls::auth_scheme_resolver(&["no_auth"]));
    same!(calls::auth_scheme_resolver(&["other"]));
    same!(calls::auth_scheme_resolver(&["other", "sigv4"]));
    same!(calls::auth_scheme_resolver(&[]));
    same!(calls::params());
}

#[test]
fn credentials_are_cached() {
    let asked = same!(failures::credentials_asked_for());
    assert!(asked[0] < asked[2], "{asked:?}");
}

#[test]
fn retry_budget() {
    let attempts = same!(failures::budget());
    assert_eq!(attempts, [2, 1, 1, 1]);
}

/// The error that both clients end with.
fn text(outcome: Outcome) -> String {
    outcome.result.unwrap_err().text
}

#[test]
fn panics() {
    let texts = same!(failures::panics_of_clients());
    assert_eq!(texts[3], "resolver defaulted if not set");
    for text in &texts[..3] {
        assert!(
            text.contains("A behavior major version must be set"),
            "{text}"
        );
    }
    assert!(same!(failures::no_sleep()).result.is_ok());
}

#[test]
fn no_region() {
    let text = text(same!(failures::no_region()));
    assert!(
        text.contains("Invalid Configuration: Missing Region"),
        "{text}"
    );
}

#[test]
fn wrong_regions() {
    let long = "a".repeat(64).leak();
    for region in [
        "", " ", "a b", "-a", "a-", "a.b", "a..b", "é", "a_b", "a/b", "@x", ".", long,
    ] {
        let outcome = same!(failures::wrong_region(region));
        if let Err(failure) = outcome.result {
            assert_eq!(failure.variant, "ConstructionFailure", "{region}");
            assert!(
                failure.text.contains("must be a valid host label"),
                "{}",
                failure.text
            );
        }
    }
}

#[test]
fn no_credentials() {
    let text = text(same!(failures::no_credentials()));
    assert!(
        text.contains("there was no identity resolver for it"),
        "{text}"
    );
    same!(failures::credentials_that_fail());
    same!(failures::credentials_of_yesterday());
}

#[test]
fn contradictions() {
    let fips = text(same!(failures::endpoint_url_and_fips()));
    assert!(
        fips.contains("FIPS and custom endpoint are not supported"),
        "{fips}"
    );
    let dual_stack = text(same!(failures::endpoint_url_and_dual_stack()));
    assert!(
        dual_stack.contains("Dualstack and custom endpoint are not supported"),
        "{dual_stack}"
    );
}

#[test]
fn malformed_endpoints() {
    for url in [
        "not a url",
        "http://",
        "http://a b",
        "/x",
        "example.com",
        "http://[::1",
        "ftp://x",
    ] {
        same!(failures::endpoint_url(url));
    }
}

#[test]
fn limits_of_time() {
    let outcomes = same!(failures::late());
    assert_eq!(outcomes[0].attempts, 1);
    assert_eq!(outcomes[1].attempts, 3);
}

#[test]
fn interceptors_that_fail() {
    for hook in HOOKS.split_whitespace() {
        let (official, ours) = both!(failures::interceptors(hook));
        let log = official
            .1
            .into_iter()
            .map(|text| text.replace(OBSERVABILITY, ""));
        pretty_assertions::assert_eq!((official.0, log.collect::<Vec<_>>()), ours);
    }
    same!(failures::map_request());
}

/// Regions of all partitions, regions that nobody knows, and those that stand for a partition.
const REGIONS: &str = "\
    us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 \
    eu-north-1 eu-south-2 ap-south-1 ap-southeast-7 ap-northeast-3 ap-east-2 sa-east-1 \
    ca-central-1 ca-west-1 me-south-1 me-central-1 af-south-1 il-central-1 mx-central-1 \
    cn-north-1 cn-northwest-1 eusc-de-east-1 us-iso-east-1 us-iso-west-1 us-isob-east-1 \
    us-isob-west-1 eu-isoe-west-1 us-isof-south-1 us-isof-east-1 us-gov-east-1 us-gov-west-1 \
    aws-global aws-cn-global aws-iso-global aws-iso-b-global aws-iso-e-global \
    aws-iso-f-global aws-us-gov-global aws-eusc-global mars-1 us-mars-1 us-mars-99 \
    us-mars-one-1 cn-foo cn-foo-1 cn-foo-bar-1 us-iso-x-1 us-isob-1 us-isox-east-1 US-EAST-1 \
    xx-east-1 us-east- us-east-1a us_east_1 eusc-fr-east-1 eusc-de-x_y-1";

#[tokio::test]
async fn endpoints() {
    for region in REGIONS.split_whitespace() {
        let resolved = same!(endpoints::resolved(region).await);
        assert_eq!(resolved.len(), 8);
        if !region.contains('_') && !region.ends_with('-') {
            same!(endpoints::sent(region).await);
        }
    }
    for region in ["", "-", "a b", "é", "a..b", "x."] {
        same!(endpoints::resolved(region).await);
    }
    same!(endpoints::nothing().await);
}
