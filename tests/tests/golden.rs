//! Golden cases: one folder of `tests/golden` an idea, with a slice, its model and the files that are
//! expected. All of them compile without a warning.
//!
//! A case has in `expected` the files that it is about, and no others; what a crate looks like as a whole is
//! in `generated`. `UPDATE_GOLDEN=1 cargo test --workspace --test golden` writes these files anew; look at the
//! difference before you keep it. For a new case it writes all files: delete those that it is not about. The
//! checksums in the first lines are left out, which follow from the rest.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen::FileSet;
use tests::cases::{
    cases, differences, generated, name, replace, texts, tree, unified, updates, with_our_runtime,
    workspace,
};
use tests::commands::{cargo, make_workspace};
use tests::program::Others;
use tests::unified;
use xtask::generate::{Options, generate};

/// Files that are the same in every crate.
const CONSTANT: [&str; 2] = ["src/error.rs", "src/primitives.rs"];

/// The crates of all cases by the name of the case, or why some are refused.
static CRATES: LazyLock<Result<BTreeMap<String, FileSet>, String>> = LazyLock::new(|| {
    let (mut crates, mut refused) = (BTreeMap::new(), String::new());
    for case in cases("golden") {
        match generated(&case.join("slice.toml"), Path::new("unused")) {
            Ok(krate) if krate.name != format!("golden-{}", name(&case)) => {
                refused += &format!("{0}: its name must be golden-{0}\n", name(&case));
            }
            Ok(krate) => drop(crates.insert(name(&case).to_owned(), krate.files)),
            Err(error) => refused += &format!("{}: {error}\n", name(&case)),
        }
    }
    match refused.is_empty() {
        true => Ok(crates),
        false => Err(refused),
    }
});

fn crates() -> &'static BTreeMap<String, FileSet> {
    CRATES
        .as_ref()
        .unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn every_case_gives_the_expected_files() {
    let mut wrong = String::new();
    for case in cases("golden") {
        let mut actual = texts(&crates()[name(&case)]);
        let expected = case.join("expected");
        let about = tree(&expected);
        let is_new = about.is_empty() && updates();
        actual.retain(|path, _| is_new || about.contains_key(path));
        assert!(!actual.is_empty(), "{} is about nothing", name(&case));
        actual.values_mut().for_each(unseal);
        if updates() {
            replace(&expected, &actual);
        }
        wrong.push_str(&differences(name(&case), &tree(&expected), &actual));
    }
    assert!(wrong.is_empty(), "other files than expected:\n{wrong}");
}

/// Takes the checksum out of the first line.
fn unseal(text: &mut String) {
    let seal = text.find(" (crc32 ").unwrap();
    assert!(seal < text.find('\n').unwrap());
    text.replace_range(seal..=seal + " (crc32 )".len() + 7, "");
}

#[test]
fn what_no_model_changes_is_the_same_everywhere() {
    let reference = tree(&workspace().join("generated"));
    for (case, files) in crates() {
        for path in CONSTANT {
            let actual = files.get(path).unwrap();
            let diff = unified(&format!("{case}/{path}"), &reference[path], actual);
            assert!(diff.is_empty(), "{diff}");
        }
        let [expected, actual] = [&reference["Cargo.toml"], files.get("Cargo.toml").unwrap()];
        let diff = unified(case, &features(expected), &features(actual));
        assert!(diff.is_empty(), "{diff}");
    }
}

/// A manifest without its head and its dependencies.
fn features(manifest: &str) -> String {
    let (_, rest) = manifest.split_once("[package.metadata.docs.rs]").unwrap();
    let (features, rest) = rest.split_once("[dependencies]").unwrap();
    let (_, for_tests) = rest.split_once("[dev-dependencies]").unwrap();
    format!("{features}{for_tests}")
}

