//! How a folder differs from the files that belong there, and what of it is somebody's own.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use super::folder;
use super::layout;
use super::mark::{Origin, origin};
use super::problem::failed;
use super::set::FileSet;
use crate::diagnostic::{Diagnostic, Failure, Location};

/// One difference between generated files and a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drift {
    /// The folder lacks the file.
    Missing(String),
    /// The file has another text.
    Changed {
        /// The path.
        path: String,
        /// A unified diff from the folder's text to the generated one.
        diff: String,
    },
    /// The file does not belong there.
    Unexpected(String),
}

impl Drift {
    /// The path that differs.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing(path) | Self::Changed { path, .. } | Self::Unexpected(path) => path,
        }
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "missing: {path}"),
            Self::Changed { path, diff } => write!(f, "changed: {path}\n{diff}"),
            Self::Unexpected(path) => write!(f, "unexpected: {path}"),
        }
    }
}

/// A folder beside the files that belong there.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub(super) files: &'a FileSet,
    pub(super) root: &'a Path,
    /// How the folder differs; that a file is laid out otherwise is no difference.
    pub drift: Vec<Drift>,
    /// The files that differ in their layout only.
    pub laid_out: Vec<String>,
    /// The files that somebody has edited since they were generated.
    pub edited: Vec<String>,
    /// The files that whittle did not generate, in the places of others or under `src`.
    pub foreign: Vec<String>,
}

impl FileSet {
    /// The folder beside these files. Nothing is written.
    ///
    /// # Errors
    ///
    /// If the folder is not one that whittle wrote for the same slice, nor empty or absent; if a file
    /// cannot be read; or if a path would leave the folder.
    pub fn compare<'a>(&'a self, root: &'a Path) -> Result<Comparison<'a>, Failure> {
        Comparison::new(self, root)
    }
}

impl<'a> Comparison<'a> {
    /// Compares; nothing is written.
    pub(super) fn new(files: &'a FileSet, root: &'a Path) -> Result<Self, Failure> {
        let mut comparison = Self {
            files,
            root,
            drift: Vec::new(),
            laid_out: Vec::new(),
            edited: Vec::new(),
            foreign: Vec::new(),
        };
        for (path, _) in files.iter() {
            inside(root, path)?;
        }
        folder::claim(root, files.get("Cargo.toml").unwrap_or_default())?;
        for (path, text) in files.iter() {
            comparison.expected(path, text)?;
        }
        comparison.unexpected()?;
        Ok(comparison)
    }

    /// Compares a file that belongs there with what is in its place.
    fn expected(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        let place = inside(self.root, path)?;
        let Ok(kind) = fs::symlink_metadata(&place) else {
            self.drift.push(Drift::Missing(path.to_owned()));
            return Ok(());
        };
        if kind.is_dir() {
            self.drift.push(Drift::Missing(path.to_owned()));
            // What is under `src` is looked at file by file.
            if !path.starts_with("src/") {
                self.foreign.push(path.to_owned());
            }
            return Ok(());
        }
        let found = match fs::read(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            found => found.map_err(|e| failed("file cannot be read", &place, &e))?,
        };
        let found = String::from_utf8_lossy(&found);
        if found == text {
            return Ok(());
        }
        if layout::same(path, &found, text) {
            self.laid_out.push(path.to_owned());
            return Ok(());
        }
        self.note(path, kind.is_symlink(), &found);
        self.drift.push(Drift::Changed {
            path: path.to_owned(),
            diff: diff(path, &found, text),
        });
        Ok(())
    }

    /// Finds what lies under `src` and belongs nowhere.
    fn unexpected(&mut self) -> Result<(), Failure> {
        let mut unexpected = Vec::new();
        let mut todo = vec!["src".to_owned()];
        while let Some(path) = todo.pop() {
            let place = self.root.join(&path);
            let unreadable = |error: io::Error| failed("file cannot be read", &place, &error);
            let kind = match fs::symlink_metadata(&place) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(unreadable)?,
            };
            if kind.is_dir() {
                for entry in fs::read_dir(&place).map_err(unreadable)? {
                    let name = entry.map_err(unreadable)?.file_name();
                    todo.push(format!("{path}/{}", name.to_string_lossy()));
                }
            } else if self.files.get(&path).is_none() {
                let text = match kind.is_file() {
                    true => fs::read(&place).map_err(unreadable)?,
                    false => Vec::new(),
                };
                self.note(&path, !kind.is_file(), &String::from_utf8_lossy(&text));
                unexpected.push(path);
            }
        }
        unexpected.sort();
        self.foreign.sort();
        self.drift
            .extend(unexpected.into_iter().map(Drift::Unexpected));
        Ok(())
    }

    /// Notes whose a file is that would be replaced or removed.
    fn note(&mut self, path: &str, is_link: bool, text: &str) {
        match origin(path, text) {
            _ if is_link => self.foreign.push(path.to_owned()),
            Origin::Foreign => self.foreign.push(path.to_owned()),
            Origin::Edited => self.edited.push(path.to_owned()),
            Origin::Generated => {}
        }
    }
}

/// `root/path`, if that is inside `root` and no folder on the way is a link.
pub(super) fn inside(root: &Path, path: &str) -> Result<PathBuf, Failure> {
    let refuse = |why: &str| Err(Diagnostic::new(&Location::file(path), why).into());
    let mut whole = root.to_path_buf();
    for part in Path::new(path).components() {
        if !matches!(part, Component::Normal(_)) {
            return refuse("path leaves the folder of the crate");
        }
        if whole != root && whole.is_symlink() {
            let at = Location::path(&whole);
            return Err(Diagnostic::new(&at, "a link is in the place of a folder")
                .help("move it away: everything under `src` is generated")
                .into());
        }
        whole.push(part);
    }
    Ok(whole)
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff()
        .header(&format!("{path} (found)"), &format!("{path} (generated)"))
        .to_string()
}
