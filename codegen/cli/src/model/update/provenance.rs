//! Where a model comes from: `provenance.toml` beside it.

use std::io;

use serde::Serialize;

use super::super::upstream::Upstream;

/// The files of upstream that a model is made of.
const FILES: [&str; 4] = [
    "service-2.json",
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
];

/// What is recorded of an upstream model.
#[derive(Debug, Serialize)]
pub(crate) struct Provenance {
    /// `botocore`, or the name of a file or folder.
    source: String,
    /// The version of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// The model in it.
    model: String,
    /// The day of the update, as it was passed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// The SHA-256 of each file as it lies there.
    sha256: toml::Table,
}

impl Provenance {
    /// Reads the files of `upstream` to hash them.
    pub(crate) fn of(upstream: &Upstream, date: Option<&str>) -> io::Result<Self> {
        let hashes = upstream.hashes(&FILES)?;
        let hashes = hashes.into_iter();
        Ok(Self {
            source: upstream.source.clone(),
            version: upstream.version.clone(),
            model: upstream.name.clone(),
            date: date.map(str::to_owned),
            sha256: hashes.map(|(name, hex)| (name, hex.into())).collect(),
        })
    }

    /// The file.
    pub(crate) fn text(&self) -> String {
        let head = "# Where the model in this folder comes from; updates write it.\n";
        head.to_owned() + &toml::to_string(self).unwrap_or_default()
    }

    /// In one line.
    pub(crate) fn shown(&self) -> String {
        let version = self
            .version
            .as_ref()
            .map_or(String::new(), |v| format!(" {v}"));
        match self.source == self.model {
            true => format!("{}{version}", self.source),
            false => format!("{}{version}, {}", self.source, self.model),
        }
    }
}
