//! What is compiled where. A program that calls an operation compiles neither the orchestrator, which is
//! compiled once, in the runtime, nor the reading of responses, which is compiled in the generated crate.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::Path;

use codegen::RUNTIME;
use tests::cases::{generated, workspace};
use tests::commands::{cargo, said};
use tests::program::{Others, Program};

const MAIN: &str = "
async fn names(client: &lightsail_snapshots::Client) -> Vec<String> {
    let page = client.get_disk_snapshots().send().await.unwrap();
    let names = page.disk_snapshots().iter().filter_map(|snapshot| snapshot.name());
    names.map(str::to_owned).collect()
}

fn main() {
    let config = lightsail_snapshots::Config::builder();
    let client = lightsail_snapshots::Client::from_conf(config.build());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    println!(\"{:?}\", runtime.block_on(names(&client)));
}
";

/// The functions that a package of the program compiles, by their mangled names. It is optimised as in a
/// release build, so no generic function of another crate is taken from there, however that was built.
fn compiled(program: &Program, compiled: &str) -> Vec<String> {
    let (root, target) = program.write(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let listing = target.join(compiled).with_extension("ll");
    let mut build = cargo(&root);
    build
        .args(["rustc", "--quiet", "--package", compiled])
        .args(["--", "-Copt-level=2", "-Csymbol-mangling-version=v0"])
        .args(["-Ccodegen-units=1", "-Cno-prepopulate-passes"])
        .arg(format!("--emit=llvm-ir={}", listing.display()))
        .env("CARGO_TARGET_DIR", &target);
    said(&build.output().unwrap());
    let text = fs::read_to_string(listing).unwrap();
    let defined = text.lines().filter(|line| line.starts_with("define"));
    defined.map(str::to_owned).collect()
}

#[test]
#[ignore = "takes a minute to build"]
fn a_program_compiles_only_its_own_side_of_a_call() {
    let slice = workspace().join("model/lightsail-snapshots.toml");
    let lightsail = generated(&slice, Path::new("unused")).unwrap();
    let program = Program {
        name: "compiled_once".to_owned(),
        others: Others::AsHere,
        crates: vec![(lightsail.name.clone(), lightsail.files)],
        features: &["behavior-version-latest", "rt-tokio"],
        dependencies: "tokio = { version = \"1\", features = [\"rt\"] }".to_owned(),
        main: MAIN.to_owned(),
    };
    let packages = [program.name.as_str(), "lightsail-snapshots", RUNTIME];
    let [own, library, runtime] = packages.map(|name| compiled(&program, name));
    let some = |functions: &[String], part: &str| {
        let mut functions = functions.iter();
        functions.find(|function| function.contains(part)).cloned()
    };
    // The future of `send` is the program's.
    assert!(some(&own, "29GetDiskSnapshotsFluentBuilder4send").is_some());
    // Names of the runtime: they must be what is compiled, or nothing is said.
    assert_eq!(some(&own, "4json4scan7Scanner"), None);
    assert!(some(&library, "4json4scan7Scanner").is_some());
    for once in ["12orchestrator6try_op", "8finalize"] {
        assert_eq!(some(&own, once), None, "{once}");
        assert_eq!(some(&library, once), None, "{once}");
        assert!(some(&runtime, once).is_some(), "nobody compiles {once}");
    }
}
