//! The report as one page: nothing is loaded from elsewhere, and it follows the reader's light or dark.

use std::fmt::Write;

use super::figures::{Change, CrateReport, Report};
use super::measure::{self, Row};
use crate::say::number;

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --page: #ffffff; --box: #f6f8fa; --bar: #0969da; --cut: #d1d9e0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --page: #0d1117; --box: #151b23; --bar: #4493f8; --cut: #2a313c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p { color: var(--soft); margin: .25rem 0 0; }
.tiles { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1.5rem; }
.tile { flex: 1 1 12rem; background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
.tile b { display: block; font-size: 1.8rem; line-height: 1.2; }
.tile span { color: var(--soft); }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .75rem 1rem; }
summary .bar { height: .5rem; border-radius: .25rem; background: var(--cut); margin-top: .5rem; overflow: hidden; }
summary .bar i { display: block; height: 100%; min-width: 2px; background: var(--bar); }
.facts { float: right; color: var(--soft); font-size: .9rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem 1rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
code { font: .85rem ui-monospace, monospace; color: var(--soft); }
";

/// The page.
pub(super) fn page(report: &Report) -> String {
    let name = escaped(&report.workspace);
    let mut body = format!(
        "<h1>{name}, whittled</h1>\n<p>What it uses of the AWS SDK for Rust, and what was cut away.</p>\n{}",
        tiles(report)
    );
    if let Some(measured) = &report.measured {
        body += &builds(&measure::rows(measured));
    }
    body += "<h2>Crates</h2>\n";
    for krate in &report.crates {
        body += &crate_of(krate);
    }
    if !report.official.is_empty() {
        body += "<h2>Official as before</h2>\n<table>\n";
        for (name, why) in &report.official {
            let _ = writeln!(
                body,
                "<tr><td>{}</td><td>{}</td></tr>",
                escaped(name),
                escaped(why)
            );
        }
        body += "</table>\n";
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name}, whittled</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn tiles(report: &Report) -> String {
    let used: usize = report
        .crates
        .iter()
        .map(|krate| krate.operations.len())
        .sum();
    let all: usize = report
        .crates
        .iter()
        .map(|krate| krate.operations_of_service)
        .sum();
    let (lines, types) = (
        report.sum(|krate| krate.lines),
        report.sum(|krate| krate.types),
    );
    let tile = |now: usize, before: usize, what: &str| {
        format!(
            "<div class=\"tile\"><b>{}</b><span>of {} {what}</span></div>\n",
            number(now),
            number(before)
        )
    };
    format!(
        "<div class=\"tiles\">\n{}{}{}</div>\n",
        tile(used, all, "operations"),
        tile(lines.after, lines.before, "lines of Rust"),
        tile(types.after, types.before, "types")
    )
}

fn builds(rows: &[Row]) -> String {
    let mut text = "<h2>Clean debug build</h2>\n<table id=\"builds\">\n<tr><th></th><th class=\"number\">official</th>\
                    <th class=\"number\">whittled</th><th class=\"number\">times less</th></tr>\n"
        .to_owned();
    for Row {
        what,
        before,
        after,
        ratio,
    } in rows
    {
        let _ = writeln!(
            text,
            "<tr><td>{what}</td><td class=\"number\">{before}</td><td class=\"number\">{after}</td>\
             <td class=\"number\">{ratio:.1}</td></tr>"
        );
    }
    text + "</table>\n"
}

fn crate_of(krate: &CrateReport) -> String {
    let facts = format!(
        "{} of {} operations, {} of {} lines",
        krate.operations.len(),
        krate.operations_of_service,
        number(krate.lines.after),
        number(krate.lines.before)
    );
    let mut text = format!(
        "<details>\n<summary><b>{}</b> {} <span class=\"facts\">{facts}</span>\
         <div class=\"bar\"><i style=\"width: {:.2}%\"></i></div></summary>\n<table>\n",
        escaped(&krate.name),
        escaped(&krate.version),
        percent(krate.lines)
    );
    for (operation, places) in &krate.operations {
        let places: Vec<String> = places
            .iter()
            .map(|place| format!("<code>{}</code>", escaped(place)))
            .collect();
        let _ = writeln!(
            text,
            "<tr><td>{}</td><td>{}</td></tr>",
            escaped(operation),
            places.join(" ")
        );
    }
    text + "</table>\n</details>\n"
}

/// How much is left, of a hundred.
fn percent(change: Change) -> f64 {
    let float = |n: usize| n.to_string().parse().unwrap_or(0.0_f64);
    (100.0 * float(change.after) / float(change.before.max(1))).min(100.0)
}

/// Text that is no markup.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn names_are_no_markup_and_nothing_is_loaded() {
        let report = Report {
            workspace: "<script>".to_owned(),
            crates: vec![CrateReport {
                name: "aws-sdk-x".to_owned(),
                version: "1.0.0".to_owned(),
                service: "X".to_owned(),
                operations: BTreeMap::from([("Get".to_owned(), vec!["a\"><b".to_owned()])]),
                operations_of_service: 5,
                lines: Change {
                    before: 1000,
                    after: 10,
                },
                types: Change {
                    before: 9,
                    after: 2,
                },
            }],
            official: BTreeMap::from([("aws-sdk-y".to_owned(), "a & b".to_owned())]),
            measured: None,
        };
        let page = page(&report);
        for part in [
            "<b>1</b><span>of 5 operations",
            "&lt;script&gt;, whittled",
            "width: 1.00%",
            "a &amp; b",
        ] {
            assert!(page.contains(part), "no {part} in\n{page}");
        }
        for part in ["<script", "http", "src=", "url(", "@import", "a\"><b"] {
            assert!(!page.contains(part), "{part} in\n{page}");
        }
    }
}
