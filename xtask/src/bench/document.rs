//! Where the tables go: docs/benchmarks.md with its chart, and the README, between markers.

use std::fs;
use std::io;
use std::path::Path;

use super::chart;
use super::row::{self, Row};

const START: &str = "<!-- bench -->\n";
const END: &str = "<!-- /bench -->";

/// Writes all results down.
pub(super) fn write(root: &Path, results: &[(&str, Vec<Row>)]) -> io::Result<()> {
    let mut tables =
        String::from("\n![how many times less than the official crate](benchmarks.svg)\n");
    for (title, rows) in results {
        tables.push_str(&format!("\n### {title}\n\n{}", row::table(rows)));
    }
    let rows = || results.iter().flat_map(|(_, rows)| rows);
    fs::write(root.join("docs/benchmarks.svg"), chart::draw(rows()))?;
    replace(&root.join("docs/benchmarks.md"), &format!("{tables}\n"))?;
    // The README has what people ask for first: whatever was compared and has a target.
    let headline: Vec<Row> = rows().filter(|row| row.is_headline()).cloned().collect();
    replace(
        &root.join("README.md"),
        &format!("\n{}\n", row::table(&headline)),
    )
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
    fn only_what_is_between_the_markers_changes() {
        let old = "a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n";
        let new = between_markers(old, "\nnew\n\n").expect("markers");
        assert_eq!(new, "a\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nb\n");
        assert_eq!(between_markers(&new, "\nnew\n\n").as_ref(), Some(&new));
        assert!(between_markers("a\nb\n", "new").is_none());
    }
}
