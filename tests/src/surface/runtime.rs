//! The items of the runtime, under the names that the generated crate shows them by.
//!
//! The generated crate re-exports some, and has aliases for those that are generic over its service.
//! Who uses it can tell neither from items of its own.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{Crate, ItemEnum, Type};

use super::list;
use super::names::Names;

/// The library as paths have it.
const LIBRARY: &str = "whittle_runtime::";

/// What the runtime calls `SdkError`.
const SDK_ERROR: &str = "aws_smithy_runtime_api::client::result::SdkError";
const RESPONSE: &str = "aws_smithy_runtime_api::http::response::Response";

/// The lines of the generated crate and, of the runtime, those of what it shows.
pub(super) fn merged(krate: &Crate, runtime: &Crate) -> BTreeSet<String> {
    let ours = list::items(krate, &list::operations(krate));
    let service = service(&ours);
    let mut shown: BTreeMap<String, String> = ours.iter().filter_map(|line| shows(line)).collect();
    let defined = definitions(runtime);
    shown.extend(in_modules(&shown, &defined));
    let rename = |line: &str| {
        let line = sdk_error(line.to_owned());
        let line = shown.iter().rev().fold(line, |line, (from, to)| {
            line.replace(&format!("{LIBRARY}{from}"), to)
        });
        hidden(&without_service(&line, &service))
    };
    let own = ours.iter().filter(|line| shows(line).is_none());
    let mut lines: BTreeSet<String> = own.map(|line| rename(line)).collect();
    lines.extend(impls_of_aliases(krate));
    for line in list::items(runtime, &in_operation(runtime)) {
        let line = defined
            .iter()
            .rev()
            .fold(line, |line, (public, definition)| {
                replace_path(&line, public, &format!("{LIBRARY}{definition}"))
            });
        let is_shown = |from: &String| {
            let path = line
                .split(' ')
                .nth(1)
                .and_then(|path| path.strip_prefix(LIBRARY));
            path.and_then(|path| path.strip_prefix(from.as_str()))
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        if shown.keys().any(is_shown) {
            lines.insert(rename(&line));
        }
    }
    lines
}

/// The marker of the service, which is generic code's last argument.
fn service(ours: &BTreeSet<String>) -> String {
    let marker = ours.iter().find_map(|line| {
        let path = line.strip_prefix("struct crate::meta::")?;
        path.split(' ').next()
    });
    format!("crate::meta::{}", marker.unwrap_or_default())
}

/// What of the runtime a line of the generated crate shows, and under which path.
fn shows(line: &str) -> Option<(String, String)> {
    let (kind, rest) = line.split_once(' ')?;
    if !["reexport", "type_alias"].contains(&kind) {
        return None;
    }
    let (here, there) = rest.split_once(" = ")?;
    let bare = |path: &str| path.split('<').next().unwrap_or_default().to_owned();
    // A whole module, whose name does not matter.
    let here = match here.strip_suffix("::*") {
        Some(module) => module.rsplit_once("::")?.0,
        None => here,
    };
    Some((bare(there.strip_prefix(LIBRARY)?), bare(here)))
}

/// What the generated crate implements for its aliases of types of the runtime.
fn impls_of_aliases(krate: &Crate) -> Vec<String> {
    let names = Names::of(krate);
    let impls = krate.index.values().filter_map(|item| match &item.inner {
        ItemEnum::Impl(inner) => Some((&inner.for_, inner.trait_.as_ref()?.id)),
        _ => None,
    });
    let lines = impls.filter_map(|(of, the_trait)| {
        let Type::ResolvedPath(path) = of else {
            return None;
        };
        let is_alias = matches!(names.item(path.id)?.inner, ItemEnum::TypeAlias(_));
        let (of, the_trait) = (names.paths.get(&path.id)?, names.paths.get(&the_trait)?);
        is_alias.then(|| format!("trait_impl {of}: {the_trait}"))
    });
    lines.collect()
}

/// The items that stand elsewhere than where a module shows them that is shown as a whole.
fn in_modules(
    shown: &BTreeMap<String, String>,
    defined: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let items = defined.iter().filter_map(|(public, definition)| {
        let public = public.strip_prefix("crate::")?;
        let below = |(from, to): (&String, &String)| {
            let rest = public.strip_prefix(from.as_str())?;
            rest.starts_with("::").then(|| format!("{to}{rest}"))
        };
        let here = shown.iter().rev().find_map(below)?;
        (public != definition).then(|| (definition.clone(), here))
    });
    items.collect()
}

/// The items of the module `operation`, which in a generated crate are the operations.
fn in_operation(runtime: &Crate) -> BTreeSet<String> {
    let names = Names::of(runtime);
    let items = names.paths.values();
    let items = items.filter_map(|path| path.strip_prefix("crate::operation::"));
    items.map(str::to_owned).collect()
}

/// Where the items of the runtime are defined, by their public paths.
fn definitions(runtime: &Crate) -> BTreeMap<String, String> {
    let names = Names::of(runtime);
    let paths = names.paths.iter().filter_map(|(id, public)| {
        let path = &runtime.paths.get(id)?.path;
        Some((public.clone(), path.get(1..)?.join("::")))
    });
    paths.filter(|(public, _)| public != "crate").collect()
}

/// The line with one path for another, where no longer one is meant.
fn replace_path(line: &str, from: &str, to: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(from) {
        text.push_str(before);
        let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        text.push_str(if goes_on { from } else { to });
        rest = after;
    }
    text + rest
}

/// The line without what is generic over the service.
fn without_service(line: &str, service: &str) -> String {
    let mut line = line.to_owned();
    for of in [service, "crate::config::endpoint::Params", "S", "P"] {
        for (from, to) in [
            (format!(", {of}>"), ">"),
            (format!("Config<{of}>"), "Config"),
            (format!("Builder<{of}>"), "Builder"),
            (format!("Resolver<{of}>"), "Resolver"),
            (format!(" for<{of}>"), ""),
        ] {
            line = line.replace(&from, to);
        }
    }
    match line
        .split_once(" where S: ")
        .or(line.split_once(" where P: "))
    {
        Some((before, bounds)) if !bounds.contains(": ") => before.to_owned(),
        _ => line,
    }
}

/// The line with the official error in the place of the runtime's alias, whose second argument has a
/// default.
fn sdk_error(mut line: String) -> String {
    let alias = format!("{LIBRARY}error::SdkError<");
    let head = line.split(" = ").next().unwrap_or_default();
    if head.starts_with("type_alias") && head.contains("::SdkError<") {
        return line;
    }
    while let Some((before, after)) = line.split_once(&alias) {
        let mut depth = 1;
        let end = after.find(|c| {
            depth += i32::from(c == '<') - i32::from(c == '>');
            depth == 0
        });
        let (arguments, after) = after.split_at(end.unwrap_or(after.len()));
        line = format!("{before}{SDK_ERROR}<{arguments}, {RESPONSE}{after}");
    }
    line
}

/// What the runtime keeps to itself is shown as the official crate's is.
fn hidden(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(LIBRARY) {
        let end = after.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        let (path, after) = after.split_at(end.unwrap_or(after.len()));
        let name = path
            .trim_end_matches(':')
            .rsplit("::")
            .next()
            .unwrap_or_default();
        text.push_str(&format!("{before}crate::~::{name}"));
        rest = after;
    }
    text + rest
}
