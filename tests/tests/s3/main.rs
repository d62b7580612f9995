//! One program of S3 against two servers that others wrote, moto and s3s-fs: with a generated crate of the
//! operations that it calls, and with the official crate, which does not take moto's answers about parts.
//!
//! cargo installs s3s-fs below the target folder. It checks signatures and checksums, and keeps objects as files,
//! so that the program can damage one.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod s3s;
mod surface;

use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diagnostic::Location;
use codegen::slice::Operations;
use codegen::{Slice, Source};
use tests::moto::Moto;
use tests::program::{Others, Program, all_of};
use tests::skip::{Lack, skipped};
use tests::upstream;

const OPERATIONS: [&str; 14] = [
    "CompleteMultipartUpload",
    "CopyObject",
    "CreateBucket",
    "CreateMultipartUpload",
    "DeleteBucket",
    "DeleteObject",
    "DeleteObjects",
    "GetObject",
    "HeadBucket",
    "HeadObject",
    "ListObjectsV2",
    "ListParts",
    "PutObject",
    "UploadPart",
];

const DEPENDENCIES: &str = r#"
aws-smithy-http-client = { version = "1", features = ["default-client"] }
aws-smithy-types = { version = "1", features = ["rt-tokio"] }
futures-util = { version = "0.3", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
ureq = { version = "3", default-features = false }
"#;

/// The crate that the program is built with.
#[derive(Clone, Copy)]
enum Sdk {
    Generated,
    Official,
}

#[test]
#[ignore = "takes half a minute to keep 10,000 objects"]
fn a_generated_crate_and_moto() {
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    let Some(program) = Sdk::Generated.program() else {
        return;
    };
    let moto = Moto::start(&python);
    run(Command::new(program).arg(&moto.url));
}

#[test]
#[ignore = "takes a minute to build a server, and a network"]
fn a_generated_crate_and_s3s() {
    with_s3s(Sdk::Generated);
}

#[test]
#[ignore = "takes minutes to build the official crate"]
fn the_official_crate_and_s3s() {
    with_s3s(Sdk::Official);
}

fn with_s3s(sdk: Sdk) {
    let server = match s3s::installed() {
        Ok(server) => server,
        Err(reason) => return skipped(Lack::Crates, &reason),
    };
    let Some(program) = sdk.program() else { return };
    let server = s3s::Server::start(&server);
    run(Command::new(program)
        .arg(&server.url)
        .arg(server.folder.path()));
}

/// Runs the program to its last line, which has the memory that it took.
fn run(program: &mut Command) {
    let output = program.output().unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    println!("{said}");
    assert!(output.status.success(), "{said}{complained}");
    assert!(said.contains("all is well"), "not all was run: {said}");
}

impl Sdk {
    /// Builds the program; `None` if this machine lacks what it takes.
    fn program(self) -> Option<PathBuf> {
        let mut dependencies = DEPENDENCIES.to_owned();
        let (name, sdk, crates) = match self {
            Self::Generated => ("s3-end-to-end", "s3_slice", vec![generated()?]),
            Self::Official => {
                dependencies.push_str(
                    "aws-sdk-s3 = { version = \"=1.157.0\", default-features = false }\n",
                );
                ("s3-end-to-end-official", "aws_sdk_s3", Vec::new())
            }
        };
        let (sentence, program) = include_str!("program.rs").split_once("\n\n").unwrap();
        let program = Program {
            name: name.to_owned(),
            crates,
            features: &["client", "rt-tokio"],
            dependencies,
            others: Others::AsHere,
            main: format!("{sentence}\n\nuse {sdk} as sdk;\n{program}"),
        };
        match program.try_build(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
            Ok(path) => Some(path),
            Err(problem) if problem.contains("no matching package") => {
                skipped(Lack::Crates, &problem);
                None
            }
            Err(problem) => panic!("{problem}"),
        }
    }
}

/// The crate of the operations that the program calls.
fn generated() -> Option<(String, codegen::FileSet)> {
    let model = upstream::published("smithy-2026", "s3.json")?;
    let named = OPERATIONS.map(|name| (name.to_owned(), Location::file("(test)")));
    let slice = Slice {
        operations: Operations::Named(named.into_iter().collect()),
        ..all_of("s3-slice")
    };
    let files = Source::load(&model, "s3.json")
        .and_then(|source| codegen::generate(&source, &slice))
        .unwrap_or_else(|failure| panic!("{failure}"));
    Some((slice.name, files))
}
