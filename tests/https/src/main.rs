//! Makes one call: `https official|ours latest|old URL`.

#![allow(
    clippy::duplicate_mod,
    reason = "the same code against both crates is the point"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod official;
mod ours;

use lightsail_snapshots::config::BehaviorVersion;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [side, version, url] = arguments.as_slice() else {
        panic!("https official|ours latest|old URL");
    };
    let version = match version.as_str() {
        "latest" => BehaviorVersion::latest(),
        // The last with the legacy HTTP client.
        #[expect(deprecated, reason = "that it is old is the point")]
        "old" => BehaviorVersion::v2025_08_07(),
        other => panic!("{other} is no version"),
    };
    let said = match side.as_str() {
        "official" => official::call::call(url, version).await,
        "ours" => ours::call::call(url, version).await,
        other => panic!("{other} is no side"),
    };
    println!("{said}");
}
