//! Builds programs, runs them, and describes what is on the server.

use lightsail_local::{Resources, Server};
use lightsail_snapshots::primitives::DateTime;
use lightsail_snapshots::types::{DiskSnapshot, DiskSnapshotState};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};
use tests::cases::workspace;
use tests::commands::cargo;

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The folder of the programs. Cargo builds the examples before it runs all tests of a package, but
/// not if a single one is asked for; then they are built here.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().unwrap().parent().unwrap();
    let folder = profile.join("examples");
    let names = [
        "create_and_wait",
        "export_report",
        "list",
        "prune",
        "sans_io",
    ];
    if !names.iter().all(|name| is_current(&folder.join(name))) {
        build(profile.file_name().unwrap().to_str().unwrap());
    }
    folder
});

/// Builds the programs in the profile of this folder.
fn build(folder: &str) {
    let profile = match folder {
        "debug" => "dev",
        profile => profile,
    };
    let options = ["build", "--quiet", "--package", "tests"];
    let examples = ["--examples", "--profile", profile];
    let status = cargo(workspace()).args(options).args(examples).status();
    assert!(status.unwrap().success(), "the programs do not build");
}

/// Whether a program is newer than the files that cargo made it of.
fn is_current(program: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let sources = fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    let Some((_, sources)) = sources.split_once(": ") else {
        return false;
    };
    let (made, mut sources) = (modified(program), sources.split_whitespace());
    made.is_some() && sources.all(|source| modified(Path::new(source)) <= made)
}

/// What a program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a program with the keys of a server, and of the environment nothing else.
pub(crate) async fn run(server: &Server, name: &str, options: &[&str]) -> Ran {
    let keys = server.credentials();
    let mut command = Command::new(PROGRAMS.join(name));
    command
        .args(options)
        .env_clear()
        .env("AWS_REGION", "us-east-1")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_ACCESS_KEY_ID", keys.access_key_id())
        .env("AWS_SECRET_ACCESS_KEY", keys.secret_access_key());
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    for said in [&out, &err] {
        assert!(!said.contains(keys.secret_access_key()), "{said}");
    }
    Ran {
        code: output.status.code().unwrap(),
        out,
        err,
    }
}

/// Runs a program that finds the server by its option.
pub(crate) async fn run_at(server: &Server, name: &str, options: &[&str]) -> Ran {
    let url = server.url();
    let options = [options, &["--endpoint-url", &url]].concat();
    run(server, name, &options).await
}

/// What has to be there for a program that ends well; gives what it printed.
#[track_caller]
pub(crate) fn succeeded(ran: Ran) -> String {
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

/// A disk snapshot that is this old. Half a minute more keeps its age the same while a test runs.
pub(crate) fn snapshot(name: &str, state: DiskSnapshotState, seconds: i64) -> DiskSnapshot {
    DiskSnapshot::builder()
        .name(name)
        .state(state)
        .created_at(ago(seconds))
        .size_in_gb(8)
        .build()
}

/// A time that is this long ago.
pub(crate) fn ago(seconds: i64) -> DateTime {
    // Building them takes time, which must not pass later.
    LazyLock::force(&PROGRAMS);
    let now = DateTime::from(SystemTime::now());
    DateTime::from_secs(now.secs() - seconds - 30)
}

/// A server with these disk snapshots, two on a page.
pub(crate) async fn server(snapshots: impl IntoIterator<Item = DiskSnapshot>) -> Server {
    let seed = Resources {
        disk_snapshots: snapshots.into_iter().collect(),
        ..Resources::default()
    };
    let server = Server::builder().seed(seed).page_size(2);
    // What is pending stays so.
    let server = server.complete_after(Duration::from_secs(24 * 3600));
    server.start().await.unwrap()
}

/// The names of the disk snapshots that are on the server, in their order there.
pub(crate) fn names(server: &Server) -> Vec<String> {
    let snapshots = server.dump().disk_snapshots.into_iter();
    snapshots.map(|snapshot| snapshot.name.unwrap()).collect()
}
