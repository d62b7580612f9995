//! Models from a git repository: fetched once, pinned by commit.

use std::path::Path;
use std::process::Command;

use tests::commands::{complained, said};
use tests::upstream;

use crate::demo::Demo;

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
        let mut command = demo.command(arguments);
        command.env("WHITTLE_CACHE", cache.path()).output().unwrap()
    };
    // Nothing is fetched without a network, and that is said.
    let told = said(&run(&["scan", "--models", &url]));
    assert!(told.contains("the models are not in the cache"), "{told}");
    let mut command = demo.command(&["--dry-run", "--models", &url]);
    let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    let online = arguments.iter().filter(|argument| *argument != "--offline");
    let mut online_command = Command::new(command.get_program());
    online_command.args(online).current_dir(&demo.root);
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => online_command.env(name, value),
            None => online_command.env_remove(name),
        };
    }
    let output = online_command
        .env("WHITTLE_CACHE", cache.path())
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    let told = said(&output);
    assert!(told.contains(&format!("+version = \"{commit}\"")), "{told}");
    assert!(told.contains(&format!("+source = \"{url}\"")), "{told}");
    // It is in the cache now, and a commit that is not there is told.
    said(&run(&["scan", "--models", &format!("{url}#{commit}")]));
    let told = said(&run(&["scan", "--models", &format!("{url}#0000000")]));
    assert!(told.contains("stays official"), "{told}");
    let _ = complained;
    drop(command.output());
}
