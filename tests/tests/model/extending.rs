//! docs/extending.md, followed to the letter: a sixth operation from the installed botocore, in a
//! copy of the model and the generated crate, and a slice of another service.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::cases::{replace, tree, workspace};
use tests::commands::{cargo, make_workspace, said, whittle_in};
use tests::program::Others;
use tests::{unified, upstream};

/// What is copied.
const PARTS: [&str; 3] = ["codegen/runtime", "generated", "model"];

/// Packages that the copy is built of.
const MEMBERS: [&str; 3] = ["copy/codegen/runtime", "copy/generated", "unified"];

/// The blocks of code of a page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    let parts = page.split(start.as_str()).skip(1);
    parts
        .map(|part| part.split("\n```").next().unwrap())
        .collect()
}

/// Runs a command of the page in the copy, with the packages of others as they are here.
fn run(copy: &Path, command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "whittle", arguments @ ..] => said(&whittle_in(copy, arguments)),
        ["cargo", "build", arguments @ ..] => {
            let mut build = cargo(copy);
            build.args(["build", "-p", "unified"]).args(arguments);
            // The members of the copy have other paths than ours: they can share the folder.
            build.env("CARGO_TARGET_DIR", target());
            said(&build.output().unwrap())
        }
        _ => panic!("{command}"),
    }
}

/// Where this test was built.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

#[test]
fn the_page_holds() {
    if upstream::botocore().is_none() {
        return;
    }
    let page = fs::read_to_string(workspace().join("docs/extending.md")).unwrap();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extending");
    let copy = root.join("copy");
    for part in PARTS {
        replace(&copy.join(part), &tree(&workspace().join(part)));
    }
    unified::write(&root, Others::AsHere, "");
    make_workspace(&root, &MEMBERS.map(str::to_owned));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let slices = "[workspace.metadata.whittle]\nfolder = \"copy/model\"\n";
    fs::write(root.join("Cargo.toml"), format!("{manifest}\n{slices}")).unwrap();
    let commands: Vec<&str> = blocks(&page, "console")
        .iter()
        .flat_map(|b| b.lines())
        .collect();
    assert_eq!(commands.len(), 7, "{commands:?}");
    let slice = blocks(&page, "toml")[0];
    fs::write(copy.join("textract.toml"), slice).unwrap();
    let mut shown = String::new();
    for command in commands {
        shown += &run(&copy, command);
    }
    for block in blocks(&page, "text") {
        for line in block.lines().filter(|line| *line != "…") {
            assert!(
                shown.contains(line),
                "the page shows {line:?}, but it is\n{shown}"
            );
        }
    }
    let manifest = fs::read_to_string(copy.join("textract-text/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"textract-text\""), "{manifest}");
    let program = blocks(&page, "rust").concat();
    replace(
        &copy.join("generated/examples"),
        &[("call.rs".to_owned(), program)].into(),
    );
    run(
        &copy,
        "cargo build --package lightsail-snapshots --example call",
    );
    said(
        &Command::new(target().join("debug/examples/call"))
            .output()
            .unwrap(),
    );
}
