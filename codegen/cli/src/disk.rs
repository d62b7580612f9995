//! Files of the user's workspace: read and written so that errors name them.

use std::fs;
use std::path::Path;

use crate::generate::Error;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Io(path.to_path_buf(), error))
}

/// Makes a file have a text: at once, so that no run ends with half of it, and not at all if it has it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = folder.join(format!(".{name}.{}", std::process::id()));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&staged, text))
        .and_then(|()| fs::rename(&staged, path))
        .map_err(|error| Error::Io(path.to_path_buf(), error))
}

/// How many lines the files below a folder have.
pub(crate) fn lines_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let lines = paths.map(|path| match path.is_dir() {
        true => lines_below(&path),
        false => fs::read_to_string(&path).map_or(0, |text| text.lines().count()),
    });
    lines.sum()
}
