//! Services: slices of them, and all of their operations, beside their official crates.

mod builds;
pub(super) mod list;
mod program;

use std::io;

use super::row::Row;
use super::settings::Bench;
use program::{Project, Service};

/// Measures a service of which there is a model.
pub(super) fn measure(bench: &Bench, service: &'static Service) -> io::Result<Vec<Row>> {
    let Some(model) = service.model.path(bench) else {
        eprintln!("there is no model, so {} is not measured", service.title);
        return Ok(Vec::new());
    };
    let project = Project::new(bench, service, &model)?;
    let builds = match bench.quick {
        true => Vec::new(),
        false => builds::measure(&project)?,
    };
    // What was built there is not built again for the program.
    let mut rows = match service.cases {
        [] => Vec::new(),
        cases => project.times(bench, cases)?,
    };
    rows.extend(builds);
    Ok(rows)
}
