//! `[patch.crates-io]` in the manifest of a workspace, and how cargo builds what it names: our entries come and go,
//! all else stays.

use codegen::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::{Failure, RUNTIME};
use toml_edit::{DocumentMut, InlineTable, Item, Table};

use crate::profile;

/// The names that the registry goes by in `[patch]`.
const REGISTRIES: [&str; 2] = ["crates-io", "https://github.com/rust-lang/crates.io-index"];

/// A manifest, as text of which only what concerns our crates is changed.
#[derive(Debug)]
pub(crate) struct Manifest {
    at: Location,
    document: DocumentMut,
    /// Whether the last line of the file had an end, which printing gives it.
    ends_in_line: bool,
    /// How its lines end, which printing makes all the same.
    line_end: &'static str,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// If it is not TOML.
    pub(crate) fn read(at: Location, text: &str) -> Result<Self, Failure> {
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            Diagnostic::new(&at, "the manifest is not TOML").note("reason", error.message())
        })?;
        Ok(Self {
            at,
            document,
            ends_in_line: text.is_empty() || text.ends_with('\n'),
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        })
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        let text = self.document.to_string().replace('\n', self.line_end);
        let is_patched = self.table(REGISTRIES[0]).is_some();
        match self.ends_in_line || is_patched {
            true => text,
            false => text.trim_end_matches(['\r', '\n']).to_owned(),
        }
    }

    /// Puts crates in the place of those of the registry: a name and a folder each.
    ///
    /// # Errors
    ///
    /// If one of them is patched to something else.
    pub(crate) fn patch(&mut self, crates: &[(String, String)]) -> Result<(), Failure> {
        let mut problems = Diagnostics::default();
        for (name, path) in crates {
            if let Some((registry, found)) = self.patched(name)
                && found.as_deref() != Some(path)
            {
                let at = self.at.child("patch").child(registry).child(name);
                let problem = Diagnostic::new(&at, "the crate is patched already");
                problems.push(
                    problem
                        .note("crate", name)
                        .note("with", found.unwrap_or_else(|| "no path".to_owned()))
                        .help(format!(
                            "remove that entry, or leave the crate alone: --except {name}"
                        )),
                );
            }
        }
        problems.finish(())?;
        self.add(crates)?;
        let names = crates.iter().map(|(name, _)| name);
        profile::set(&mut self.document, &and_runtime(names));
        Ok(())
    }

    /// Adds the patches that are missing.
    fn add(&mut self, crates: &[(String, String)]) -> Result<(), Failure> {
        let missing: Vec<_> = crates
            .iter()
            .filter(|(name, _)| self.patched(name).is_none())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let root = self.document.as_table_mut();
        let patch = root.entry("patch").or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        let new = Item::Table(Table::new());
        let table = patch
            .as_table_like_mut()
            .map(|patch| patch.entry(REGISTRIES[0]).or_insert(new));
        let table = table.and_then(|table| table.as_table_like_mut());
        let Some(table) = table else {
            let problem = Diagnostic::new(&self.at.child("patch"), "`patch` is no table");
            return Err(problem.into());
        };
        for (name, path) in missing {
            let mut entry = InlineTable::new();
            entry.insert("path", path.as_str().into());
            table.insert(name, Item::Value(entry.into()));
        }
        Ok(())
    }

    /// The crates that no entry is about.
    pub(crate) fn lacks<'a>(&self, names: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
        names.filter(|name| self.patched(name).is_none()).collect()
    }

    /// Of these crates and their runtime, those that it does not say of how they are built.
    pub(crate) fn lacks_profile<'a>(
        &self,
        names: impl Iterator<Item = &'a String>,
    ) -> Vec<&'a str> {
        profile::lacks(&self.document, &and_runtime(names))
    }

    /// Removes the patches whose folders are below `folder`, and how these crates are built; gives their names.
    pub(crate) fn unpatch(&mut self, folder: &str) -> Vec<String> {
        let removed = self.remove(folder);
        if !removed.is_empty() {
            profile::unset(&mut self.document, &and_runtime(removed.iter()));
        }
        removed
    }

    /// Removes the patches alone.
    fn remove(&mut self, folder: &str) -> Vec<String> {
        let below = format!("{folder}/");
        let Some(patch) = self
            .document
            .get_mut("patch")
            .and_then(Item::as_table_like_mut)
        else {
            return Vec::new();
        };
        let mut removed = Vec::new();
        for registry in REGISTRIES {
            let Some(table) = patch.get_mut(registry).and_then(Item::as_table_like_mut) else {
                continue;
            };
            let ours: Vec<String> = table
                .iter()
                .filter(|(_, item)| path(item).is_some_and(|path| path.starts_with(&below)))
                .map(|(name, _)| name.to_owned())
                .collect();
            for name in &ours {
                table.remove(name);
            }
            if ours.is_empty() {
                continue;
            }
            if table.is_empty() {
                patch.remove(registry);
            } else if let Some(table) = patch.get_mut(registry).and_then(Item::as_table_mut) {
                // Those of others may have headers of their own, and then need none above them.
                let has_headers = table.iter().all(|(_, item)| item.is_table());
                table.set_implicit(has_headers);
            }
            removed.extend(ours);
        }
        if patch.is_empty() && !removed.is_empty() {
            self.document.remove("patch");
        }
        removed
    }

    /// The registry that a crate is patched for, and the folder that it is patched with.
    fn patched(&self, name: &str) -> Option<(&'static str, Option<String>)> {
        REGISTRIES.into_iter().find_map(|registry| {
            let item = self.table(registry)?.get(name)?;
            Some((registry, path(item).map(str::to_owned)))
        })
    }

    fn table(&self, registry: &str) -> Option<&dyn toml_edit::TableLike> {
        let patch = self.document.get("patch")?.as_table_like()?;
        patch.get(registry)?.as_table_like()
    }
}

