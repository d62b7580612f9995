//! Identifiers: the only place where a name of the model becomes a name of Rust.
//!
//! The rules are those of the official SDK crates, so that the names agree: snake_case members and
//! modules, PascalCase types and variants, `r#` before keywords, and another name where a generated
//! method would clash. The marker of an operation keeps the name of the model.

mod words;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Span;
use syn::Ident;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::slice::Rename;
use words::{capitalized, pascal, snake};

/// Members whose accessor or setter would clash with a method that builders have.
const BUILDER_METHODS: [&str; 12] = [
    "as_input",
    "build",
    "builder",
    "customize",
    "default",
    "into_paginator",
    "make_operation",
    "new",
    "presigned",
    "send",
    "send_with",
    "wait",
];

/// Operations whose method would clash with one that every client has.
const CLIENT_METHODS: [&str; 4] = ["config", "from_conf", "handle", "new"];

/// Makes identifiers, and remembers which overrides were used.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    renames: &'a [Rename],
    by_path: BTreeMap<&'a str, &'a Rename>,
    used: RefCell<BTreeSet<&'a str>>,
}

/// A name before it is an identifier: where it comes from, and what it says there.
struct Origin<'a> {
    at: &'a Location,
    text: &'a str,
    help: Option<&'static str>,
}

impl<'a> Names<'a> {
    /// Names with the overrides of a slice.
    pub(crate) fn new(renames: &'a [Rename]) -> Self {
        Self {
            renames,
            by_path: renames.iter().map(|r| (r.path.as_str(), r)).collect(),
            used: RefCell::default(),
        }
    }

    /// A problem for every override that named nothing, or what another names.
    pub(crate) fn finish(&self, diagnostics: &mut Diagnostics) {
        let used = self.used.borrow();
        let mut seen = BTreeSet::new();
        for Rename { at, path, .. } in self.renames {
            let problem = if !seen.insert(path) {
                Diagnostic::new(at, "override names what another override names")
                    .help("remove one of them")
            } else if !used.contains(path.as_str()) {
                Diagnostic::new(at, "override does not apply to anything in the slice")
                    .help("remove it, or correct the path: `Shape`, `Shape$member` or `Enum$value`")
            } else {
                continue;
            };
            diagnostics.push(problem.note("path", path));
        }
    }

    /// The type of a shape: `DBInstance` is `DbInstance`.
    pub(crate) fn type_name(&self, at: &Location, shape: &str) -> Result<Ident, Failure> {
        self.ident(at, shape, shape, |name| match pascal(name).as_str() {
            "Self" => "SelfValue".to_owned(),
            name => name.to_owned(),
        })
    }

    /// The marker of an operation, which keeps its capitals: `StartGUISession`.
    pub(crate) fn marker(&self, at: &Location, operation: &str) -> Result<Ident, Failure> {
        self.ident(at, operation, operation, |name| {
            match capitalized(name).as_str() {
                "Self" => "SelfValue".to_owned(),
                name => name.to_owned(),
            }
        })
    }

    /// The field, accessor and setter of a member: `sizeInGb` is `size_in_gb`, `type` is `r#type`.
    pub(crate) fn field(&self, at: &Location, shape: &str, member: &str) -> Result<Ident, Failure> {
        self.ident(
            at,
            &format!("{shape}${member}"),
            member,
            |name| match snake(name) {
                name if BUILDER_METHODS.contains(&name.as_str()) => format!("{name}_value"),
                name => name,
            },
        )
    }

    /// A variant of an enum or union: `us-east-1` is `UsEast1`, `unknown` is `UnknownValue`.
    pub(crate) fn variant(
        &self,
        at: &Location,
        shape: &str,
        value: &str,
        named: Option<&str>,
    ) -> Result<Ident, Failure> {
        let path = format!("{shape}${value}");
        self.ident(at, &path, named.unwrap_or(value), |name| {
            match pascal(name).as_str() {
                name @ ("Unknown" | "Self") => format!("{name}Value"),
                name @ ("UnknownValue" | "SelfValue") => format!("{name}_"),
                name => name.to_owned(),
            }
        })
    }

    /// The module and method of an operation or shape: `GetDiskSnapshots` is `get_disk_snapshots`.
    pub(crate) fn module(&self, at: &Location, name: &str) -> Result<Ident, Failure> {
        self.ident(at, name, name, snake)
    }

