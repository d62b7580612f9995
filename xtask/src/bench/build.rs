//! Builds: how long, how much memory, how large.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::command::{Taken, in_turn, run, take};
use super::project::{BOTH, Features, Project, Side};
use super::row::{Row, Unit};
use super::settings::Bench;

/// How often a build is measured, whoever's it is: the sides take turns, and the medians count.
const TIMES: usize = 3;

/// The project that the other measurements share, so that dependencies are built once.
fn shared(bench: &Bench) -> io::Result<Project> {
    Project::new(&bench.root, "shared", Features::Leanest)
}

/// A check of the crate alone, which an editor waits for, and the program.
pub(super) fn alone(bench: &Bench) -> io::Result<Vec<Row>> {
    let project = shared(bench)?;
    for side in BOTH {
        run(&mut project.build("check", side, &[]))?;
    }
    let [ours, official] = in_turn(TIMES, BOTH, |side| check(&project, side))?;
    let what = "the crate alone, cargo check";
    let mut rows = vec![
        Row::official(what, Unit::Time, ours.seconds, official.seconds).aims_at(20.0),
        Row::official(
            format!("{what}: processor time"),
            Unit::Time,
            ours.processor,
            official.processor,
        ),
    ];
    let [ours, official] = each(|side| {
        run(&mut project.build("build", side, &["--release"]))?;
        size(&project.target().join("release").join(side.program()))
    })?;
    let what = "stripped release binary of the program";
    rows.push(Row::official(what, Unit::Size, ours, official).aims_at(2.0));
    Ok(rows)
}

fn each<T>(mut measure: impl FnMut(Side) -> io::Result<T>) -> io::Result<[T; 2]> {
    Ok([measure(Side::Ours)?, measure(Side::Official)?])
}

/// Checks a side's crate again, with all else there.
fn check(project: &Project, side: Side) -> io::Result<Taken> {
    let mut clean = project.cargo(&["clean", "--offline"]);
    clean.args(
        side.packages()
            .iter()
            .flat_map(|package| ["--package", package]),
    );
    run(&mut clean)?;
    let mut check = project.cargo(&["check", "--offline", "--package", side.package()]);
    // The features are those that the program asks for.
    take(check.args(["--package", side.program(), "--lib"]))
}

/// What can be counted without a clock.
pub(super) fn sizes(bench: &Bench) -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (features, what) in [
        (Features::Default, "default features"),
        (Features::Leanest, "leanest features"),
    ] {
        let name = if features == Features::Default {
            "tree"
        } else {
            "shared"
        };
        let project = Project::new(&bench.root, name, features)?;
        let [ours, official] = each(|side| packages(&project, side))?;
        rows.push(Row::official(
            format!("packages of the program, {what}"),
            Unit::Count,
            ours.0,
            official.0,
        ));
        rows.push(Row::official(
            format!("of these in two versions, {what}"),
            Unit::Count,
            ours.1,
            official.1,
        ));
        if features == Features::Leanest {
            let [ours, official] = each(|side| {
                let sources = sources(&project, side)?;
                sources.iter().map(|source| lines(source)).sum()
            })?;
            rows.push(Row::official(
                "lines of the crate, the runtime included",
                Unit::Count,
                ours,
                official,
            ));
            if !bench.quick {
                rows.push(libraries(&project)?);
            }
        }
    }
    Ok(rows)
}

/// How many packages a program is made of, and how many of them another version is there of, too.
fn packages(project: &Project, side: Side) -> io::Result<(f64, f64)> {
    let tree = [
        "tree",
        "--offline",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let tree = run(project.cargo(&tree).args(["--package", side.program()]))?;
    let mut all: Vec<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    all.sort_unstable();
    all.dedup();
    let name = |package: &str| package.split(' ').next().unwrap_or_default().to_owned();
    let twice = all
        .windows(2)
        .filter(|pair| name(pair[0]) == name(pair[1]))
        .count();
    Ok((all.len() as f64, twice as f64))
}

/// Where the sources of the side's packages are.
fn sources(project: &Project, side: Side) -> io::Result<Vec<PathBuf>> {
    let metadata = run(&mut project.cargo(&["metadata", "--offline", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let source = |name: &&str| {
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let mut named = packages.filter(|package| package["name"] == **name);
        let manifest = named.find_map(|package| package["manifest_path"].as_str());
        let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
        folder
            .map(|folder| folder.join("src"))
            .ok_or_else(|| io::Error::other(format!("cargo does not know {name}")))
    };
    side.packages().iter().map(source).collect()
}

/// The lines of all Rust files below a folder.
fn lines(folder: &Path) -> io::Result<f64> {
    let mut lines = 0.0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            lines += self::lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(path)?.lines().count() as f64;
        }
    }
    Ok(lines)
}

/// What rustc makes of the crates in a debug build.
fn libraries(project: &Project) -> io::Result<Row> {
    let library = |side: Side| {
        run(&mut project.build("build", side, &[]))?;
        let sizes = side.packages().iter().map(|package| {
            let name = format!("lib{}-", package.replace('-', "_"));
            let built = fs::read_dir(project.target().join("debug/deps"))?;
            let sizes = built.filter_map(|entry| {
                let path = entry.ok()?.path();
                let file = path.file_name()?.to_str()?;
                (file.starts_with(&name) && file.ends_with(".rlib")).then(|| size(&path).ok())?
            });
            io::Result::Ok(sizes.fold(0.0, f64::max))
        });
        sizes.sum::<io::Result<f64>>()
    };
    let [ours, official] = each(library)?;
    Ok(Row::official(
        "rlib of a debug build, the runtime included",
        Unit::Size,
        ours,
        official,
    ))
}

fn size(path: &Path) -> io::Result<f64> {
    Ok(fs::metadata(path)?.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_rust_files() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("inner")).expect("a folder");
        fs::write(folder.path().join("a.rs"), "one\ntwo\n").expect("a file");
        fs::write(folder.path().join("inner/b.rs"), "three\n").expect("a file");
        fs::write(folder.path().join("c.md"), "no\n").expect("a file");
        assert_eq!(lines(folder.path()).expect("a count"), 3.0);
    }
}
