//! Several slices, and a crate inside somebody's workspace, which only cargo knows all about.

use std::fs;
use std::path::Path;

use clap::Parser;
use tests::cases::{replace, tree, workspace};
use tests::commands::{cargo, xtask};
use xtask::generate::{Options, generate};
use xtask::model;

/// Writes the crate to `client` in a workspace with this manifest; what the command warns of.
fn warned(root: &Path, manifest: &str) -> String {
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::create_dir_all(root.join("app/src")).unwrap();
    fs::write(root.join("app/src/lib.rs"), "").unwrap();
    let slice = workspace().join("model/lightsail-snapshots.toml");
    let out = root.join("client");
    let [slice, out] = [&slice, &out].map(|path| path.to_str().unwrap());
    let output = xtask(&["codegen", "--slice", slice, "--out", out]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    // Our own cargo speaks before ours.
    let said = said.find("warning: ").map_or("", |at| &said[at..]);
    said.replace(root.to_str().unwrap(), "ROOT")
}

/// Whether cargo takes the crate for one that it can build.
fn is_built(root: &Path) -> bool {
    let mut metadata = cargo(&root.join("client"));
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    metadata.output().unwrap().status.success()
}

#[test]
fn a_crate_in_a_workspace_must_be_a_member() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::create_dir(root.join("app")).unwrap();
    fs::write(root.join("app/Cargo.toml"), app).unwrap();
    let wanted = "warning: cargo does not build the crate: it lies in a workspace that has no such member
  --> ROOT/Cargo.toml
   |  crate: ROOT/client
   = help: add \"client\" to `members` in `[workspace]` there, or to `exclude`; or depend on it by its path in a member
";
    let manifest = |keys: &str| format!("[workspace]\nresolver = \"3\"\n{keys}\n");
    assert_eq!(warned(root, &manifest("members = [\"app\"]")), wanted);
    assert!(!is_built(root), "the warning is for nothing");
    for keys in [
        "members = [\"app\", \"client\"]",
        "members = [\"app\"]\nexclude = [\"client\"]",
        "members = [\"*\"]",
    ] {
        assert_eq!(warned(root, &manifest(keys)), "", "{keys}");
        assert!(is_built(root), "{keys}");
    }
    let path = "\n[dependencies]\nlightsail-snapshots = { path = \"../client\" }\n";
    fs::write(root.join("app/Cargo.toml"), format!("{app}{path}")).unwrap();
    assert_eq!(warned(root, &manifest("members = [\"app\"]")), "");
    assert!(is_built(root));
}

/// A workspace with our slice twice: `a.toml` with one operation, `b.toml` with another.
fn two_slices() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    replace(
        &root.path().join("model"),
        &tree(&workspace().join("model")),
    );
    let model = root.path().join("model");
    fs::remove_file(model.join("lightsail-snapshots.toml")).unwrap();
    for (name, operation) in [("a", "CreateDiskSnapshot"), ("b", "DeleteDiskSnapshot")] {
        let slice = format!(
            "name = {name:?}\nversion = \"0.1.0\"\nmodel = \"lightsail/2016-11-28\"\nout = \"../{name}\"\noperations = [{operation:?}]\n"
        );
        fs::write(model.join(format!("{name}.toml")), slice).unwrap();
    }
    root
}

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    update: model::Update,
}

fn update(root: &Path, more: &[&str]) -> Result<String, String> {
    let from = workspace().join("model/lightsail/2016-11-28");
    let given = ["update", "--from", from.to_str().unwrap()];
    let parsed = Command::parse_from(given.iter().chain(more));
    let report = model::update(&root.join("model"), &parsed.update);
    Ok(report.map_err(|error| error.to_string())?.text)
}

#[test]
fn two_slices_are_generated_and_updated() {
    let root = two_slices();
    for krate in generate(&root.path().join("model"), &Options::default()).unwrap() {
        krate.write().unwrap();
    }
    for (name, module) in [("a", "create"), ("b", "delete")] {
        let module = format!("src/operation/{module}_disk_snapshot.rs");
        assert!(
            tree(&root.path().join(name)).contains_key(&module),
            "{name}"
        );
    }
    let said = update(root.path(), &[]).unwrap();
    for slice in ["model/a.toml", "model/b.toml"] {
        assert!(said.contains(slice), "{said}");
    }
    let service = root
        .path()
        .join("model/lightsail/2016-11-28/service-2.json");
    let service = fs::read_to_string(service).unwrap();
    assert!(service.contains("DeleteDiskSnapshot") && service.contains("CreateDiskSnapshot"));
    assert!(
        !service.contains("GetInstanceSnapshots"),
        "nobody wants it any more"
    );
    let error = update(root.path(), &["--operations", "+GetDiskSnapshots"]).unwrap_err();
    let head = "error: --operations changes one slice: say with --slice which of ";
    assert!(error.starts_with(head), "{error}");
    assert!(
        error.contains("model/a.toml, ") && error.ends_with("model/b.toml"),
        "{error}"
    );
}

#[test]
fn if_one_slice_cannot_be_updated_none_is() {
    let root = two_slices();
    let other = root.path().join("model/b.toml");
    let slice = fs::read_to_string(&other).unwrap();
    fs::write(&other, slice.replace("DeleteDiskSnapshot", "Nothing")).unwrap();
    let before = tree(root.path());
    let error = update(root.path(), &[]).unwrap_err();
    assert!(error.contains("Nothing"), "{error}");
    assert_eq!(tree(root.path()), before);
}

#[test]
fn two_slices_cannot_share_a_folder() {
    let root = two_slices();
    let other = root.path().join("model/b.toml");
    let slice = fs::read_to_string(&other).unwrap();
    fs::write(&other, slice.replace("../b", "../model/../a")).unwrap();
    let error = generate(&root.path().join("model"), &Options::default()).unwrap_err();
    let model = root.path().join("model");
    let wanted = format!(
        "error: another slice has the same folder\n  --> {0}/b.toml: /out\n   |  slice: {0}/a.toml",
        model.display()
    );
    assert_eq!(error.to_string(), wanted);
}
