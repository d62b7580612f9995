//! What all clients of a program share: `SdkConfig`, made by hand and loaded by `aws-config`.

#![allow(deprecated, reason = "older behavior versions are still there")]

use crate::harness::{Answer, Wire, alone};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::origin::Origin;
use aws_types::region::Region;
use aws_types::sdk_config::Builder;
use aws_types::sdk_ua_metadata::FrameworkMetadata;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use std::path::Path;
use std::time::Duration;

/// Asserts that both crates make the same of it; what they sent is returned.
async fn same(shared: impl Fn(Wire) -> SdkConfig) -> String {
    let answers = || [Answer::new(500, "{}"), Answer::ok("{}")];
    let wires = [Wire::new(answers()), Wire::new(answers())];
    let official = shared(wires[0].clone());
    let official = crate::official::side::config::of_sdk_config(&official, &wires[0]).await;
    let ours = shared(wires[1].clone());
    let ours = crate::ours::side::config::of_sdk_config(&ours, &wires[1]).await;
    pretty_assertions::assert_eq!(official, ours, "official (left) and ours (right)");
    format!("{ours:#?}")
}

fn shared(wire: Wire) -> Builder {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .time_source(StaticTimeSource::from_secs(1_700_000_000))
        .http_client(wire)
}

/// An endpoint that the environment or a profile has for this service.
#[derive(Debug)]
struct ServiceEndpoint;

impl LoadServiceConfig for ServiceEndpoint {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let key = [key.service_id(), key.env(), key.profile()];
        (key == ["Lightsail", "AWS_ENDPOINT_URL", "endpoint_url"])
            .then(|| "http://service.example.com/y".to_owned())
    }
}

#[tokio::test]
async fn every_field() {
    let retries = || RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let name = || AppName::new("my-app").unwrap();
    let framework = || FrameworkMetadata::new("framework", Some("2.0")).unwrap();
    let timeouts = || {
        TimeoutConfig::builder()
            .read_timeout(Duration::from_secs(3))
            .build()
    };
    let preference = || AuthSchemePreference::from([AuthSchemeId::from("sigv4")]);
    let none = StalledStreamProtectionConfig::disabled;
    let sleep = || SharedAsyncSleep::new(TokioSleep::new());
    let from_profile = |mut builder: Builder| {
        builder.insert_origin("endpoint_url", Origin::shared_profile_file());
        builder.endpoint_url("http://global.example.com/z")
    };
    let from_client = |mut builder: Builder| {
        builder.insert_origin("endpoint_url", Origin::shared_config());
        builder.endpoint_url("http://client.example.com/z")
    };
    same(|wire| shared(wire).build()).await;
    same(|wire| shared(wire).region(None).build()).await;
    same(|wire| shared(wire).use_fips(true).use_dual_stack(true).build()).await;
    same(|wire| shared(wire).use_fips(false).build()).await;
    same(|wire| shared(wire).app_name(name()).build()).await;
    same(|wire| shared(wire).framework_metadata(framework()).build()).await;
    same(|wire| shared(wire).retry_config(retries()).build()).await;
    same(|wire| shared(wire).retry_config(RetryConfig::disabled()).build()).await;
    same(|wire| shared(wire).timeout_config(timeouts()).build()).await;
    same(|wire| shared(wire).sleep_impl(sleep()).build()).await;
    same(|wire| shared(wire).stalled_stream_protection(none()).build()).await;
    same(|wire| {
        shared(wire)
            .identity_cache(IdentityCache::no_cache())
            .build()
    })
    .await;
    same(|wire| shared(wire).disable_clock_skew_correction(true).build()).await;
    same(|wire| shared(wire).auth_scheme_preference(preference()).build()).await;
    same(|wire| {
        shared(wire)
            .behavior_version(BehaviorVersion::v2023_11_09())
            .build()
    })
    .await;
    let sent = same(|wire| shared(wire).endpoint_url("http://x.example.com").build()).await;
    assert!(sent.contains("http://x.example.com/"));
    let with_service = |builder: Builder| builder.service_config(ServiceEndpoint);
    let sent = same(|wire| with_service(shared(wire)).build()).await;
    assert!(sent.contains("http://service.example.com/y/"));
    let sent = same(|wire| from_profile(with_service(shared(wire))).build()).await;
    assert!(sent.contains("http://service.example.com/y/"));
    let sent = same(|wire| from_profile(shared(wire)).build()).await;
    assert!(sent.contains("http://global.example.com/z/"));
    let sent = same(|wire| from_client(with_service(shared(wire))).build()).await;
    assert!(sent.contains("http://client.example.com/z/"));
}