/// A crate asks the runtime for what its model needs.
#[test]
fn the_features_of_the_runtime_follow_from_the_model() {
    let asked = |manifest: &str| {
        let (_, features) = manifest.split_once("whittle-runtime = ").unwrap();
        let (_, features) = features.split_once("features = ").unwrap();
        features.lines().next().unwrap().to_owned()
    };
    for (case, files) in crates() {
        let expected = match case.as_str() {
            "waiters" => r#"["aws-json", "waiters"] }"#,
            "by-hand" => {
                r#"["aws-json", "bearer-auth", "service-headers", "service-inputs", "service-settings"] }"#
            }
            "endpoint-params" | "endpoint-rules" => {
                r#"["account-id-endpoints", "aws-json", "service-settings"] }"#
            }
            "idempotency-host-prefix" => r#"["aws-json", "idempotency-tokens"] }"#,
            "endpoint-discovery" => r#"["aws-json", "endpoint-discovery"] }"#,
            "aws-query" => r#"["aws-query"] }"#,
            "ec2-query" => r#"["ec2-query"] }"#,
            "http-bindings" => r#"["idempotency-tokens", "rest-json"] }"#,
            "rest-xml" => r#"["rest-xml"] }"#,
            _ => r#"["aws-json"] }"#,
        };
        assert_eq!(asked(files.get("Cargo.toml").unwrap()), expected, "{case}");
    }
    let ours = fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    assert_eq!(
        asked(&ours),
        r#"["aws-json", "page-waiters", "paginators"] }"#
    );
}

/// Where the cases lie as a workspace: below the target folder.
fn build_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden")
}

/// The target folder itself: with the versions of our own lock file, much is built already.
fn target_folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// Writes all cases as one workspace with the versions that ours has.
fn write_workspace(root: &Path) {
    for (case, files) in crates() {
        let mut files = with_our_runtime(files);
        // What the examples of the first page need takes longer to build than all cases.
        let manifest = files.get("Cargo.toml").unwrap().to_owned();
        let (manifest, _) = manifest.split_once("\n[dev-dependencies]").unwrap();
        files.text("Cargo.toml", manifest);
        files.write(&root.join(case)).unwrap();
    }
    unified::write(root, Others::AsHere, "");
    let mut members: Vec<String> = crates().keys().cloned().collect();
    members.push("unified".to_owned());
    make_workspace(root, &members);
}

/// Runs cargo on the cases; anything it complains of is a failure.
fn run(root: &Path, arguments: &str) -> String {
    let output = cargo(root)
        .args(arguments.split(' '))
        .env("CARGO_TARGET_DIR", target_folder())
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTDOCFLAGS")
        .output()
        .unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success(),
        "cargo {arguments}\n{said}\n{complained}"
    );
    said.into_owned()
}

/// One test, since the steps share their folder: with a client, without, and the documentation. What other
/// features do is the same in all crates.
#[test]
fn every_case_compiles_without_a_warning() {
    let root = build_folder();
    fs::create_dir_all(&root).unwrap();
    write_workspace(&root);
    run(
        &root,
        "clippy --quiet --keep-going --workspace -- -D warnings",
    );
    run(
        &root,
        "clippy --quiet --keep-going --workspace --no-default-features -- -D warnings",
    );
    let shown = ["docs", "keywords", "prelude-names", "deprecated", "unions"];
    let shown = shown.map(|case| format!(" -p golden-{case}")).concat();
    run(&root, &format!("doc --quiet --no-deps -p unified{shown}"));
    // Text that looks like code must not become an example: each crate has only that of its first page.
    let said = run(
        &root,
        "test --doc --no-default-features -p unified -p golden-docs",
    );
    assert!(said.contains("running 1 test\n"), "{said}");
}

#[test]
fn generated_is_what_the_models_give() {
    let crates =
        generate(&workspace().join("model"), &Options::default()).unwrap_or_else(|e| panic!("{e}"));
    assert!(
        crates
            .iter()
            .any(|krate| krate.out == workspace().join("generated"))
    );
    for krate in crates {
        let drift = krate.compare().unwrap().drift;
        let shown: Vec<String> = drift.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "{}:\n{}", krate.name, shown.join("\n"));
    }
}

/// An update happens only when it was asked for, and then writes exactly what is there.
#[test]
fn comparing_does_not_rewrite() {
    let folder = tempfile::tempdir().unwrap();
    let old = BTreeMap::from([
        ("a".to_owned(), "1".to_owned()),
        ("b/c".to_owned(), "2".to_owned()),
    ]);
    replace(folder.path(), &old);
    let new = BTreeMap::from([
        ("a".to_owned(), "1".to_owned()),
        ("b/c".to_owned(), "3".to_owned()),
    ]);
    let diff = differences("x", &tree(folder.path()), &new);
    assert!(diff.contains("\n-2\n") && diff.contains("\n+3\n"), "{diff}");
    assert_eq!(tree(folder.path()), old);
    replace(folder.path(), &new);
    assert_eq!(tree(folder.path()), new);
}
