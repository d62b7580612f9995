//! The crate as users get it: packaged, in a registry, asked for by its version.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::cases::workspace;
use tests::commands::{cargo, said};
use tests::program::{Others, Program};

/// The packages that are ours: the generated crate, and what it depends on in this workspace.
const PACKAGES: [&str; 2] = ["lightsail-snapshots", "whittle-runtime"];

/// Where the packages of others come from.
const CRATES_IO: &str = "https://github.com/rust-lang/crates.io-index";

/// What cargo knows of the packages, in their order.
fn manifests() -> Vec<Value> {
    let mut metadata = cargo(workspace());
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&said(&metadata.output().unwrap())).unwrap();
    let all = metadata["packages"].as_array().unwrap();
    let of = |name: &&str| all.iter().find(|package| package["name"] == **name);
    PACKAGES
        .iter()
        .map(|name| of(name).unwrap().clone())
        .collect()
}

/// Packs the packages as for a registry; gives the folder that they are in.
fn package(folder: &Path) -> PathBuf {
    let mut package = cargo(workspace());
    package.args(["package", "--quiet", "--allow-dirty", "--no-verify"]);
    for name in PACKAGES {
        package.args(["--package", name]);
    }
    package.arg("--target-dir").arg(folder);
    said(&package.output().unwrap());
    folder.join("package")
}

/// The line about a package in the index of a registry, as `cargo publish` would have it written.
fn line(manifest: &Value, checksum: &str) -> Value {
    let dependencies = manifest["dependencies"].as_array().unwrap().iter();
    let dependencies = dependencies.filter(|dependency| dependency["kind"] != "dev");
    let dependencies: Vec<Value> = dependencies
        .map(|dependency| {
            let (name, rename) = (&dependency["name"], &dependency["rename"]);
            let is_ours = PACKAGES.iter().any(|ours| name == ours);
            json!({
                "name": if rename.is_null() { name } else { rename },
                "package": if rename.is_null() { rename } else { name },
                "req": dependency["req"],
                "features": dependency["features"],
                "optional": dependency["optional"],
                "default_features": dependency["uses_default_features"],
                "target": dependency["target"],
                "kind": dependency["kind"].as_str().unwrap_or("normal"),
                "registry": (!is_ours).then_some(CRATES_IO),
            })
        })
        .collect();
    json!({
        "name": manifest["name"],
        "vers": manifest["version"],
        "deps": dependencies,
        "features": {},
        "features2": manifest["features"],
        "rust_version": manifest["rust_version"],
        "cksum": checksum,
        "yanked": false,
        "v": 2,
    })
}

/// A registry that is a folder.
struct Registry {
    folder: PathBuf,
    /// Nobody listens there: cargo looks into the folder instead.
    address: String,
}

impl Registry {
    /// Puts the packages into a registry below this folder.
    ///
    /// To cargo a package of a registry never changes, so other packages have another registry.
    fn of_packages(below: &Path) -> Self {
        let packed = package(&below.join("packed"));
        let mut files = Vec::new();
        let mut all = Sha256::new();
        for manifest in manifests() {
            let text = |key: &str| manifest[key].as_str().unwrap();
            let (name, version) = (text("name").to_owned(), text("version"));
            let file = format!("{name}-{version}.crate");
            let bytes = fs::read(packed.join(&file)).unwrap();
            let line = line(&manifest, &hex(&Sha256::digest(&bytes))).to_string();
            all.update(&line);
            files.push((name, file, bytes, line));
        }
        let digest = hex(&all.finalize());
        let folder = below.join(&digest);
        for (name, file, bytes, line) in files {
            let index = folder.join("index").join(&name[..2]).join(&name[2..4]);
            fs::create_dir_all(&index).unwrap();
            fs::write(folder.join(file), bytes).unwrap();
            fs::write(index.join(name), line).unwrap();
        }
        let address = format!("sparse+https://shelf.invalid/{digest}/");
        Self { folder, address }
    }

    /// Makes it known in a package as `shelf`.
    fn make_known(&self, package: &Path) {
        let Self { folder, address } = self;
        let text = format!(
            "[registries.shelf]\nindex = {address:?}\n\n\
             [source.shelf]\nregistry = {address:?}\nreplace-with = \"folder\"\n\n\
             [source.folder]\nlocal-registry = {:?}\n",
            folder.display().to_string()
        );
        fs::create_dir_all(package.join(".cargo")).unwrap();
        fs::write(package.join(".cargo/config.toml"), text).unwrap();
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Builds a package; gives its program and the manifests of the packages from this registry.
fn build(root: &Path, target: &Path, registry: &Registry) -> (PathBuf, Vec<PathBuf>) {
    let mut build = cargo(root);
    build.args([
        "build",
        "--quiet",
        "--message-format=json-render-diagnostics",
    ]);
    build.env("CARGO_TARGET_DIR", target);
    let (mut program, mut manifests) = (None, Vec::new());
    for message in said(&build.output().unwrap()).lines() {
        let message: Value = serde_json::from_str(message).unwrap();
        let path = |key: &str| message[key].as_str().map(PathBuf::from);
        program = path("executable").or(program);
        let package = message["package_id"].as_str().unwrap_or_default();
        if package.contains(&*registry.address) {
            manifests.extend(path("manifest_path"));
        }
    }
    (program.unwrap(), manifests)
}

const MAIN: &str = r##"
use lightsail_snapshots::Client;
use lightsail_snapshots::config::BehaviorVersion;
use lightsail_snapshots::operation::Operation;
use lightsail_snapshots::operation::get_disk_snapshots::{GetDiskSnapshots, GetDiskSnapshotsInput};

fn main() {
    let config = lightsail_snapshots::Config::builder().behavior_version(BehaviorVersion::latest());
    let _calls_compile = Client::from_conf(config.build()).get_disk_snapshots().send();
    let input = GetDiskSnapshotsInput::builder().page_token("next").build().unwrap();
    let request = GetDiskSnapshots::request(&input).unwrap();
    println!("{}", String::from_utf8_lossy(request.body()));
    let body = br#"{"diskSnapshots":[{"name":"nightly"}]}"#.to_vec();
    let page = GetDiskSnapshots::parse(&http::Response::new(body)).unwrap();
    println!("{}", page.disk_snapshots()[0].name().unwrap());
}
"##;

#[test]
fn a_program_uses_the_packaged_crate_by_its_version() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let registry = Registry::of_packages(&folder.join("registry"));
    let program = Program {
        name: "from_registry".to_owned(),
        others: Others::AsHere,
        crates: Vec::new(),
        features: &[],
        dependencies: "lightsail-snapshots = { version = \"0.1\", registry = \"shelf\", \
                       default-features = false, features = [\"rt-tokio\"] }\n\
                       http = \"1\"\n"
            .to_owned(),
        main: MAIN.to_owned(),
    };
    let (root, target) = program.write(folder);
    registry.make_known(&root);
    let (program, manifests) = build(&root, &target, &registry);
    let output = Command::new(program).output().unwrap();
    assert_eq!(said(&output), "{\"pageToken\":\"next\"}\nnightly\n");
    assert_eq!(manifests.len(), PACKAGES.len(), "{manifests:?}");
    let unpacked = manifests.iter().map(|path| path.parent().unwrap());
    let folders: BTreeSet<&Path> = unpacked.map(|path| path.parent().unwrap()).collect();
    for folder in folders {
        assert!(!folder.starts_with(workspace()), "{folder:?}");
        // cargo has unpacked them in its own folder, in one for this registry.
        fs::remove_dir_all(folder).unwrap();
    }
}
