//! Lightsail as AWS publishes it in both formats.

use std::path::PathBuf;
use std::process::Command;

use codegen::Source;
use tests::cases::workspace;
use tests::skipped;

use super::{differing, generated, load};

/// The Smithy model, where the collection of models lies beside the workspace.
fn smithy() -> Option<PathBuf> {
    let path = workspace().join("../shared/models/smithy/lightsail-2016-11-28.json");
    path.exists().then_some(path)
}

/// botocore's folder of the service.
fn botocore() -> Option<PathBuf> {
    let python = std::env::var("WHITTLE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let code = "import botocore; print(botocore.__path__[0])";
    let output = Command::new(python).args(["-c", code]).output().ok()?;
    let package = String::from_utf8(output.stdout).ok()?;
    let folder = PathBuf::from(package.trim()).join("data/lightsail/2016-11-28");
    (output.status.success() && folder.exists()).then_some(folder)
}

fn both() -> Option<(Source, Source)> {
    let both = botocore().zip(smithy());
    if both.is_none() {
        skipped("the published models of Lightsail: botocore or the Smithy model is not there");
    }
    both.map(|(botocore, smithy)| (load(&botocore), load(&smithy)))
}

#[test]
fn published_models_give_one_crate() {
    let Some((botocore, smithy)) = both() else {
        return;
    };
    let diffs = differing(&generated(&botocore), &generated(&smithy));
    for (path, diff) in &diffs {
        println!("=== {path}\n{diff}");
    }
    assert!(diffs.is_empty());
}
