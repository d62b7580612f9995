//! The files of a crate, before anything is done with them.

use std::collections::BTreeMap;

use super::mark::{MARK, Origin};
use super::rust::RustFile;
use super::{layout, mark};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};

/// The files of a crate: text by path, relative and with `/`.
#[derive(Debug, Default)]
pub struct FileSet {
    files: BTreeMap<String, String>,
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

    /// Adds or replaces a file; if its first line has the mark of generated files, that gets its
    /// checksum.
    pub fn text(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        let text = mark::sealed(&path, text.into());
        self.files.insert(path, text);
    }

    /// Replaces a file by the same in another layout, as [`is_relaid`](Self::is_relaid) knows it: the
    /// checksum is that of both.
    pub fn relay(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text);
    }

    /// Whether a text is that of a file but for its layout. The checksum of a generated file tells, so
    /// that the file need not be read once more.
    pub fn is_relaid(&self, path: &str, text: &str) -> bool {
        self.get(path).is_some_and(|own| {
            let is_sealed = own.lines().next() == text.lines().next();
            is_sealed && mark::origin(path, text) == Origin::Generated
                || layout::same(path, own, text)
        })
    }

    /// Adds a file that is a copy of one that is kept formatted elsewhere.
    pub(crate) fn copy(&mut self, path: &str, text: &str) {
        self.text(path, format!("// {MARK}\n\n{text}"));
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
}
