//! Tests that cannot run on this machine say so in one way, and `.ci/run` counts them.

use std::io::Write;
use std::thread;

use crate::cases::workspace;

/// What a test needs and this machine lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Python with the packages of `tests/requirements.txt`.
    Python,
    /// A release of botocore besides the pinned one.
    Botocore,
    /// The source of crates, which `cargo fetch` gets.
    Crates,
    /// A file of the folder `shared` that lies beside a checkout.
    Shared,
    /// valgrind, which counts instructions.
    Valgrind,
    /// A target of rustc, such as `wasm32-unknown-unknown`.
    Target,
    /// A toolchain of another version.
    Toolchain,
    /// Something that only some operating systems have.
    System,
    /// A protocol that cannot be generated: `Limits` in the README.
    Protocol,
}

impl Lack {
    /// Whether the gate should have had it: the one list of what it may skip.
    fn is_the_gates_fault(self) -> bool {
        match self {
            Self::Python | Self::Botocore | Self::Crates | Self::Valgrind => true,
            Self::Shared => workspace().join("../shared").exists(),
            // Toolchains and targets are the machine's, the rest nobody can install.
            Self::Target | Self::Toolchain | Self::System | Self::Protocol => false,
        }
    }
}

/// Says that the test which calls this was not run, or only in part: the only way to skip anything.
///
/// A test tells apart what it lacks from what is wrong: where a tool is there and fails, the test
/// fails. `reason` is a few words on what is missing and how to get it. The line goes to standard
/// error past the test harness, which keeps what passing tests print.
///
/// ```no_run
/// use tests::skip::{Lack, skipped};
///
/// if !std::path::Path::new("/proc/self/status").exists() {
///     return skipped(Lack::System, "the memory of a process is not known here");
/// }
/// ```
///
/// # Panics
///
/// In the gate, which sets `WHITTLE_GATE`, if it could have installed what is missing.
#[track_caller]
pub fn skipped(lack: Lack, reason: &str) {
    let thread = thread::current();
    let test = thread.name().unwrap_or("?");
    // One write, so that lines of parallel tests do not mix.
    let line = format!("SKIPPED {test}: {reason}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    let is_gate = std::env::var_os("WHITTLE_GATE").is_some();
    assert!(
        !(is_gate && lack.is_the_gates_fault()),
        "the gate should have installed this: {reason}"
    );
}
