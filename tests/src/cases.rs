//! Cases that are folders: found, read, compared and, on demand, updated.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::{FileSet, RUNTIME};
use similar::TextDiff;
use xtask::generate::{Error, Generated, Options, generate};

/// The folder of this package, which is the working directory of its tests.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    package().parent().unwrap()
}

/// The folders of `tests/<kind>`, by name.
pub fn cases(kind: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(package().join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in tests/{kind}");
    cases
}

/// The name of a case.
pub fn name(case: &Path) -> &str {
    case.file_name().unwrap().to_str().unwrap()
}

/// Generates the crate of a slice file; nothing is written, and `out` need not exist.
///
/// # Errors
///
/// As [`generate`].
pub fn generated(slice: &Path, out: &Path) -> Result<Generated, Error> {
    let options = Options {
        slice: Some(slice.to_path_buf()),
        out: Some(out.to_path_buf()),
        ..Options::default()
    };
    let mut crates = generate(workspace(), &options)?;
    crates.retain(|krate| krate.name != RUNTIME);
    assert_eq!(crates.len(), 1, "one slice is one crate");
    let krate = crates.remove(0);
    assert_eq!(
        krate.plain, None,
        "texts are compared as rustfmt leaves them"
    );
    Ok(krate)
}

/// The files of a crate as a map.
pub fn texts(files: &FileSet) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// The same crate with the runtime of this workspace, so that all crates of tests share one.
pub fn with_our_runtime(files: &FileSet) -> FileSet {
    let mut ours = FileSet::default();
    for (path, text) in files.iter() {
        ours.text(path, text);
    }
    let manifest = files.get("Cargo.toml").unwrap();
    let (before, rest) = manifest.split_once("whittle-runtime = { ").unwrap();
    let (version, rest) = rest.split_once("path = \"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    let runtime = workspace().join("codegen/runtime");
    let runtime = runtime.to_str().unwrap();
    let manifest = format!("{before}whittle-runtime = {{ {version}path = {runtime:?}{after}");
    ours.text("Cargo.toml", manifest);
    ours
}

/// The text files below `root`, by their path from there; none if there is no such folder.
pub fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut todo = vec![root.to_path_buf()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                files.insert(below(root, &path), text);
            }
        }
    }
    files
}

fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

/// A unified diff of two texts, empty if they are equal.
pub fn unified(path: &str, expected: &str, actual: &str) -> String {
    if expected == actual {
        return String::new();
    }
    let diff = TextDiff::from_lines(expected, actual);
    let header = (format!("{path} (expected)"), format!("{path} (actual)"));
    diff.unified_diff().header(&header.0, &header.1).to_string()
}

/// The unified diffs of all files in which two trees differ.
pub fn differences(
    name: &str,
    expected: &BTreeMap<String, String>,
    actual: &BTreeMap<String, String>,
) -> String {
    let mut paths: Vec<&String> = expected.keys().chain(actual.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .map(|path| {
            let text = |side: &BTreeMap<String, String>| side.get(path).cloned();
            let (expected, actual) = (text(expected), text(actual));
            match (&expected, &actual) {
                (None, Some(_)) => format!("{name}/{path} is not expected\n"),
                (Some(_), None) => format!("{name}/{path} is missing\n"),
                _ => unified(
                    &format!("{name}/{path}"),
                    &expected.unwrap_or_default(),
                    &actual.unwrap_or_default(),
                ),
            }
        })
        .collect()
}

/// Whether this run updates what is expected instead of comparing with it.
pub fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// Makes `root` hold exactly these files.
pub fn replace(root: &Path, files: &BTreeMap<String, String>) {
    for (path, old) in tree(root) {
        if files.get(&path) != Some(&old) {
            fs::remove_file(root.join(path)).unwrap();
        }
    }
    for (path, text) in files {
        let path = root.join(path);
        if !path.exists() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}
