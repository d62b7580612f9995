//! The verdict of `cargo whittle diff` against reality: for pairs of real models, the public
//! items of the two generated crates say the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_whittle::model::Loaded;
use cargo_whittle::model::diff::{Class, Scope, diff};
use tests::cases::{generated, with_our_runtime, workspace};
use tests::commands::make_workspace;
use tests::surface;
use tests::upstream;

const OPERATIONS: [&str; 5] = [
    "CreateDiskSnapshot",
    "DeleteDiskSnapshot",
    "GetDiskSnapshots",
    "GetExportSnapshotRecords",
    "GetInstanceSnapshots",
];

/// A model, and the public items of the crate that it gives.
struct Version {
    model: PathBuf,
    items: BTreeSet<String>,
}

impl Version {
    /// Generates the crate into a workspace of its own and lists it.
    fn new(name: &str, model: &Path, operations: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("verdicts")
            .join(name);
        fs::create_dir_all(&root).unwrap();
        let slice = root.join("slice.toml");
        let model = model.canonicalize().unwrap();
        let text = format!(
            "name = \"verdict\"\nversion = \"0.1.0\"\nmodel = {model:?}\noperations = {operations:?}\n"
        );
        fs::write(&slice, text).unwrap();
        let krate = root.join("verdict");
        let files = generated(&slice, &krate).unwrap().files;
        with_our_runtime(&files).write(&krate).unwrap();
        make_workspace(&root, &["verdict".to_owned()]);
        let target = workspace().join("target");
        let items = surface::items(&root.join("Cargo.toml"), "verdict", &target);
        Self { items, model }
    }

    /// The class of the change to `new`, as the items have it.
    fn seen(&self, new: &Self) -> Class {
        if self.items.difference(&new.items).next().is_some() {
            Class::Breaking
        } else if new.items.difference(&self.items).next().is_some() {
            Class::Minor
        } else {
            Class::Patch
        }
    }

    /// The class of the change to `new`, as the models have it.
    fn said(&self, new: &Self, operations: &[&str]) -> Class {
        let open = |version: &Self| Loaded::open(&version.model).unwrap();
        let operations = operations.iter().map(ToString::to_string).collect();
        let scope = Scope {
            old: Some(&operations),
            new: Some(&operations),
            ..Scope::default()
        };
        let diff = diff(&open(self), &open(new), scope).unwrap();
        diff.bump.class.unwrap_or(Class::Patch)
    }
}

/// Both directions: what appears one way is gone the other way.
fn agrees(old: &Version, new: &Version, operations: &[&str], expected: [Class; 2]) {
    for ((old, new), expected) in [(old, new), (new, old)].into_iter().zip(expected) {
        let pair = format!("{} -> {}", old.model.display(), new.model.display());
        assert_eq!(old.seen(new), expected, "the crates: {pair}");
        assert_eq!(old.said(new, operations), expected, "the models: {pair}");
    }
}

/// Regions, an error, operation types and paginators appeared between these.
#[test]
fn releases_of_lightsail() {
    let folder = "lightsail/2016-11-28";
    let releases = ["1.43.11", "1.44.5"].map(upstream::botocore_release);
    let (Some(smithy), Some(botocore), [Some(before), Some(after)]) = (
        upstream::smithy("lightsail-2016-11-28.json"),
        upstream::botocore(),
        releases,
    ) else {
        return;
    };
    let version = |name: &str, model: &Path| Version::new(name, model, &OPERATIONS);
    let year_before = version("2025", &smithy);
    let before = version("1.43.11", &before.join(folder));
    let pinned = version("1.44.0", &botocore.join(folder));
    let after = version("1.44.5", &after.join(folder));
    let ours = version("ours", &workspace().join("model").join(folder));
    let grown = [Class::Minor, Class::Breaking];
    agrees(&year_before, &pinned, &OPERATIONS, grown);
    agrees(&before, &pinned, &OPERATIONS, grown);
    agrees(&pinned, &after, &OPERATIONS, grown);
    agrees(&ours, &pinned, &OPERATIONS, [Class::Patch; 2]);
}

/// The pair of fixtures that differs in everything.
#[test]
fn every_change() {
    let fixture = |name: &str| tests::cases::package().join("fixtures/model").join(name);
    let operations = ["Put"];
    let old = Version::new("old", &fixture("old.json"), &operations);
    let new = Version::new("new", &fixture("new.json"), &operations);
    agrees(&old, &new, &operations, [Class::Breaking; 2]);
    assert_eq!(old.seen(&old), Class::Patch);
}
