//! The generator, phase by phase: the slice, all of Lightsail, all of EC2, all services.
//!
//! The argument is a folder of models in botocore's form; without it there is only the slice. With `once` behind it
//! EC2 is generated once, and nothing else. Prints lines of case, phase and seconds; the phase `lines` has the number
//! of generated lines, `crates` that of crates, `bytes` the size of the models. A line `point` has the size of a
//! service's model and its seconds.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that fails should say where"
)]

use codegen::{Failure, Progress, Slice, Source, diagnostic::Location};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use xtask::{catalogue, rustfmt, slice_file};

/// Seconds and counts by name.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, f64>);

impl Tally {
    fn add(&mut self, name: &'static str, value: f64) {
        *self.0.entry(name).or_default() += value;
    }

    fn print(&self, case: &str) {
        for (name, value) in &self.0 {
            println!("{case}\t{name}\t{value:e}");
        }
    }

    fn seconds(&self) -> f64 {
        let phases = self
            .0
            .iter()
            .filter(|(name, _)| !["bytes", "crates", "lines"].contains(name));
        phases.map(|(_, value)| value).sum()
    }
}

fn main() {
    let arguments = std::env::args().skip(1);
    let arguments: Vec<String> = arguments.filter(|it| it != "--bench").collect();
    let models = arguments.first().map(Path::new);
    if let (Some(models), Some("once")) = (models, arguments.get(1).map(String::as_str)) {
        return whole(&models.join(EC2), 1).print("ec2");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let slice = slice_file::read(&root.join("model/lightsail-snapshots.toml")).expect("a slice");
    median_of(5, || {
        let mut tally = Tally::default();
        generate(&slice.model, &slice.slice, &mut tally).expect("a crate");
        tally
    })
    .print("slice");
    let Some(models) = models else { return };
    whole(&models.join("lightsail/2016-11-28"), 3).print("lightsail");
    whole(&models.join(EC2), 3).print("ec2");
    every(models).print("every");
}

/// The largest service.
const EC2: &str = "ec2/2016-11-15";

/// All operations of a service.
fn whole(model: &Path, times: usize) -> Tally {
    median_of(times, || {
        let mut tally = Tally::default();
        generate(model, &all(), &mut tally).expect("a crate");
        tally
    })
}

fn median_of(times: usize, run: impl Fn() -> Tally) -> Tally {
    let mut runs: Vec<Tally> = (0..times).map(|_| run()).collect();
    runs.sort_by(|a, b| a.seconds().total_cmp(&b.seconds()));
    runs.swap_remove(times / 2)
}

/// All services of the folder that can be generated.
fn every(models: &Path) -> Tally {
    let mut tally = Tally::default();
    let services = std::fs::read_dir(models)
        .expect("a folder")
        .filter_map(|entry| {
            // The newest version of a service is the last.
            let versions = std::fs::read_dir(entry.ok()?.path()).ok()?;
            versions
                .filter_map(|version| Some(version.ok()?.path()))
                .filter(|path| path.is_dir())
                .max()
        });
    for model in services {
        let Some(own) = possible(&model) else {
            continue;
        };
        println!("point\t{:e}\t{:e}", own.0["bytes"], own.seconds());
        for (name, value) in own.0 {
            tally.add(name, value);
        }
    }
    tally
}

/// Generates what can be generated of a service; gives nothing if that is nothing at all, as with another
/// protocol. Any other failure is one of the generator and ends the bench.
fn possible(model: &Path) -> Option<Tally> {
    let run = |slice: &Slice| {
        let mut tally = Tally::default();
        generate(model, slice, &mut tally).map(|()| tally)
    };
    let result = match run(&all()) {
        Err(failure) if catalogue::is_unsupported(&failure) => {
            let source = Source::load(model, &slice_file::shown(model)).ok()?;
            run(&catalogue::supported(&source, &failure)?)
        }
        result => result,
    };
    Some(result.unwrap_or_else(|failure| panic!("{}: {failure}", model.display())))
}

fn all() -> Slice {
    Slice::all("bench-crate", Location::file("(bench)"))
}

fn generate(model: &Path, slice: &Slice, tally: &mut Tally) -> Result<(), Failure> {
    let mut last = Instant::now();
    let mut lap = |tally: &mut Tally, phase| {
        tally.add(phase, last.elapsed().as_secs_f64());
        last = Instant::now();
    };
    let source = Source::load(model, &slice_file::shown(model))?;
    lap(tally, "load");
    tally.add("bytes", source.model.bytes.len() as f64);
    let files = codegen::generate_watched(&source, slice, |progress| {
        if let Progress::Done(phase) = progress {
            lap(tally, phase);
        }
    })?;
    let (files, warning) = rustfmt::format(files);
    assert_eq!(warning, None, "rustfmt is a part of what is measured");
    lap(tally, "format");
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    tally.add(
        "lines",
        rust.map(|(_, text)| text.lines().count()).sum::<usize>() as f64,
    );
    tally.add("crates", 1.0);
    Ok(())
}
