//! Where the runtime of a crate is: in its folder, in one that several crates share, where somebody else
//! keeps it, or in the registry.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::RUNTIME;
use tests::cases::{replace, tree, workspace};
use xtask::generate::{Generated, Options, generate};

/// Slices of our model in a folder, with these lines about the runtime.
fn slices(lines: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let root = tempfile::tempdir().unwrap();
    let model = root.path().join("model");
    replace(&model, &tree(&workspace().join("model")));
    fs::remove_file(model.join("lightsail-snapshots.toml")).unwrap();
    let slices = lines.iter().enumerate().map(|(i, runtime)| {
        let slice = model.join(format!("s{i}.toml"));
        let text = format!(
            "name = \"s{i}\"\nversion = \"0.1.0\"\nmodel = \"lightsail/2016-11-28\"\n\
             out = \"../clients/s{i}\"\noperations = [\"DeleteDiskSnapshot\"]\n{runtime}\n"
        );
        fs::write(&slice, text).unwrap();
        slice
    });
    let slices = slices.collect();
    (root, slices)
}

fn written(root: &Path, options: &Options) -> Vec<Generated> {
    let crates = generate(&root.join("model"), options).unwrap();
    for krate in &crates {
        krate.write().unwrap();
    }
    crates
}

/// What the manifest of a crate says of its runtime.
fn requirement(krate: &Path) -> String {
    let manifest = fs::read_to_string(krate.join("Cargo.toml")).unwrap();
    let mut lines = manifest.lines();
    let line = lines.find_map(|line| line.strip_prefix("whittle-runtime = "));
    line.unwrap().to_owned()
}

#[test]
fn it_is_in_the_folder_of_the_crate() {
    let (root, _) = slices(&[""]);
    let crates = written(root.path(), &Options::default());
    let names: Vec<&str> = crates.iter().map(|krate| krate.name.as_str()).collect();
    assert_eq!(names, ["s0", RUNTIME]);
    let client = root.path().join("clients/s0");
    assert!(requirement(&client).contains("path = \"runtime\""));
    let source = tree(&workspace().join("codegen/runtime"));
    let copy = tree(&client.join("runtime"));
    assert!(copy.len() > 20);
    for (path, text) in copy {
        let is_whole = text.contains(source[&path].trim_end());
        assert!(is_whole && text.contains("@generated"), "{path}");
    }
    assert!(crates[1].compare().unwrap().drift.is_empty());
}

#[test]
fn two_slices_share_one() {
    let line = "runtime = { path = \"../clients/runtime\" }";
    let (root, _) = slices(&[line, line]);
    let crates = written(root.path(), &Options::default());
    let names: Vec<&str> = crates.iter().map(|krate| krate.name.as_str()).collect();
    assert_eq!(names, ["s0", "s1", RUNTIME]);
    let clients = root.path().join("clients");
    for name in ["s0", "s1"] {
        assert!(requirement(&clients.join(name)).contains("path = \"../runtime\""));
        assert!(!clients.join(name).join("runtime").exists());
    }
    assert!(clients.join("runtime/src/lib.rs").exists());
}

#[test]
fn what_somebody_keeps_there_stays() {
    let (root, _) = slices(&["runtime = { path = \"../own\" }"]);
    let own = root.path().join("own");
    fs::create_dir(&own).unwrap();
    fs::write(
        own.join("Cargo.toml"),
        "[package]\nname = \"whittle-runtime\"\n",
    )
    .unwrap();
    let crates = written(root.path(), &Options::default());
    assert_eq!(crates.len(), 1);
    assert_eq!(tree(&own).len(), 1);
    assert!(requirement(&crates[0].out).contains("path = \"../../own\""));
}

#[test]
fn another_package_in_its_place_is_refused() {
    let (root, slices) = slices(&["runtime = { path = \"../own\" }"]);
    let own = root.path().join("own");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("Cargo.toml"), "[package]\nname = \"serde\"\n").unwrap();
    let error = generate(&root.path().join("model"), &Options::default()).unwrap_err();
    let error = error.to_string();
    for part in [
        "error: the folder holds another package than the runtime\n",
        "s0.toml: /runtime/path\n",
        "   |  package: serde\n",
    ] {
        assert!(error.contains(part), "{error}");
    }
    let elsewhere = Options {
        slice: Some(slices[0].clone()),
        runtime: Some(own),
        ..Options::default()
    };
    let error = generate(&root.path().join("model"), &elsewhere).unwrap_err();
    assert!(error.to_string().contains("--> --runtime\n"), "{error}");
}

#[test]
fn it_is_in_the_registry() {
    let (root, _) = slices(&["runtime = { version = \"7.8\" }"]);
    let crates = written(root.path(), &Options::default());
    assert_eq!(crates.len(), 1);
    let requirement = requirement(&crates[0].out);
    assert!(
        requirement.starts_with("{ version = \"7.8\", features = ["),
        "{requirement}"
    );
}

#[test]
fn the_command_line_says_another_place() {
    let (root, slices) = slices(&["runtime = { path = \"../own\" }"]);
    let elsewhere = Options {
        slice: Some(slices[0].clone()),
        out: Some(root.path().join("x/client")),
        ..Options::default()
    };
    let crates = written(root.path(), &elsewhere);
    assert_eq!(crates[1].out, root.path().join("x/client/runtime"));
    let shared = Options {
        runtime: Some(root.path().join("x/shared")),
        ..elsewhere
    };
    let crates = written(root.path(), &shared);
    assert_eq!(crates[1].out, root.path().join("x/shared"));
    assert!(requirement(&crates[0].out).contains("path = \"../shared\""));
    assert!(!root.path().join("own").exists());
}
