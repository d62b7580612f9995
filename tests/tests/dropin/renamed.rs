//! The one line in `Cargo.toml`: the programs as packages of their own, built by cargo once with
//! the official crate and once with ours in its place, and run against a server on loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use tests::commands::{cargo, same_versions};
use tests::program::Others;
use tests::unified;

/// What a user of the official crate has.
const OFFICIAL: &str = r#"aws-sdk-lightsail = "=1.135.0""#;

const PROGRAMS: [&str; 6] = [
    "any_error",
    "backup",
    "create_with_tags",
    "delete",
    "from_environment",
    "list_all",
];

/// What the user replaces it by.
fn ours() -> String {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    let path = generated.canonicalize().unwrap();
    format!(
        r#"aws-sdk-lightsail = {{ package = "lightsail-snapshots", path = "{}" }}"#,
        path.display()
    )
}

/// A package of all programs with this dependency.
fn package(name: &str, dependency: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let programs = here.join("dropin/programs");
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\
         aws-config = {{ version = \"1\", default-features = false, features = [\"rt-tokio\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\
         unified = {{ path = \"unified\" }}\n\n[workspace]\n"
    );
    for program in PROGRAMS {
        let path = programs.join(program).with_extension("rs");
        manifest += &format!(
            "\n[[bin]]\nname = \"{program}\"\npath = \"{}\"\n",
            path.display()
        );
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions and features that everything else here is tested with.
    same_versions(&folder);
    unified::write(&folder, Others::AsHere, dependency);
    folder
}

/// Builds the package; its programs are in this folder until the next one is built.
fn build(package: &Path) -> PathBuf {
    // Where most of what both need is built already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let status = cargo(package)
        // Debug information of the official crate is gigabytes.
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target)
        .args(["build", "--quiet", "--bins"])
        .status()
        .unwrap();
    assert!(status.success());
    target.join("debug")
}

/// Answers each request by its target, and for pages and errors by its body.
fn answer(target: &str, body: &str) -> (u16, &'static str) {
    match (target, body.contains("pageToken")) {
        ("Lightsail_20161128.GetDiskSnapshots", false) => (
            200,
            r#"{"diskSnapshots":[{"name":"a","sizeInGb":8}],"nextPageToken":"t"}"#,
        ),
        ("Lightsail_20161128.GetDiskSnapshots", true) => (
            200,
            r#"{"diskSnapshots":[{"name":"b","sizeInGb":9,"state":"odd"}]}"#,
        ),
        ("Lightsail_20161128.GetInstanceSnapshots", _) => (
            200,
            r#"{"instanceSnapshots":[{"name":"x","fromInstanceName":"web","createdAt":17.5}]}"#,
        ),
        ("Lightsail_20161128.CreateDiskSnapshot", _) => (
            200,
            r#"{"operations":[{"status":"Succeeded","operationType":"CreateDiskSnapshot"}]}"#,
        ),
        ("Lightsail_20161128.DeleteDiskSnapshot", _) => (
            404,
            r#"{"__type":"x#NotFoundException","message":"gone","tip":"look"}"#,
        ),
        _ => (400, r#"{"code":"InvalidInputException","message":"wrong"}"#),
    }
}

fn serve(stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    let (mut target, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else {
            match line.trim_end().is_empty() {
                true => break,
                false => continue,
            }
        };
        match name.to_ascii_lowercase().as_str() {
            "x-amz-target" => target = value.trim().to_owned(),
            "content-length" => length = value.trim().parse().unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (status, body) = answer(&target, &String::from_utf8(body).unwrap());
    let length = body.len();
    let head = format!("HTTP/1.1 {status} .\r\ncontent-length: {length}\r\nconnection: close\r\n");
    let mut stream = stream;
    write!(stream, "{head}x-amzn-requestid: id-1\r\n\r\n{body}").unwrap();
}

/// What a program prints.
fn run(program: &Path, port: u16) -> String {
    let output = Command::new(program)
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "eu-west-2")
        .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}/base"))
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}: {text}\n{errors}",
        program.display()
    );
    text
}

#[test]
fn programs() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            serve(&stream.unwrap());
        }
    });
    let folders = [
        ("programs-official", OFFICIAL.to_owned()),
        ("programs-ours", ours()),
    ];
    let said = folders.map(|(name, dependency)| {
        let programs = build(&package(name, &dependency));
        PROGRAMS.map(|program| run(&programs.join(program), port))
    });
    let [official, ours] = said;
    for ((program, official), ours) in PROGRAMS.into_iter().zip(official).zip(ours) {
        assert_eq!(official, ours, "{program}");
        assert!(!ours.is_empty(), "{program}");
        println!("{program}:\n{ours}");
    }
}
