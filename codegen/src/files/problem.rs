//! What diagnostics about folders say.

use std::io;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Failure, Location};

/// What the system refused, and where.
pub(super) fn failed(message: &str, at: &Path, reason: &io::Error) -> Failure {
    let problem = Diagnostic::new(&Location::path(at), message);
    problem.note("reason", reason).into()
}

/// The first few of many names.
pub(super) fn some(names: &[String]) -> String {
    const SOME: usize = 8;
    let shown = names.iter().take(SOME).map(String::as_str);
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SOME) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
