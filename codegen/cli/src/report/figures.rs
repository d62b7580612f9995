//! What was cut of each crate, in numbers, and where the rest is called.

use std::collections::BTreeMap;

use codegen::model::Service;
use serde::Serialize;

use super::measure::Measured;
use crate::generate::{self, Error};
use crate::krate::Krate;
use crate::library::Library;
use crate::model::text::{BOLD, styled};
use crate::names::Known;
use crate::plan::Scanned;
use crate::project::{Origin, Project};
use crate::say::{dim, number};
use crate::state::State;

/// What was cut in a workspace.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) workspace: String,
    pub(super) crates: Vec<CrateReport>,
    /// Why others stay official.
    pub(super) official: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) measured: Option<Measured>,
}

/// What was cut of a crate.
#[derive(Debug, Serialize)]
pub(super) struct CrateReport {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) service: String,
    /// The operations of the slice, with where they are called.
    pub(super) operations: BTreeMap<String, Vec<String>>,
    pub(super) operations_of_service: usize,
    pub(super) lines: Change,
    pub(super) types: Change,
}

/// How many there were, and are.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Change {
    pub(super) before: usize,
    pub(super) after: usize,
}

impl Report {
    pub(super) fn of(project: &Project) -> Result<Self, Error> {
        let state = State::of(&project.folder)?;
        let scanned = Scanned::of(project)?;
        let library = Library::new(None, true);
        let mut crates = Vec::new();
        for (name, sdk) in &project.crates {
            if sdk.origin != Origin::Whittled {
                continue;
            }
            let mut krate = Krate::open(&project.folder, name, sdk, &library)?;
            krate.used = scanned.used(project, &krate);
            let options = generate::Options {
                slice: Some(project.folder.join(format!("{name}.toml"))),
                ..generate::Options::default()
            };
            let made = generate::generate(&project.folder, &options)?;
            let ours = made.iter().find(|made| made.name == *name);
            let service = krate.service();
            crates.push(CrateReport {
                name: name.clone(),
                version: sdk.version.clone(),
                service: service.title.clone(),
                operations: operations(&krate, service),
                operations_of_service: krate.known.operations.len(),
                lines: Change {
                    before: state.lines.get(name).copied().unwrap_or_default(),
                    after: ours.map(generate::Generated::lines).unwrap_or_default(),
                },
                types: Change {
                    before: krate.known.types.len(),
                    after: Known::of(service).types.len(),
                },
            });
        }
        let name = project.root.file_name().unwrap_or_default();
        Ok(Self {
            workspace: name.to_string_lossy().into_owned(),
            crates,
            official: state.official,
            measured: None,
        })
    }

    /// All crates together.
    pub(super) fn sum(&self, of: impl Fn(&CrateReport) -> Change) -> Change {
        let sum = |sum: Change, krate: &CrateReport| Change {
            before: sum.before + of(krate).before,
            after: sum.after + of(krate).after,
        };
        self.crates.iter().fold(Change::default(), sum)
    }

    /// For people, on a terminal.
    pub(super) fn text(&self) -> String {
        let names = self.crates.iter().map(|krate| krate.name.len());
        let width = names.chain([5]).max().unwrap_or_default();
        let head = format!(
            "{:<width$}  {:>15}  {:>22}  {:>15}\n",
            "crate", "operations", "lines", "types"
        );
        let mut text = dim(&head);
        let row = |name: &str, operations: String, lines: Change, types: Change| {
            let lines = format!("{} → {}", number(lines.before), number(lines.after));
            let types = format!("{} → {}", number(types.before), number(types.after));
            format!("{name}  {operations:>15}  {lines:>22}  {types:>15}\n")
        };
        for krate in &self.crates {
            let operations = format!(
                "{} of {}",
                krate.operations.len(),
                krate.operations_of_service
            );
            let name = styled(BOLD, &format!("{:<width$}", krate.name));
            text += &row(&name, operations, krate.lines, krate.types);
        }
        let used: usize = self.crates.iter().map(|krate| krate.operations.len()).sum();
        let all: usize = self
            .crates
            .iter()
            .map(|krate| krate.operations_of_service)
            .sum();
        let (lines, types) = (self.sum(|krate| krate.lines), self.sum(|krate| krate.types));
        text += &row(
            &format!("{:<width$}", "all"),
            format!("{used} of {all}"),
            lines,
            types,
        );
        for (name, why) in &self.official {
            text += &format!("{name:<width$}  stays official: {why}\n");
        }
        if let Some(measured) = &self.measured {
            text += &format!("\n{measured}");
        }
        text
    }
}

/// The operations that a crate has, with the places of those that are called by name.
fn operations(krate: &Krate, service: &Service) -> BTreeMap<String, Vec<String>> {
    let places = |name: &String| krate.used.operations.get(name).cloned().unwrap_or_default();
    let names = service.operations.keys();
    names.map(|name| (name.clone(), places(name))).collect()
}
