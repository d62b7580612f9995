//! Writes words into a table and a queue, and reads them again; the URL of the services is its argument.

mod rows;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use queue::Queue;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the URL of the services")?;
    let config = config(&url).await;
    let rows = rows::Rows::create(&config).await?;
    for word in ["alpha", "beta", "gamma"] {
        rows.put(word).await?;
    }
    println!("{:?}", rows.all().await?);
    println!("{:?}", rows.get("beta").await?);
    println!("{}", rows.missing().await);
    let queue = Queue::create(aws_sdk_sqs::Client::new(&config), "words").await?;
    queue.send("delta").await?;
    println!("{:?}, {:?}", queue.take().await?, Queue::attributes());
    Ok(())
}

async fn config(url: &str) -> SdkConfig {
    let keys = Credentials::new("key", "secret", None, None, "demo");
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(keys))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .load()
        .await
}
