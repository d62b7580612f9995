//! The programs of `tests/examples`, run as a user runs them, against the offline Lightsail.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod create_and_wait;
mod export_report;
mod harness;
mod list;
mod prune;
mod sans_io;

use harness::{run, server};

#[tokio::test(flavor = "multi_thread")]
async fn every_program_explains_itself() {
    let server = server([]).await;
    for (program, options) in [
        ("list", &["--endpoint-url", "--format", "--older-than"][..]),
        (
            "create_and_wait",
            &["--endpoint-url", "--timeout", "--quiet"],
        ),
        ("prune", &["--endpoint-url", "--dry-run", "--keep-days"]),
        ("export_report", &["--endpoint-url", "--state", "--region"]),
        ("sans_io", &["--endpoint-url", "--region"]),
    ] {
        let help = run(&server, program, &["--help"]).await;
        assert_eq!(help.code, 0, "{help:?}");
        for option in options {
            assert!(help.out.contains(option), "{option}: {}", help.out);
        }
        let wrong = run(&server, program, &["--no-such-option"]).await;
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
        assert!(wrong.err.contains("--no-such-option"), "{}", wrong.err);
    }
    assert_eq!(server.requests(), 0);
}
