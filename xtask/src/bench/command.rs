//! Other programs: run, timed, and asked how much memory they took.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// A cargo command in a folder, with a target folder of its own.
pub(super) fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut cargo = crate::cargo::cargo();
    cargo.args(arguments).arg("--quiet").current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", target);
    cargo
        .env_remove("CARGO_INCREMENTAL")
        .env_remove("RUSTFLAGS");
    cargo
}

/// Runs a program; gives what it prints.
pub(super) fn run(command: &mut Command) -> io::Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(failed(command)),
    }
}

fn failed(command: &Command) -> io::Error {
    io::Error::other(format!("error: {command:?} failed"))
}

/// What a program took, with all that it started.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    /// Seconds until it ended.
    pub(super) seconds: f64,
    /// Seconds of all processors.
    pub(super) processor: f64,
    /// Bytes, of the largest process.
    pub(super) memory: f64,
}

impl Taken {
    /// The median of each number; of nothing, nothing.
    pub(super) fn median(runs: &[Self]) -> Self {
        let of = |number: fn(&Self) -> f64| {
            let mut numbers: Vec<f64> = runs.iter().map(number).collect();
            numbers.sort_by(f64::total_cmp);
            numbers.get(numbers.len() / 2).copied().unwrap_or_default()
        };
        Self {
            seconds: of(|taken| taken.seconds),
            processor: of(|taken| taken.processor),
            memory: of(|taken| taken.memory),
        }
    }
}

/// Runs a program and says what that took.
pub(super) fn take(command: &mut Command) -> io::Result<Taken> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let ended = child.wait4()?;
    if !ended.status.success() {
        return Err(failed(command));
    }
    Ok(Taken {
        seconds: start.elapsed().as_secs_f64(),
        processor: (ended.rusage.utime + ended.rusage.stime).as_secs_f64(),
        memory: ended.rusage.maxrss as f64,
    })
}

/// What each of two takes that take turns: the medians of so many times.
pub(super) fn in_turn<T: Copy>(
    times: usize,
    rivals: [T; 2],
    mut take: impl FnMut(T) -> io::Result<Taken>,
) -> io::Result<[Taken; 2]> {
    let mut runs = [Vec::new(), Vec::new()];
    for _ in 0..times {
        for (rival, runs) in rivals.into_iter().zip(&mut runs) {
            runs.push(take(rival)?);
        }
    }
    Ok(runs.map(|runs| Taken::median(&runs)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_takes_time_and_memory() {
        let taken = take(Command::new("sh").args(["-c", "sleep 0.05"])).expect("a shell");
        assert!(taken.seconds >= 0.05, "{taken:?}");
        assert!(taken.memory > 100_000.0, "{taken:?}");
    }

    #[test]
    fn each_number_has_its_own_median() {
        let run = |seconds, processor, memory| Taken {
            seconds,
            processor,
            memory,
        };
        let taken = Taken::median(&[run(3.0, 1.0, 5.0), run(1.0, 2.0, 9.0), run(2.0, 3.0, 7.0)]);
        assert_eq!(
            (taken.seconds, taken.processor, taken.memory),
            (2.0, 2.0, 7.0)
        );
    }

    #[test]
    fn two_take_turns() {
        let mut turns = String::new();
        let [a, b] = in_turn(3, ["a", "b"], |rival| {
            turns.push_str(rival);
            Ok(Taken {
                seconds: turns.len() as f64,
                ..Taken::default()
            })
        })
        .expect("numbers");
        assert_eq!(turns, "ababab");
        assert_eq!((a.seconds, b.seconds), (3.0, 4.0));
    }

    #[test]
    fn a_failure_names_the_command() {
        let error = take(Command::new("sh").args(["-c", "exit 3"])).expect_err("it fails");
        assert!(error.to_string().contains("exit 3"), "{error}");
    }
}
