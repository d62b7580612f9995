//! Deletes disk snapshots that nobody needs any more: all of a name but the newest, or the young ones.

mod common;

use std::cmp::Reverse;
use std::process::ExitCode;

use clap::Parser;
use common::age::Age;
use common::table::{Table, cell};
use common::{Connection, Failure};
use lightsail_snapshots::Client;
use lightsail_snapshots::error::Report;
use lightsail_snapshots::types::{DiskSnapshot, DiskSnapshotState};

/// Deletes the disk snapshots whose names begin with a text, but for those that are to be kept.
///
/// A snapshot is kept if one of the rules --keep and --keep-days says so; at least one of them has to be
/// given. Only complete snapshots count. Failed ones are deleted whatever their age, as they hold nothing;
/// those that are still being made, or whose state or age is not known, are left alone.
#[derive(Parser)]
#[command(name = "prune")]
struct Options {
    /// What the names begin with
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    prefix: String,
    #[command(flatten)]
    rules: Rules,
    /// Deletes nothing, and says what would be deleted
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

#[derive(clap::Args)]
#[group(required = true, multiple = true)]
struct Rules {
    /// Keeps the newest N
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Keeps what is younger than D days
    #[arg(long, value_name = "D", value_parser = clap::value_parser!(u32).range(1..))]
    keep_days: Option<u32>,
}

/// What happens to a snapshot, and why.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Keep(&'static str),
    Delete(&'static str),
}

impl Rules {
    /// Judges snapshots, of which it must see the newest first.
    fn judge(&self) -> impl FnMut(&DiskSnapshot) -> Verdict {
        let mut slots = self.keep.unwrap_or(0);
        let limit = self.keep_days.map(Age::of_days);
        move |snapshot| {
            let age = snapshot.created_at().map(Age::since);
            match (snapshot.state(), age) {
                (Some(DiskSnapshotState::Error), _) => Verdict::Delete("failed"),
                (Some(DiskSnapshotState::Completed), Some(age)) => {
                    let is_among_newest = slots > 0;
                    slots = slots.saturating_sub(1);
                    match limit {
                        _ if is_among_newest => Verdict::Keep("one of the newest"),
                        Some(limit) if age < limit => Verdict::Keep("young"),
                        _ => Verdict::Delete("old"),
                    }
                }
                (Some(DiskSnapshotState::Completed), None) => Verdict::Keep("of unknown age"),
                (Some(DiskSnapshotState::Pending), _) => Verdict::Keep("not finished"),
                _ => Verdict::Keep("of unknown state"),
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::finish(prune(Options::parse()).await)
}

async fn prune(options: Options) -> Result<(), Failure> {
    let Options {
        prefix, connection, ..
    } = &options;
    let client = connection.client().await;
    // All pages come first: a list that breaks off must not cost anything.
    let pages = client.get_disk_snapshots().into_paginator().send();
    let mut snapshots = connection
        .read_all(pages, |page| page.disk_snapshots)
        .await?;
    snapshots.retain(|snapshot| snapshot.name().is_some_and(|name| name.starts_with(prefix)));
    snapshots.sort_by_key(|snapshot| Reverse(snapshot.created_at));

    let mut judge = options.rules.judge();
    let verdicts: Vec<Verdict> = snapshots.iter().map(&mut judge).collect();
    common::print(table(&snapshots, &verdicts))?;
    let doomed = snapshots.iter().zip(&verdicts);
    let doomed = doomed.filter(|(_, verdict)| matches!(verdict, Verdict::Delete(_)));
    // The oldest first: whatever stops the program, the newer ones are still there.
    let doomed: Vec<&DiskSnapshot> = doomed.map(|(snapshot, _)| snapshot).rev().collect();
    match options.dry_run {
        true => common::print(format_args!("{} would be deleted\n", doomed.len())),
        false => delete(&client, connection, &doomed).await,
    }
}

fn table(snapshots: &[DiskSnapshot], verdicts: &[Verdict]) -> Table {
    let mut table = Table::new(["WHAT", "NAME", "AGE", "WHY"]);
    for (snapshot, verdict) in snapshots.iter().zip(verdicts) {
        let (word, reason) = match verdict {
            Verdict::Keep(reason) => ("keep", reason),
            Verdict::Delete(reason) => ("delete", reason),
        };
        table.row([
            word.to_owned(),
            cell(snapshot.name()),
            cell(snapshot.created_at().map(Age::since)),
            (*reason).to_owned(),
        ]);
    }
    table
}

/// Deletes what it can, and fails if that is not all.
async fn delete(
    client: &Client,
    connection: &Connection,
    doomed: &[&DiskSnapshot],
) -> Result<(), Failure> {
    let mut failures = 0;
    for (done, snapshot) in doomed.iter().enumerate() {
        let name = snapshot.name().unwrap_or_default();
        let call = client.delete_disk_snapshot().disk_snapshot_name(name);
        let message = match call.send().await {
            Ok(_) => "deleted".to_owned(),
            Err(error) => match error.as_service_error() {
                Some(service) if service.is_not_found_exception() => "gone already".to_owned(),
                _ => {
                    failures += 1;
                    eprintln!("error: {name}: {}", error.report());
                    continue;
                }
            },
        };
        connection.progress(format_args!(
            "{} of {}: {name}: {message}",
            done + 1,
            doomed.len()
        ));
    }
    common::print(format_args!("{} deleted\n", doomed.len() - failures))?;
    match failures {
        0 => Ok(()),
        _ => Err(format!("{failures} could not be deleted").into()),
    }
}
