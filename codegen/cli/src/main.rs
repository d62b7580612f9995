//! `cargo whittle`.

fn main() -> std::process::ExitCode {
    cargo_whittle::command::main()
}