/// Loads the real environment, in the process that [`loaded`] starts.
#[tokio::test]
#[ignore = "run by `environments` in a process of its own"]
async fn loaded() {
    let config = aws_config::defaults(BehaviorVersion::latest())
        .time_source(StaticTimeSource::from_secs(1_700_000_000))
        .load()
        .await;
    let text = same(|wire| config.clone().into_builder().http_client(wire).build()).await;
    println!("{text}");
}

/// Runs [`loaded`] with these variables; what it says is returned.
fn environment(folder: &Path, variables: &[(&str, &str)]) -> String {
    let home = [("HOME", folder.to_str().unwrap())];
    alone("config::shared::loaded", &[&home, variables].concat())
}

const KEYS: [(&str, &str); 3] = [
    ("AWS_ACCESS_KEY_ID", "AKIDENV"),
    ("AWS_SECRET_ACCESS_KEY", "secret"),
    ("AWS_REGION", "ap-south-1"),
];

type Variables = &'static [(&'static str, &'static str)];

/// Variables, and what is then sent, among other things.
const ENVIRONMENTS: &[(Variables, &[&str])] = &[
    (
        &[],
        &[
            "Credential=AKIDENV/",
            "ap-south-1",
            "amz-sdk-request: attempt=2; max=3",
        ],
    ),
    (
        &[("AWS_SESSION_TOKEN", "T==")],
        &["x-amz-security-token: T=="],
    ),
    (&[("AWS_ENDPOINT_URL", "http://e:1")], &["POST http://e:1/"]),
    (
        &[
            ("AWS_ENDPOINT_URL", "http://e:1"),
            ("AWS_ENDPOINT_URL_LIGHTSAIL", "http://l:2/p"),
        ],
        &["POST http://l:2/p/"],
    ),
    (
        &[
            ("AWS_ENDPOINT_URL", "http://e:1"),
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ],
        &["POST https://lightsail.ap-south-1.amazonaws.com/"],
    ),
    (
        &[
            ("AWS_USE_FIPS_ENDPOINT", "true"),
            ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
        ],
        &["POST https://lightsail-fips.ap-south-1.api.aws/"],
    ),
    (
        &[("AWS_RETRY_MODE", "adaptive"), ("AWS_MAX_ATTEMPTS", "5")],
        &["max=5", "m/F"],
    ),
    (&[("AWS_MAX_ATTEMPTS", "1")], &["attempts: 1"]),
    (&[("AWS_SDK_UA_APP_ID", "my-app")], &["app/my-app"]),
    (
        &[
            ("AWS_LAMBDA_FUNCTION_NAME", "f"),
            ("_X_AMZN_TRACE_ID", "Root=1-2;Sampled=1"),
        ],
        &["x-amzn-trace-id: Root=1-2;Sampled=1"],
    ),
    (
        &[("AWS_EXECUTION_ENV", "AWS_Lambda_rust")],
        &["exec-env/AWS_Lambda_rust"],
    ),
    (
        &[("AWS_AUTH_SCHEME_PREFERENCE", "sigv4a, sigv4")],
        &["sigv4a"],
    ),
    (&[("AWS_DEFAULTS_MODE", "standard")], &[]),
    (
        &[
            ("AWS_USE_FIPS_ENDPOINT", "true"),
            ("AWS_ENDPOINT_URL", "http://e:1"),
        ],
        &["FIPS and custom endpoint are not supported"],
    ),
];

