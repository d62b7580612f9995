//! Where models come from: folders that tests put together, and a git repository, fetched once and pinned
//! by commit.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use tests::commands::{complained, said};
use tests::upstream;

use crate::demo::Demo;

/// Where a model is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A file of a collection of published models.
    Published(&'static str, &'static str),
    /// A folder of botocore, for services of which there is none.
    Botocore(&'static str),
}

/// A folder with these models.
pub(crate) fn folder(places: &[Place]) -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    for place in places {
        match place {
            Place::Published(collection, name) => {
                let from = upstream::published(collection, name)?;
                fs::copy(from, folder.path().join(name)).unwrap();
            }
            Place::Botocore(name) => {
                let to = folder.path().join(name);
                fs::create_dir_all(&to).unwrap();
                for entry in fs::read_dir(upstream::botocore()?.join(name)).unwrap() {
                    let path = entry.unwrap().path();
                    fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
                }
            }
        }
    }
    Some(folder)
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
    said(&git.args(arguments).output().unwrap())
        .trim()
        .to_owned()
}

/// A repository in the layout of the published models.
fn repository(folder: &Path) -> Option<String> {
    git(folder, &["init", "--quiet"]);
    for (name, version) in [
        ("dynamodb", "2012-08-10"),
        ("sqs", "2012-11-05"),
        ("sts", "2011-06-15"),
    ] {
        let model = upstream::published("smithy-2026", &format!("{name}.json"))?;
        let place = folder.join(format!("models/{name}/service/{version}"));
        std::fs::create_dir_all(&place).unwrap();
        std::fs::copy(model, place.join(format!("{name}-{version}.json"))).unwrap();
    }
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "models"]);
    Some(git(folder, &["rev-parse", "HEAD"]))
}

#[test]
fn a_repository_is_fetched_and_pinned() {
    let Some(demo) = Demo::new("git") else { return };
    let (models, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(commit) = repository(models.path()) else {
        return;
    };
    let url = format!("file://{}", models.path().display());
    let run = |arguments: &[&str]| {
        // Models may be fetched, packages need not be.
        let mut command = demo.online(arguments);
        command.env("CARGO_NET_OFFLINE", "true");
        command.env("WHITTLE_CACHE", cache.path()).output().unwrap()
    };
    // Nothing is fetched without a network, and that is said.
    let complaint = complained(&run(&["scan", "--models", &url, "--offline"]));
    assert!(
        complaint.contains("the models are not in the cache"),
        "{complaint}"
    );
    let told = said(&run(&["--dry-run", "--models", &url]));
    assert!(told.contains(&format!("+version = \"{commit}\"")), "{told}");
    assert!(told.contains(&format!("+source = \"{url}\"")), "{told}");
    // It is in the cache now, and a commit that is not there is told.
    let pinned = format!("{url}#{commit}");
    said(&run(&["scan", "--models", &pinned, "--offline"]));
    let wrong = format!("{url}#{}", "0".repeat(40));
    let complaint = complained(&run(&["scan", "--models", &wrong]));
    assert!(
        complaint.contains("git cannot fetch the models"),
        "{complaint}"
    );
}
