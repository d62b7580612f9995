//! Reports on the exports of snapshots to Amazon EC2: what went where, and how it ended.

mod common;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use common::age::{Age, AgeRange};
use common::table::{Table, cell};
use common::{Connection, Failure, Format};
use lightsail_snapshots::types::{
    ExportSnapshotRecord, ExportSnapshotRecordSourceInfo, RecordState,
};

/// Reports on the exports of snapshots to Amazon EC2, the newest first.
#[derive(Parser)]
#[command(name = "export_report")]
struct Options {
    /// Only exports in this state
    #[arg(long, value_parser = PossibleValuesParser::new(RecordState::values()))]
    state: Option<String>,
    #[command(flatten)]
    age: AgeRange,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::finish(report(Options::parse()).await)
}

async fn report(options: Options) -> Result<(), Failure> {
    let connection = &options.connection;
    let client = connection.client().await;
    let pages = client.get_export_snapshot_records().into_paginator().send();
    let records = connection.read_all(pages, |page| page.export_snapshot_records);
    let mut records = records.await?;
    records.retain(|record| {
        let state = record.state().map(RecordState::as_str);
        options.age.contains(record.created_at())
            && (options.state.iter()).all(|wanted| Some(wanted.as_str()) == state)
    });
    records.sort_by_key(|record| Reverse(record.created_at));
    common::print(match options.format {
        Format::Table => format!("{}\n{}\n", table(&records), totals(&records)),
        Format::Json => serde_json::to_string_pretty(&records)? + "\n",
    })
}

fn table(records: &[ExportSnapshotRecord]) -> Table {
    let mut table = Table::new(["SNAPSHOT", "OF", "GB", "STATE", "AGE", "DESTINATION"]);
    for record in records {
        let source = record.source_info();
        let to = record.destination_info();
        let to = to.into_iter().flat_map(|to| [to.service(), to.id()]);
        table.row([
            cell(source.and_then(|source| source.name())),
            cell(source.and_then(|source| source.from_resource_name())),
            cell(size(source)),
            cell(record.state()),
            cell(record.created_at().map(Age::since)),
            to.flatten().collect::<Vec<_>>().join(" "),
        ]);
    }
    table
}

/// The size of the disk in the snapshot, or of all disks of the instance.
fn size(source: Option<&ExportSnapshotRecordSourceInfo>) -> Option<i32> {
    let source = source?;
    match (source.disk_snapshot_info(), source.instance_snapshot_info()) {
        (Some(disk), _) => disk.size_in_gb(),
        (None, Some(instance)) => {
            let sizes = instance.from_disk_info().iter();
            Some(sizes.filter_map(|disk| disk.size_in_gb()).sum())
        }
        (None, None) => None,
    }
}

/// `total: 3 (1 Failed, 2 Succeeded), 96 GB exported`.
fn totals(records: &[ExportSnapshotRecord]) -> String {
    let mut states = BTreeMap::new();
    for record in records {
        let state = record
            .state()
            .map_or("of unknown state", RecordState::as_str);
        *states.entry(state).or_insert(0) += 1;
    }
    let states = states
        .iter()
        .map(|(state, count)| format!("{count} {state}"));
    let done = records
        .iter()
        .filter(|record| record.state() == Some(&RecordState::Succeeded));
    let size: i64 = done
        .filter_map(|record| size(record.source_info()).map(i64::from))
        .sum();
    let states = match states.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => none,
        states => format!(" ({states})"),
    };
    format!("total: {}{states}, {size} GB exported", records.len())
}
