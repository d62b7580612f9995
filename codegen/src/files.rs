//! What was generated: texts by path; compared with a folder, or written to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
pub(crate) use rust::{Code, RustFile};

mod rust;

/// The files of a crate: text by path, relative and with `/`.
#[derive(Debug, Default)]
pub struct FileSet {
    files: BTreeMap<String, String>,
    /// The files that are copies, so that nobody need format them.
    copies: BTreeSet<String>,
    problems: Diagnostics,
}

impl FileSet {
    /// The files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Adds or replaces a file.
    pub fn text(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Adds a file that is a copy of one that is kept formatted elsewhere.
    pub(crate) fn copy(&mut self, path: &str, text: &str) {
        self.copies.insert(path.to_owned());
        self.text(path, text);
    }

    /// Whether a file is formatted already.
    pub fn is_formatted(&self, path: &str) -> bool {
        self.copies.contains(path)
    }

    pub(crate) fn rust(&mut self, path: impl Into<String>, file: RustFile) {
        let path = path.into();
        match file.print() {
            Ok(text) => self.text(path, text),
            Err(error) => {
                let at = Location::file(path);
                self.problems.push(
                    Diagnostic::new(&at, "generated code does not parse")
                        .note("parser", error)
                        .help("this is a bug of the generator: please report it with the model"),
                );
            }
        }
    }

    /// The files, or what went wrong while they were printed.
    pub(crate) fn finish(mut self) -> Result<Self, Failure> {
        std::mem::take(&mut self.problems).finish(self)
    }

    /// How the folder differs from these files. Nothing is written.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or a path would leave the folder.
    pub fn drift(&self, root: &Path) -> io::Result<Vec<Drift>> {
        let mut drift = Vec::new();
        for (path, text) in &self.files {
            match read(&inside(root, path)?)? {
                None => drift.push(Drift::Missing(path.clone())),
                Some(old) if old == text.as_bytes() => {}
                Some(old) => drift.push(Drift::Changed {
                    path: path.clone(),
                    diff: diff(path, &String::from_utf8_lossy(&old), text),
                }),
            }
        }
        drift.extend(self.unexpected(root)?.into_iter().map(Drift::Unexpected));
        Ok(drift)
    }

    /// Makes the folder hold these files: writes what differs, removes what does not belong under
    /// `src`, leaves the rest untouched.
    ///
    /// All new texts are written beside the folder first and then renamed into it, so an interrupted
    /// or failed run leaves every file either old or new, and a full disk changes nothing.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, or a path would leave the folder.
    pub fn write(&self, root: &Path) -> io::Result<Written> {
        let drift = self.drift(root)?;
        let mut written = Written {
            unchanged: self.files.len(),
            ..Written::default()
        };
        if drift.is_empty() {
            return Ok(written);
        }
        no_folder_in_the_way(root, &drift)?;
        fs::create_dir_all(root)?;
        let stage = root.join(format!(".codegen-{}", std::process::id()));
        let result = self.replace(root, &stage, &drift, &mut written);
        fs::remove_dir_all(&stage).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        result.map(|()| written)
    }

    fn replace(
        &self,
        root: &Path,
        stage: &Path,
        drift: &[Drift],
        written: &mut Written,
    ) -> io::Result<()> {
        let changed = || {
            drift
                .iter()
                .filter_map(|d| Some((d, self.files.get_key_value(d.path())?)))
        };
        for (_, (path, text)) in changed() {
            let staged = stage.join(path);
            create_parent(&staged)?;
            fs::write(staged, text)?;
        }
        for gone in drift.iter().filter(|d| matches!(d, Drift::Unexpected(_))) {
            let path = inside(root, gone.path())?;
            match path.is_dir() && !path.is_symlink() {
                true => fs::remove_dir_all(path)?,
                false => fs::remove_file(path)?,
            }
            written.removed += 1;
        }
        for (drift, (path, _)) in changed() {
            let target = inside(root, path)?;
            create_parent(&target)?;
            fs::rename(stage.join(path), target)?;
            written.unchanged -= 1;
            match drift {
                Drift::Missing(_) => written.created += 1,
                _ => written.changed += 1,
            }
        }
        Ok(())
    }

    /// What lies under `src` and is none of these files, a folder as one.
    fn unexpected(&self, root: &Path) -> io::Result<Vec<String>> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for path in self.files.keys() {
            folders.extend(path.match_indices('/').filter_map(|(at, _)| path.get(..at)));
        }
        let mut unexpected = Vec::new();
        let mut todo = vec!["src".to_owned()];
        while let Some(folder) = todo.pop() {
            let entries = match fs::read_dir(root.join(&folder)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                match entry.file_type()?.is_dir() {
                    true if folders.contains(path.as_str()) => todo.push(path),
                    false if self.files.contains_key(&path) => {}
                    _ => unexpected.push(path),
                }
            }
        }
        unexpected.sort();
        Ok(unexpected)
    }
}

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

/// What [`FileSet::write`] did, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New files.
    pub created: usize,
    /// Files with a new text.
    pub changed: usize,
    /// Files (or folders) that did not belong there.
    pub removed: usize,
    /// Files that were right already.
    pub unchanged: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            created,
            changed,
            removed,
            unchanged,
        } = self;
        write!(
            f,
            "{created} created, {changed} changed, {removed} removed, {unchanged} unchanged"
        )
    }
}

/// `root/path`, if that is inside `root` and no folder on the way is a link.
fn inside(root: &Path, path: &str) -> io::Result<PathBuf> {
    let refuse = |why: &str| {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{path}: {why}"),
        ))
    };
    let mut whole = root.to_path_buf();
    for part in Path::new(path).components() {
        if !matches!(part, Component::Normal(_)) {
            return refuse("path leaves the output folder");
        }
        if whole != root && whole.is_symlink() {
            return refuse("a folder on the way is a symbolic link");
        }
        whole.push(part);
    }
    Ok(whole)
}

/// Fails if a folder stands where a file should be written: what is in it may be somebody's work.
fn no_folder_in_the_way(root: &Path, drift: &[Drift]) -> io::Result<()> {
    let missing =
        |drift: &&Drift| matches!(drift, Drift::Missing(path) if root.join(path).is_dir());
    match drift.iter().find(missing) {
        None => Ok(()),
        Some(drift) => Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            format!(
                "{}: a folder is in the place of a file; move it away",
                drift.path()
            ),
        )),
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        // A file where a folder should be, or the reverse, is unexpected itself, and what it hides is
        // missing.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound
                    | io::ErrorKind::NotADirectory
                    | io::ErrorKind::IsADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff()
        .header(&format!("{path} (found)"), &format!("{path} (generated)"))
        .to_string()
}
