//! The public surface of a crate of all of S3, beside that of the official one.

use std::path::Path;

use codegen::Source;
use tests::cases::with_our_runtime;
use tests::commands::same_versions;
use tests::program::all_of;
use tests::surface::Sides;
use tests::upstream;

/// What may be missing, each below a comment that says why.
const ACCEPTED: &str = include_str!("../../fixtures/s3_surface.txt");

#[test]
#[ignore = "takes minutes to document the official crate, and a network"]
fn nothing_of_the_official_crate_is_missing() {
    let Some(model) = upstream::published("smithy-2026", "s3.json") else {
        return;
    };
    let files = Source::load(&model, "s3.json")
        .and_then(|source| codegen::generate(&source, &all_of("whole-s3")))
        .unwrap_or_else(|failure| panic!("{failure}"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../surface");
    let folder = target.join("s3");
    let mut files = with_our_runtime(&files);
    let manifest = files.get("Cargo.toml").unwrap().to_owned();
    files.text("Cargo.toml", manifest + "\n[workspace]\n");
    files.write(&folder).unwrap();
    same_versions(&folder);
    let sides = Sides {
        manifest: &folder.join("Cargo.toml"),
        package: "whole-s3",
        official: ("aws-sdk-s3", "=1.157.0"),
        target: &target,
    };
    let report = sides.compare(ACCEPTED);
    println!("{report}");
    assert!(report.is_drop_in(), "{report}");
    assert!(report.common > 29_000, "{report}");
}
