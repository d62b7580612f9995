//! The pages of the documentation: their links lead somewhere, and their Rust is compiled.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use tests::cases::workspace;

/// What matters of a page.
#[derive(Default)]
struct Page {
    /// Where its links lead, as they are written.
    links: Vec<String>,
    /// References that are not defined.
    undefined: Vec<String>,
    /// The anchors of its headings.
    anchors: BTreeSet<String>,
    /// Its blocks of Rust.
    rust: Vec<String>,
}

impl Page {
    fn parse(text: &str) -> Self {
        let mut page = Self::default();
        let mut undefined = Vec::new();
        let mut note = |link: BrokenLink<'_>| {
            // A single pair of brackets may be nothing but text.
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                undefined.push(link.reference.to_string());
            }
            None
        };
        let options = Options::ENABLE_TABLES;
        let events = Parser::new_with_broken_link_callback(text, options, Some(&mut note));
        let (mut heading, mut code) = (None, None);
        for event in events {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.to_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let text = heading.take().unwrap();
                    page.add_anchor(&text);
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let language = info.split([',', ' ']).next().unwrap().to_owned();
                    code = Some((language, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => match code.take() {
                    Some((language, code)) if language == "rust" => page.rust.push(code),
                    _ => {}
                },
                Event::Text(text) | Event::Code(text) => {
                    let open = heading.as_mut().or(code.as_mut().map(|(_, code)| code));
                    open.into_iter().for_each(|open| open.push_str(&text));
                }
                _ => {}
            }
        }
        page.undefined = undefined;
        page
    }

    /// The anchor of a heading, as GitHub makes it.
    fn add_anchor(&mut self, heading: &str) {
        let kept = heading
            .trim()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let slug = kept.collect::<String>().to_lowercase().replace(' ', "-");
        let more = (1..).map(|n| format!("{slug}-{n}"));
        let mut names = [slug.clone()].into_iter().chain(more);
        let free = names.find(|name| !self.anchors.contains(name));
        self.anchors.extend(free);
    }
}

/// The pages by their paths from the workspace.
fn pages() -> BTreeMap<PathBuf, Page> {
    let docs = fs::read_dir(workspace().join("docs")).unwrap();
    let docs = docs.map(|entry| Path::new("docs").join(entry.unwrap().file_name()));
    let others = [
        "README.md",
        "CHANGELOG.md",
        "generated/README.md",
        "tests/lightsail-local/README.md",
    ];
    let others = others.map(PathBuf::from);
    let paths = docs
        .chain(others)
        .filter(|path| path.extension() == Some("md".as_ref()));
    paths
        .map(|path| {
            let text = fs::read_to_string(workspace().join(&path)).unwrap();
            (path, Page::parse(&text))
        })
        .collect()
}

/// Where a relative link of a page leads, from the workspace, and to which anchor; `None` if it
/// leads out of it to the web.
fn target(page: &Path, link: &str) -> Option<(PathBuf, Option<String>)> {
    if link.starts_with("https://") {
        return None;
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return Some((page.to_path_buf(), anchor));
    }
    let mut target = page.parent().unwrap().to_path_buf();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir if target.pop() => {}
            component => target.push(component),
        }
    }
    Some((target, anchor))
}

/// What is wrong with the links of pages.
fn problems(pages: &BTreeMap<PathBuf, Page>) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, page) in pages {
        let undefined = page.undefined.iter();
        problems
            .extend(undefined.map(|name| format!("{}: [{name}] is not defined", path.display())));
        for link in &page.links {
            let Some((target, anchor)) = target(path, link) else {
                continue;
            };
            let exists = pages.contains_key(&target) || workspace().join(&target).exists();
            let has_anchor = anchor.is_none_or(|anchor| {
                let page = pages.get(&target);
                page.is_some_and(|page| page.anchors.contains(&anchor))
            });
            if target.is_absolute() || target.starts_with("..") || !exists || !has_anchor {
                problems.push(format!("{}: {link} leads nowhere", path.display()));
            }
        }
    }
    problems
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    let links: usize = pages.values().map(|page| page.links.len()).sum();
    assert!(links > 30, "only {links} links: does the scan still work?");
    assert_eq!(problems(&pages), [""; 0]);
}

#[test]
fn wrong_links_are_found() {
    let text = "# A `b`, c-d_e!\n# A b c-d_e\n[1](#a-b-c-d_e) [2](#a-b-c-d_e-1) [3](#A) [4](no.md) \
        [5](../README.md#a-b) ![6](../no.png) [7][eight] [8] `[9](no.md)` [10](../README.md) \
        [11](https://x) [12](http://x) [13](../../README.md) [14](../tests/src#x)\n\n[8]: no.md\n";
    let readme = Page::parse("# Read me");
    let pages = BTreeMap::from([
        ("docs/page.md".into(), Page::parse(text)),
        ("README.md".into(), readme),
    ]);
    let found = [
        "[eight] is not defined",
        "#A leads nowhere",
        "no.md leads nowhere",
        "../README.md#a-b leads nowhere",
        "../no.png leads nowhere",
        "no.md leads nowhere",
        "http://x leads nowhere",
        "../../README.md leads nowhere",
        "../tests/src#x leads nowhere",
    ];
    assert_eq!(
        problems(&pages),
        found.map(|problem| format!("docs/page.md: {problem}"))
    );
}

#[test]
fn every_page_can_be_reached_from_the_readme() {
    let pages = pages();
    let mut reached = BTreeSet::new();
    let mut next = vec![PathBuf::from("README.md")];
    while let Some(path) = next.pop() {
        if let Some(page) = pages.get(&path)
            && reached.insert(path.clone())
        {
            let targets = page.links.iter().filter_map(|link| target(&path, link));
            next.extend(targets.map(|(target, _)| target));
        }
    }
    let guide = pages.keys().filter(|path| path.starts_with("docs"));
    let lost: Vec<_> = guide.filter(|path| !reached.contains(*path)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

/// Pages whose Rust is compiled in another way than as documentation tests of `tests/src/guide.rs`.
const ELSEWHERE: [&str; 2] = [
    // It calls an operation that is in the slice only after the steps of the page.
    "docs/extending.md",
    // A test: `tests/guide.rs` beside it has it word for word.
    "tests/lightsail-local/README.md",
];

#[test]
fn all_rust_is_compiled() {
    let guide = fs::read_to_string(workspace().join("tests/src/guide.rs")).unwrap();
    let is_compiled =
        |path: &str| guide.contains(&format!("\"{path}\"")) || ELSEWHERE.contains(&path);
    let pages = pages()
        .into_iter()
        .filter(|(_, page)| !page.rust.is_empty());
    let paths: Vec<String> = pages
        .map(|(path, _)| path.to_str().unwrap().to_owned())
        .collect();
    assert!(paths.len() > 5, "{paths:?}");
    let not: Vec<_> = paths.iter().filter(|path| !is_compiled(path)).collect();
    assert!(not.is_empty(), "{not:?}");
}

#[test]
fn the_test_in_the_page_of_the_server_is_one() {
    let page = fs::read_to_string(workspace().join("tests/lightsail-local/README.md")).unwrap();
    let rust = Page::parse(&page).rust;
    let test =
        fs::read_to_string(workspace().join("tests/lightsail-local/tests/guide.rs")).unwrap();
    assert_eq!(rust.len(), 1);
    for block in rust {
        assert!(
            test.ends_with(&block),
            "tests/guide.rs does not end with:\n{block}"
        );
    }
}
