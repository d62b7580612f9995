//! The life of a whittled workspace: begun, checked, changed, pruned, and as it was before.

use tests::cases::workspace;
use tests::commands::{complained, said};
use tests::upstream;

use crate::demo::Demo;

/// The names in a list of a slice file, without comments.
fn names(slice: &str, key: &str) -> Vec<String> {
    let slice: toml::Table = slice.parse().unwrap();
    let names = slice[key].as_array().unwrap().iter();
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn it_begins_goes_on_and_ends_as_it_was() {
    let Some(demo) = Demo::new("life") else {
        return;
    };
    let before = demo.files();
    let told = said(&demo.whittle(&[]));
    for part in [
        "scanning   2 packages of this workspace",
        "aws-sdk-dynamodb",
        "5 of 57 operations",
        "adding     SendMessage, which the compiler misses",
        "checking   cargo check --workspace --all-targets … ok",
        "patching   Cargo.toml: [patch.crates-io]",
    ] {
        assert!(told.contains(part), "no {part} in\n{told}");
    }
    as_documented(&told);
    begun(&demo, &before["Cargo.toml"]);
    said(&demo.whittle(&["check"]));
    changed(&demo);
    pruned(&demo);
    edited(&demo);
    said(&demo.whittle(&["remove"]));
    demo.is_as(&before);
}

/// The pages show what is printed, but for how many lines there are now.
fn as_documented(told: &str) {
    for page in ["README.md", "docs/whittle.md"] {
        let page = std::fs::read_to_string(workspace().join(page)).unwrap();
        for line in told.lines().filter(|line| !line.starts_with("writing")) {
            assert!(page.contains(line), "no {line}");
        }
    }
}

/// What is there after the first run.
fn begun(demo: &Demo, manifest: &str) {
    let (dynamodb, sqs) = (
        demo.read("whittle/aws-sdk-dynamodb.toml"),
        demo.read("whittle/aws-sdk-sqs.toml"),
    );
    let operations = ["CreateTable", "DescribeTable", "GetItem", "PutItem", "Scan"];
    assert_eq!(names(&dynamodb, "operations"), operations);
    let operations = ["CreateQueue", "PurgeQueue", "ReceiveMessage", "SendMessage"];
    assert_eq!(names(&sqs, "operations"), operations);
    // No operation needs this one.
    assert_eq!(names(&sqs, "types"), ["BatchResultErrorEntry"]);
    assert!(dynamodb.contains("    # table/src/rows.rs:"), "{dynamodb}");
    let patched = demo.read("Cargo.toml");
    let added: Vec<&str> = patched
        .lines()
        .filter(|line| !manifest.contains(line))
        .collect();
    let profile = patched.split("[profile.dev.package]").nth(1).unwrap();
    assert!(profile.contains("whittle-runtime = { incremental = false }"));
    assert_eq!(added[0], "[patch.crates-io]");
    for name in added.iter().filter_map(|line| line.split_once(" = { path")) {
        assert_eq!(name.1, format!(" = \"whittle/{}\" }}", name.0));
        assert!(profile.contains(&format!("{} = {{ incremental = false }}", name.0)));
    }
    let kept: String = patched
        .lines()
        .filter(|line| !added.contains(line))
        .collect();
    let original: String = manifest.lines().collect();
    assert_eq!(kept, original);
    let locked = demo.read("Cargo.lock");
    assert!(locked.contains("name = \"whittle-runtime\""), "{locked}");
}

/// A call is added: `check` says what is missing, and `sync` adds it.
fn changed(demo: &Demo) {
    let call = "pub async fn drop_it(&self) { let _ = self.0.delete_table().table_name(\"words\").send().await; }\n\n    pub async fn put(";
    demo.edit("table/src/rows.rs", "pub async fn put(", call);
    let output = demo.whittle(&["check"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    complained(&output);
    let missing = "missing    aws-sdk-dynamodb: DeleteTable, at table/src/rows.rs:";
    assert!(told.contains(missing), "{told}");
    said(&demo.whittle(&["sync"]));
    said(&demo.whittle(&["check"]));
    assert!(
        demo.read("whittle/aws-sdk-dynamodb.toml")
            .contains("\"DeleteTable\"")
    );
}

/// The call is taken back: that is no mistake, and `--prune` drops it.
fn pruned(demo: &Demo) {
    demo.edit(
        "table/src/rows.rs",
        "let _ = self.0.delete_table().table_name(\"words\").send().await;",
        "",
    );
    let told = said(&demo.whittle(&["check"]));
    assert!(
        told.contains("unused     aws-sdk-dynamodb: DeleteTable"),
        "{told}"
    );
    // Nothing is added, so no whole models are needed.
    said(&demo.command(&["sync", "--prune"]).output().unwrap());
    let slice = demo.read("whittle/aws-sdk-dynamodb.toml");
    assert!(!slice.contains("DeleteTable"), "{slice}");
    let model = demo.read("whittle/models/aws-sdk-dynamodb/model.json");
    assert!(!model.contains("#DeleteTable\""), "it is cut, too");
    said(&demo.whittle(&["check"]));
    demo.edit(
        "table/src/rows.rs",
        "pub async fn drop_it(&self) {  }\n\n    ",
        "",
    );
}

/// A generated file is edited, and one is lost.
fn edited(demo: &Demo) {
    let path = "whittle/aws-sdk-sqs/src/client.rs";
    let text = demo.read(path);
    demo.write(path, &format!("{text}// mine\n"));
    std::fs::remove_file(demo.root.join("whittle/aws-sdk-sqs/src/meta.rs")).unwrap();
    let output = demo.whittle(&["check"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    complained(&output);
    assert!(told.contains(&format!("edited     {path}")), "{told}");
    assert!(
        told.contains("stale      whittle/aws-sdk-sqs/src/meta.rs"),
        "{told}"
    );
    let told = said(&demo.whittle(&["sync"]));
    assert!(!told.contains("patching"), "{told}");
    assert_eq!(demo.read(path), text);
}

/// What the program prints, whichever crates it is built with.
const PRINTED: &str = r#"["alpha", "beta", "gamma"]
Some("4")
not found
Some("delta"), ["QueueArn", "ApproximateNumberOfMessages"]
"#;

#[test]
#[ignore = "takes a minute to build the program"]
fn a_program_does_what_it_should_with_whittled_crates() {
    let Some(demo) = Demo::new("program") else {
        return;
    };
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    said(&demo.whittle(&[]));
    assert_eq!(demo.printed("table", &python), PRINTED);
}

#[test]
#[ignore = "takes a minute to build the official crates"]
fn a_program_does_the_same_with_official_crates() {
    let Some(demo) = Demo::new("official") else {
        return;
    };
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    assert_eq!(demo.printed("table", &python), PRINTED);
}
