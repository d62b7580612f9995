//! Which file of the generator uses which, and which of the runtime: no circles, and each stage, or layer,
//! knows only those before it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, UseTree};
use tests::cases::{tree, workspace};

/// A module by its path from the root: `plan::types`; the root is empty.
type Module = Vec<String>;

/// The files of a crate as modules, and which names each takes from which other.
#[derive(Debug, Default)]
struct Modules {
    files: BTreeSet<Module>,
    uses: BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>,
}

impl Modules {
    /// The modules of these files; tests are left out.
    fn of<'a>(sources: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let module = |path: &str| -> Module {
            let path = path.strip_suffix(".rs").unwrap();
            let names = path.split('/').filter(|name| *name != "lib");
            names.map(str::to_owned).collect()
        };
        let is_test = |path: &str| {
            let file = path.rsplit('/').next().unwrap();
            ["tests.rs", "testing.rs"].contains(&file) || path.contains("/tests/")
        };
        let sources = sources.filter(|(path, _)| !is_test(path));
        let mut modules = Self {
            files: sources.clone().map(|(path, _)| module(path)).collect(),
            ..Self::default()
        };
        for (path, text) in sources {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            modules.read(&module(path), file.items);
        }
        modules
    }

    fn read(&mut self, from: &Module, items: Vec<Item>) {
        let is_test = |attributes: &[syn::Attribute]| {
            let tokens = attributes.iter().map(|of| of.meta.clone());
            tokens
                .into_iter()
                .any(|of| matches!(of, syn::Meta::List(of) if of.tokens.to_string() == "test"))
        };
        for item in items {
            match item {
                Item::Mod(of) if is_test(&of.attrs) => {}
                Item::Use(of) => {
                    let mut paths = Vec::new();
                    flatten(&of.tree, &mut Vec::new(), &mut paths);
                    for path in paths {
                        self.add(from, &path);
                    }
                }
                item => {
                    let mut paths = Vec::new();
                    inline(quote::ToTokens::to_token_stream(&item), &mut paths);
                    for path in paths {
                        self.add(from, &path);
                    }
                }
            }
        }
    }

    /// Records that `from` uses what `path` names, if that is in this crate.
    fn add(&mut self, from: &Module, path: &[String]) {
        let Some(absolute) = self.absolute(from, path) else {
            return;
        };
        let prefixes = (0..=absolute.len()).rev().map(|n| absolute[..n].to_vec());
        let Some(to) = prefixes
            .into_iter()
            .find(|prefix| self.files.contains(prefix))
        else {
            return;
        };
        if to != *from {
            let item = absolute.get(to.len()).cloned().unwrap_or_default();
            let names = self.uses.entry(from.clone()).or_default();
            names.entry(to).or_default().insert(item);
        }
    }

    fn absolute(&self, from: &Module, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let supers = path.iter().take_while(|name| *name == "super").count();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([from, rest].concat()),
            "super" => {
                let base = from.len().checked_sub(supers)?;
                Some([&from[..base], &path[supers..]].concat())
            }
            // A module of this file.
            name => {
                let child = [from.as_slice(), &[name.to_owned()]].concat();
                self.files
                    .contains(&child)
                    .then(|| [from.as_slice(), path].concat())
            }
        }
    }

    /// Circles, each as the modules on it and what they take from each other.
    fn circles(&self) -> Vec<String> {
        let mut circles = BTreeSet::new();
        for start in &self.files {
            let reached = self.reachable(start);
            if reached.contains(start) {
                let on_it = reached
                    .iter()
                    .filter(|to| self.reachable(to).contains(start));
                let names: BTreeSet<_> = on_it.cloned().collect();
                circles.insert(names);
            }
        }
        circles.iter().map(|circle| self.shown(circle)).collect()
    }

    fn reachable(&self, from: &Module) -> BTreeSet<Module> {
        let mut seen = BTreeSet::new();
        let mut todo = vec![from.clone()];
        while let Some(module) = todo.pop() {
            for to in self.uses.get(&module).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(to.clone()) {
                    todo.push(to.clone());
                }
            }
        }
        seen
    }

    fn shown(&self, circle: &BTreeSet<Module>) -> String {
        let mut text = String::from("circle:\n");
        for from in circle {
            for (to, names) in self.uses.get(from).into_iter().flatten() {
                if circle.contains(to) {
                    let (from, to) = (from.join("::"), to.join("::"));
                    text.push_str(&format!("  {from} takes {names:?} from {to}\n"));
                }
            }
        }
        text
    }
}

/// The paths of a use tree.
fn flatten(tree: &UseTree, prefix: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            flatten(&path.tree, prefix, paths);
            prefix.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, paths);
            }
        }
        UseTree::Name(name) if name.ident == "self" => paths.push(prefix.clone()),
        UseTree::Name(name) => paths.push([&prefix[..], &[name.ident.to_string()]].concat()),
        UseTree::Rename(name) => paths.push([&prefix[..], &[name.ident.to_string()]].concat()),
        UseTree::Glob(_) => paths.push([&prefix[..], &["*".to_owned()]].concat()),
    }
}

/// The paths in code, `a::b::c`.
fn inline(tokens: TokenStream, paths: &mut Vec<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut quoted = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if colons == 2 || path.is_empty() => {
                path.push(ident.to_string());
                colons = 0;
                continue;
            }
            TokenTree::Ident(ident) => {
                paths.push(std::mem::replace(&mut path, vec![ident.to_string()]));
                colons = 0;
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                colons += 1;
                continue;
            }
            // What is quoted is code of another crate.
            TokenTree::Punct(punct) if punct.as_char() == '!' && path == ["quote"] => {
                quoted = true;
                continue;
            }
            TokenTree::Group(_) if std::mem::take(&mut quoted) => {}
            TokenTree::Group(group) => inline(group.stream(), paths),
            _ => {}
        }
        paths.push(std::mem::take(&mut path));
        colons = 0;
    }
    paths.push(path);
    paths.retain(|path| path.len() > 1);
}

