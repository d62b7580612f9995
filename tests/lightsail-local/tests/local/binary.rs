//! The program `lightsail-local`: its options, what it prints, and what it leaves behind.

use crate::harness::{Call, seed};
use crate::ours::side;
use lightsail_local::{Credentials, Resources};
use lightsail_snapshots::Client;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A running program, ended at the latest when the test is over.
struct Running {
    child: Child,
    lines: Vec<String>,
    /// What it says later, which it must be able to say.
    _output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lightsail-local"));
    command
        .args(options)
        .env_remove("LIGHTSAIL_LOCAL_ACCESS_KEY")
        .env_remove("LIGHTSAIL_LOCAL_SECRET_KEY");
    command
}

impl Running {
    /// Starts it on a free port and reads what it says, of which the last line contains `last`.
    fn start(options: &[&str], last: &str) -> Self {
        let mut command = command(&["--port", "0"]);
        let mut child = command
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Vec::new();
        for line in output.by_ref().lines() {
            lines.push(line.unwrap());
            if lines.last().unwrap().contains(last) {
                break;
            }
        }
        Self {
            child,
            lines,
            _output: output,
        }
    }

    /// The value of a variable that the program told the shell to export.
    fn exported(&self, name: &str) -> &str {
        let mut words = self.lines.iter().flat_map(|line| line.split(' '));
        let found = words.find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        found.unwrap_or_else(|| panic!("{name} is not in {:?}", self.lines))
    }

    fn client(&self, keys: &Credentials) -> Client {
        let url = self.exported("AWS_ENDPOINT_URL_LIGHTSAIL");
        Client::from_conf(side::config_with(url, keys).build())
    }

    /// Asks it to end, as a service manager does.
    fn terminate(mut self) {
        let id = self.child.id().to_string();
        let done = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(done.success());
        assert!(self.child.wait().unwrap().success());
    }
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn keys_that_it_made_up() {
    let running = Running::start(&[], "unset");
    let keys = Credentials::new(
        running.exported("AWS_ACCESS_KEY_ID"),
        running.exported("AWS_SECRET_ACCESS_KEY"),
    );
    let call = Call::DiskSnapshots(None);
    assert!(side::send(&running.client(&keys), call).await.is_ok());
    let wrong = Credentials::new(keys.access_key_id(), "wrong");
    let failure = side::send(&running.client(&wrong), call).await.unwrap_err();
    assert_eq!(failure.code.as_deref(), Some("InvalidSignatureException"));
    assert!(
        running
            .exported("AWS_ENDPOINT_URL_LIGHTSAIL")
            .starts_with("http://127.0.0.1:")
    );
}

#[tokio::test]
async fn a_seed_is_written_back() {
    let folder = tempfile::tempdir().unwrap();
    let text = serde_json::to_string(&seed()).unwrap();
    let seed_file = file(folder.path(), "seed.json", &text);
    let keys = r#"[{"AccessKeyId":"AKIDA","SecretAccessKey":"a"},
        {"AccessKeyId":"AKIDB","SecretAccessKey":"b","SessionToken":"t"}]"#;
    let keys_file = file(folder.path(), "keys.json", keys);
    let rules = r#"[{"fault":{"status":{"status":503}},"times":1}]"#;
    let faults_file = file(folder.path(), "faults.json", rules);
    let options = [
        "--seed",
        &seed_file,
        "--dump",
        "--credentials",
        &keys_file,
        "--faults",
        &faults_file,
        "--page-size",
        "3",
        "--complete-after",
        "0",
    ];
    let running = Running::start(&options, "AWS_REGION");
    let client = running.client(&Credentials::new("AKIDB", "b").with_session("t", None));
    let page = client.get_disk_snapshots().send().await.unwrap();
    assert_eq!(page.disk_snapshots().len(), 3);
    for call in [Call::ALL[0], Call::ALL[1]] {
        side::send(&client, call).await.unwrap();
    }
    running.terminate();
    let dump: Resources = serde_json::from_slice(&fs::read(&seed_file).unwrap()).unwrap();
    let names: Vec<_> = dump
        .disk_snapshots
        .iter()
        .map(|s| s.name().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "old-2", "old-3", "old-4", "old-5", "old-6", "old-7", "far", "new"
        ]
    );
    assert_eq!(dump.disk_snapshots[7].progress(), Some("100%"));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 3, "no other files: {left:?}");
}

#[tokio::test]
async fn anybody_only_when_asked_for() {
    let running = Running::start(&["--no-auth"], "AWS_REGION");
    let keys = Credentials::new("anybody", "anything");
    let call = Call::DiskSnapshots(None);
    assert!(side::send(&running.client(&keys), call).await.is_ok());
}

fn run(options: &[&str]) -> Output {
    command(options).output().unwrap()
}

#[test]
fn bad_options() {
    let folder = tempfile::tempdir().unwrap();
    let bad = file(folder.path(), "bad.json", r#"{"disks":[{"sizeInGb":"8"}]}"#);
    let none = file(folder.path(), "none.json", "[]");
    let cases: [(&[&str], &str); 8] = [
        (&["--dump"], "--dump needs a FILE"),
        (&["--seed", "nowhere.json"], "nowhere.json"),
        (&["--seed", &bad], "bad.json: invalid type"),
        (&["--credentials", &none], "nobody could be let in"),
        (&["--access-key", "a"], "--secret-key"),
        (
            &["--no-auth", "--access-key", "a", "--secret-key", "b"],
            "cannot be used with",
        ),
        (&["--complete-after=-1"], "--complete-after"),
        (&["--bind", "somewhere"], "--bind"),
    ];
    for (options, reason) in cases {
        let output = run(options);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{options:?}");
        assert!(text.contains(reason), "{options:?}: {text}");
    }
}

#[test]
fn help_names_every_option() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    for option in [
        "--port",
        "--bind",
        "--seed",
        "--dump",
        "--credentials",
        "--access-key",
        "--secret-key",
        "--no-auth",
        "--page-size",
        "--complete-after",
        "--faults",
        "--log",
    ] {
        assert!(help.contains(option), "{option}");
    }
}
