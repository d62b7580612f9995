//! Where results go: docs/benchmarks.json keeps them, and the tables of docs/benchmarks.md, its chart and
//! that of the README are made from it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::chart;
use super::row::{self, Row};
use super::settings::Bench;

const START: &str = "<!-- bench -->\n";
const END: &str = "<!-- /bench -->";

/// What the chart of the README has.
const README: [&str; 5] = [
    "EC2, S3, Lambda, DynamoDB and SQS, default features",
    "EC2, S3, Lambda, DynamoDB and SQS, default features: peak memory of rustc",
    "EC2, S3, Lambda, DynamoDB and SQS, leanest features against official default",
    "Lightsail: 5 operations with the runtime, debug build",
    "decode GetInstanceSnapshots, 1.8 MB: time",
];

/// The group that has a plot.
const GENERATOR: &str = "generator";

/// The rows of each group, by its name.
pub(super) type Results = BTreeMap<String, Vec<Row>>;

/// Puts what was measured in the place of what is there of the same groups, and writes all of it down. The
/// groups come with their titles, in the order of the page.
pub(super) fn write(bench: &Bench, groups: &[(&str, &str)], measured: Results) -> io::Result<()> {
    let root = &bench.root;
    let path = root.join("docs/benchmarks.json");
    let plot = root.join("docs/generator.svg");
    if measured.contains_key(GENERATOR) && bench.plot().exists() {
        fs::copy(bench.plot(), &plot)?;
    }
    let mut results: Results = match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Results::new(),
        Err(error) => return Err(error),
    };
    results.extend(measured);
    results.retain(|name, _| groups.iter().any(|(group, _)| group == name));
    fs::write(
        path,
        format!("{}\n", serde_json::to_string_pretty(&results)?),
    )?;
    let mut tables =
        String::from("\n![how many times less than the official crate](benchmarks.svg)\n");
    let mut rows = Vec::new();
    for (name, title) in groups {
        if let Some(of_group) = results.get(*name) {
            tables.push_str(&format!("\n### {title}\n\n{}", row::table(of_group)));
            rows.extend(of_group);
            if let (GENERATOR, true) = (*name, plot.exists()) {
                tables.push_str("\n![time against the size of the model](generator.svg)\n");
            }
        }
    }
    let page = chart::draw(rows.iter().copied().filter(|row| row.is_headline()));
    // Groups have rows of the same names, and rows other rivals.
    let of_readme = |row: &&&Row, what| row.what == what && row.is_headline();
    let first = README.map(|what| rows.iter().find(|row| of_readme(row, what)).copied());
    let readme = chart::draw(first.into_iter().flatten());
    fs::write(root.join("docs/benchmarks.svg"), page)?;
    fs::write(root.join("docs/readme.svg"), readme)?;
    replace(&root.join("docs/benchmarks.md"), &format!("{tables}\n"))
}

/// Puts the text between the markers of a file.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let old = fs::read_to_string(path)?;
    let new = between_markers(&old, text).ok_or_else(|| {
        let path = path.display();
        io::Error::other(format!(
            "error: {path} has no lines `{}` and `{END}`",
            START.trim_end()
        ))
    })?;
    fs::write(path, new)
}

fn between_markers(old: &str, text: &str) -> Option<String> {
    let (before, rest) = old.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}{text}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_of_the_readme_has_all_its_bars() {
        let results = include_str!("../../../docs/benchmarks.json");
        let results: Results = serde_json::from_str(results).expect("results");
        for what in README {
            let mut rows = results.values().flatten();
            assert!(rows.any(|row| row.what == what), "{what}");
        }
    }

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let old = "a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n";
        let new = between_markers(old, "\nnew\n\n").expect("markers");
        assert_eq!(new, "a\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nb\n");
        assert_eq!(between_markers(&new, "\nnew\n\n").as_ref(), Some(&new));
        assert!(between_markers("a\nb\n", "new").is_none());
    }
}
