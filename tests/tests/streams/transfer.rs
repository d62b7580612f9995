//! Sends a file to a server and receives it again; says how much memory that took. The URL of the server and the
//! file are its arguments.

use transfer_s3::config::{BehaviorVersion, Credentials, Region};
use transfer_s3::primitives::ByteStream;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("the URL of a server");
    let file = arguments.next().expect("a file");
    let config = transfer_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .force_path_style(true);
    let client = transfer_s3::Client::from_conf(config.build());
    let at_start = peak();
    let body = ByteStream::from_path(&file).await.unwrap();
    let call = client.put_object().bucket("bucket").key("key").body(body);
    call.send().await.unwrap();
    let sent = peak();
    let call = client.get_object().bucket("bucket").key("key");
    let mut body = call.send().await.unwrap().body;
    let mut received = 0;
    while let Some(chunk) = body.try_next().await.unwrap() {
        received += chunk.len() as u64;
    }
    assert_eq!(received, std::fs::metadata(&file).unwrap().len());
    println!("{at_start} {sent} {}", peak());
}

/// The most memory that the process has ever taken, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap().split_whitespace().next();
    peak.unwrap().parse().unwrap()
}
