//! Where newer models come from: an installed botocore, its data folder, or a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diagnostic::{Diagnostic, Location};
use codegen::model::Service;
use codegen::{Failure, Source};
use sha2::{Digest, Sha256};

use crate::slice_file;

/// The word for the botocore that Python finds.
pub const BOTOCORE: &str = "botocore";
/// Names another Python than `python3`.
const PYTHON: &str = "WHITTLE_PYTHON";
/// The names of a model in a folder of botocore.
const MODELS: [&str; 2] = ["service-2.json", "service-2.json.gz"];

/// An upstream model, found.
#[derive(Debug)]
pub struct Upstream {
    /// What it was found as: `botocore`, or the name of a file or folder.
    pub source: String,
    /// Its version, if it tells one.
    pub version: Option<String>,
    /// The file or folder to load.
    pub path: PathBuf,
    /// The path from the folder of all models, or the last part of it.
    pub name: String,
}

/// The part of a model's path that names service and API version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The folder of the service, such as `lightsail`.
    pub service: String,
    /// The folder of the API version, such as `2016-11-28`.
    pub version: String,
}

impl Wanted {
    /// The last two parts of `model`, if it is a folder in botocore's layout or a file in one.
    pub fn of(model: &Path) -> Option<Self> {
        let folder = match is_named_model(model) {
            true => model.parent()?,
            false if model.extension().is_some_and(|e| e == "json" || e == "gz") => return None,
            false => model,
        };
        let text = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
        Some(Self {
            service: text(folder.parent()?)?,
            version: text(folder)?,
        })
    }

    /// What the folders of a service may be called, likely names first.
    pub fn guessed(service: &Service) -> Vec<Self> {
        let id = service.sdk_id.to_lowercase();
        let names = [
            id.replace(' ', ""),
            id.replace(' ', "-"),
            service.arn_namespace.clone(),
            service.signing_name.clone(),
            service.endpoint_prefix.clone(),
        ];
        let version = &service.version;
        let wanted = |service| Self {
            service,
            version: version.clone(),
        };
        names.into_iter().map(wanted).collect()
    }
}

impl Upstream {
    /// Finds `from`: `botocore`, a data folder of botocore, the folder of a service or API version
    /// in it, or a file. `wanted` is what to look for in a folder that has several models: the first
    /// of these that is there.
    ///
    /// # Errors
    ///
    /// If there is no such thing, or nothing in it is `wanted`.
    pub fn find(from: &str, wanted: &[Wanted]) -> Result<Self, Failure> {
        if from == BOTOCORE {
            let folder = installed()?;
            return Self::in_data(&folder, BOTOCORE.to_owned(), wanted);
        }
        let path = Path::new(from);
        let last = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !path.is_dir() || is_model(path) {
            return Ok(Self {
                version: path.ancestors().find_map(botocore_version),
                source: last.clone(),
                path: path.to_path_buf(),
                name: last,
            });
        }
        let of_service = |wanted: &&Wanted| is_model(&path.join(&wanted.version));
        if let Some(wanted) = wanted.iter().find(of_service) {
            let version = path.ancestors().find_map(botocore_version);
            return Ok(Self {
                source: last,
                version,
                path: path.join(&wanted.version),
                name: wanted.version.clone(),
            });
        }
        Self::in_data(path, last, wanted)
    }

    /// The service in a folder of all services.
    fn in_data(folder: &Path, source: String, wanted: &[Wanted]) -> Result<Self, Failure> {
        let at = Location::file(slice_file::shown(folder));
        let place = |wanted: &Wanted| folder.join(&wanted.service).join(&wanted.version);
        if let Some(found) = wanted.iter().find(|wanted| is_model(&place(wanted))) {
            return Ok(Self {
                source,
                version: folder.ancestors().find_map(botocore_version),
                path: place(found),
                name: format!("{}/{}", found.service, found.version),
            });
        }
        let Some(first) = wanted.first() else {
            let problem = Diagnostic::new(&at, "the folder has more than one model");
            return Err(problem
                .help("name the folder of one API version in it")
                .into());
        };
        let versions = children(&folder.join(&first.service));
        let problem = Diagnostic::new(&at, "the folder does not have the model")
            .note("wanted", format!("{}/{}", first.service, first.version));
        Err(if versions.is_empty() {
            let services = children(folder);
            problem.did_you_mean(&first.service, services.iter().map(String::as_str))
        } else {
            problem.note("API versions", versions.join(", ")).help(
                "a new API version is another model: name its folder with `model` in the slice file",
            )
        }
        .into())
    }

    /// The files.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn load(&self) -> Result<Source, Failure> {
        Source::load(&self.path, &slice_file::shown(&self.path))
    }

    /// The SHA-256 of each of `names`, files of botocore's layout, as they lie there: packed if
    /// they are packed. A Smithy AST is one file, whatever its name.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn hashes(&self, names: &[&str]) -> std::io::Result<Vec<(String, String)>> {
        let is_botocore = self.path.is_dir() || is_named_model(&self.path);
        let files: Vec<PathBuf> = if is_botocore {
            let folder = match self.path.is_dir() {
                true => self.path.as_path(),
                false => self.path.parent().unwrap_or(Path::new("")),
            };
            let packed = |name: &&str| [folder.join(name), folder.join(format!("{name}.gz"))];
            names
                .iter()
                .filter_map(|name| packed(name).into_iter().find(|path| path.is_file()))
                .collect()
        } else {
            vec![self.path.clone()]
        };
        let hash = |path: PathBuf| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let digest = Sha256::digest(fs::read(&path)?);
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            Ok((name, hex))
        };
        files.into_iter().map(hash).collect()
    }
}

/// The data folder of the botocore that Python finds.
///
/// # Errors
///
/// If there is none.
pub fn installed() -> Result<PathBuf, Failure> {
    let python = std::env::var(PYTHON).unwrap_or_else(|_| "python3".to_owned());
    let problem = |message: &str| {
        Diagnostic::new(&Location::file("--from"), message)
            .note("python", &python)
            .help(format!(
                "install it with `{python} -m pip install botocore`, name another Python with \
                 {PYTHON}, or give the path of its `data` folder"
            ))
    };
    let output = Command::new(&python)
        .args(["-c", "import botocore; print(botocore.__path__[0])"])
        .output()
        .map_err(|error| problem("Python cannot be run").note("reason", error))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || said.trim().is_empty() {
        return Err(problem("Python has no botocore").into());
    }
    Ok(Path::new(said.trim()).join("data"))
}

/// The `__version__` of the Python package `folder`.
pub fn botocore_version(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("__init__.py")).ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("__version__"))?;
    let version = line.trim_start_matches([' ', '=']).trim();
    Some(version.trim_matches(['\'', '"']).to_owned())
}

/// Whether a folder is one of an API version of botocore.
pub fn is_model(folder: &Path) -> bool {
    model_in(folder).is_some()
}

/// The model in a folder of botocore.
pub fn model_in(folder: &Path) -> Option<PathBuf> {
    let mut names = MODELS.iter().map(|name| folder.join(name));
    names.find(|path| path.is_file())
}

fn is_named_model(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| MODELS.iter().any(|model| name == *model))
}

/// The names of what lies in `folder`, sorted.
fn children(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
