//! Bodies that stream, of bytes and of events, through a generated client: one program calls every
//! operation of a small service.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod memory;

use std::path::Path;
use std::process::Command;

use codegen::Source;
use codegen::read::Document;
use tests::cases::workspace;
use tests::program::{ENDPOINT_RULES, Others, Program, all_of};

const MODEL: &str = include_str!("model.json");

const DEPENDENCIES: &str = r#"
aws-smithy-http-client = { version = "1", features = ["test-util"] }
aws-smithy-runtime-api = "1"
aws-smithy-types = { version = "1", features = ["http-body-1-x", "rt-tokio"] }
bytes = "1"
crc32fast = "1"
futures-util = { version = "0.3", default-features = false }
http = "1"
http-body = "1"
http-body-util = "0.1"
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
"#;

#[test]
fn bodies_stream() {
    let document = |text: &str| Document {
        file: "vault.json".into(),
        bytes: text.into(),
    };
    let source = Source {
        endpoint_rules: Some(document(ENDPOINT_RULES)),
        ..Source::new(document(MODEL))
    };
    let files = codegen::generate(&source, &all_of("vault"));
    let files = files.unwrap_or_else(|failure| panic!("{failure}"));
    let runtime = workspace().join("codegen/runtime");
    let dependencies = format!("{DEPENDENCIES}whittle-runtime = {{ path = {runtime:?} }}\n");
    // Inner comments have to be the first thing in a module.
    let events = include_str!("events.rs").replace("//!", "//");
    let program = Program {
        name: "streams".to_owned(),
        crates: vec![("vault".to_owned(), files)],
        features: &["client", "rt-tokio"],
        dependencies,
        others: Others::AsHere,
        main: format!("{}\n{events}", include_str!("driver.rs")),
    };
    let path = program.build(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let output = Command::new(path).output().unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the program fails:\n{complained}");
}
