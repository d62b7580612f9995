//! What is to be whittled: the crates of a workspace, what it uses of each, and what they become.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::compile::Complaint;
use crate::generate::Error;
use crate::krate::{Krate, Made};
use crate::library::Library;
use crate::names::Used;
use crate::project::{Origin, Project, SdkCrate};
use crate::scan::{self, Docs, Mention, Mentions};

/// A plan for a workspace.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The crates that are whittled, by name.
    pub crates: BTreeMap<String, Krate>,
    /// What they become.
    pub made: BTreeMap<String, Made>,
    /// Why others stay official.
    pub official: BTreeMap<String, String>,
}

/// The names in the sources of a workspace and of its dependencies.
#[derive(Debug)]
pub(crate) struct Scanned {
    /// Of each user, by their place among the users: its files.
    files: Vec<Vec<(PathBuf, Mentions)>>,
}

/// The behavior versions whose calls go through the HTTPS client on hyper 0.14, and the module of it.
const LEGACY: [&str; 5] = [
    "v2023_11_09",
    "v2024_03_28",
    "v2025_01_17",
    "v2025_08_07",
    "hyper_014",
];

/// It names behavior versions of before in its own tests alone.
const AWS_CONFIG: &str = "aws-config";

impl Scanned {
    /// Reads all sources of all users.
    ///
    /// # Errors
    ///
    /// If one cannot be read.
    pub(crate) fn of(project: &Project) -> Result<Self, Error> {
        let read = |path: &PathBuf, docs| {
            let mentions = scan::file(path, docs);
            let mentions = mentions.map_err(|error| Error::Io(path.clone(), error))?;
            Ok((path.clone(), mentions))
        };
        let users = project.users.iter();
        let files = users.map(|user| {
            let docs = match user.is_own {
                true => Docs::Code,
                false => Docs::Words,
            };
            user.sources.iter().map(|path| read(path, docs)).collect()
        });
        Ok(Self {
            files: files.collect::<Result<_, Error>>()?,
        })
    }

    /// Whether somebody may want the HTTPS client of before.
    fn names_legacy(&self, project: &Project) -> bool {
        let words = LEGACY.map(|name| Mention::Word(name.to_owned()));
        let users = project.users.iter().zip(&self.files);
        let mut files = users
            .filter(|(user, _)| user.name != AWS_CONFIG)
            .flat_map(|(_, files)| files);
        files.any(|(_, mentions)| words.iter().any(|word| mentions.contains_key(word)))
    }

    /// What is used of a crate.
    pub(crate) fn used(&self, project: &Project, krate: &Krate) -> Used {
        let mut used = Used::default();
        for (user, files) in project.users.iter().zip(&self.files) {
            if user.uses.contains(&krate.name) {
                for (path, mentions) in files {
                    let place = |line| project.place(user, path, line);
                    krate.names.find(mentions, place, &mut used);
                }
            }
        }
        used
    }
}

impl Plan {
    /// Plans all crates of a workspace but `except`; what cannot be whittled stays official.
    ///
    /// # Errors
    ///
    /// If the files of an earlier run are damaged, or sources cannot be read.
    pub(crate) fn new(
        project: &Project,
        scanned: &Scanned,
        library: &Library,
        except: &[String],
    ) -> Result<Self, Error> {
        let mut plan = Self {
            crates: BTreeMap::new(),
            made: BTreeMap::new(),
            official: BTreeMap::new(),
        };
        for (name, sdk) in &project.crates {
            match refused(name, sdk, except) {
                Some(reason) => drop(plan.official.insert(name.clone(), reason)),
                None => plan.open(project, scanned, library, (name, sdk))?,
            }
        }
        if scanned.names_legacy(project) {
            plan.crates.values_mut().for_each(Krate::keep_legacy);
        }
        Ok(plan)
    }

    fn open(
        &mut self,
        project: &Project,
        scanned: &Scanned,
        library: &Library,
        (name, sdk): (&str, &SdkCrate),
    ) -> Result<(), Error> {
        let is_new = !project.folder.join(format!("{name}.toml")).exists();
        if is_new {
            library.ready()?;
        }
        match Krate::open(&project.folder, name, sdk, library) {
            Ok(mut krate) => {
                krate.used = scanned.used(project, &krate);
                self.crates.insert(name.to_owned(), krate);
            }
            // A model that is not there or cannot be read is a reason to stay official.
            Err(Error::Input(failure)) if is_new => {
                self.official.insert(name.to_owned(), reason(&failure));
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Drops what nobody uses from all slices.
    ///
    /// # Errors
    ///
    /// If a slice is not right.
    pub(crate) fn prune(&mut self) -> Result<(), Error> {
        for krate in self.crates.values_mut() {
            krate.prune()?;
        }
        Ok(())
    }

    /// Makes the crates that have not been made; one that needs what is not supported stays official,
    /// unless it is whittled already.
    ///
    /// # Errors
    ///
    /// If a crate that is whittled already cannot be made.
    pub(crate) fn make(&mut self, project: &Project, library: &Library) -> Result<(), Error> {
        let mut refused = Vec::new();
        for (name, krate) in &mut self.crates {
            if self.made.contains_key(name) {
                continue;
            }
            let is_new = !project.folder.join(format!("{name}.toml")).exists();
            match krate.make(library) {
                Ok(made) => drop(self.made.insert(name.clone(), made)),
                Err(Error::Input(failure)) if is_new => {
                    refused.push((name.clone(), reason(&failure)));
                }
                Err(error) => return Err(error),
            }
        }
        for (name, reason) in refused {
            self.crates.remove(&name);
            self.official.insert(name, reason);
        }
        Ok(())
    }

    /// Adds what the compiler misses and models have; gives the names of it, none if there is none.
    ///
    /// # Errors
    ///
    /// If a slice is not right.
    pub(crate) fn add(
        &mut self,
        project: &Project,
        complaints: &[Complaint],
    ) -> Result<BTreeSet<String>, Error> {
        let mut added = BTreeSet::new();
        for (name, krate) in &mut self.crates {
            let before = krate.used.clone();
            for complaint in complaints {
                let user = project
                    .users
                    .iter()
                    .find(|user| user.name == complaint.package);
                if user.is_none_or(|user| user.uses.contains(name)) {
                    let place = match user.is_some_and(|user| user.is_own) {
                        true => &complaint.place,
                        false => &complaint.package,
                    };
                    for word in &complaint.words {
                        krate.names.missed(word, place, &mut krate.used);
                    }
                }
            }
            let missing = krate.missing()?;
            let names = missing
                .operations
                .into_keys()
                .chain(missing.types.into_keys());
            let names: BTreeSet<String> = names.collect();
            if names.is_empty() {
                krate.used = before;
            } else {
                self.made.remove(name);
                added.extend(names);
            }
        }
        Ok(added)
    }
}

/// Why a crate cannot be whittled, whatever is used of it.
fn refused(name: &str, sdk: &SdkCrate, except: &[String]) -> Option<String> {
    if except.iter().any(|other| other == name) {
        return Some("--except".to_owned());
    }
    match &sdk.origin {
        Origin::Elsewhere(place) => Some(format!("it comes from {place}")),
        Origin::Official | Origin::Whittled => None,
    }
}

/// The first thing that is wrong, in a line.
fn reason(failure: &codegen::Failure) -> String {
    let Some(first) = failure.diagnostics().first() else {
        return String::new();
    };
    let of = first.notes.iter().find(|(note, _)| note == "operation");
    match of {
        Some((_, name)) if !name.is_empty() => format!("{name}: {}", first.message),
        _ => first.message.clone(),
    }
}
