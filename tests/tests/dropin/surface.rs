//! The generated crate shows everything that the official one shows.

use std::path::Path;
use xtask::surface;

#[test]
#[ignore = "takes a minute to document both crates"]
fn nothing_is_missing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let report = surface::compare(&root).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_drop_in(), "{report}");
}
