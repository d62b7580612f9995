//! Where the models of services are: an installed botocore, a folder, or a git repository.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Location};
use codegen::read::Document;

use crate::git;
use crate::model::upstream::{self, Upstream};
use crate::slice_file::shown;

/// A collection of models.
#[derive(Debug)]
pub(crate) struct Models {
    folder: PathBuf,
    kind: Kind,
    /// All models of the collection.
    found: Vec<Candidate>,
}

/// What a collection is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The botocore that Python finds.
    Botocore,
    /// A folder of the user's, with the commit that is checked out there, if it is one of git.
    Folder(Option<String>),
    /// A repository, at a commit.
    Git { url: String, commit: String },
}

/// A model that may be the one.
#[derive(Debug)]
struct Candidate {
    /// A Smithy AST, or a folder of botocore.
    path: PathBuf,
    /// What its name says of the service, without what differs between the collections.
    key: String,
}

impl Models {
    /// Opens what `--models` names; without it the installed botocore.
    ///
    /// # Errors
    ///
    /// If there is no such folder, no botocore, or git fails.
    pub(crate) fn open(from: Option<&str>, offline: bool) -> Result<Self, Failure> {
        let (folder, kind) = match from {
            None => (upstream::installed().map_err(unsaid)?, Kind::Botocore),
            Some(url) if git::is_url(url) => {
                let (folder, commit) = git::checkout(url, offline)?;
                let url = url.split('#').next().unwrap_or(url).to_owned();
                (folder, Kind::Git { url, commit })
            }
            Some(path) => {
                let folder = PathBuf::from(path);
                if !folder.exists() {
                    let at = Location::file("--models");
                    let problem = Diagnostic::new(&at, "there is no such folder of models");
                    return Err(problem.note("folder", path).help(HELP).into());
                }
                let commit = git::commit(&folder);
                (folder, Kind::Folder(commit))
            }
        };
        let found = candidates(&folder);
        if found.is_empty() {
            let problem = Diagnostic::new(&Location::file("--models"), "there are no models here");
            return Err(problem.note("folder", folder.display()).help(HELP).into());
        }
        Ok(Self {
            folder,
            kind,
            found,
        })
    }

    /// Whether types and names may differ from those of the official crates.
    pub(crate) fn is_botocore(&self) -> bool {
        self.kind == Kind::Botocore
    }

    /// The model of the service that a crate is the client of: its SDK id is the crate's name.
    pub(crate) fn find(&self, krate: &str) -> Option<Upstream> {
        let wanted = key(krate.strip_prefix("aws-sdk-").unwrap_or(krate));
        let all = &self.found;
        // Most files are named after their service, and the last is the newest version.
        let named = all.iter().rev().filter(|model| model.key == wanted);
        let others = all.iter().rev().filter(|model| model.key != wanted);
        for candidate in named.chain(others) {
            if sdk_id(&candidate.path).is_some_and(|id| is_named_after(&wanted, &id)) {
                return Some(self.upstream(&candidate.path));
            }
        }
        None
    }

    fn upstream(&self, path: &Path) -> Upstream {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        let last = self.folder.file_name().unwrap_or_default();
        let mut name = below.to_string_lossy().replace('\\', "/");
        if name.is_empty() {
            name = last.to_string_lossy().into_owned();
        }
        let (source, version) = match &self.kind {
            Kind::Botocore => (
                upstream::BOTOCORE.to_owned(),
                self.folder.ancestors().find_map(upstream::botocore_version),
            ),
            Kind::Folder(commit) => (last.to_string_lossy().into_owned(), commit.clone()),
            Kind::Git { url, commit } => (url.clone(), Some(commit.clone())),
        };
        Upstream {
            source,
            version,
            path: path.to_path_buf(),
            name,
        }
    }
}

/// What to say where a model is not found.
pub(crate) const HELP: &str = "--models (or WHITTLE_MODELS) takes a checkout of \
     https://github.com/aws/api-models-aws, its URL, or the `data` folder of botocore";

/// Nothing was said of models, and there is no botocore.
fn unsaid(failure: Failure) -> Failure {
    let at = Location::file("--models");
    let problem = Diagnostic::new(&at, "nothing says where the models are");
    let why = failure.diagnostics().iter();
    let problem = why.fold(problem, |problem, why| {
        let python = why.notes.iter().find(|(name, _)| name == "python");
        let python = python.map_or("", |(_, python)| python);
        problem.note("botocore", format!("{} ({python})", why.message))
    });
    problem.help(HELP).into()
}

/// A name without case, blanks and hyphens.
fn key(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether the crate of this key is the client of the service: some lost the end of their name.
fn is_named_after(wanted: &str, sdk_id: &str) -> bool {
    let id = key(sdk_id);
    let rest = id.strip_prefix(wanted);
    rest.is_some_and(|rest| ["", "api", "service"].contains(&rest))
}

/// All models below a folder or file, in the order of their paths.
fn candidates(folder: &Path) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(path) = todo.pop() {
        if !path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let Some(stem) = name.strip_suffix(".json") {
                let key = key(without_date(stem));
                found.push(Candidate { path, key });
            }
            continue;
        }
        let entries = fs::read_dir(&path).into_iter().flatten().flatten();
        let entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        if upstream::is_model(&path) {
            let service = path.parent().and_then(Path::file_name).unwrap_or_default();
            let key = key(&service.to_string_lossy());
            found.push(Candidate { path, key });
            continue;
        }
        let is_hidden = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with('.')
        };
        todo.extend(entries.into_iter().filter(|path| !is_hidden(path)));
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// `dynamodb-2012-08-10` is `dynamodb`.
fn without_date(stem: &str) -> &str {
    let cut = stem.len().saturating_sub("-2012-08-10".len());
    match stem.split_at_checked(cut) {
        Some((name, date)) if date.starts_with("-2") && date.matches('-').count() == 3 => name,
        _ => stem,
    }
}

/// The SDK id of a model, by the first such key in it: whole models take long to parse. What cannot be
/// read is no model.
fn sdk_id(path: &Path) -> Option<String> {
    let file = match path.is_dir() {
        true => upstream::model_in(path).unwrap_or_else(|| path.to_path_buf()),
        false => path.to_path_buf(),
    };
    let text = Document::load(&file, &shown(&file)).ok()?.bytes;
    let text = String::from_utf8_lossy(&text);
    let of = |key: &str| {
        let (_, rest) = text.split_once(key)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        Some(value.strip_prefix('"')?.split('"').next()?.to_owned())
    };
    of("\"sdkId\"").or_else(|| of("\"serviceId\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_after_the_id_of_its_service() {
        for (krate, id) in [
            ("secretsmanager", "Secrets Manager"),
            ("ssooidc", "SSO OIDC"),
            ("cloudwatchlogs", "CloudWatch Logs"),
            ("resourcegroupstagging", "Resource Groups Tagging API"),
        ] {
            assert!(is_named_after(krate, id), "{krate}, {id}");
        }
        for (krate, id) in [
            ("sso", "SSO OIDC"),
            ("s3", "S3 Control"),
            ("iot", "IoT Data Plane"),
        ] {
            assert!(!is_named_after(krate, id), "{krate}, {id}");
        }
    }

    #[test]
    fn the_date_of_a_version_is_no_part_of_a_name() {
        assert_eq!(without_date("dynamodb-2012-08-10"), "dynamodb");
        assert_eq!(without_date("sso-oidc"), "sso-oidc");
        assert_eq!(without_date("a"), "a");
    }
}
