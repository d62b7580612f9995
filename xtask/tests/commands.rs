//! The program itself. Its commands are tested in the package `tests`, which needs the program built.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::Command;

#[test]
fn help_has_a_line_for_each_command() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = program.arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, commands) = text.split_once("Commands:\n").unwrap();
    let commands = commands.split("\n\n").next().unwrap();
    for line in commands.lines().filter(|line| !line.starts_with("   ")) {
        let words = line.split_whitespace().count();
        assert!(words > 2, "nothing is said of {line:?}");
    }
    assert!(commands.contains("  codegen "), "{text}");
}
