//! cargo, run by a program that cargo itself has run.

use std::ffi::OsString;
use std::process::Command;

/// A run of the cargo that runs this program.
///
/// What cargo told this program about its package is kept from it: it would make the build scripts of
/// others run again.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut cargo = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&*name);
        }
    }
    cargo
}
