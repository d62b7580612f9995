//! `cargo whittle report`: what was cut, as a table, as JSON or as a page to send around.

mod figures;
mod html;
mod measure;

use std::fs;
use std::path::PathBuf;

use crate::generate::Error;
use crate::project::{Cargo, Project};
use crate::say::Say;
use crate::slice_file::shown;
use figures::Report;

/// What `cargo whittle report` can be told.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Options {
    /// Write one self-contained HTML page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Print JSON, for scripts
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Build the workspace with the official crates and with the whittled ones: this takes as long as
    /// both builds, and the second is in a target folder of its own
    #[arg(long)]
    measure: bool,
}

/// Says what was cut.
///
/// # Errors
///
/// If the workspace is not whittled, or a file cannot be read or written.
pub(crate) fn report(cargo: &Cargo, options: &Options, say: &mut Say) -> Result<(), Error> {
    let project = Project::open(cargo)?;
    let mut report = Report::of(&project)?;
    if options.measure {
        report.measured = Some(measure::measure(cargo, &project, say)?);
    }
    match &options.html {
        Some(path) => {
            fs::write(path, html::page(&report)).map_err(|error| Error::Io(path.clone(), error))?;
            say.step("written", &shown(path));
        }
        None if options.json => {
            println!(
                "{}",
                serde_json::to_string_pretty(&report).unwrap_or_default()
            );
        }
        None => anstream::print!("{}", report.text()),
    }
    Ok(())
}
