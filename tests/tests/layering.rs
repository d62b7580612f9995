//! Which stage of the generator may use what, and how long files, functions and macros are.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use tests::cases::{tree, workspace};

const MAX_FILE: usize = 400;
/// Lines between the braces.
const MAX_FUNCTION: usize = 60;

/// The Rust files of a folder of the workspace, by their path from there.
fn sources(folder: &str) -> BTreeMap<String, String> {
    let files = tree(&workspace().join(folder)).into_iter();
    let files: BTreeMap<_, _> = files.filter(|(path, _)| path.ends_with(".rs")).collect();
    assert!(!files.is_empty(), "no sources in {folder}");
    files
}

/// The tokens of a file as words, without comments and with literals that cannot be taken for code.
fn words(path: &str, text: &str) -> Vec<String> {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut words = Vec::new();
    flatten(text.parse().unwrap(), &mut words);
    words
}

fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                words.push("(".to_owned());
                flatten(group.stream(), words);
                words.push(")".to_owned());
            }
            TokenTree::Ident(ident) => words.push(ident.to_string()),
            TokenTree::Punct(punct) => words.push(punct.as_char().to_string()),
            TokenTree::Literal(_) => words.push("\"\"".to_owned()),
        }
    }
}

/// A word or several that only some files of `codegen` may have.
struct Reserved {
    /// As the code has it, with spaces between the tokens.
    code: &'static [&'static str],
    /// Files, or folders with a slash at the end.
    only_in: &'static [&'static str],
}

/// The layers. A file `x.rs` belongs to the folder `x/`.
const RESERVED: [Reserved; 5] = [
    Reserved {
        code: &["serde_json"],
        only_in: &["read.rs", "read/"],
    },
    Reserved {
        code: &[
            "quote !",
            "parse_quote !",
            "quote_spanned !",
            "parse_quote_spanned !",
        ],
        only_in: &["emit.rs", "emit/", "files.rs", "files/"],
    },
    // `emit/scope.rs` writes names that the emitters know, such as those of the runtime.
    Reserved {
        code: &[
            "Ident : : new",
            "Ident : : new_raw",
            "parse_str : : < Ident",
        ],
        only_in: &["plan/names.rs", "plan/names/"],
    },
    Reserved {
        code: &["format_ident !"],
        only_in: &["plan/names.rs", "plan/names/", "emit/scope.rs"],
    },
    // A library: it takes no arguments, starts nothing and ends nothing. (`process::id` names a folder.)
    Reserved {
        code: &[
            "clap",
            "Command : : new",
            "process : : exit",
            "env : : args",
        ],
        only_in: &[],
    },
];

#[test]
fn every_stage_keeps_to_its_layer() {
    let mut offenders = Vec::new();
    let mut seen = vec![false; RESERVED.len()];
    for (path, text) in sources("codegen/src") {
        let code = format!(" {} ", words(&path, &text).join(" "));
        for (reserved, seen) in RESERVED.iter().zip(&mut seen) {
            let may = |place: &str| match place.strip_suffix('/') {
                Some(_) => path.starts_with(place),
                None => path == place,
            };
            let is_allowed = reserved.only_in.iter().any(|place| may(place));
            for pattern in reserved.code {
                let uses = code.contains(&format!(" {pattern} "));
                *seen |= uses && is_allowed;
                if uses && !is_allowed {
                    offenders.push(format!("codegen/src/{path} uses `{pattern}`"));
                }
            }
        }
    }
    assert!(
        offenders.is_empty(),
        "out of their layer:\n{}",
        offenders.join("\n")
    );
    for (reserved, seen) in RESERVED.iter().zip(seen) {
        let wanted = !reserved.only_in.is_empty();
        assert_eq!(
            seen, wanted,
            "nobody uses {:?}: does the scan still work?",
            reserved.code
        );
    }
}

