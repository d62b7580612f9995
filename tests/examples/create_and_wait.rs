//! Makes a snapshot of a disk, or of the system disk of an instance, and waits until it is complete.

mod common;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use common::age::Age;
use common::{Connection, Failure};
use lightsail_snapshots::client::Waiters;
use lightsail_snapshots::error::Report;
use lightsail_snapshots::types::{DiskSnapshot, Tag};
use lightsail_snapshots::waiters::PageWaiterError;
use tokio::time::{Instant as Tick, interval_at};

/// Makes a disk snapshot and waits until it is complete.
#[derive(Parser)]
#[command(name = "create_and_wait")]
struct Options {
    #[command(flatten)]
    source: Source,
    /// What the snapshot is called
    #[arg(long)]
    name: String,
    /// A tag of the snapshot; can be given more than once
    #[arg(long = "tag", value_name = "KEY[=VALUE]", value_parser = common::tag)]
    tags: Vec<Tag>,
    /// How long to wait at the most: 90s, 45m, 12h
    #[arg(long, value_name = "TIME", default_value = "1h")]
    timeout: Age,
    #[command(flatten)]
    connection: Connection,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Source {
    /// The disk to copy
    #[arg(long, value_name = "NAME")]
    disk: Option<String>,
    /// The instance whose system disk to copy
    #[arg(long, value_name = "NAME")]
    instance: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::finish(create(Options::parse()).await)
}

async fn create(options: Options) -> Result<(), Failure> {
    let Options {
        source,
        name,
        tags,
        timeout,
        connection,
    } = options;
    let client = connection.client().await;
    let call = client
        .create_disk_snapshot()
        .disk_snapshot_name(&name)
        .set_disk_name(source.disk)
        .set_instance_name(source.instance)
        .set_tags((!tags.is_empty()).then_some(tags));
    call.send().await.map_err(|error| error.report())?;
    connection.progress(format_args!("{name}: started"));

    let waiter = client.wait_until_disk_snapshot_completed().name(&name);
    let waiting = waiter.wait(Duration::from_secs(timeout.0));
    let snapshot = with_progress(&connection, &name, waiting).await;
    let snapshot = snapshot.map_err(|error| match error {
        PageWaiterError::OperationFailed(error) => Failure::from(error.report()),
        other => Failure::from(format!("{name}: {other}")),
    })?;
    print(&snapshot)
}

/// Tells every few seconds that there is still something to wait for.
async fn with_progress<T>(connection: &Connection, name: &str, work: impl Future<Output = T>) -> T {
    let (start, every) = (Instant::now(), Duration::from_secs(2));
    let mut ticks = interval_at(Tick::now() + every, every);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            result = &mut work => return result,
            _ = ticks.tick() => {
                let age = Age(start.elapsed().as_secs());
                connection.progress(format_args!("{name}: still waiting after {age}"));
            }
        }
    }
}

fn print(snapshot: &DiskSnapshot) -> Result<(), Failure> {
    let (name, size) = (snapshot.name().unwrap_or_default(), snapshot.size_in_gb());
    common::print(format_args!(
        "{name}: completed, {} GB\n",
        size.unwrap_or_default()
    ))
}
