//! `[profile.dev.package]` in the manifest of a workspace: whittled crates are built as those of the registry
//! that they stand for. cargo compiles what comes from a folder incrementally, which costs time and disk with each
//! clean build, and gains nothing for crates that nobody edits.

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike};

/// Where our entries are.
const PATH: [&str; 3] = ["profile", "dev", "package"];
/// What they say: that it is `false`.
const KEY: &str = "incremental";

/// Of these packages, those that no entry is about.
pub(crate) fn lacks<'a>(document: &DocumentMut, names: &[&'a str]) -> Vec<&'a str> {
    let dev = document
        .get("profile")
        .and_then(|profile| profile.get("dev"));
    let package = dev.and_then(|dev| dev.get("package"));
    let is_off = dev.and_then(|dev| dev.get(KEY)?.as_bool()) == Some(false);
    let of_all = package.and_then(|package| package.get("*")?.get(KEY));
    // It is settled for all packages.
    if is_off || of_all.is_some() {
        return Vec::new();
    }
    let package = package.and_then(Item::as_table_like);
    let specs = package.into_iter().flat_map(|package| package.iter());
    let specs: Vec<&str> = specs.map(|(spec, _)| spec).collect();
    // cargo refuses two entries about one package.
    let is_there = |name: &str| specs.iter().any(|spec| is_about(spec, name));
    let names = names.iter().copied();
    names.filter(|name| !is_there(name)).collect()
}

/// Whether a package id specification is about a package: `name`, `name@1.2.3`, `URL#name@1.2.3`, `URL/name#1.2.3`.
fn is_about(spec: &str, name: &str) -> bool {
    let (url, fragment) = spec.rsplit_once('#').unwrap_or((spec, ""));
    let last = url.rsplit('/').next().unwrap_or(url);
    let named = |part: &str| part.split(['@', ':']).next() == Some(name);
    named(fragment) || named(last)
}

/// Adds an entry for each of these packages that lacks one.
pub(crate) fn set(document: &mut DocumentMut, names: &[&str]) {
    let names = lacks(document, names);
    if names.is_empty() {
        return;
    }
    let package = PATH
        .iter()
        .try_fold(document.as_item_mut(), |item, key| below(item, key));
    // What is no table there, cargo refuses.
    let Some(package) = package.and_then(Item::as_table_like_mut) else {
        return;
    };
    for name in names {
        let mut entry = InlineTable::new();
        entry.insert(KEY, false.into());
        package.insert(name, Item::Value(entry.into()));
    }
}

/// The table of a key, which is made where there is none.
fn below<'a>(parent: &'a mut Item, key: &str) -> Option<&'a mut Item> {
    let is_inline = parent.is_value();
    let new = || match is_inline {
        true => Item::Value(InlineTable::new().into()),
        false => {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        }
    };
    let parent = parent.as_table_like_mut()?;
    Some(parent.entry(key).or_insert_with(new))
}

/// Removes our entries about these packages, and the tables that are there for them.
pub(crate) fn unset(document: &mut DocumentMut, names: &[&str]) {
    forget(document.as_item_mut(), &PATH, names);
}

/// Does so below an item; says whether anything was ours.
fn forget(item: &mut Item, path: &[&str], names: &[&str]) -> bool {
    let Some(table) = item.as_table_like_mut() else {
        return false;
    };
    let Some((key, rest)) = path.split_first() else {
        let before = table.len();
        for name in names {
            if table.get(name).is_some_and(is_ours) {
                table.remove(name);
            }
        }
        return table.len() < before;
    };
    let Some(inner) = table.get_mut(key) else {
        return false;
    };
    if !forget(inner, rest, names) {
        return false;
    }
    let is_empty = inner.as_table_like().is_some_and(TableLike::is_empty);
    let has_header = inner.as_table().is_some_and(|table| !table.is_implicit());
    if is_empty && (rest.is_empty() || !has_header) {
        table.remove(key);
    } else if let (true, Some(package)) = (rest.is_empty(), inner.as_table_mut()) {
        // Those of others may have headers of their own, and then need none above them.
        let has_headers = package.iter().all(|(_, item)| item.is_table());
        package.set_implicit(has_headers);
    }
    true
}

/// Whether an entry says what ours say, as we write it, and no more.
fn is_ours(item: &Item) -> bool {
    let entry = item.as_inline_table().filter(|entry| entry.len() == 1);
    entry.and_then(|entry| entry.get(KEY)?.as_bool()) == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["aws-sdk-sts", "whittle-runtime"];
    const OURS: &str =
        "aws-sdk-sts = { incremental = false }\nwhittle-runtime = { incremental = false }\n";

    fn with(text: &str) -> DocumentMut {
        let mut document: DocumentMut = text.parse().expect("a manifest");
        set(&mut document, &NAMES);
        document
    }

    #[test]
    fn entries_come_and_go_and_all_else_stays() {
        for text in [
            "",
            "[package]\nname = \"x\"\n\n[profile.dev]\ndebug = 0 # mine\n\n[profile.release]\nstrip = true\n",
            "[profile.dev.package]\nother = { opt-level = 3 }\n",
            "[profile.dev.package.other]\nopt-level = 3\n\n[profile.dev.package.\"*\"]\nopt-level = 1\n",
            "[profile.dev]\npackage.other.opt-level = 3\n",
            "profile.dev.debug = 0\n",
            "profile = { dev = { debug = 0 } }\n",
        ] {
            let mut document = with(text);
            let changed = document.to_string();
            assert!(lacks(&document, &NAMES).is_empty(), "{changed}");
            assert_eq!(with(&changed).to_string(), changed, "twice is once");
            unset(&mut document, &NAMES);
            assert_eq!(document.to_string(), text);
            // What is read again has lost which tables were made.
            let mut read: DocumentMut = changed.parse().expect("a manifest");
            unset(&mut read, &NAMES);
            assert_eq!(read.to_string(), text);
        }
        let changed = with("[profile.dev]\ndebug = 0\n").to_string();
        assert_eq!(
            changed,
            format!("[profile.dev]\ndebug = 0\n\n[profile.dev.package]\n{OURS}")
        );
    }

    #[test]
    fn what_somebody_has_said_is_left_alone() {
        for text in [
            "[profile.dev.package.aws-sdk-sts]\nincremental = false\n",
            "[profile.dev.package]\n\"aws-sdk-sts@1.124.0\" = { opt-level = 3 }\n",
            "[profile.dev.package]\n\"https://example.com/aws-sdk-sts#1.124.0\" = { opt-level = 3 }\n",
        ] {
            let mut document = with(text);
            let changed = document.to_string();
            assert!(changed.contains("whittle-runtime"), "{changed}");
            assert_eq!(changed.matches("aws-sdk-sts").count(), 1, "{changed}");
            unset(&mut document, &NAMES);
            assert_eq!(document.to_string(), text);
        }
        for text in [
            "[profile.dev]\nincremental = false\n",
            "[profile.dev.package.\"*\"]\nincremental = true\n",
        ] {
            assert_eq!(with(text).to_string(), text);
        }
    }
}
