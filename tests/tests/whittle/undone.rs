//! Runs that fail, are interrupted or are killed leave everything as it was.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tests::commands::{complained, said};
use tests::skip::{Lack, skipped};

use crate::demo::Demo;

#[test]
fn code_that_does_not_compile_leaves_everything_as_it_was() {
    let Some(demo) = Demo::new("broken") else {
        return;
    };
    let broken = "\nfn broken(client: &sqs::Client) { client.no_such_operation(); }\n";
    let text = demo.read("queue/src/lib.rs");
    demo.write("queue/src/lib.rs", &format!("{text}{broken}"));
    let before = demo.files();
    let complaint = complained(&demo.whittle(&[]));
    assert!(complaint.contains("no_such_operation"), "{complaint}");
    assert!(complaint.contains("everything is as it was"), "{complaint}");
    demo.is_as(&before);
}

#[test]
fn a_dry_run_shows_the_changes_and_makes_none() {
    let Some(demo) = Demo::new("dry") else { return };
    let before = demo.files();
    let told = said(&demo.whittle(&["--dry-run"]));
    for part in [
        "+[patch.crates-io]",
        "+aws-sdk-dynamodb = { path = \"whittle/aws-sdk-dynamodb\" }",
        "+    \"CreateTable\",",
        "whittle/models/aws-sdk-dynamodb/model.json: ",
    ] {
        assert!(told.contains(part), "no {part} in\n{told}");
    }
    demo.is_as(&before);
}

#[test]
fn a_behavior_version_of_before_keeps_its_https_client() {
    let Some(demo) = Demo::new("legacy") else {
        return;
    };
    let current = "+rustls = \"current\"";
    let told = said(&demo.whittle(&["--dry-run"]));
    assert!(told.contains(current), "{told}");
    let text = demo.read("queue/src/lib.rs");
    let named = "\nuse aws_config::BehaviorVersion;\n\npub fn old() -> BehaviorVersion { BehaviorVersion::v2025_08_07() }\n";
    demo.write("queue/src/lib.rs", &format!("{text}{named}"));
    let told = said(&demo.whittle(&["--dry-run"]));
    assert!(!told.contains(current), "{told}");
}

/// A run that has begun to write.
fn begun(demo: &Demo) -> std::process::Child {
    let mut command = demo.command(&[]);
    let models = tests::upstream::published("smithy-2026", "dynamodb.json").unwrap();
    command
        .env("WHITTLE_MODELS", models.parent().unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let start = Instant::now();
    while !demo.root.join("whittle/aws-sdk-sqs/src/lib.rs").exists() {
        assert!(
            start.elapsed() < Duration::from_secs(120),
            "it does not begin"
        );
        sleep(Duration::from_millis(20));
    }
    child
}

fn signal(child: &std::process::Child, name: &str) {
    let mut kill = Command::new("kill");
    kill.arg(format!("-{name}")).arg(child.id().to_string());
    assert!(kill.status().unwrap().success());
}

#[test]
fn an_interrupted_run_puts_everything_back() {
    if !cfg!(unix) {
        return skipped(Lack::System, "there are no signals here");
    }
    let Some(demo) = Demo::new("interrupted") else {
        return;
    };
    let before = demo.files();
    let child = begun(&demo);
    signal(&child, "INT");
    let output = child.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{complaint}");
    assert!(complaint.contains("everything is as it was"), "{complaint}");
    demo.is_as(&before);
}

#[test]
fn what_a_killed_run_has_left_the_next_puts_back() {
    if !cfg!(unix) {
        return skipped(Lack::System, "there are no signals here");
    }
    let Some(demo) = Demo::new("killed") else {
        return;
    };
    let before = demo.files();
    let mut child = begun(&demo);
    signal(&child, "KILL");
    child.wait().unwrap();
    assert!(demo.files() != before, "the run was killed too late");
    let told = said(&demo.whittle(&["--dry-run"]));
    assert!(told.contains("restored"), "{told}");
    demo.is_as(&before);
}
