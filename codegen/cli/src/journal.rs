//! What a run is about to change, kept until it is done: a run that fails or is interrupted leaves
//! everything as it was, and what one that was killed has left is put back by the next.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::generate::Error;
use crate::project::Project;

/// The folder in that of the slices where the old files are meanwhile.
const FOLDER: &str = ".before";
/// Is there once all old files are.
const COMPLETE: &str = "complete";
/// The files of the workspace that a run changes.
const FILES: [&str; 2] = ["Cargo.toml", "Cargo.lock"];

/// A run under way.
#[derive(Debug)]
pub(crate) struct Journal {
    root: PathBuf,
    folder: PathBuf,
    /// Held as long as the run lives.
    _lock: File,
    is_done: bool,
}

impl Journal {
    /// Keeps a copy of all that a run may change.
    ///
    /// # Errors
    ///
    /// If another run is under way, or a file cannot be copied.
    pub(crate) fn begin(project: &Project) -> Result<Self, Error> {
        let (root, folder) = (&project.root, &project.folder);
        let before = folder.join(FOLDER);
        let was_there = folder.exists();
        let failed = |error| Error::Io(before.clone(), error);
        fs::create_dir_all(&before).map_err(failed)?;
        let lock = hold(&before)?;
        let journal = Self {
            root: root.clone(),
            folder: folder.clone(),
            _lock: lock,
            is_done: false,
        };
        let keep = || -> io::Result<()> {
            for name in FILES.iter().filter(|name| root.join(name).exists()) {
                fs::copy(root.join(name), before.join(name))?;
            }
            if was_there {
                copy(folder, &before.join("folder"))?;
            }
            fs::write(before.join(COMPLETE), "")
        };
        keep().map_err(failed)?;
        Ok(journal)
    }

    /// The text of a file of the workspace as it was.
    pub(crate) fn before(&self, name: &str) -> String {
        let path = self.folder.join(FOLDER).join(name);
        fs::read_to_string(path).unwrap_or_default()
    }

    /// Everything stays as it is now.
    ///
    /// # Errors
    ///
    /// If the copies cannot be removed.
    pub(crate) fn commit(mut self) -> Result<(), Error> {
        self.is_done = true;
        let before = self.folder.join(FOLDER);
        // Without this mark the copies mean nothing, however far their removal comes.
        fs::remove_file(before.join(COMPLETE))
            .and_then(|()| fs::remove_dir_all(&before))
            .map_err(|error| Error::Io(before, error))
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.is_done {
            // If that fails, the next run tries again.
            _ = put_back(&self.root, &self.folder);
        }
    }
}

/// Puts back what a run that was killed has left; says whether there was any.
///
/// # Errors
///
/// If another run is under way, or a file cannot be written.
pub(crate) fn recover(project: &Project) -> Result<bool, Error> {
    let before = project.folder.join(FOLDER);
    if !before.exists() {
        return Ok(false);
    }
    let _lock = hold(&before)?;
    put_back(&project.root, &project.folder).map_err(|error| Error::Io(before, error))?;
    Ok(true)
}

fn put_back(root: &Path, folder: &Path) -> io::Result<()> {
    let before = folder.join(FOLDER);
    if !before.join(COMPLETE).exists() {
        // The run had not begun to change anything.
        fs::remove_dir_all(&before)?;
        return remove_empty(folder);
    }
    for name in FILES {
        let (kept, place) = (before.join(name), root.join(name));
        match kept.exists() {
            true if fs::read(&kept)? != fs::read(&place).unwrap_or_default() => {
                fs::copy(kept, place)?;
            }
            false if place.exists() => fs::remove_file(place)?,
            _ => {}
        }
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != FOLDER {
            remove(&entry.path())?;
        }
    }
    if before.join("folder").exists() {
        copy(&before.join("folder"), folder)?;
    }
    fs::remove_dir_all(&before)?;
    remove_empty(folder)
}

fn remove(path: &Path) -> io::Result<()> {
    match path.is_dir() && !path.is_symlink() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

fn remove_empty(folder: &Path) -> io::Result<()> {
    match fs::read_dir(folder)?.next() {
        Some(_) => Ok(()),
        None => fs::remove_dir(folder),
    }
}

/// Copies what is in a folder, but for the copies themselves.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if name == FOLDER {
            continue;
        }
        match kind.is_dir() {
            true => copy(&entry.path(), &to.join(name))?,
            false => drop(fs::copy(entry.path(), to.join(name))?),
        }
    }
    Ok(())
}

/// The lock of a run, unless one that lives has it.
fn hold(before: &Path) -> Result<File, Error> {
    let path = before.join("lock");
    let failed = |error| Error::Io(path.clone(), error);
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Usage(
            "another run of `cargo whittle` is under way in this workspace".to_owned(),
        )),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}
