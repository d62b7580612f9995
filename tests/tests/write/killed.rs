//! Runs that are killed: a child process writes a crate and ends itself, without any clearing up,
//! before the first, the second, … of all the things that it would do to the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use codegen::FileSet;
use tests::cases::{texts, tree};

use super::{files, plant, stages};

/// How a child is told its folder, and before which of its deeds it ends.
const FOLDER: &str = "WHITTLE_TEST_FOLDER";
const DEED: &str = "WHITTLE_TEST_DEED";
/// Instead of a number: it waits for ever when its new files are staged.
const WAITS: &str = "waits";

fn old() -> FileSet {
    files([
        ("src/lib.rs", "mod a;\n"),
        ("src/a.rs", "mod b;\n"),
        ("src/a/b.rs", "// old\n"),
        ("src/gone.rs", "// old\n"),
    ])
}

fn new() -> FileSet {
    files([
        ("src/lib.rs", "mod a; // new\n"),
        ("src/a.rs", "mod b;\n"),
        ("src/a/b.rs", "// new\n"),
        ("src/c/d.rs", "// new\n"),
    ])
}

/// Not a test: what the others start.
#[test]
#[ignore = "run by `start` in a process of its own, which is killed"]
fn child() {
    let Ok(deed) = std::env::var(DEED) else {
        return;
    };
    let folder = std::env::var(FOLDER).unwrap();
    let set = new();
    let changes = set.compare(Path::new(&folder)).unwrap().changes().unwrap();
    let mut count = 0;
    let done = changes.apply_watched(|place| {
        if deed == WAITS && place.ends_with("src/gone.rs") {
            println!("waiting");
            loop {
                std::thread::park();
            }
        }
        if deed == count.to_string() {
            std::process::abort();
        }
        count += 1;
    });
    done.unwrap();
}

fn start(folder: &Path, deed: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["killed::child", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(DEED, deed)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Runs children on copies of a folder, each killed a deed later than the one before it, until one
/// comes to its end; `check` sees what each has left. Gives how many were killed.
fn killed_everywhere(prepare: impl Fn(&Path), check: impl Fn(&Path)) -> usize {
    for deed in 0.. {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let mut child = start(folder.path(), &deed.to_string());
        let ended = child.wait().unwrap().success();
        check(folder.path());
        new().write(folder.path()).unwrap();
        let mut left = tree(folder.path());
        left.remove("NOTES.md");
        assert_eq!(left, texts(&new()), "the run after a kill at {deed}");
        assert_eq!(stages(folder.path()), [] as [String; 0]);
        if ended {
            return deed;
        }
    }
    unreachable!("a child comes to its end")
}

/// What is there without the folder of a run.
fn places(folder: &Path) -> BTreeMap<String, String> {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with(".codegen-"));
    files
}

#[test]
fn each_file_is_old_or_new_wherever_a_run_is_killed() {
    let (old, new) = (old(), new());
    let prepare = |folder: &Path| {
        old.write(folder).unwrap();
        fs::write(folder.join("NOTES.md"), "mine").unwrap();
    };
    let count = killed_everywhere(prepare, |folder| {
        let mut found = places(folder);
        assert_eq!(found.remove("NOTES.md").as_deref(), Some("mine"));
        for (path, text) in &found {
            let either = [old.get(path), new.get(path)];
            assert!(either.contains(&Some(text)), "{path}: {text}");
        }
        for (path, _) in old.iter().filter(|(path, _)| new.get(path).is_some()) {
            assert!(found.contains_key(path), "{path} is gone");
        }
    });
    // The folder of the run, its lock, three files to stage and to rename, one to remove, and the end.
    assert_eq!(count, 10);
}

#[test]
fn a_first_run_can_be_killed_and_run_again() {
    let new = new();
    let count = killed_everywhere(
        |_| {},
        |folder| {
            let found = places(folder);
            assert!(
                found.is_empty() || found.contains_key("Cargo.toml"),
                "{found:?}"
            );
            for (path, text) in &found {
                assert_eq!(new.get(path), Some(text.as_str()), "{path}");
            }
        },
    );
    assert_eq!(count, 2 + 5 + 5 + 1);
}

/// The folder of a run of an older version has no lock.
#[test]
fn what_a_dead_run_left_is_cleared_though_nothing_else_is_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let set = new();
    set.write(folder.path()).unwrap();
    plant(folder.path().join(".codegen-4000000000/src/lib.rs"));
    // This one is no run's.
    plant(folder.path().join(".codegen-mine/src/lib.rs"));
    assert_eq!(set.compare(folder.path()).unwrap().drift, []);
    assert_eq!(set.write(folder.path()).unwrap().unchanged, 5);
    assert_eq!(stages(folder.path()), [".codegen-mine"]);
}

#[test]
fn what_a_living_run_has_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    old().write(folder.path()).unwrap();
    let mut child = start(folder.path(), WAITS);
    let said = BufReader::new(child.stdout.take().unwrap()).lines();
    let waits = said
        .map_while(Result::ok)
        .any(|line| line.ends_with("waiting"));
    assert!(waits, "the child ended");
    let before = tree(folder.path());
    let staged = format!(".codegen-{}", child.id());
    assert_eq!(stages(folder.path()), [staged.as_str()]);
    let error = new().write(folder.path()).unwrap_err().to_string();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        error.starts_with("error: another run writes to the folder\n"),
        "{error}"
    );
    assert_eq!(tree(folder.path()), before);
    new().write(folder.path()).unwrap();
    assert_eq!(tree(folder.path()), texts(&new()));
    assert_eq!(stages(folder.path()), [] as [String; 0]);
}
