//! Models in a git repository: fetched by the user's own git, shallow, into the user's cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Location};
use sha2::{Digest, Sha256};

/// Whether a name of models is that of a repository, with or without `#` and a commit behind it.
pub(crate) fn is_url(name: &str) -> bool {
    let name = name.split('#').next().unwrap_or(name);
    name.contains("://") || name.starts_with("git@") || name.ends_with(".git")
}

/// The commit that is checked out in a folder.
pub(crate) fn commit(folder: &Path) -> Option<String> {
    said(folder, &["rev-parse", "HEAD"]).ok()
}

/// Whether git knows of changes to a file that are not committed.
pub(crate) fn is_dirty(file: &Path) -> bool {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return false;
    };
    let name = name.to_string_lossy();
    let is_new = |line: &str| line.starts_with("??");
    let status = said(folder, &["status", "--porcelain", "--", &name]);
    status.is_ok_and(|text| text.lines().any(|line| !line.is_empty() && !is_new(line)))
}

/// Checks a repository out, at the commit behind `#` or at its newest; gives the folder and the commit.
pub(crate) fn checkout(url: &str, offline: bool) -> Result<(PathBuf, String), Failure> {
    let (url, wanted) = url
        .split_once('#')
        .map_or((url, None), |(u, c)| (u, Some(c)));
    let folder = cache()?.join(name(url));
    let at = Location::file("--models");
    let failed = |what: &str, error: String| {
        Diagnostic::new(&at, format!("git cannot {what} the models"))
            .note("repository", url)
            .note("git", error)
            .help("check the URL and the network, or name a folder that has the models")
    };
    let there = commit(&folder);
    let is_there = there.is_some() && (offline || wanted.is_some() && there.as_deref() == wanted);
    if !is_there {
        if offline {
            let problem = Diagnostic::new(&at, "the models are not in the cache");
            let problem = problem.note("repository", url);
            return Err(problem.help("run once without --offline").into());
        }
        fs::create_dir_all(&folder)
            .map_err(|error| failed("keep", format!("{}: {error}", folder.display())))?;
        if !folder.join(".git").exists() {
            said(&folder, &["init", "--quiet"]).map_err(|error| failed("keep", error))?;
        }
        let what = wanted.unwrap_or("HEAD");
        said(&folder, &["fetch", "--quiet", "--depth", "1", url, what])
            .map_err(|error| failed("fetch", error))?;
        said(
            &folder,
            &["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"],
        )
        .map_err(|error| failed("check out", error))?;
    }
    let commit = commit(&folder).ok_or_else(|| failed("tell the commit of", String::new()))?;
    match wanted {
        Some(wanted) if !commit.starts_with(wanted) => {
            Err(failed("find", format!("there is {commit} and not {wanted}")).into())
        }
        _ => Ok((folder, commit)),
    }
}

/// A name for the folder of a repository: the last part of its URL, for people, and what tells it from
/// others.
fn name(url: &str) -> String {
    let digest = Sha256::digest(url);
    let digest: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    let last = url.trim_end_matches('/').rsplit(['/', ':']).next();
    let last = last.unwrap_or_default().trim_end_matches(".git");
    let last = last
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    format!("{}-{digest}", last.collect::<String>())
}

/// The folder for models in the user's cache.
fn cache() -> Result<PathBuf, Failure> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = |below: &str| Some(std::env::home_dir()?.join(below));
    let cache = named("WHITTLE_CACHE").or_else(|| {
        let cache = match std::env::consts::OS {
            "macos" => home("Library/Caches"),
            "windows" => named("LOCALAPPDATA"),
            _ => named("XDG_CACHE_HOME").or_else(|| home(".cache")),
        };
        Some(cache?.join("whittle"))
    });
    cache.ok_or_else(|| {
        let at = Location::file("WHITTLE_CACHE");
        let problem = Diagnostic::new(&at, "there is no folder to keep models in");
        problem.help("set WHITTLE_CACHE to one").into()
    })
}

/// What git says in a folder, or complains of.
fn said(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("GIT_TERMINAL_PROMPT", "0")
        .output()
        .map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(text(&output.stderr)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_are_told_from_folders() {
        for url in [
            "https://example.com/models",
            "https://example.com/models.git#0123abc",
            "git@example.com:a/models",
            "file:///tmp/models",
        ] {
            assert!(is_url(url), "{url}");
        }
        assert!(!is_url("../api-models-aws"));
        assert!(!is_url("C:\\models"));
    }

    #[test]
    fn each_repository_has_its_folder() {
        let one = name("https://example.com/a/api-models.git");
        assert!(one.starts_with("api-models-"), "{one}");
        assert_ne!(one, name("https://example.com/b/api-models.git"));
    }
}
