//! What is signed as the body where a request has none, or one that its signature does not cover.

use aws_runtime::auth::PayloadSigningOverride;

/// SHA-256 of nothing.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Has nothing signed as the body.
pub(super) fn empty_payload() -> PayloadSigningOverride {
    PayloadSigningOverride::Precomputed(NOTHING.to_owned())
}
