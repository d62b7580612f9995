//! Asks aws-config for the credentials of the profiles that are its arguments; without any, for those that
//! its environment tells of.

use aws_config::BehaviorVersion;
use aws_credential_types::provider::ProvideCredentials;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let profiles: Vec<String> = std::env::args().skip(1).collect();
    if profiles.is_empty() {
        print("(environment)", aws_config::defaults(BehaviorVersion::latest())).await;
    }
    for profile in &profiles {
        let config = aws_config::defaults(BehaviorVersion::latest()).profile_name(profile);
        print(profile, config).await;
    }
}

async fn print(name: &str, config: aws_config::ConfigLoader) {
    let config = config.load().await;
    let provider = config.credentials_provider().expect("a provider");
    match provider.provide_credentials().await {
        Ok(found) => println!(
            "{name}: {} {} {:?} {:?}",
            found.access_key_id(),
            found.secret_access_key(),
            found.session_token(),
            found.expiry()
        ),
        Err(error) => {
            let mut reason: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = reason {
                println!("{name}: {error}");
                reason = error.source();
            }
        }
    }
}