    /// The client's method for an operation: its module's name, unless that is taken.
    pub(crate) fn client_method(&self, at: &Location, operation: &str) -> Result<Ident, Failure> {
        self.ident(at, operation, operation, |name| match snake(name) {
            name if CLIENT_METHODS.contains(&name.as_str()) => format!("{name}_operation"),
            name => name,
        })
    }

    /// The identifier of what is at `path`: made of the override if there is one, else of `name`.
    fn ident(
        &self,
        at: &Location,
        path: &str,
        name: &str,
        rust: impl Fn(&str) -> String,
    ) -> Result<Ident, Failure> {
        let Some((path, rename)) = self.by_path.get_key_value(path) else {
            let help = Some("give it one with `[[rename]]` in the slice file");
            return ident(
                &Origin {
                    at,
                    text: name,
                    help,
                },
                &rust(name),
            );
        };
        self.used.borrow_mut().insert(path);
        let text = rename.to.as_str();
        // What somebody chose is taken as it is, but for the case that its place asks for.
        let same = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = if same { rust(text) } else { text.to_owned() };
        ident(
            &Origin {
                at: &rename.at,
                text,
                help: None,
            },
            &name,
        )
    }
}

/// A problem if a variant of an enum or union has the name of one before it.
pub(super) fn distinct_variant(
    seen: &mut BTreeMap<Ident, String>,
    name: &Ident,
    value: &str,
    at: &Location,
    problems: &mut Diagnostics,
) {
    if let Some(other) = seen.insert(name.clone(), value.to_owned()) {
        problems.push(
            Diagnostic::new(at, "two values become one variant")
                .note("values", format!("`{other}` and `{value}`"))
                .note("variant", name)
                .help("rename one of them with `[[rename]]` in the slice file"),
        );
    }
}

/// An identifier made of a prefix and another identifier: `set_` and `r#type` give `set_type`.
pub(crate) fn prefixed(prefix: &str, name: &Ident) -> Ident {
    Ident::new(&format!("{prefix}{}", unraw(name)), Span::call_site())
}

/// An identifier made of another and a suffix: `Tag` and `Builder` give `TagBuilder`.
pub(crate) fn suffixed(name: &Ident, suffix: &str) -> Ident {
    Ident::new(&format!("{}{suffix}", unraw(name)), Span::call_site())
}

/// The identifier without `r#`, as file names and messages have it.
pub(crate) fn unraw(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

/// An identifier for a name that is known to be one.
pub(crate) fn known(name: &'static str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The parameter of an endpoint rule set: `UseFIPS` is `use_fips`.
pub(crate) fn parameter(at: &Location, name: &str) -> Result<Ident, Failure> {
    let origin = Origin {
        at,
        text: name,
        help: None,
    };
    ident(&origin, &snake(name))
}

/// A function or an attribute of endpoint rules: `aws.parseArn` is `ParseArn`.
pub(crate) fn of_rules(name: &'static str) -> Ident {
    let name = name.strip_prefix("aws.").unwrap_or(name);
    Ident::new(&pascal(&snake(name)), Span::call_site())
}

/// The type that stands for a service: `Application Auto Scaling` is `ApplicationAutoScaling`.
pub(crate) fn service(sdk_id: &str) -> Ident {
    let name: String = sdk_id.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = capitalized(&name);
    match name.starts_with(|c: char| c.is_ascii_uppercase()) && name != "Self" {
        true => Ident::new(&name, Span::call_site()),
        false => Ident::new(&format!("Service{name}"), Span::call_site()),
    }
}

/// The user agent's and retry partition's name of a service: its id in lower case without spaces.
pub(crate) fn user_agent_id(sdk_id: &str) -> String {
    sdk_id
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// `name` as a Rust identifier, raw if it is a keyword.
fn ident(origin: &Origin<'_>, name: &str) -> Result<Ident, Failure> {
    let name = match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        _ => name.to_owned(),
    };
    let valid = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().any(|c| c != '_');
    if !valid {
        let problem = Diagnostic::new(origin.at, "name cannot be a Rust identifier")
            .note("name", format!("{:?}", origin.text));
        return Err(match origin.help {
            Some(help) => problem.help(help).into(),
            None => problem.into(),
        });
    }
    match syn::parse_str::<Ident>(&name) {
        // The 2024 edition reserves `gen`, which the parser does not know.
        Ok(ident) if ident != "gen" => return Ok(ident),
        _ => {}
    }
    Ok(match name.as_str() {
        "self" | "super" | "crate" | "Self" => Ident::new(&format!("{name}_"), Span::call_site()),
        _ => Ident::new_raw(&name, Span::call_site()),
    })
}
