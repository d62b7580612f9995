//! Formats generated files with the installed rustfmt.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use codegen::FileSet;

/// The same files, with every Rust file under `src/` as rustfmt leaves it.
///
/// One run formats the whole crate: it starts at `src/lib.rs` and follows the modules. Those that are
/// formatted already, two thirds of the crate, are empty for it.
///
/// # Errors
///
/// If rustfmt is not there or does not accept a file.
pub fn format(mut files: FileSet) -> io::Result<FileSet> {
    let folder = tempfile::tempdir()?;
    let (formatted, fresh): (Vec<String>, Vec<String>) = files
        .iter()
        .map(|(path, _)| path.to_owned())
        .filter(|path| path.ends_with(".rs"))
        .partition(|path| files.is_formatted(path));
    let mut todo = FileSet::default();
    for path in &fresh {
        todo.text(path, files.get(path).unwrap_or_default());
    }
    for path in formatted {
        todo.text(path, "");
    }
    todo.write(folder.path())?;
    run(&folder.path().join("src/lib.rs"))?;
    for path in fresh {
        let text = fs::read_to_string(folder.path().join(&path))?;
        files.text(path, text);
    }
    Ok(files)
}

fn run(root: &Path) -> io::Result<()> {
    let output = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=100"])
        .arg(root)
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("rustfmt cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!(
        "rustfmt refused the generated code:\n{reason}"
    )))
}
