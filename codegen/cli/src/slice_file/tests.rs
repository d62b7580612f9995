//! The reference of the slice file, docs/slice-file.md: its examples are slice files, and no key is missing.

use std::path::Path;

use super::parse;

const PAGE: &str = include_str!("../../../../docs/slice-file.md");

/// The examples of the page, each with the keys that all slices need.
fn examples() -> Vec<String> {
    let mut blocks = PAGE.split("```toml\n").skip(1);
    let mut block = || Some(blocks.next()?.split_once("```")?.0.to_owned());
    let needed = block().unwrap();
    let mut examples = vec![needed.clone()];
    while let Some(block) = block() {
        let key = |line: &str| line.split(" =").next().unwrap().to_owned();
        let others = needed.lines().filter(|line| {
            let key = key(line);
            !block.starts_with(&format!("{key} ="))
        });
        let others: Vec<&str> = others.collect();
        examples.push(format!("{}\n{block}", others.join("\n")));
    }
    examples
}

#[test]
fn every_example_of_the_reference_is_read() {
    let examples = examples();
    assert!(examples.len() > 9, "only {} examples", examples.len());
    for example in examples {
        let failure = parse(Path::new("slice.toml"), &example).err();
        let failure = failure.map(|failure| failure.to_string());
        assert_eq!(failure, None, "{example}");
    }
}

#[test]
fn the_reference_has_every_key() {
    let error = parse(Path::new("slice.toml"), "unknown = 1").unwrap_err();
    let error = error.to_string();
    // The message names the keys that there are: `name`, `version`, …
    let (_, listed) = error.split_once("expected one of ").unwrap();
    let keys: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
    assert!(keys.len() > 12, "{error}");
    let examples = examples().concat();
    for key in keys {
        let is_there = [format!("\n{key} = "), format!("[[{key}]]")];
        let is_there = is_there
            .iter()
            .any(|text| format!("\n{examples}").contains(text));
        assert!(is_there, "no example has `{key}`");
    }
}
