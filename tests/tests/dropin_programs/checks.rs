//! The programs, with the tests that one of them has. What they print is compared in `dropin`, by `renamed`.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::result_large_err,
    reason = "whole programs, of which the tests need a part"
)]

#[path = "../../dropin/programs/any_error.rs"]
mod any_error;
#[path = "../../dropin/programs/backup.rs"]
mod backup;
#[path = "../../dropin/programs/create_with_tags.rs"]
mod create_with_tags;
#[path = "../../dropin/programs/delete.rs"]
mod delete;
#[path = "../../dropin/programs/from_environment.rs"]
mod from_environment;
#[path = "../../dropin/programs/list_all.rs"]
mod list_all;
