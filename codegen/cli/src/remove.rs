//! `cargo whittle remove`: the official crates are back, and nothing of ours is left.

use std::fs;
use std::io;
use std::path::Path;

use codegen::diagnostic::Location;

use crate::disk::{read, write};
use crate::generate::{self, Error};
use crate::journal::{self, Journal};
use crate::manifest::Manifest;
use crate::project::{Cargo, Project};
use crate::say::Say;
use crate::slice_file::{self, shown};
use crate::state::State;

/// Takes the patches out of the manifest and removes what was written; `Cargo.lock` gets back the
/// versions that it had.
///
/// # Errors
///
/// If the workspace is not whittled, or a file cannot be changed: then everything is as it was.
pub(crate) fn remove(cargo: &Cargo, say: &mut Say) -> Result<(), Error> {
    let mut project = Project::open(cargo)?;
    if journal::recover(&project)? {
        project = Project::open(cargo)?;
    }
    let state = State::of(&project.folder)?;
    let path = project.manifest();
    let mut manifest = Manifest::read(Location::path(&path), &read(&path)?)?;
    let names = manifest.unpatch(&project.below());
    let journal = Journal::begin(&project)?;
    write(&path, &manifest.text())?;
    say.step(
        "patching",
        &format!("Cargo.toml: without {}", names.join(", ")),
    );
    let lock = project.lock();
    if lock.exists() {
        write(&lock, &state.restored(&read(&lock)?))?;
    }
    let folder = shown(&project.folder);
    for slice in generate::slices(&project.folder)? {
        let name = slice_file::read(&slice)?.slice.name;
        files_of(&project, &name)?;
    }
    remove_if_there(&project.folder.join("runtime"))?;
    remove_if_there(&State::path(&project.folder))?;
    settle(cargo)?;
    journal.commit()?;
    match left(&project.folder) {
        Some(left) => say.step(
            "removed",
            &format!("what was ours in {folder}; left are {left}"),
        ),
        None => say.step("removed", &folder),
    }
    Ok(())
}

/// Removes the slice, the model and the crate of a name.
pub(crate) fn files_of(project: &Project, name: &str) -> Result<(), Error> {
    let folder = &project.folder;
    let models = folder.join("models");
    remove_if_there(&folder.join(format!("{name}.toml")))?;
    remove_if_there(&folder.join(name))?;
    remove_if_there(&models.join(name))?;
    // Others may have theirs there.
    _ = fs::remove_dir(models);
    Ok(())
}

fn remove_if_there(path: &Path) -> Result<(), Error> {
    let removed = match path.is_dir() && !path.is_symlink() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::Io(path.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}

/// Lets cargo drop from the lock file what nobody needs any more, and lay it out as it does.
fn settle(cargo: &Cargo) -> Result<(), Error> {
    let offline = Cargo {
        offline: true,
        ..cargo.clone()
    };
    // The versions are known, so a network is rarely needed.
    Project::open(&offline).or_else(|_| Project::open(cargo))?;
    Ok(())
}

/// What is left in the folder, which is removed if that is nothing.
fn left(folder: &Path) -> Option<String> {
    if fs::remove_dir(folder).is_ok() {
        return None;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    (!names.is_empty()).then(|| names.join(", "))
}
