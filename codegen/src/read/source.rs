//! The input files: where they lie, how they are unpacked, and what diagnostics call them.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};

/// How large a file may be, packed or not, in bytes. No API model comes near; it stops a gzip bomb.
const SIZE_LIMIT: u64 = 256 << 20;

/// The files of botocore; any of them may be packed and then has `.gz` after its name.
const MODEL: &str = "service-2.json";
/// What a Smithy AST is called in a folder of its own.
const SMITHY_MODEL: &str = "model.json";
const PAGINATORS: &str = "paginators-1.json";
const WAITERS: &str = "waiters-2.json";
const ENDPOINT_RULES: &str = "endpoint-rule-set-1.json";
const ENDPOINT_TESTS: &str = "endpoint-tests-1.json";
const NAMES: [&str; 5] = [MODEL, PAGINATORS, WAITERS, ENDPOINT_RULES, ENDPOINT_TESTS];

/// The first bytes of a gzip file.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// One input file, loaded.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file as diagnostics call it.
    pub file: Arc<str>,
    /// What is in it; gzip is already unpacked.
    pub bytes: Vec<u8>,
}

/// The files that together describe one service.
#[derive(Clone, Debug)]
pub struct Source {
    /// The model: botocore's `service-2.json` or a Smithy AST.
    pub model: Document,
    /// botocore's `paginators-1.json`.
    pub paginators: Option<Document>,
    /// botocore's `waiters-2.json`.
    pub waiters: Option<Document>,
    /// botocore's `endpoint-rule-set-1.json`.
    pub endpoint_rules: Option<Document>,
    /// botocore's `endpoint-tests-1.json`.
    pub endpoint_tests: Option<Document>,
    /// botocore's `*.sdk-extras.json`, each of which is merged into the file it is named after.
    pub extras: Vec<Document>,
}

impl Document {
    /// Loads the file `path`, which diagnostics call `shown`; gzip is told by its first bytes.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or unpacked, or is too large.
    pub fn load(path: &Path, shown: &str) -> Result<Self, Failure> {
        let file: Arc<str> = shown.into();
        let at = Location::file(Arc::clone(&file));
        let packed = File::open(path)
            .and_then(|file| read_limited(file, SIZE_LIMIT))
            .map_err(|error| unreadable(&at, "cannot read the file", &error))?;
        let bytes = if packed.starts_with(&GZIP_MAGIC) {
            read_limited(MultiGzDecoder::new(packed.as_slice()), SIZE_LIMIT)
                .map_err(|error| unreadable(&at, "cannot unpack the gzip file", &error))?
        } else {
            packed
        };
        Ok(Self { file, bytes })
    }

    /// The whole file as a location.
    pub(crate) fn location(&self) -> Location {
        Location::file(Arc::clone(&self.file))
    }
}

impl Source {
    /// A source of nothing but `model`.
    #[must_use]
    pub fn new(model: Document) -> Self {
        let (paginators, waiters, endpoint_rules, endpoint_tests) = (None, None, None, None);
        Self {
            model,
            paginators,
            waiters,
            endpoint_rules,
            endpoint_tests,
            extras: Vec::new(),
        }
    }

    /// Loads the model at `path`, which diagnostics call `shown`, and the files that belong to it.
    ///
    /// `path` is an API-version folder of botocore, a `service-2.json` (or `.json.gz`) in such a
    /// folder, or a model on its own.
    ///
    /// # Errors
    ///
    /// If there is no model, or if it or one of its companions cannot be read.
    pub fn load(path: &Path, shown: &str) -> Result<Self, Failure> {
        let shown = if shown.len() > 1 {
            shown.trim_end_matches('/')
        } else {
            shown
        };
        if path.is_dir() {
            return Folder { path, shown }.source();
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let is_botocore = name.is_some_and(|name| name.trim_end_matches(".gz") == MODEL);
        let model = Document::load(path, shown)?;
        let folder = path.parent().filter(|_| is_botocore);
        let Some(folder) = folder else {
            return Ok(Self::new(model));
        };
        let shown = shown.rsplit_once('/').map_or("", |(folder, _)| folder);
        Folder {
            path: folder,
            shown,
        }
        .companions(model)
    }

    /// Takes the paginators from `path`, which diagnostics call `shown`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn with_paginators(mut self, path: &Path, shown: &str) -> Result<Self, Failure> {
        self.paginators = Some(Document::load(path, shown)?);
        Ok(self)
    }

