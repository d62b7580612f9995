//! Where the runtime of a generated crate is, and whether we write it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Location};
use codegen::{Failure, slice};

use crate::generated::Generated;
use crate::slice_file::{self, SliceFile};

/// The runtime as it is written into a folder.
pub(crate) fn beside(folder: PathBuf) -> Generated {
    Generated {
        name: codegen::RUNTIME.to_owned(),
        out: folder,
        files: codegen::runtime(),
        left_out: Vec::new(),
        plain: None,
    }
}

/// Where the runtime of a generated crate is.
#[derive(Debug)]
pub(crate) struct Place(slice_file::Runtime);

impl Place {
    /// What the command line says, what the slice says of its own `out`, or a folder in the crate's.
    /// `elsewhere` is the folder of the crate if the command line says that.
    pub(crate) fn of(
        file: &SliceFile,
        said: Option<&Path>,
        elsewhere: Option<&Path>,
        out: &Path,
    ) -> Self {
        let beside = || slice_file::Runtime::Folder(out.join("runtime"));
        Self(match (said, &file.runtime) {
            (Some(folder), _) => slice_file::Runtime::Folder(folder.to_path_buf()),
            (None, Some(slice_file::Runtime::Folder(_))) if elsewhere.is_some() => beside(),
            (None, Some(named)) => named.clone(),
            (None, None) => beside(),
        })
    }

    /// What the manifest of a crate in `out` says.
    pub(crate) fn requirement(&self, out: &Path) -> slice::Runtime {
        match &self.0 {
            slice_file::Runtime::Folder(folder) => slice::Runtime::in_folder(between(out, folder)),
            slice_file::Runtime::Version(version) => slice::Runtime {
                version: version.clone(),
                source: slice::RuntimeSource::Registry,
            },
        }
    }

    /// The folder must not hold another package; `at` is where it is named.
    pub(crate) fn check(&self, at: &Location) -> Result<(), Failure> {
        let slice_file::Runtime::Folder(folder) = &self.0 else {
            return Ok(());
        };
        // Without a manifest it is no package: writing tells what is in the way.
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else {
            return Ok(());
        };
        let manifest = manifest.parse::<toml::Table>().unwrap_or_default();
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"));
        let name = name.and_then(toml::Value::as_str).unwrap_or("(none)");
        if name == codegen::RUNTIME {
            return Ok(());
        }
        Err(
            Diagnostic::new(at, "the folder holds another package than the runtime")
                .note("folder", slice_file::shown(folder))
                .note("package", name)
                .help(format!(
                    "name a folder that holds `{}`, or nothing yet",
                    codegen::RUNTIME
                ))
                .into(),
        )
    }

    /// The folder, unless it holds a runtime that somebody else keeps.
    pub(crate) fn to_write(&self) -> Option<PathBuf> {
        match &self.0 {
            slice_file::Runtime::Folder(folder) => {
                let manifest = fs::read_to_string(folder.join("Cargo.toml"));
                let is_ours = manifest.map_or(true, |text| text.contains(codegen::TABLE));
                is_ours.then(|| folder.clone())
            }
            slice_file::Runtime::Version(_) => None,
        }
    }
}

/// The way from one folder to another, with `/`.
fn between(from: &Path, to: &Path) -> String {
    let [from, to] = [from, to].map(|path| {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        slice_file::clean(&whole)
    });
    let [from, to]: [Vec<Component<'_>>; 2] = [&from, &to].map(|path| path.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to.iter().skip(common);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_a_crate_to_its_runtime() {
        for (from, to, way) in [
            ("/a/generated", "/a/codegen/runtime", "../codegen/runtime"),
            ("/a/b", "/a/b/runtime", "runtime"),
            ("/a/b/../c", "/a/b", "../b"),
        ] {
            assert_eq!(between(Path::new(from), Path::new(to)), way);
        }
    }
}
