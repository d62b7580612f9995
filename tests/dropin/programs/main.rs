//! The programs as one, which is told which to run.

mod any_error;
mod backup;
mod create_with_tags;
mod delete;
mod from_environment;
mod list_all;

use aws_sdk_lightsail::Client;
use aws_sdk_lightsail::config::{BehaviorVersion, Builder};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let client = Client::new(&config);
    let said = match std::env::args().nth(1).as_deref() {
        Some("any_error") => any_error::run(&client).await,
        Some("backup") => {
            let newest = backup::Backup::new(client).newest("web").await?;
            format!("{:?}\n", newest.and_then(|snapshot| snapshot.name))
        }
        Some("create_with_tags") => {
            let client = Client::from_conf(Builder::from(&config).build());
            create_with_tags::run(&client).await?
        }
        Some("delete") => match delete::run(&client).await {
            Ok(text) => text,
            Err(text) => format!("failed: {text}\n"),
        },
        Some("from_environment") => from_environment::run(&config),
        Some("list_all") => list_all::run(&client).await?,
        other => return Err(format!("no program {other:?}").into()),
    };
    print!("{said}");
    Ok(())
}