/// The names of crates, and that of their runtime; no names where there are no crates.
fn and_runtime<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    if !names.is_empty() {
        names.push(RUNTIME);
    }
    names
}

fn path(item: &Item) -> Option<&str> {
    item.as_table_like()?.get("path")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> Manifest {
        Manifest::read(Location::file("Cargo.toml"), text).expect("a manifest")
    }

    fn sts() -> Vec<(String, String)> {
        vec![("aws-sdk-sts".to_owned(), "whittle/aws-sdk-sts".to_owned())]
    }

    /// Manifests as people write them.
    const MANIFESTS: [&str; 7] = [
        "",
        "[package]\nname = \"x\"\n",
        "[package]\nname = \"x\"",
        "[workspace]\nmembers = [\n  \"a\", # one\n]\n\n# The end.\n",
        "[dependencies]\r\na = \"1\"\r\n",
        "[patch.crates-io]\nother = { path = \"../other\" } # mine\n\n[profile.dev]\ndebug = 0\n",
        "[patch.crates-io.other]\npath = \"../other\"\n",
    ];

    #[test]
    fn what_was_patched_is_as_before_without_the_patch() {
        for text in MANIFESTS {
            let mut patched = manifest(text);
            patched.patch(&sts()).expect("a patch");
            let with = patched.text();
            for part in ["whittle/aws-sdk-sts", "whittle-runtime = { incremental"] {
                assert!(with.contains(part), "{with}");
            }
            let mut again = manifest(&with);
            again.patch(&sts()).expect("the same patch");
            assert_eq!(again.text(), with, "twice is once");
            assert_eq!(patched.unpatch("whittle"), ["aws-sdk-sts"]);
            assert_eq!(patched.text(), text);
        }
    }

    #[test]
    fn the_text_of_a_patched_manifest_leads_back() {
        for text in MANIFESTS.into_iter().filter(|text| text.ends_with('\n')) {
            let mut patched = manifest(text);
            patched.patch(&sts()).expect("a patch");
            let mut read = manifest(&patched.text());
            read.unpatch("whittle");
            assert_eq!(read.text(), text);
        }
    }

    #[test]
    fn the_patch_of_somebody_else_is_left_alone() {
        let text = "[patch.crates-io]\naws-sdk-sts = { git = \"https://example.com/sts\" }\n";
        let mut patched = manifest(text);
        let failure = patched.patch(&sts()).expect_err("it is patched");
        let said = failure.to_string();
        assert!(said.contains("/patch/crates-io/aws-sdk-sts"), "{said}");
        assert!(said.contains("--except aws-sdk-sts"), "{said}");
        assert_eq!(patched.unpatch("whittle"), [""; 0]);
        assert_eq!(patched.text(), text);
    }
}
