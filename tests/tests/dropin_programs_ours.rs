//! The same programs, unchanged, with the generated crate under the name of the official one, as
//! `aws-sdk-lightsail = { package = "lightsail-snapshots", … }` in `Cargo.toml` gives it.

extern crate lightsail_snapshots as aws_sdk_lightsail;

#[path = "dropin_programs/checks.rs"]
mod checks;

/// The name is that of the other crate here, or nothing of this is true.
#[test]
fn it_is_the_other_crate() {
    let version = aws_sdk_lightsail::meta::PKG_VERSION;
    assert_eq!(version, lightsail_snapshots::meta::PKG_VERSION);
    assert_ne!(version, "1.135.0");
}
