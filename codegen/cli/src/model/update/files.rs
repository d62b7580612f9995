//! The files of an update: made in memory, then written all at once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::Source;
use codegen::read::Document;

use crate::generate::Error;

/// Texts to write, by path; `None` removes the file.
#[derive(Debug)]
pub(super) struct Texts {
    folder: PathBuf,
    texts: BTreeMap<PathBuf, Option<String>>,
}

impl Texts {
    /// No texts, for a folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            texts: BTreeMap::new(),
        }
    }

    /// A file of the folder.
    pub(super) fn set(&mut self, name: &str, text: String) {
        self.texts.insert(self.folder.join(name), Some(text));
    }

    /// A file that is not to be in the folder.
    pub(super) fn remove(&mut self, name: &str) {
        self.texts.insert(self.folder.join(name), None);
    }

    /// A file elsewhere.
    pub(super) fn other(&mut self, path: &Path, text: String) {
        self.texts.insert(path.to_path_buf(), Some(text));
    }

    /// The model as it will be in the folder, which diagnostics call `shown`.
    pub(super) fn source(&self, shown: &str) -> Source {
        let document = |name: &str| {
            let text = self.texts.get(&self.folder.join(name))?.as_ref()?;
            Some(Document {
                file: format!("{shown}/{name}").into(),
                bytes: text.clone().into_bytes(),
            })
        };
        let nothing = || Document {
            file: shown.into(),
            bytes: Vec::new(),
        };
        let model = document("service-2.json").or_else(|| document("model.json"));
        let mut source = Source::new(model.unwrap_or_else(nothing));
        source.paginators = document("paginators-1.json");
        source.waiters = document("waiters-2.json");
        source.endpoint_rules = document("endpoint-rule-set-1.json");
        source
    }

    /// Writes what differs from what is there: every text beside its place first, then all are
    /// renamed. If a text cannot be written, nothing has changed.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub(super) fn write(&self) -> Result<Vec<PathBuf>, Error> {
        let failed = |path: &Path, error: io::Error| Error::Io(path.to_path_buf(), error);
        fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))?;
        let mut changed: Vec<(&Path, Option<&str>)> = Vec::new();
        for (path, text) in &self.texts {
            let there = match fs::read(path) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(failed(path, error)),
            };
            if there.as_deref() != text.as_ref().map(String::as_bytes) {
                changed.push((path, text.as_deref()));
            }
        }
        if let Err((path, error)) = stage(&changed) {
            for (path, _) in &changed {
                // What was not staged cannot be removed, and need not.
                let _ = fs::remove_file(staged(path));
            }
            return Err(failed(path, error));
        }
        for (path, text) in &changed {
            let done = match text {
                Some(_) => fs::rename(staged(path), path),
                None => fs::remove_file(path),
            };
            done.map_err(|error| failed(path, error))?;
        }
        Ok(changed
            .into_iter()
            .map(|(path, _)| path.to_path_buf())
            .collect())
    }
}

/// The place beside a file where its new text waits.
fn staged(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

fn stage<'a>(changed: &[(&'a Path, Option<&str>)]) -> Result<(), (&'a Path, io::Error)> {
    for (path, text) in changed {
        if let Some(text) = text {
            fs::write(staged(path), text).map_err(|error| (*path, error))?;
        }
    }
    Ok(())
}
