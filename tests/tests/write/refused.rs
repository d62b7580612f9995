//! Places that are somebody else's: the command says what is there, exits with 1, and all stays as it
//! was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::FileSet;
use tests::cases::workspace;
use tests::commands::{xtask, xtask_program};

use super::{MARK, everything, plant, written};

/// Runs the command with a folder for the crate.
fn codegen(out: &Path, more: &[&str]) -> Output {
    let slice = workspace().join("model/lightsail-snapshots.toml");
    let [slice, out] = [&slice, out].map(|path| path.to_str().unwrap());
    let arguments = [&["codegen", "--slice", slice, "--out", out], more].concat();
    xtask(&arguments)
}

/// The crate of `out` is refused with this message, and whatever `root` holds stays.
fn refused(root: &Path, out: &str, message: &str) {
    let before = everything(root);
    let out = root.join(out);
    for more in [&[] as &[&str], &["--check"]] {
        let output = codegen(&out, more);
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.replace(root.to_str().unwrap(), "ROOT");
        let said = said.split_once("error: ").map_or(&*said, |(_, said)| said);
        assert_eq!(said, message, "{more:?}");
        assert_eq!(output.status.code(), Some(1), "{more:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{more:?}");
    }
    assert_eq!(everything(root), before);
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn an_application() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(
        root,
        "app/Cargo.toml",
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\n",
    );
    put(root, "app/src/main.rs", "fn main() {}\n");
    put(root, "app/src/bin/tool.rs", "fn main() {}\n");
    refused(
        root,
        "app",
        "folder holds what whittle did not generate\n  --> ROOT/app\n   |  found: Cargo.toml, src/\n   = help: name a folder that is empty or not there yet\n",
    );
}

#[test]
fn the_root_of_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let manifest = "[workspace]\nmembers = [\"a\"]\n\n[workspace.metadata.whittle]\nslice = \"lightsail-snapshots\"\n";
    put(root, "ws/Cargo.toml", manifest);
    put(root, "ws/a/src/lib.rs", "");
    refused(
        root,
        "ws",
        "folder holds what whittle did not generate\n  --> ROOT/ws\n   |  found: Cargo.toml, a/\n   = help: name a folder that is empty or not there yet\n",
    );
}

#[test]
fn a_folder_with_one_foreign_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "out/.notes", "mine");
    refused(
        root,
        "out",
        "folder holds what whittle did not generate\n  --> ROOT/out\n   |  found: .notes\n   = help: name a folder that is empty or not there yet\n",
    );
}

#[test]
fn a_table_without_the_mark() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let table = "[package.metadata.whittle]\nslice = \"lightsail-snapshots\"\n";
    put(root, "out/Cargo.toml", table);
    refused(
        root,
        "out",
        "folder holds what whittle did not generate\n  --> ROOT/out\n   |  found: Cargo.toml\n   = help: name a folder that is empty or not there yet\n",
    );
}

#[test]
fn a_file() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "out", "mine");
    refused(
        folder.path(),
        "out",
        "a file is in the place of the crate\n  --> ROOT/out\n   = help: name a folder that is empty or not there yet\n",
    );
}

#[test]
fn a_folder_of_another_slice() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut other = FileSet::default();
    let manifest = format!("# {MARK}\n\n[package.metadata.whittle]\nslice = \"other\"\n");
    other.text("Cargo.toml", manifest);
    other.write(&root.join("out")).unwrap();
    refused(
        root,
        "out",
        "folder holds the crate of another slice\n  --> ROOT/out\n   |  slice: \"other\"\n   = help: name another folder, or remove this one\n",
    );
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "theirs/src/lib.rs", "mine");
    let theirs = root.join("theirs");
    symlink(&theirs, root.join("link")).unwrap();
    refused(
        root,
        "link",
        "a link is in the place of the crate\n  --> ROOT/link\n   |  leads to: ROOT/theirs\n   = help: name the folder itself\n",
    );
    assert!(codegen(&root.join("out"), &[]).status.success());
    fs::remove_dir_all(root.join("out/src")).unwrap();
    symlink(theirs.join("src"), root.join("out/src")).unwrap();
    refused(
        root,
        "out",
        "a link is in the place of a folder\n  --> ROOT/out/src\n   = help: move it away: everything under `src` is generated\n",
    );
}

