//! `cargo whittle check`: whether the slices of a workspace are what its code needs, and the crates what
//! the slices say. Nothing is written, and no whole model is needed.

use codegen::diagnostic::Location;

use crate::disk::read;
use crate::generate::{self, Error, Options};
use crate::krate::Krate;
use crate::library::Library;
use crate::manifest::Manifest;
use crate::names::Used;
use crate::plan::Scanned;
use crate::project::{Cargo, Origin, Project};
use crate::say::Say;
use crate::slice_file::shown;
use crate::state::State;

/// Something that `cargo whittle sync` would mend, or a person.
#[derive(Debug)]
struct Finding {
    what: &'static str,
    text: String,
}

/// Checks a whittled workspace; says whether nothing was found.
///
/// # Errors
///
/// If the workspace is not whittled, or its files cannot be read.
pub(crate) fn check(cargo: &Cargo, say: &Say) -> Result<bool, Error> {
    let project = Project::open(cargo)?;
    let mut findings = patched(&project, &State::of(&project.folder)?)?;
    findings.extend(used(&project, say)?);
    findings.extend(generated(&project)?);
    for Finding { what, text } in &findings {
        say.step(what, text);
    }
    match findings.is_empty() {
        true => say.step("checked", "everything is as the code needs it"),
        false => say.warn("run `cargo whittle sync`"),
    }
    Ok(findings.is_empty())
}

/// Every SDK crate of the graph is whittled, or is known to stay official.
fn patched(project: &Project, state: &State) -> Result<Vec<Finding>, Error> {
    let path = project.manifest();
    let text = read(&path)?;
    let mut manifest = Manifest::read(Location::path(&path), &text)?;
    let patched = manifest.unpatch(&project.below());
    let mut findings = Vec::new();
    let mut add = |what, text| findings.push(Finding { what, text });
    for (name, krate) in &project.crates {
        let has_slice = project.folder.join(format!("{name}.toml")).exists();
        let version = &krate.version;
        match krate.origin {
            Origin::Whittled | Origin::Elsewhere(_) => {}
            Origin::Official if !has_slice && state.official.contains_key(name) => {}
            Origin::Official if !has_slice => {
                add("missing", format!("{name} {version} has no slice"))
            }
            Origin::Official if patched.contains(name) => {
                add(
                    "stale",
                    format!(
                        "{name}: {version} of the registry is used, the patch is of another version"
                    ),
                );
            }
            Origin::Official => add("missing", format!("{name} is not patched in Cargo.toml")),
        }
    }
    for name in patched
        .iter()
        .filter(|name| !project.crates.contains_key(*name))
    {
        add(
            "stale",
            format!("{name} is patched, and nothing depends on it"),
        );
    }
    Ok(findings)
}

/// The slices have all that is used; what is not used any more is told, and no reason to fail.
fn used(project: &Project, say: &Say) -> Result<Vec<Finding>, Error> {
    let library = Library::new(None, true);
    let scanned = Scanned::of(project)?;
    let mut findings = Vec::new();
    for (name, sdk) in &project.crates {
        if sdk.origin != Origin::Whittled {
            continue;
        }
        let mut krate = Krate::open(&project.folder, name, sdk, &library)?;
        krate.used = scanned.used(project, &krate);
        let Used {
            operations, types, ..
        } = krate.missing()?;
        for (missing, places) in operations.into_iter().chain(types) {
            let text = format!("{name}: {missing}, at {}", places.join(", "));
            findings.push(Finding {
                what: "missing",
                text,
            });
        }
        let (operations, types) = krate.unused()?;
        let unused: Vec<String> = operations.into_iter().chain(types).collect();
        if !unused.is_empty() {
            let text = format!("{name}: {} (`sync --prune` drops them)", unused.join(", "));
            say.step("unused", &text);
        }
    }
    Ok(findings)
}

/// The crates are what the slices give.
fn generated(project: &Project) -> Result<Vec<Finding>, Error> {
    let crates = generate::generate(&project.folder, &Options::default())?;
    let mut findings = Vec::new();
    for krate in crates {
        let comparison = krate.compare()?;
        let folder = shown(&krate.out);
        for path in &comparison.edited {
            let text = format!("{folder}/{path}: by hand, which `sync` takes back");
            findings.push(Finding {
                what: "edited",
                text,
            });
        }
        let others = comparison.drift.iter().map(codegen::Drift::path);
        let others = others.filter(|path| !comparison.edited.iter().any(|edited| edited == path));
        for path in others {
            let text = format!("{folder}/{path} is not what the slice gives");
            findings.push(Finding {
                what: "stale",
                text,
            });
        }
    }
    Ok(findings)
}