#[test]
fn codegen_has_no_front_end_among_its_dependencies() {
    let manifest = std::fs::read_to_string(workspace().join("codegen/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let names: Vec<&str> = dependencies
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect();
    assert!(names.contains(&"serde_json"), "{names:?}");
    for name in ["clap", "toml", "tokio", "xtask"] {
        assert!(!names.contains(&name), "codegen depends on {name}");
    }
}

/// What people write; what is generated has its own rules.
const WRITTEN: [&str; 20] = [
    "codegen/src",
    "codegen/cli/src",
    "codegen/cli/tests",
    "codegen/runtime/src",
    "xtask/src",
    "xtask/benches",
    "xtask/tests",
    "tests/src",
    "tests/tests",
    "tests/bench/benches",
    "tests/bench/services",
    "tests/demo/queue/src",
    "tests/demo/table/src",
    "tests/dropin/programs",
    "tests/fleet/src",
    "tests/https/src",
    "tests/https/tests",
    "tests/examples",
    "tests/lightsail-local/src",
    "tests/lightsail-local/tests",
];

fn written() -> Vec<(String, String)> {
    let files = WRITTEN.iter().flat_map(|folder| {
        let files = sources(folder).into_iter();
        files.map(move |(path, text)| (format!("{folder}/{path}"), text))
    });
    files.collect()
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut offenders = Vec::new();
    for (path, text) in written() {
        let lines = text.lines().count();
        if lines > MAX_FILE {
            offenders.push(format!("{path}: {lines} lines, more than {MAX_FILE}"));
        }
        let about = text.lines().next().unwrap_or_default();
        if !about.starts_with("//! ") {
            offenders.push(format!("{path}: does not begin with `//!`"));
        }
    }
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

#[test]
fn functions_are_short() {
    let mut offenders = Vec::new();
    let mut count = 0;
    // A test may tell a long story.
    let code = written().into_iter();
    for (path, text) in code.filter(|(path, _)| !path.contains("/tests/")) {
        for (at, name, lines) in functions(&text) {
            count += 1;
            if lines > MAX_FUNCTION {
                offenders.push(format!(
                    "{path}:{at}: fn {name} has {lines} lines, more than {MAX_FUNCTION}"
                ));
            }
        }
    }
    assert!(
        count > 1000,
        "only {count} functions found: does the scan still work?"
    );
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

/// A macro, with all its arms, is as short as a function.
#[test]
fn macros_are_short() {
    let mut offenders = Vec::new();
    let mut count = 0;
    for (path, text) in written() {
        for (at, name, lines) in macros(&text) {
            count += 1;
            if lines > MAX_FUNCTION {
                offenders.push(format!(
                    "{path}:{at}: {name}! has {lines} lines, more than {MAX_FUNCTION}"
                ));
            }
        }
    }
    assert!(
        count > 25,
        "only {count} macros found: does the scan still work?"
    );
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

/// The macros of a file: line, name and how many lines all arms have together.
fn macros(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut macros = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = line.trim_start().strip_prefix("macro_rules! ") else {
            continue;
        };
        let end = line.replace(line.trim_start(), "}");
        // One that does not end under its first word goes on to the end of the file.
        let rest = &lines[at + 1..];
        let length = rest.iter().position(|line| *line == end);
        let name = name.trim_end_matches(" {").to_owned();
        macros.push((at + 1, name, length.unwrap_or(rest.len())));
    }
    macros
}

#[test]
fn the_scan_finds_macros() {
    let text = "macro_rules! one {\n    () => {\n        1\n    };\n}\n\nmod x {\n    macro_rules! two {\n        () => {};\n    }\n}\n";
    let found: Vec<_> = macros(text)
        .into_iter()
        .map(|(at, name, lines)| format!("{at} {name} {lines}"))
        .collect();
    assert_eq!(found, ["1 one 3", "8 two 1"]);
}

/// The functions of a formatted file: line, name and how many lines there are between the braces, which
/// rustfmt sets at the end of a line and under the first word.
fn functions(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = function(line) else { continue };
        let end = format!("{}}}", " ".repeat(indent));
        let ends = |line: &str| {
            line == end
                || line.trim_end().ends_with(';')
                    && !line.starts_with(&format!("{} ", " ".repeat(indent)))
        };
        let rest = &lines[at..];
        let length = match line.ends_with('}') || line.ends_with(';') {
            true => 0,
            false => {
                let end = rest.iter().skip(1).position(|line| ends(line)).unwrap_or(0);
                let open = rest
                    .iter()
                    .position(|line| line.ends_with('{'))
                    .unwrap_or(end);
                end.saturating_sub(open)
            }
        };
        functions.push((at + 1, name.to_owned(), length));
    }
    functions
}

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub")
            || matches!(
                *word,
                "const" | "async" | "unsafe" | "extern" | "super)" | "crate)"
            )
    });
    let name = words
        .next()
        .filter(|word| *word == "fn")
        .and(words.next())?;
    name.split(['(', '<']).next()
}

#[test]
fn the_scan_finds_functions() {
    let text = "impl X {\n    pub(crate) async fn one(\n        &self,\n    ) -> u8 {\n        1\n    }\n\n    fn two() {}\n}\n\ntrait Y {\n    fn three(&self);\n}\n";
    let found: Vec<_> = functions(text)
        .into_iter()
        .map(|(at, name, lines)| format!("{at} {name} {lines}"))
        .collect();
    assert_eq!(found, ["2 one 1", "8 two 0", "12 three 0"]);
}
