//! Generates crates from slice files, and writes or compares them: `cargo whittle generate`, and
//! `cargo xtask codegen` of this repository.

use std::path::{Path, PathBuf};

use crate::generate::{self, Error, Generated};
use crate::workspace;

/// What generating can be told.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Write nothing; print what is missing, changed (with a diff) or unexpected, and exit with 1
    #[arg(long)]
    check: bool,
    /// The slice file to generate from, instead of all
    #[arg(long, value_name = "FILE")]
    slice: Option<PathBuf>,
    /// The folder of the generated crate, instead of the slice's `out`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The folder of the runtime, instead of the slice's: several crates can share it
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// The operations to generate, instead of the slice's
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
}

impl Options {
    /// Whether no folder of slices is needed.
    pub(crate) fn names_a_slice(&self) -> bool {
        self.slice.is_some()
    }
}

/// Writes or checks the crates of all slices in `folder`, or of the one that is named; says whether
/// they are what they should be.
///
/// # Errors
///
/// If a slice or model is wrong, or a folder is somebody else's.
pub fn run(folder: &Path, options: &Options) -> Result<bool, Error> {
    let crates = generate::generate(
        folder,
        &generate::Options {
            slice: options.slice.clone(),
            out: options.out.clone(),
            operations: options.operations.clone(),
            runtime: options.runtime.clone(),
        },
    )?;
    match options.check {
        true => check(&crates),
        false => write(&crates).map(|()| true),
    }
}

fn check(crates: &[Generated]) -> Result<bool, Error> {
    let mut is_right = true;
    for generated in crates {
        let comparison = generated.compare()?;
        for warning in generated.warnings(&comparison) {
            eprintln!("{warning}");
        }
        for drift in &comparison.drift {
            println!("{}: {drift}", generated.name);
            is_right = false;
        }
    }
    Ok(is_right)
}

/// Writes all crates, or none if any of their folders is somebody else's.
fn write(crates: &[Generated]) -> Result<(), Error> {
    let mut all = Vec::new();
    for generated in crates {
        all.push((generated, generated.compare()?.changes()?));
    }
    for (generated, changes) in all {
        for warning in generated.warnings(changes.comparison()) {
            eprintln!("{warning}");
        }
        println!("{}", generated.apply(changes)?);
        // The runtime is a member because the crate depends on it.
        let of_slice = generated.name != codegen::RUNTIME;
        if let Some(warning) = of_slice
            .then(|| workspace::stranger(&generated.out))
            .flatten()
        {
            eprintln!("{warning}");
        }
    }
    Ok(())
}
