//! `cargo xtask bench`: measures the generated crate against what else there is.

mod build;
mod calls;
mod chart;
mod command;
mod document;
mod generator;
mod loopback;
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
    /// Only these groups: programs, check, release, alone, size, calls, loopback, services, ec2, s3, generator
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

const GROUPS: [Group; 11] = [
    Group {
        name: "programs",
        title: "Programs, clean debug builds: one that lists disk snapshots, one with a call each to five services",
        slow: true,
        measure: programs::debug,
    },
    Group {
        name: "check",
        title: "The same programs, cargo check",
        slow: true,
        measure: programs::check,
    },
    Group {
        name: "release",
        title: "The same programs, clean release builds",
        slow: true,
        measure: programs::release,
    },
    Group {
        name: "alone",
        title: "The crate alone, its dependencies built",
        slow: true,
        measure: build::alone,
    },
    Group {
        name: "size",
        title: "What there is",
        slow: false,
        measure: build::sizes,
    },
    Group {
        name: "calls",
        title: "Calls and their parts",
        slow: false,
        measure: calls::measure,
    },
    Group {
        name: "loopback",
        title: "Calls over loopback",
        slow: false,
        measure: loopback::measure,
    },
    Group {
        name: "services",
        title: "Other services",
        slow: true,
        measure: services::measure,
    },
    Group {
        name: "ec2",
        title: "The largest service",
        slow: true,
        measure: services::largest,
    },
    Group {
        name: "s3",
        title: "The service with most users",
        slow: true,
        measure: services::objects,
    },
    Group {
        name: "generator",
        title: "The generator",
        slow: false,
        measure: generator::measure,
    },
];

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
        document::write(root, &groups, results)?;
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