/// In a folder of ours, too, what is somebody's own stays, and so does all else.
#[test]
fn their_own_files_among_ours() {
    for (own, is_link) in [
        ("src/mine.rs", false),
        ("src/mine/deep.rs", false),
        ("src/a.rs/mine", false),
        ("src/mine.rs", true),
        ("README.md/mine", false),
    ] {
        let (folder, _) = written();
        let place = folder.path().join(own);
        let elsewhere = tempfile::tempdir().unwrap();
        plant(elsewhere.path().join("x.rs"));
        if let Some(parent) = place.parent().filter(|parent| parent.is_file()) {
            fs::remove_file(parent).unwrap();
        }
        match is_link {
            true => link(&elsewhere.path().join("x.rs"), &place),
            false => put(folder.path(), own, "mine"),
        }
        let before = everything(folder.path());
        let set = super::files([("src/a.rs", "// new\n"), ("README.md", "new\n")]);
        let comparison = set.compare(folder.path()).unwrap();
        // Outside of `src` nobody looks into a folder.
        let shown = own.replace("README.md/mine", "README.md");
        assert_eq!(comparison.foreign, [shown.as_str()]);
        let error = comparison.changes().unwrap_err().to_string();
        let found = format!(
            "error: what whittle did not generate is in the way\n  --> {}\n   |  found: {shown}\n   = help: move it away: everything under `src` is generated",
            folder.path().display()
        );
        assert_eq!(error, found);
        assert_eq!(everything(folder.path()), before);
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, at: &Path) {
    fs::write(at, "mine").unwrap();
}

/// Nobody may write there: neither a new crate nor a new file of one that is there.
#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let out = root.join("out");
    assert!(codegen(&out, &[]).status.success());
    let is =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    put(
        root,
        "out/README.md",
        &format!(
            "{}edited\n",
            fs::read_to_string(out.join("README.md")).unwrap()
        ),
    );
    fs::create_dir(root.join("empty")).unwrap();
    let run = Unprivileged::new(root);
    is(root, 0o755);
    for locked in [&out, &root.join("empty")] {
        is(locked, 0o555);
        let before = everything(locked);
        let output = run.codegen(locked);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let place = locked.display();
        let wanted = format!(
            "error: folder of the crate cannot be written\n  --> {place}\n   |  reason: Permission denied (os error 13)\n"
        );
        assert!(said.ends_with(&wanted), "{said}");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(everything(locked), before);
        is(locked, 0o755);
    }
}

/// The command run by somebody who is not root, to whom nothing is read-only.
#[cfg(unix)]
struct Unprivileged {
    program: PathBuf,
    slice: PathBuf,
}

#[cfg(unix)]
impl Unprivileged {
    /// Copies what is needed to a folder that everybody may read.
    fn new(root: &Path) -> Self {
        let program = root.join("xtask");
        fs::copy(xtask_program(), &program).unwrap();
        for (path, text) in tests::cases::tree(&workspace().join("model")) {
            put(root, &format!("model/{path}"), &text);
        }
        Self {
            program,
            slice: root.join("model/lightsail-snapshots.toml"),
        }
    }

    fn codegen(&self, out: &Path) -> Output {
        use std::os::unix::process::CommandExt;
        /// The user that has no rights anywhere.
        const NOBODY: u32 = 65534;
        let mut command = Command::new(&self.program);
        command.args(["codegen", "--slice"]).arg(&self.slice);
        command
            .arg("--out")
            .arg(out)
            .current_dir(self.slice.parent().unwrap());
        let is_root = fs::File::create(out.join(".probe")).is_ok();
        if is_root {
            fs::remove_file(out.join(".probe")).unwrap();
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap()
    }
}