    /// Takes the waiters from `path`, which diagnostics call `shown`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn with_waiters(mut self, path: &Path, shown: &str) -> Result<Self, Failure> {
        self.waiters = Some(Document::load(path, shown)?);
        Ok(self)
    }
}

/// An API-version folder of botocore.
#[derive(Clone, Copy)]
struct Folder<'a> {
    path: &'a Path,
    shown: &'a str,
}

impl Folder<'_> {
    /// Everything in the folder.
    fn source(self) -> Result<Source, Failure> {
        let model = match self.optional(MODEL)? {
            Some(model) => Some(model),
            None => self.optional(SMITHY_MODEL)?,
        };
        let model = model.ok_or_else(|| {
            Diagnostic::new(
                &Location::file(self.shown),
                "the folder has no `service-2.json`",
            )
            .help(self.advice())
        })?;
        self.companions(model)
    }

    /// `model` and what lies beside it.
    fn companions(self, model: Document) -> Result<Source, Failure> {
        let mut problems = Diagnostics::default();
        let mut load = |name: &str| problems.ok(self.optional(name)).flatten();
        let source = Source {
            model,
            paginators: load(PAGINATORS),
            waiters: load(WAITERS),
            endpoint_rules: load(ENDPOINT_RULES),
            endpoint_tests: load(ENDPOINT_TESTS),
            extras: NAMES
                .iter()
                .filter_map(|name| load(&name.replace(".json", ".sdk-extras.json")))
                .collect(),
        };
        problems.finish(source)
    }

    /// The file `name`, or the same packed, if it is there.
    fn optional(self, name: &str) -> Result<Option<Document>, Failure> {
        let load = |name: String| Document::load(&self.path.join(&name), &self.shown(&name));
        self.find(name).map(load).transpose()
    }

    /// The name under which the file `name` is there.
    fn find(self, name: &str) -> Option<String> {
        [name.to_owned(), format!("{name}.gz")]
            .into_iter()
            .find(|name| self.path.join(name).exists())
    }

    /// What diagnostics call the file `name`.
    fn shown(self, name: &str) -> String {
        match self.shown {
            "" => name.to_owned(),
            "/" => format!("/{name}"),
            folder => format!("{folder}/{name}"),
        }
    }

    /// What helps if there is no model: the folders of API versions in this one, if any.
    fn advice(self) -> String {
        let entries = fs::read_dir(self.path).into_iter().flatten().flatten();
        let mut versions: Vec<String> = entries
            .filter(|entry| {
                let path = &entry.path();
                Folder { path, ..self }.find(MODEL).is_some()
            })
            .map(|entry| format!("`{}`", self.shown(&entry.file_name().to_string_lossy())))
            .collect();
        versions.sort();
        if versions.is_empty() {
            "expected a botocore API-version folder, such as `lightsail/2016-11-28`".to_owned()
        } else {
            format!("name one of its API versions: {}", versions.join(", "))
        }
    }
}

/// Reads all of `input` unless there is more than `limit` bytes of it.
fn read_limited(input: impl Read, limit: u64) -> Result<Vec<u8>, std::io::Error> {
    let mut bytes = Vec::new();
    input
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        Ok(bytes)
    } else {
        Err(std::io::Error::new(
            ErrorKind::FileTooLarge,
            format!("more than {limit} bytes"),
        ))
    }
}

fn unreadable(at: &Location, message: &str, error: &std::io::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::NotFound => Diagnostic::new(at, "there is no such file or folder").help(
            "expected a botocore API-version folder, a `service-2.json(.gz)` or a Smithy AST",
        ),
        _ => Diagnostic::new(at, message)
            .note("reason", error)
            .help("check that it is a complete file that may be read"),
    }
}

#[cfg(test)]
mod tests;
