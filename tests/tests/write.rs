//! Writing a crate: what is equal stays untouched, what does not belong goes, and a failed run leaves
//! the folder as it was.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, SystemTime};

use codegen::{Drift, FileSet, Written};
use tests::cases::tree;

fn files<const N: usize>(files: [(&str, &str); N]) -> FileSet {
    let mut set = FileSet::default();
    for (path, text) in files {
        set.text(path, text);
    }
    set
}

fn map<const N: usize>(files: [(&str, &str); N]) -> BTreeMap<String, String> {
    files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// A small crate, and a folder that holds it.
fn written() -> (tempfile::TempDir, FileSet) {
    let set = files([
        ("Cargo.toml", "[package]\n"),
        ("src/lib.rs", "mod a;\n"),
        ("src/a.rs", "mod b;\n"),
        ("src/a/b.rs", "// b\n"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let written = set.write(folder.path()).unwrap();
    let all = Written {
        created: 4,
        ..Written::default()
    };
    assert_eq!(written, all);
    (folder, set)
}

fn age(path: &Path) {
    let then = SystemTime::now() - Duration::from_secs(3600);
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(then).unwrap();
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_missing_folder_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/er");
    files([("src/lib.rs", "//! x\n")]).write(&out).unwrap();
    assert_eq!(tree(&out), map([("src/lib.rs", "//! x\n")]));
}

#[test]
fn equal_files_stay_untouched() {
    let (folder, mut set) = written();
    let path = |name: &str| folder.path().join(name);
    for name in ["src/lib.rs", "src/a.rs"] {
        age(&path(name));
    }
    let (before, changed) = (modified(&path("src/lib.rs")), modified(&path("src/a.rs")));
    set.text("src/a.rs", "pub mod b;\n");
    let done = set.write(folder.path()).unwrap();
    let expected = Written {
        changed: 1,
        unchanged: 3,
        ..Written::default()
    };
    assert_eq!(done, expected);
    assert_eq!(modified(&path("src/lib.rs")), before);
    assert!(modified(&path("src/a.rs")) > changed);
}

#[test]
fn unexpected_files_and_folders_are_removed_below_src_only() {
    let (folder, set) = written();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("src/old/deep")).unwrap();
    for extra in ["src/old/deep/x.rs", "src/a/c.rs", "src/.hidden", "NOTES.md"] {
        fs::write(path(extra), "extra").unwrap();
    }
    let drift = set.drift(folder.path()).unwrap();
    let unexpected = ["src/.hidden", "src/a/c.rs", "src/old"];
    assert_eq!(drift, unexpected.map(|path| Drift::Unexpected(path.into())));
    assert_eq!(set.write(folder.path()).unwrap().removed, 3);
    let mut expected = map([("NOTES.md", "extra")]);
    expected.extend(set.iter().map(|(path, text)| (path.into(), text.into())));
    assert_eq!(tree(folder.path()), expected);
    assert!(!path("src/old").exists());
}

#[test]
fn a_file_in_the_way_of_a_folder_is_replaced() {
    let (folder, _) = written();
    let new = files([("Cargo.toml", "[package]\n"), ("src/lib.rs/x.rs", "// x\n")]);
    let drift = new.drift(folder.path()).unwrap();
    assert!(
        drift.contains(&Drift::Missing("src/lib.rs/x.rs".into())),
        "{drift:?}"
    );
    assert!(
        drift.contains(&Drift::Unexpected("src/lib.rs".into())),
        "{drift:?}"
    );
    new.write(folder.path()).unwrap();
    let expected = map([("Cargo.toml", "[package]\n"), ("src/lib.rs/x.rs", "// x\n")]);
    assert_eq!(tree(folder.path()), expected);
}

#[test]
fn a_folder_in_the_way_of_a_file_is_named_and_kept() {
    for name in ["Cargo.toml", "src/a.rs"] {
        let (folder, mut set) = written();
        let path = folder.path().join(name);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        fs::write(path.join("mine"), "mine").unwrap();
        set.text("src/lib.rs", "// new\n");
        let before = tree(folder.path());
        let drift = set.drift(folder.path()).unwrap();
        assert!(
            drift.contains(&Drift::Missing(name.to_owned())),
            "{drift:?}"
        );
        let error = set.write(folder.path()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IsADirectory);
        let wanted = format!("{name}: a folder is in the place of a file; move it away");
        assert_eq!(error.to_string(), wanted);
        assert_eq!(tree(folder.path()), before);
    }
}

#[test]
fn a_run_that_fails_leaves_the_old_files() {
    let (folder, _) = written();
    // A folder with something in it stands where a file is wanted.
    fs::create_dir_all(folder.path().join("src/z.rs/inner")).unwrap();
    fs::write(folder.path().join("src/z.rs/inner/keep"), "mine").unwrap();
    let before = tree(folder.path());
    let new = files([
        ("Cargo.toml", "[package]\nname = \"new\"\n"),
        ("src/lib.rs", "mod a;\nmod z;\n"),
        ("src/a.rs", "// new\n"),
        ("src/z.rs", "// new\n"),
    ]);
    new.write(folder.path()).unwrap_err();
    assert_eq!(tree(folder.path()), before);
    assert_eq!(stages(folder.path()), [] as [String; 0]);
}

#[test]
fn a_run_that_cannot_stage_leaves_the_old_files() {
    let (folder, mut set) = written();
    let before = tree(folder.path());
    set.text("src/a.rs", "// new\n");
    // The name is longer than any file system takes, so it cannot even be staged.
    set.text(format!("src/{}.rs", "x".repeat(300)), "// new\n");
    set.write(folder.path()).unwrap_err();
    assert_eq!(tree(folder.path()), before);
    assert_eq!(stages(folder.path()), [] as [String; 0]);
}

/// What a run has left beside the files.
fn stages(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect()
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    for path in ["../x", "src/../../x", "/x", "src/./../../../x"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let set = files([("Cargo.toml", ""), (path, "text")]);
        for error in [set.drift(&out).unwrap_err(), set.write(&out).unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{path}");
            assert_eq!(
                error.to_string(),
                format!("{path}: path leaves the output folder")
            );
        }
        assert!(!out.exists(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn folders_that_are_links_are_refused() {
    let (folder, mut set) = written();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("b.rs"), "not ours").unwrap();
    fs::remove_dir_all(folder.path().join("src/a")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("src/a")).unwrap();
    set.text("src/lib.rs", "// new\n");
    let error = set.write(folder.path()).unwrap_err();
    let wanted = "src/a/b.rs: a folder on the way is a symbolic link";
    assert_eq!(error.to_string(), wanted);
    assert_eq!(tree(elsewhere.path()), map([("b.rs", "not ours")]));
    let lib = fs::read_to_string(folder.path().join("src/lib.rs")).unwrap();
    assert_eq!(lib, "mod a;\n");
}

#[cfg(unix)]
#[test]
fn unexpected_links_are_removed_and_their_targets_are_not() {
    let (folder, set) = written();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("keep"), "mine").unwrap();
    for (target, link) in [
        (elsewhere.path().to_owned(), "dir"),
        (elsewhere.path().join("keep"), "file"),
    ] {
        std::os::unix::fs::symlink(target, folder.path().join("src").join(link)).unwrap();
    }
    assert_eq!(set.write(folder.path()).unwrap().removed, 2);
    assert_eq!(tree(elsewhere.path()), map([("keep", "mine")]));
    assert_eq!(set.drift(folder.path()).unwrap(), []);
}

#[test]
fn drift_says_what_differs_and_writes_nothing() {
    let (folder, mut set) = written();
    set.text("src/a.rs", "mod b;\nmod c;\n");
    set.text("src/a/c.rs", "// c\n");
    fs::write(folder.path().join("src/extra.rs"), "").unwrap();
    let before = tree(folder.path());
    let shown: Vec<String> = set
        .drift(folder.path())
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let changed = "changed: src/a.rs\n--- src/a.rs (found)\n+++ src/a.rs (generated)\n@@ -1 +1,2 @@\n mod b;\n+mod c;\n";
    assert_eq!(
        shown,
        [changed, "missing: src/a/c.rs", "unexpected: src/extra.rs"]
    );
    assert_eq!(tree(folder.path()), before);
}
