//! The whole models that crates are cut from: opened when one is needed, and never before.

use std::cell::{Cell, OnceCell};

use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Location};
use serde::Deserialize;

use crate::git;
use crate::model::loaded::Loaded;
use crate::model::upstream::{BOTOCORE, Upstream};
use crate::models::{HELP, Models};

/// Where whole models come from.
#[derive(Debug)]
pub(crate) struct Library {
    from: Option<String>,
    offline: bool,
    models: OnceCell<Models>,
    used_botocore: Cell<bool>,
}

/// Where a model that was cut came from: a part of `provenance.toml`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CameFrom {
    source: String,
    version: Option<String>,
}

impl Library {
    /// What `--models` says, if it does.
    pub(crate) fn new(from: Option<String>, offline: bool) -> Self {
        Self {
            from,
            offline,
            models: OnceCell::new(),
            used_botocore: Cell::new(false),
        }
    }

    /// Whether a model was taken from botocore because nothing else was said.
    pub(crate) fn used_botocore(&self) -> bool {
        self.used_botocore.get()
    }

    /// Opens the models for crates that have none yet.
    ///
    /// # Errors
    ///
    /// If there are no models.
    pub(crate) fn ready(&self) -> Result<(), Failure> {
        self.models("", None).map(drop)
    }

    /// The whole model of the service that a crate is the client of. `before` is where the model of the
    /// crate came from, if it has one: the whole one has to come from there, too.
    ///
    /// # Errors
    ///
    /// If there are no models, or none of this service.
    pub(crate) fn open(
        &self,
        krate: &str,
        before: Option<&CameFrom>,
    ) -> Result<(Loaded, Upstream), Failure> {
        let models = self.models(krate, before)?;
        let Some(found) = models.find(krate) else {
            let at = Location::file(self.from.as_deref().unwrap_or(BOTOCORE));
            let problem = Diagnostic::new(&at, "there is no model of this service");
            return Err(problem.note("crate", krate).help(HELP).into());
        };
        self.used_botocore
            .set(self.used_botocore.get() || self.from.is_none() && models.is_botocore());
        let whole = Loaded::read(found.load()?, found.name.clone())?;
        Ok((whole, found))
    }

    fn models(&self, krate: &str, before: Option<&CameFrom>) -> Result<&Models, Failure> {
        if let Some(models) = self.models.get() {
            return Ok(models);
        }
        let from = match (&self.from, before) {
            (Some(from), _) => Some(from.clone()),
            (None, Some(before)) if git::is_url(&before.source) => Some(match &before.version {
                Some(commit) => format!("{}#{commit}", before.source),
                None => before.source.clone(),
            }),
            (None, Some(before)) if before.source != BOTOCORE => {
                let at = Location::file("--models");
                let problem = Diagnostic::new(&at, "the whole model of the service is needed");
                return Err(problem
                    .note("crate", krate)
                    .note("cut from", &before.source)
                    .help("name the models that it was cut from with --models or WHITTLE_MODELS")
                    .into());
            }
            _ => None,
        };
        let models = Models::open(from.as_deref(), self.offline)?;
        Ok(self.models.get_or_init(|| models))
    }
}
