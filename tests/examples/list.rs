//! Lists snapshots of disks or of instances, as a table or as JSON.

mod common;

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, ValueEnum};
use common::age::{Age, AgeRange};
use common::table::{Table, cell};
use common::{Connection, Failure, Format};
use lightsail_snapshots::primitives::DateTime;
use lightsail_snapshots::types::{
    DiskSnapshot, DiskSnapshotState, InstanceSnapshot, InstanceSnapshotState, Tag,
};

/// Lists snapshots, the newest first.
#[derive(Parser)]
#[command(name = "list")]
struct Options {
    /// What the snapshots are of
    #[arg(long, value_enum, default_value = "disk")]
    of: Kind,
    /// Only snapshots of this name; `*` stands for anything
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,
    /// Only snapshots with this tag; can be given more than once
    #[arg(long = "tag", value_name = "KEY[=VALUE]", value_parser = common::tag)]
    tags: Vec<Tag>,
    /// Only snapshots in this state
    #[arg(long, value_parser = states())]
    state: Option<String>,
    #[command(flatten)]
    age: AgeRange,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Disk,
    Instance,
}

/// The states of both kinds.
fn states() -> PossibleValuesParser {
    let mut states = [DiskSnapshotState::values(), InstanceSnapshotState::values()].concat();
    states.sort_unstable();
    states.dedup();
    states.into()
}

/// What both kinds of snapshots have, and the snapshot itself as the service describes it.
struct Snapshot {
    name: String,
    state: String,
    size_gb: Option<i32>,
    source: Option<String>,
    created_at: Option<DateTime>,
    tags: Vec<Tag>,
    json: serde_json::Value,
}

impl TryFrom<DiskSnapshot> for Snapshot {
    type Error = Failure;

    fn try_from(snapshot: DiskSnapshot) -> Result<Self, Failure> {
        Ok(Self {
            json: serde_json::to_value(&snapshot)?,
            state: cell(snapshot.state),
            name: snapshot.name.unwrap_or_default(),
            size_gb: snapshot.size_in_gb,
            source: snapshot.from_disk_name.or(snapshot.from_instance_name),
            created_at: snapshot.created_at,
            tags: snapshot.tags.unwrap_or_default(),
        })
    }
}

impl TryFrom<InstanceSnapshot> for Snapshot {
    type Error = Failure;

    fn try_from(snapshot: InstanceSnapshot) -> Result<Self, Failure> {
        Ok(Self {
            json: serde_json::to_value(&snapshot)?,
            state: cell(snapshot.state),
            name: snapshot.name.unwrap_or_default(),
            size_gb: snapshot.size_in_gb,
            source: snapshot.from_instance_name,
            created_at: snapshot.created_at,
            tags: snapshot.tags.unwrap_or_default(),
        })
    }
}

impl Options {
    /// Whether the snapshot is one of those that are asked for.
    fn mean(&self, snapshot: &Snapshot) -> bool {
        let name = self.name.as_deref();
        let has = |tag: &Tag| {
            let mut tags = snapshot.tags.iter().filter(|has| has.key() == tag.key());
            tags.any(|has| tag.value().is_none() || has.value() == tag.value())
        };
        name.is_none_or(|name| common::matches(name, &snapshot.name))
            && self.tags.iter().all(has)
            && (self.state.iter()).all(|state| *state == snapshot.state)
            && self.age.contains(snapshot.created_at.as_ref())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::finish(list(Options::parse()).await)
}

async fn list(options: Options) -> Result<(), Failure> {
    let mut snapshots = read(&options).await?;
    snapshots.retain(|snapshot| options.mean(snapshot));
    snapshots.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.created_at));
    common::print(match options.format {
        Format::Table => table(snapshots).to_string(),
        Format::Json => {
            let json: Vec<_> = snapshots
                .into_iter()
                .map(|snapshot| snapshot.json)
                .collect();
            serde_json::to_string_pretty(&json)? + "\n"
        }
    })
}

async fn read(options: &Options) -> Result<Vec<Snapshot>, Failure> {
    let connection = &options.connection;
    let client = connection.client().await;
    match options.of {
        Kind::Disk => {
            let pages = client.get_disk_snapshots().into_paginator().send();
            let all = connection
                .read_all(pages, |page| page.disk_snapshots)
                .await?;
            all.into_iter().map(Snapshot::try_from).collect()
        }
        Kind::Instance => {
            let pages = client.get_instance_snapshots().into_paginator().send();
            let all = connection.read_all(pages, |page| page.instance_snapshots);
            all.await?.into_iter().map(Snapshot::try_from).collect()
        }
    }
}

fn table(snapshots: Vec<Snapshot>) -> Table {
    let mut table = Table::new(["NAME", "STATE", "AGE", "GB", "OF", "TAGS"]);
    for snapshot in snapshots {
        let tags = snapshot.tags.iter().map(|tag| match tag.value() {
            Some(value) => format!("{}={value}", tag.key().unwrap_or_default()),
            None => tag.key().unwrap_or_default().to_owned(),
        });
        table.row([
            snapshot.name,
            snapshot.state,
            cell(snapshot.created_at.as_ref().map(Age::since)),
            cell(snapshot.size_gb),
            cell(snapshot.source),
            tags.collect::<Vec<_>>().join(","),
        ]);
    }
    table
}
