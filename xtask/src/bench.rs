//! `cargo xtask bench`: measures the generated crate against what else there is.

mod build;
mod calls;
mod chart;
mod command;
mod document;
mod generator;
mod loopback;
mod owners;
mod plot;
mod programs;
mod project;
mod row;
mod services;
mod settings;
mod start;

use std::io;
use std::path::Path;

use document::Results;
use row::Row;
use services::list;
use settings::Bench;

/// What `cargo xtask bench` can be told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Leave out what takes minutes: clean builds and release builds of the official crate
    #[arg(long)]
    quick: bool,
    /// Put the results into docs/benchmarks.json, its page and the charts; with `--only` of these groups
    #[arg(long)]
    write: bool,
    /// Only these groups: programs, check, release, alone, size, calls, owners, loopback, lightsail, dynamodb,
    /// lambda, sts, cloudwatch, s3, ec2, generator
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    only: Vec<String>,
}

/// Some measurements that belong together.
struct Group {
    name: &'static str,
    title: &'static str,
    /// Whether it takes minutes.
    slow: bool,
    measure: fn(&Bench) -> io::Result<Vec<Row>>,
}

const GROUPS: [Group; 16] = [
    slow(
        "programs",
        "Programs, clean debug builds: one that lists disk snapshots, one with a call each to five services",
        programs::debug,
    ),
    slow("check", "The same programs, cargo check", programs::check),
    slow(
        "release",
        "The same programs, clean release builds",
        programs::release,
    ),
    slow(
        "alone",
        "The crate alone, its dependencies built",
        build::alone,
    ),
    quick("size", "What there is", build::sizes),
    quick("calls", "Calls and their parts", calls::measure),
    quick("owners", "A call, by owner", owners::measure),
    quick("loopback", "Calls over loopback", loopback::measure),
    slow("lightsail", "Lightsail, awsJson", |bench| {
        services::measure(bench, &list::LIGHTSAIL)
    }),
    slow("dynamodb", "DynamoDB, awsJson", |bench| {
        services::measure(bench, &list::DYNAMODB)
    }),
    slow("lambda", "Lambda, restJson1", |bench| {
        services::measure(bench, &list::LAMBDA)
    }),
    slow("sts", "STS, awsQuery", |bench| {
        services::measure(bench, &list::STS)
    }),
    slow("cloudwatch", "CloudWatch, rpcv2Cbor", |bench| {
        services::measure(bench, &list::CLOUDWATCH)
    }),
    slow("s3", "S3, restXml", |bench| {
        services::measure(bench, &list::S3)
    }),
    slow("ec2", "EC2, ec2Query, the largest service", |bench| {
        services::measure(bench, &list::EC2)
    }),
    quick("generator", "The generator", generator::measure),
];

/// A group that takes minutes.
const fn slow(
    name: &'static str,
    title: &'static str,
    measure: fn(&Bench) -> io::Result<Vec<Row>>,
) -> Group {
    Group {
        name,
        title,
        slow: true,
        measure,
    }
}

/// A group that does not.
const fn quick(
    name: &'static str,
    title: &'static str,
    measure: fn(&Bench) -> io::Result<Vec<Row>>,
) -> Group {
    Group {
        slow: false,
        ..slow(name, title, measure)
    }
}

/// Measures, prints the tables, and writes them down if that is wanted.
///
/// # Errors
///
/// If a group has no such name, something does not build, or a file cannot be written.
pub fn run_all(root: &Path, options: &Options) -> io::Result<()> {
    if let Some(unknown) = options
        .only
        .iter()
        .find(|name| GROUPS.iter().all(|group| group.name != **name))
    {
        let names = GROUPS.map(|group| group.name).join(", ");
        return Err(io::Error::other(format!(
            "error: there is no group `{unknown}`\n = help: there are {names}"
        )));
    }
    let bench = Bench {
        root: root.to_owned(),
        quick: options.quick,
    };
    let mut results = Results::new();
    for group in GROUPS.iter().filter(|group| options.wants(group)) {
        let rows = (group.measure)(&bench)?;
        println!("{}\n\n{}", group.title, row::table(&rows));
        results.insert(group.name.to_owned(), rows);
    }
    if options.write {
        let groups = GROUPS.each_ref().map(|group| (group.name, group.title));
        document::write(&bench, &groups, results)?;
    }
    Ok(())
}

impl Options {
    fn wants(&self, group: &Group) -> bool {
        if self.only.is_empty() {
            return !(self.quick && group.slow);
        }
        self.only.iter().any(|name| name == group.name)
    }
}
