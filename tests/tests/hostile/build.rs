//! Type-checks crates, all in one workspace.

use std::fs;
use std::path::Path;

use codegen::FileSet;
use tests::cases::with_our_runtime;
use tests::commands::{cargo, make_workspace};
use tests::program::Others;
use tests::unified;

/// What cargo says of each crate that it does not accept.
pub(crate) fn check(crates: Vec<(String, FileSet)>) -> Vec<String> {
    if crates.is_empty() {
        return Vec::new();
    }
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&root);
    let members: Vec<String> = (0..crates.len()).map(|i| format!("c{i}")).collect();
    for (member, (_, files)) in members.iter().zip(&crates) {
        let folder = root.join(member);
        let files = with_our_runtime(files);
        files.write(&folder).unwrap();
        let manifest = files.get("Cargo.toml").unwrap();
        let manifest = manifest.replacen("\"hostile\"", &format!("{member:?}"), 1);
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    }
    unified::write(&root, Others::AsHere, "");
    let all = [&members[..], &["unified".to_owned()]].concat();
    make_workspace(&root, &all);
    let output = cargo(&root)
        .args(["check", "--quiet", "--keep-going", "--workspace"])
        .args(["--no-default-features", "--features", "client,rt-tokio"])
        .env("CARGO_TARGET_DIR", root.ancestors().nth(2).unwrap())
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    println!("{} crates checked", crates.len());
    let failed = |i: usize| said.contains(&format!("could not compile `c{i}` "));
    let mut wrong: Vec<String> = (0..crates.len())
        .filter(|i| failed(*i))
        .map(|i| format!("c{i} does not compile: {}", crates[i].0))
        .collect();
    if !output.status.success() {
        wrong.push(said.into_owned());
    }
    wrong
}
