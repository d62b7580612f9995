//! Formats generated files with the installed rustfmt.

use std::io;
use std::path::Path;
use std::process::Command;

use codegen::FileSet;

/// The same files, with every Rust file under `src/` as rustfmt leaves it.
///
/// One run formats the whole crate: it starts at `src/lib.rs` and follows the modules.
///
/// # Errors
///
/// If rustfmt is not there or does not accept a file.
pub fn format(files: FileSet) -> io::Result<FileSet> {
    let folder = tempfile::tempdir()?;
    files.write(folder.path())?;
    run(&folder.path().join("src/lib.rs"))?;
    let mut formatted = files;
    let paths: Vec<String> = formatted.iter().map(|(path, _)| path.to_owned()).collect();
    for path in paths.into_iter().filter(|path| path.ends_with(".rs")) {
        let text = std::fs::read_to_string(folder.path().join(&path))?;
        formatted.text(path, text);
    }
    Ok(formatted)
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
