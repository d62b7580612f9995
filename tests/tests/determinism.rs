//! What is generated is a function of the input: not of the time, the place, the order of JSON keys
//! that have none, or the run.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Map, Value};
use tests::cases::{cases, differences, generated, name, package, texts, tree, workspace};
use tests::random;
use xtask::generate::{Options, generate};

fn lightsail() -> PathBuf {
    workspace().join("model/lightsail-snapshots.toml")
}

fn crate_of(slice: &Path) -> BTreeMap<String, String> {
    let krate = generated(slice, Path::new("/nowhere")).unwrap_or_else(|error| panic!("{error}"));
    texts(&krate.files)
}

/// The slice of Lightsail, and golden cases in botocore's form, in Smithy's, and with endpoint rules.
fn slices() -> Vec<PathBuf> {
    let chosen = ["endpoint-rules", "prelude-names", "required-and-defaults"];
    let golden = cases("golden")
        .into_iter()
        .filter(|case| chosen.contains(&name(case)));
    let slices: Vec<_> = golden
        .map(|case| case.join("slice.toml"))
        .chain([lightsail()])
        .collect();
    assert_eq!(slices.len(), chosen.len() + 1);
    slices
}

/// The keys whose objects keep the order of a model: that of members is visible in Rust.
fn is_ordered(key: &str) -> bool {
    key == "members"
}

fn shuffled(value: Value, key: &str, random: &mut fastrand::Rng) -> Value {
    match value {
        Value::Array(elements) => elements
            .into_iter()
            .map(|element| shuffled(element, "", random))
            .collect(),
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            if !is_ordered(key) {
                random.shuffle(&mut entries);
            }
            let entries = entries.into_iter().map(|(key, value)| {
                let value = shuffled(value, &key, random);
                (key, value)
            });
            Value::Object(entries.collect::<Map<_, _>>())
        }
        scalar => scalar,
    }
}

/// A copy of a slice and its model, with the text of every JSON file changed.
fn copy(slice: &Path, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = slice.parent().unwrap();
    for (path, text) in tree(root) {
        let to = folder.path().join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let is_json = path.ends_with(".json");
        fs::write(to, if is_json { change(&text) } else { text }).unwrap();
    }
    folder
}

#[test]
fn the_order_of_keys_without_order_does_not_matter() {
    for slice in slices() {
        let expected = crate_of(&slice);
        for seed in [1, 2, random::seed()] {
            let folder = copy(&slice, |text| {
                let mut random = fastrand::Rng::with_seed(seed);
                let shuffled = shuffled(serde_json::from_str(text).unwrap(), "", &mut random);
                let shuffled = serde_json::to_string(&shuffled).unwrap();
                assert_ne!(shuffled, text);
                shuffled
            });
            let actual = crate_of(&folder.path().join(slice.file_name().unwrap()));
            let diff = differences("shuffled", &expected, &actual);
            assert!(
                diff.is_empty(),
                "{} with seed {seed}: {diff}",
                slice.display()
            );
        }
    }
}

#[test]
fn the_order_of_members_does_matter() {
    let model = "model/service-2.json";
    let case = package().join("golden/sent-received-both");
    let read = |folder: &Path| fs::read_to_string(folder.join(model)).unwrap();
    let swapped = read(&case).replace(
        r#""id": {"shape": "Text"}, "n": {"shape": "n"}"#,
        r#""n": {"shape": "n"}, "id": {"shape": "Text"}"#,
    );
    assert_ne!(swapped, read(&case));
    let folder = copy(&case.join("slice.toml"), |_| swapped.clone());
    let common = |slice: &Path| crate_of(&slice.join("slice.toml"))["src/types/common.rs"].clone();
    assert_ne!(common(&case), common(folder.path()));
}

#[test]
fn nothing_tells_where_or_when_it_was_generated() {
    let now = DateTime::from(SystemTime::now())
        .fmt(Format::DateTime)
        .unwrap();
    let (today, _) = now.split_once('T').unwrap();
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".to_owned());
    let traces = [
        workspace().to_str().unwrap(),
        "/tmp/",
        "/nowhere",
        &home,
        today.trim(),
    ];
    for (path, text) in crate_of(&lightsail()) {
        for trace in traces {
            assert!(!text.contains(trace), "{path} has {trace}");
        }
        for drive in ["C:\\", "file://"] {
            assert!(!text.contains(drive), "{path} has {drive}");
        }
    }
}

/// Tests share one working directory; all others here use absolute paths, so that it may change.
#[test]
fn the_working_directory_does_not_matter() {
    let expected = crate_of(&lightsail());
    let folder = copy(&lightsail(), str::to_owned);
    let before = std::env::current_dir().unwrap();
    std::env::set_current_dir(folder.path()).unwrap();
    let relative = Options {
        slice: Some("lightsail-snapshots.toml".into()),
        out: Some("out".into()),
        ..Options::default()
    };
    let absolute = Options {
        slice: Some(lightsail()),
        ..relative.clone()
    };
    let results = [relative, absolute].map(|options| generate(Path::new("."), &options));
    let written = results[0].as_ref().unwrap()[0].write();
    std::env::set_current_dir(before).unwrap();
    for result in results {
        let diff = differences("elsewhere", &expected, &texts(&result.unwrap()[0].files));
        assert!(diff.is_empty(), "{diff}");
    }
    assert!(written.unwrap().starts_with("lightsail-snapshots -> out: "));
    let diff = differences("written", &expected, &tree(&folder.path().join("out")));
    assert!(diff.is_empty(), "{diff}");
}
