//! docs/extending.md, followed to the letter: a sixth operation from the installed botocore, in a
//! copy of this workspace.

use std::fs;
use std::path::Path;

use tests::cases::{replace, tree, workspace};
use tests::commands::{cargo, said, whittle_in};
use tests::upstream;

/// What a copy of the workspace needs to generate and build.
const PARTS: [&str; 5] = [".cargo", "codegen", "generated", "model", "xtask"];

/// The blocks of code of a page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    let parts = page.split(start.as_str()).skip(1);
    parts
        .map(|part| part.split("\n```").next().unwrap())
        .collect()
}

fn copy_workspace(root: &Path) {
    fs::create_dir_all(root).unwrap();
    for part in PARTS {
        replace(&root.join(part), &tree(&workspace().join(part)));
    }
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let mut manifest: toml::Table = manifest.parse().unwrap();
    let members = manifest["workspace"]["members"].as_array_mut().unwrap();
    members.retain(|member| !member.as_str().unwrap().starts_with("tests"));
    let manifest = manifest.to_string();
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    for file in ["Cargo.lock", "rustfmt.toml"] {
        fs::copy(workspace().join(file), root.join(file)).unwrap();
    }
}

/// Runs a command of the page in the copy.
fn run(root: &Path, command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "whittle", arguments @ ..] => said(&whittle_in(root, arguments)),
        ["cargo", arguments @ ..] => said(&cargo(root).args(arguments).output().unwrap()),
        _ => panic!("{command}"),
    }
}

#[test]
fn the_page_holds() {
    if upstream::botocore().is_none() {
        return;
    }
    let page = fs::read_to_string(workspace().join("docs/extending.md")).unwrap();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extending");
    copy_workspace(&root);
    let commands: Vec<&str> = blocks(&page, "console")
        .iter()
        .flat_map(|b| b.lines())
        .collect();
    assert_eq!(commands.len(), 5, "{commands:?}");
    let mut said = String::new();
    for command in commands {
        said += &run(&root, command);
    }
    for shown in blocks(&page, "text") {
        for line in shown.lines().filter(|line| *line != "…") {
            assert!(
                said.contains(line),
                "the page shows {line:?}, but it is\n{said}"
            );
        }
    }
    let program = blocks(&page, "rust").concat();
    replace(
        &root.join("generated/examples"),
        &[("call.rs".to_owned(), program)].into(),
    );
    run(
        &root,
        "cargo run --package lightsail-snapshots --example call",
    );
}
