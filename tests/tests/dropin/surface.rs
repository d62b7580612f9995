//! The generated crate shows everything that the official one shows.

use std::path::Path;
use xtask::surface::{self, Error};

#[test]
fn nothing_is_missing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match surface::compare(&root) {
        Ok(report) => assert!(report.is_drop_in(), "{report}"),
        Err(Error::Rustdoc(reason)) => eprintln!("SKIPPED: no rustdoc JSON: {reason}"),
        Err(error) => panic!("{error}"),
    }
}