#[test]
fn environments() {
    let folder = tempfile::tempdir().unwrap();
    for (variables, words) in ENVIRONMENTS {
        let text = environment(folder.path(), &[&KEYS[..], variables].concat());
        for word in *words {
            assert!(
                text.contains(word),
                "{variables:?}: {word} is not in {text}"
            );
        }
    }
}

/// A table of partitions of the user's own.
#[test]
fn custom_partitions() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("partitions.json");
    let partitions = r#"{"version":"1.1","partitions":[{"id":"mars","regionRegex":"^mars-\\w+-\\d+$",
        "regions":{"mars-north-1":{}},"outputs":{"name":"mars","dnsSuffix":"example.mars",
        "dualStackDnsSuffix":"dual.mars","supportsFIPS":false,"supportsDualStack":true,
        "implicitGlobalRegion":"mars-north-1"}},{"id":"aws","regionRegex":"^us-\\w+-\\d+$",
        "regions":{},"outputs":{"name":"aws","dnsSuffix":"example.earth",
        "dualStackDnsSuffix":"dual.earth","supportsFIPS":true,"supportsDualStack":false,
        "implicitGlobalRegion":"us-east-1"}}]}"#;
    std::fs::write(&file, partitions).unwrap();
    let file = file.to_str().unwrap();
    for (region, endpoint) in [
        (
            "mars-south-3",
            "https://lightsail.mars-south-3.example.mars/",
        ),
        ("us-east-1", "https://lightsail.us-east-1.example.earth/"),
        ("venus-1", "https://lightsail.venus-1.example.earth/"),
    ] {
        let variables = [
            ("AWS_REGION", region),
            ("SMITHY_CLIENT_SDK_CUSTOM_PARTITION", file),
        ];
        let text = environment(folder.path(), &[&KEYS[..], &variables].concat());
        assert!(text.contains(endpoint), "{text}");
        for switch in ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"] {
            let variables = [&KEYS[..], &variables, &[(switch, "true")]].concat();
            environment(folder.path(), &variables);
        }
    }
}

const PROFILES: &str = "
[default]
region = us-west-2
endpoint_url = http://default:1
services = mine
retry_mode = adaptive
max_attempts = 4
sdk_ua_app_id = from-profile
[profile process]
region = eu-north-1
credential_process = PROCESS
use_fips_endpoint = true
[profile other]
region = sa-east-1
use_dualstack_endpoint = true
aws_access_key_id = AKIDCONFIG
aws_secret_access_key = secret
aws_session_token = CONFIGTOKEN
[services mine]
lightsail =
  endpoint_url = http://mine:2/lightsail
s3 =
  endpoint_url = http://mine:3
";

#[test]
fn profile_files() {
    let folder = tempfile::tempdir().unwrap();
    let [config, credentials, process] =
        ["config", "credentials", "process"].map(|name| folder.path().join(name));
    let said =
        r#"{"Version":1,"AccessKeyId":"AKIDPROCESS","SecretAccessKey":"s","SessionToken":"PT"}"#;
    std::fs::write(&process, said).unwrap();
    let process = format!("cat {}", process.display());
    std::fs::write(&config, PROFILES.replace("PROCESS", &process)).unwrap();
    let keys = "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = secret\n";
    std::fs::write(&credentials, keys).unwrap();
    for (profile, words) in [
        (
            "default",
            &[
                "Credential=AKIDFILE/",
                "http://mine:2/lightsail/",
                "max=4",
                "app/from-profile",
            ][..],
        ),
        (
            "process",
            &[
                "Credential=AKIDPROCESS/",
                "lightsail-fips.eu-north-1",
                "token: PT",
            ],
        ),
        (
            "other",
            &[
                "Credential=AKIDCONFIG/",
                "lightsail.sa-east-1.api.aws",
                "token: CONFIGTOKEN",
            ],
        ),
    ] {
        let variables = [
            ("AWS_CONFIG_FILE", config.to_str().unwrap()),
            ("AWS_SHARED_CREDENTIALS_FILE", credentials.to_str().unwrap()),
            ("AWS_PROFILE", profile),
        ];
        let text = environment(folder.path(), &variables);
        for word in words {
            assert!(text.contains(word), "{profile}: {word} is not in {text}");
        }
    }
}
