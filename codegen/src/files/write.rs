//! Makes a folder hold the files that belong there, so that a run which ends at any point leaves each
//! of them either old or new, and nobody's own work is lost.
//!
//! All new texts are first written to a folder beside them, `.codegen-` and the number of the process,
//! and then renamed into their places, the manifest first: from then on the folder is known as ours. A
//! lock shows that the run is alive; what a dead one has left, the next clears away.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::compare::{Comparison, Drift, inside};
use super::folder::{STAGE, is_stage};
use super::problem::{failed, some};
use super::set::FileSet;
use crate::diagnostic::{Diagnostic, Failure, Location};

/// What is to be done so that a folder holds a crate: nothing of it costs anybody their own files.
#[derive(Debug)]
pub struct Changes<'a>(pub(super) Comparison<'a>);

/// What was done, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New files.
    pub created: usize,
    /// Files with a new text.
    pub changed: usize,
    /// Files that did not belong there.
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

impl FileSet {
    /// Makes the folder hold these files: writes what differs, removes what does not belong under
    /// `src`, leaves the rest untouched.
    ///
    /// # Errors
    ///
    /// As [`compare`](Self::compare); if something that whittle did not generate would be lost; or if
    /// a file cannot be written.
    pub fn write(&self, root: &Path) -> Result<Written, Failure> {
        self.compare(root)?.changes()?.apply()
    }
}

impl<'a> Comparison<'a> {
    /// What is to be done about the differences.
    ///
    /// # Errors
    ///
    /// If something that whittle did not generate would be lost.
    pub fn changes(self) -> Result<Changes<'a>, Failure> {
        if self.foreign.is_empty() {
            return Ok(Changes(self));
        }
        let at = Location::path(self.root);
        let problem = Diagnostic::new(&at, "what whittle did not generate is in the way")
            .note("found", some(&self.foreign))
            .help("move it away: everything under `src` is generated");
        Err(problem.into())
    }
}

impl<'a> Changes<'a> {
    /// What they change.
    pub fn comparison(&self) -> &Comparison<'a> {
        &self.0
    }

    /// Writes what differs, removes what does not belong there, and leaves the rest untouched.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or removed, or if another run writes to the folder.
    pub fn apply(self) -> Result<Written, Failure> {
        self.apply_watched(|_| {})
    }

    /// As [`apply`](Self::apply), and names each place before anything is done there, for somebody who
    /// wants to know what happens if it never is.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn apply_watched(self, mut before: impl FnMut(&Path)) -> Result<Written, Failure> {
        let Comparison { root, drift, .. } = &self.0;
        clear(root, &mut before)?;
        let written = self.numbers();
        if drift.is_empty() {
            return Ok(written);
        }
        let stage = Stage::open(root, &mut before)?;
        for (path, text) in self.texts() {
            let staged = stage.place(path);
            before(&staged);
            create_parent(&staged)
                .and_then(|()| fs::write(&staged, text))
                .map_err(|error| failed("file cannot be written", &staged, &error))?;
        }
        for gone in drift.iter().filter(|d| matches!(d, Drift::Unexpected(_))) {
            let place = inside(root, gone.path())?;
            before(&place);
            fs::remove_file(&place)
                .map_err(|error| failed("file cannot be removed", &place, &error))?;
            self.remove_empty_above(gone.path());
        }
        for (path, _) in self.texts() {
            let place = inside(root, path)?;
            before(&place);
            remove_empty(&place);
            create_parent(&place)
                .and_then(|()| fs::rename(stage.place(path), &place))
                .map_err(|error| failed("file cannot be written", &place, &error))?;
        }
        before(&stage.folder);
        Ok(written)
    }

    fn numbers(&self) -> Written {
        let mut written = Written::default();
        for drift in &self.0.drift {
            match drift {
                Drift::Missing(_) => written.created += 1,
                Drift::Changed { .. } => written.changed += 1,
                Drift::Unexpected(_) => written.removed += 1,
            }
        }
        let new = written.created + written.changed;
        written.unchanged = self.0.files.iter().count() - new;
        written
    }

    /// The files to write, the manifest first.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let new = self.0.drift.iter().map(Drift::path).filter_map(|path| {
            let text = self.0.files.get(path)?;
            Some((path, text))
        });
        let is_manifest = |(path, _): &(&str, &str)| *path == "Cargo.toml";
        let manifest = new.clone().filter(is_manifest);
        manifest.chain(new.filter(move |file| !is_manifest(file)))
    }

    /// Removes the folders above a file that was removed, as far as they are empty.
    fn remove_empty_above(&self, path: &str) {
        let above = Path::new(path).ancestors().skip(1);
        for folder in above.take_while(|folder| *folder != Path::new("src")) {
            if fs::remove_dir(self.0.root.join(folder)).is_err() {
                break;
            }
        }
    }
}

/// Removes a folder in which there are only folders; that fails later on where it matters.
fn remove_empty(folder: &Path) {
    if folder.is_symlink() {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        remove_empty(&entry.path());
    }
    _ = fs::remove_dir(folder);
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The folder with the new files of this run; it goes when the run ends.
struct Stage {
    folder: PathBuf,
    /// Held as long as the run lives.
    _lock: File,
}

impl Stage {
    fn open(root: &Path, before: &mut impl FnMut(&Path)) -> Result<Self, Failure> {
        let folder = root.join(format!("{STAGE}{}", std::process::id()));
        before(&folder);
        fs::create_dir_all(&folder)
            .map_err(|error| failed("folder of the crate cannot be written", root, &error))?;
        before(&lock(&folder));
        match hold(&folder)? {
            Some(lock) => Ok(Self {
                folder,
                _lock: lock,
            }),
            None => Err(is_busy(root)),
        }
    }

    /// Where a new file waits.
    fn place(&self, path: &str) -> PathBuf {
        self.folder.join("new").join(path)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // If that fails, the next run tries again.
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes what dead runs have left.
fn clear(root: &Path, before: &mut impl FnMut(&Path)) -> Result<(), Failure> {
    let entries = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|e| failed("folder of the crate cannot be read", root, &e))?,
    };
    for entry in entries.flatten().filter(is_stage) {
        let folder = entry.path();
        if !folder.is_dir() || folder.is_symlink() {
            continue;
        }
        before(&folder);
        if hold(&folder)?.is_none() {
            return Err(is_busy(root));
        }
        fs::remove_dir_all(&folder)
            .map_err(|error| failed("folder of a dead run cannot be removed", &folder, &error))?;
    }
    Ok(())
}

fn lock(stage: &Path) -> PathBuf {
    stage.join("lock")
}

/// The lock of a run's folder, unless a run that lives has it.
fn hold(stage: &Path) -> Result<Option<File>, Failure> {
    let path = lock(stage);
    let cannot = |error: io::Error| failed("folder of a run cannot be locked", &path, &error);
    let file = File::create(&path).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(cannot(error)),
    }
}

fn is_busy(root: &Path) -> Failure {
    let at = Location::path(root);
    let problem = Diagnostic::new(&at, "another run writes to the folder");
    problem.help("run again when it is done").into()
}