/// The modules of the sources in a folder.
fn modules(folder: &str) -> Modules {
    let files = tree(&workspace().join(folder)).into_iter();
    let files: BTreeMap<_, _> = files.filter(|(path, _)| path.ends_with(".rs")).collect();
    Modules::of(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    )
}

fn generator() -> Modules {
    modules("codegen/src")
}

#[test]
fn no_module_uses_itself_through_others() {
    for (folder, least) in [
        ("codegen/src", 200),
        ("codegen/runtime/src", 100),
        ("codegen/cli/src", 100),
        ("xtask/src", 20),
    ] {
        let modules = modules(folder);
        let arrows: usize = modules.uses.values().map(BTreeMap::len).sum();
        assert!(
            arrows > least,
            "only {arrows} uses found in {folder}: does the scan still work?"
        );
        let circles = modules.circles();
        assert!(circles.is_empty(), "{folder}\n{}", circles.join("\n"));
    }
}

/// The layers of the runtime. Each uses those before it.
const LAYERS: [&str; 13] = [
    "error",
    "service",
    "schema",
    "codec",
    "format",
    "string_enum",
    "members",
    "http",
    "protocol",
    "stream",
    "operation",
    "client",
    "sugar",
];

#[test]
fn every_layer_of_the_runtime_uses_only_those_before_it() {
    let modules = modules("codegen/runtime/src");
    let place = |module: &Module| {
        let layer = module.first()?;
        let place = LAYERS.iter().position(|name| name == layer);
        Some(place.unwrap_or_else(|| panic!("{layer} is no layer")))
    };
    let mut seen = BTreeSet::new();
    for (from, uses) in &modules.uses {
        for (to, names) in uses {
            // At the root are macros, and the crates that they name.
            let (Some(here), Some(there)) = (place(from), place(to)) else {
                continue;
            };
            seen.extend([here, there]);
            assert!(
                there <= here,
                "{} takes {names:?} from {}",
                from.join("::"),
                to.join("::")
            );
        }
    }
    assert_eq!(seen.len(), LAYERS.len(), "does the scan still work?");
}

/// The stages, each with those whose names it may use.
const STAGES: [(&str, &[&str]); 10] = [
    ("diagnostic", &[]),
    ("model", &["diagnostic"]),
    ("slice", &["diagnostic"]),
    ("read", &["diagnostic", "model"]),
    ("select", &["diagnostic", "model", "slice"]),
    ("check", &["diagnostic", "model", "slice", "select"]),
    ("plan", &["diagnostic", "model", "slice", "check"]),
    ("files", &["diagnostic"]),
    ("emit", &["plan", "files"]),
    // No stage: files that are written beside those of the crate.
    ("runtime", &["files"]),
];

#[test]
fn every_stage_knows_only_those_before_it() {
    let modules = generator();
    let mut offenders = Vec::new();
    let mut seen = BTreeSet::new();
    for (from, uses) in &modules.uses {
        // The root is the pipeline: it knows all of them, and only them.
        let Some(stage) = from.first() else { continue };
        let Some((_, may)) = STAGES.iter().find(|(name, _)| name == stage) else {
            offenders.push(format!("{} is no stage of the pipeline", from.join("::")));
            continue;
        };
        for (to, names) in uses {
            let other = to.first().map_or("the root", String::as_str);
            if other == stage {
                continue;
            }
            seen.insert((stage.clone(), other.to_owned()));
            if !may.contains(&other) {
                let from = from.join("::");
                offenders.push(format!("{from} takes {names:?} from {}", to.join("::")));
            }
        }
    }
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
    for (stage, may) in STAGES {
        for other in may {
            let used = seen.contains(&(stage.to_owned(), (*other).to_owned()));
            assert!(
                used,
                "{stage} does not use {other}: it need not be allowed to"
            );
        }
    }
}

/// What several protocols have in common, beside them.
const SHARED: [&str; 3] = ["http", "json", "xml"];

/// Each protocol stands beside the others and knows none of them.
#[test]
fn protocols_do_not_know_each_other() {
    let modules = generator();
    let is_protocol = |module: &Module| {
        module.len() == 3
            && module[..2] == ["plan", "protocol"]
            && !SHARED.contains(&module[2].as_str())
    };
    let protocols: Vec<&Module> = modules.files.iter().filter(|m| is_protocol(m)).collect();
    assert!(!protocols.is_empty());
    for from in protocols {
        for to in modules.uses.get(from).into_iter().flat_map(BTreeMap::keys) {
            assert!(!is_protocol(to), "{from:?} uses {to:?}");
        }
    }
}

#[test]
fn the_scan_finds_circles() {
    let sources = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod c; use crate::b::{B, self}; fn f() { c::g() }"),
        (
            "a/c.rs",
            "use super::f; #[cfg(test)] mod tests { use crate::b::C; }",
        ),
        ("b.rs", "struct B;"),
    ];
    let modules = Modules::of(sources.into_iter());
    let circles = modules.circles();
    assert_eq!(
        circles,
        ["circle:\n  a takes {\"g\"} from a::c\n  a::c takes {\"f\"} from a\n"]
    );
    let a = &modules.uses[&vec!["a".to_owned()]];
    assert_eq!(
        a[&vec!["b".to_owned()]],
        BTreeSet::from(["".into(), "B".into()])
    );
}
