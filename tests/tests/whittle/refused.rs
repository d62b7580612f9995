//! What cannot be whittled: each a clear message, and nothing is changed.

use std::fs;
use std::process::Output;

use tests::commands::{complained, said};

use crate::demo::Demo;

/// Runs it, sees it fail with this message, and sees nothing changed.
fn refused(demo: &Demo, arguments: &[&str], parts: &[&str]) {
    let before = demo.files();
    let complaint = complained(&demo.whittle(arguments));
    for part in parts {
        assert!(complaint.contains(part), "no {part} in\n{complaint}");
    }
    demo.is_as(&before);
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let Some(demo) = Demo::new("refused") else {
        return;
    };
    for verb in ["sync", "check", "remove", "report"] {
        refused(
            &demo,
            &[verb],
            &[
                "this workspace is not whittled",
                "run `cargo whittle` first",
            ],
        );
    }
    refused(
        &demo,
        &["--models", "nowhere"],
        &[
            "there is no such folder of models",
            "nowhere",
            "api-models-aws",
        ],
    );
    refused(
        &demo,
        &["--models", "queue/src"],
        &["there are no models here", "queue/src"],
    );
    refused(
        &demo,
        &["--except", "aws-sdk-sqz"],
        &["nothing in this workspace depends on", "`aws-sdk-sqs`?"],
    );
    let (manifest, lock) = (demo.read("Cargo.toml"), demo.read("Cargo.lock"));
    let patch = "[patch.crates-io]\naws-sdk-sqs = { git = \"https://example.com/sqs\" }\n";
    // cargo would fetch it: the message comes first for a path, too.
    let patch = patch.replace("git = \"https://example.com/sqs\"", "path = \"elsewhere\"");
    let elsewhere = "[package]\nname = \"aws-sdk-sqs\"\nversion = \"1.119.0\"\nedition = \"2021\"\n[features]\nrt-tokio = []\ntest-util = []\n[package.metadata.smithy]\n";
    demo.write("elsewhere/Cargo.toml", elsewhere);
    demo.write("elsewhere/src/lib.rs", "");
    demo.write("Cargo.toml", &format!("{manifest}\n{patch}"));
    let told = said(&demo.whittle(&["--dry-run"]));
    assert!(told.contains("stays official: it comes from"), "{told}");
    demo.write("Cargo.toml", &manifest);
    demo.write("Cargo.lock", &lock);
    refused(
        &demo,
        &[
            "--except",
            "aws-sdk-sqs",
            "--except",
            "aws-sdk-dynamodb",
            "--except",
            "aws-sdk-sts",
        ],
        &["none of the aws-sdk crates can be whittled"],
    );
}

#[test]
fn a_manifest_that_cannot_be_written_or_is_not_committed_is_left_alone() {
    let Some(demo) = Demo::new("manifest") else {
        return;
    };
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(&demo.root).args(arguments);
        said(&git.output().unwrap());
    };
    git(&["init", "--quiet"]);
    git(&["add", "Cargo.toml"]);
    git(&[
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.com",
        "commit",
        "--quiet",
        "-m",
        "x",
    ]);
    demo.edit("Cargo.toml", "# The end", "# An end");
    let before = demo.read("Cargo.toml");
    let complaint = complained(&demo.whittle(&[]));
    assert!(
        complaint.contains("changes that are not committed"),
        "{complaint}"
    );
    assert!(complaint.contains("--allow-dirty"), "{complaint}");
    let path = demo.root.join("Cargo.toml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let complaint = complained(&demo.whittle(&["--allow-dirty"]));
    assert!(
        complaint.contains("the manifest is read-only"),
        "{complaint}"
    );
    assert_eq!(demo.read("Cargo.toml"), before);
    assert!(!demo.root.join("whittle").exists());
}

#[test]
fn where_there_is_nothing_to_whittle_it_says_so() {
    let Some(demo) = Demo::new("nothing") else {
        return;
    };
    let run = |folder: &std::path::Path| -> Output {
        let mut command = demo.command(&[]);
        command.current_dir(folder).output().unwrap()
    };
    let nowhere = tempfile::tempdir().unwrap();
    let complaint = complained(&run(nowhere.path()));
    assert!(
        complaint.contains("there is no workspace here, nor above"),
        "{complaint}"
    );
    let manifest = "[package]\nname = \"plain\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(nowhere.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(nowhere.path().join("src")).unwrap();
    fs::write(nowhere.path().join("src/lib.rs"), "").unwrap();
    let complaint = complained(&run(nowhere.path()));
    let message = "nothing in this workspace depends on an aws-sdk crate";
    assert!(complaint.contains(message), "{complaint}");
}

#[test]
fn without_any_models_it_says_where_they_are() {
    let Some(demo) = Demo::new("nowhere") else {
        return;
    };
    let mut command = demo.command(&["scan"]);
    command.env("WHITTLE_PYTHON", "no-such-python");
    let complaint = complained(&command.output().unwrap());
    for part in [
        "nothing says where the models are\n  --> --models",
        "Python cannot be run (no-such-python)",
        "https://github.com/aws/api-models-aws",
    ] {
        assert!(complaint.contains(part), "no {part} in\n{complaint}");
    }
}

#[test]
fn a_crate_without_a_model_stays_official() {
    let Some(demo) = Demo::new("no-model") else {
        return;
    };
    let models = tempfile::tempdir().unwrap();
    std::fs::write(models.path().join("other.json"), "{}").unwrap();
    let told = said(&demo.whittle(&["scan", "--models", models.path().to_str().unwrap()]));
    assert!(
        told.contains("stays official: there is no model of this service"),
        "{told}"
    );
}
