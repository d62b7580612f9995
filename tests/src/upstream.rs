//! Where the tests find what is not checked in: Python with its packages, and models of AWS.
//!
//! What is absent is skipped, visibly.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cases::workspace;
use crate::skip::{Lack, skipped};

/// The Python that `WHITTLE_PYTHON` names, if it has all these modules.
pub fn python(modules: &str) -> Option<String> {
    let python = std::env::var("WHITTLE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let import = format!("import {modules}");
    let found = Command::new(&python).args(["-c", &import]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    let reason =
        format!("{python} does not have all of {modules}: pip install -r tests/requirements.txt");
    skipped(Lack::Python, &reason);
    None
}

/// The botocore whose facts `model/` has, as tests/requirements.txt pins it.
pub const PINNED: &str = "1.44.0";

/// The `data` folder of the botocore that Python has, if it is the one that is pinned.
pub fn botocore() -> Option<PathBuf> {
    let python = python("botocore")?;
    let script = "import botocore; print(botocore.__version__, botocore.__path__[0], sep='\\n')";
    let output = Command::new(&python).args(["-c", script]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let (version, folder) = said.trim().split_once('\n').unwrap();
    if version != PINNED {
        let reason = format!("{python} has botocore {version}, not {PINNED}");
        skipped(Lack::Python, &reason);
        return None;
    }
    Some(Path::new(folder.trim()).join("data"))
}

/// The `data` folder of another release of botocore, which `WHITTLE_BOTOCORES` has below its version
/// as `pip install --no-deps --target` puts it there.
pub fn botocore_release(version: &str) -> Option<PathBuf> {
    let releases = std::env::var_os("WHITTLE_BOTOCORES").map(PathBuf::from);
    let data = releases.map(|folder| folder.join(version).join("botocore/data"));
    let found = data.filter(|data| data.is_dir());
    if found.is_none() {
        let reason = format!("WHITTLE_BOTOCORES has no botocore {version}");
        skipped(Lack::Botocore, &reason);
    }
    found
}

/// A published Smithy AST of April 2025.
pub fn smithy(name: &str) -> Option<PathBuf> {
    published("smithy", name)
}

/// A published Smithy AST of a collection, from the folder that lies beside a checkout or that
/// `WHITTLE_SMITHY_MODELS` names.
pub fn published(collection: &str, name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("WHITTLE_SMITHY_MODELS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| workspace().join("../shared/models"));
    let model = folder.join(collection).join(name);
    if !model.is_file() {
        skipped(Lack::Shared, &format!("there is no {}", model.display()));
        return None;
    }
    Some(model)
}
