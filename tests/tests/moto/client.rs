//! What all programs begin with: `run` puts it behind their first sentence.

/// The configuration of a crate's client: plain HTTP to the server, keys that moto takes.
macro_rules! client {
    ($krate:ident, $url:expr) => {
        $krate::Client::from_conf(
            $krate::Config::builder()
                .behavior_version($krate::config::BehaviorVersion::latest())
                .region($krate::config::Region::new("us-east-1"))
                .credentials_provider($krate::config::Credentials::new(
                    "k", "s", None, None, "test",
                ))
                .http_client(aws_smithy_http_client::Builder::new().build_http())
                .endpoint_url($url)
                .build(),
        )
    };
}
