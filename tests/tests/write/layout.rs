//! The same is generated with any rustfmt, and without one; only the layout differs, which the command
//! says.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tests::cases::{tree, workspace};
use tests::commands::xtask_program;

/// What one run says: on its output, on its error output, and whether it succeeds.
struct Said {
    out: String,
    err: String,
    success: bool,
}

/// Runs the command with a PATH that has a rustfmt of this script and all else, or nothing at all.
fn codegen(out: &Path, rustfmt: Option<&str>, more: &[&str]) -> Said {
    let bin = tempfile::tempdir().unwrap();
    let mut command = Command::new(xtask_program());
    command.args(["codegen", "--slice"]);
    command.arg(workspace().join("model/lightsail-snapshots.toml"));
    command.arg("--out").arg(out).args(more);
    match rustfmt {
        None => command.env("PATH", bin.path()),
        Some(script) => {
            let path = bin.path().join("rustfmt");
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            let path = std::env::var("PATH").unwrap();
            command.env("PATH", format!("{}:{path}", bin.path().display()))
        }
    };
    let output = command.output().unwrap();
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        success: output.status.success(),
    }
}

/// The rustfmt of this machine.
const TRUE: &str = "exec \"$(PATH=${PATH#*:} command -v rustfmt)\" \"$@\"";
/// One that likes tabs.
const TABS: &str = "sed 's/^    /\\t/'";

const NONE_SAYS: &str = "warning: rustfmt cannot be used
  --> rustfmt
   |  reason: No such file or directory (os error 2)
   = help: the files are right all the same, but plainly laid out: `rustup component add rustfmt`
";

fn others(files: usize, out: &Path) -> String {
    format!(
        "warning: files are laid out otherwise than the rustfmt here does\n  --> {}\n   |  files: {files}\n   = help: nothing else differs, so they stay as they are; `cargo fmt` lays them out\n",
        out.display()
    )
}

#[test]
fn without_rustfmt_the_same_is_generated_in_a_plain_layout() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let said = codegen(&out, None, &[]);
    assert_eq!((said.err.as_str(), said.success), (NONE_SAYS, true));
    let plain = tree(&out);
    let ours = tree(&workspace().join("generated"));
    // The manifest names another folder of the runtime.
    let of_crate = |path: &str| !path.starts_with("runtime/") && path != "Cargo.toml";
    let differs = plain.iter().filter(|(path, _)| of_crate(path));
    let differs = differs.filter(|(path, text)| ours[*path] != **text);
    let differs = differs.count();
    assert!(differs > 10, "{differs}");
    for (rustfmt, says) in [
        (None, NONE_SAYS.to_owned()),
        (Some(TRUE), others(differs, &out)),
    ] {
        for more in [&["--check"] as &[&str], &[]] {
            let said = codegen(&out, rustfmt, more);
            assert_eq!((said.err.as_str(), said.success), (says.as_str(), true));
            assert_eq!(said.out.is_empty(), more == ["--check"], "{}", said.out);
            assert_eq!(tree(&out), plain);
        }
    }
}

#[test]
fn check_tells_the_truth_without_rustfmt() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    assert_eq!(codegen(&out, Some(TRUE), &[]).err, "");
    let said = codegen(&out, None, &["--check"]);
    assert_eq!((said.err.as_str(), said.success), (NONE_SAYS, true));
    let path = out.join("src/meta.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}// by hand\n")).unwrap();
    let said = codegen(&out, None, &["--check"]);
    assert!(!said.success);
    let head = "lightsail-snapshots: changed: src/meta.rs\n";
    assert!(said.out.starts_with(head), "{}", said.out);
    assert!(said.out.contains("\n-// by hand\n"), "{}", said.out);
    let edited = format!(
        "{NONE_SAYS}warning: generated files were edited by hand\n  --> {}\n   |  files: src/meta.rs\n",
        out.display()
    );
    assert!(said.err.starts_with(&edited), "{}", said.err);
}

#[test]
fn another_rustfmt_is_no_drift() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let said = codegen(&out, Some(TABS), &[]);
    assert_eq!((said.err.as_str(), said.success), ("", true));
    let tabs = tree(&out);
    assert!(tabs["src/client.rs"].contains("\n\tpub fn "));
    let said = codegen(&out, Some(TRUE), &["--check"]);
    assert!(said.success, "{}", said.out);
    assert!(
        said.err.starts_with("warning: files are laid out"),
        "{}",
        said.err
    );
    let said = codegen(&out, Some(TRUE), &[]);
    assert!(
        said.out.contains(" 0 created, 0 changed, 0 removed, "),
        "{}",
        said.out
    );
    assert_eq!(tree(&out), tabs);
}

#[test]
fn a_rustfmt_that_does_something_else_is_not_used() {
    for (script, reason) in [
        (
            "sed 's/pub fn/fn/'",
            "changes more than the layout\n  --> rustfmt\n   |  file: src/client.rs\n",
        ),
        (
            "echo 'what edition?' >&2; exit 1",
            "cannot be used\n  --> rustfmt\n   |  reason: what edition?\n",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let said = codegen(&out, Some(script), &[]);
        let wanted = format!("warning: rustfmt {reason}");
        assert!(said.err.starts_with(&wanted), "{}", said.err);
        assert!(said.success);
        assert!(tree(&out)["src/client.rs"].contains("    pub fn "));
        assert!(codegen(&out, Some(TRUE), &["--check"]).success);
    }
}
