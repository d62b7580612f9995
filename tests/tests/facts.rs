//! The Lightsail model beside botocore's, where Python has it. `dropin` compares what becomes of it with the
//! official crate.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use std::process::Command;

use tests::cases::{package, workspace};
use tests::upstream;

#[test]
fn the_model_is_as_botocores() {
    if upstream::botocore().is_none() {
        return;
    }
    let python = upstream::python("botocore").unwrap();
    let script = package().join("facts/botocore_facts.py");
    let model = workspace().join("model/lightsail/2016-11-28");
    let mut run = Command::new(&python);
    let output = run.arg(script).arg(model).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    assert!(said.contains("compared "), "it compared nothing:\n{said}");
}
