//! The names that a crate shows, read from its source.
//!
//! Generated crates leave much to the macros of their runtime; those are read as what they make.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, File, ImplItem, Item, ItemImpl, ReturnType, TraitItem, Type, Visibility};

/// Names by where they stand: `types` has `struct Tag`, `types::Tag.` has `key`, and
/// `types::Format::` has `Json`; and `types::Tag.key:` has `String`.
pub(crate) type Facts = BTreeMap<String, BTreeSet<String>>;

/// The modules that are read.
pub(crate) fn is_wanted(path: &str) -> bool {
    let below = |folder: &str| path.starts_with(&format!("src/{folder}"));
    // What a customized call is sent with has no names of the model.
    path.ends_with(".rs")
        && !path.starts_with("src/client/customize")
        && ["types", "operation", "client", "waiters"]
            .into_iter()
            .any(below)
}

/// Adds the names of a file.
pub(crate) fn read(path: &str, text: &str, facts: &mut Facts) {
    let file: File = syn::parse_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut reader = Reader {
        module: module(path),
        facts,
    };
    reader.file(&file);
}

/// The public module of what a file has: files of types and structures are private modules.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["types", "error", ..] => "types::error".to_owned(),
        [file @ ("types" | "operation" | "waiters" | "client")]
        | [file @ ("types" | "client"), ..] => (*file).to_owned(),
        ["operation", operation, ..] => format!("operation::{operation}"),
        _ => parts.join("::"),
    }
}

struct Reader<'a> {
    module: String,
    facts: &'a mut Facts,
}

impl Reader<'_> {
    fn add(&mut self, of: &str, name: impl ToString) {
        let owner = format!("{}{of}", self.module);
        self.facts
            .entry(owner)
            .or_default()
            .insert(name.to_string());
    }

    fn file(&mut self, file: &File) {
        let enums: BTreeSet<String> = file
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Enum(item) => Some(item.ident.to_string()),
                _ => None,
            })
            .collect();
        for item in &file.items {
            match item {
                Item::Impl(item) if item.trait_.is_none() => self.methods(item, &enums),
                item => self.item(item),
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            // A client is no name of the model, and builders are known by their setters.
            Item::Struct(item) if is_public(&item.vis) && self.module != "client" => {
                let name = &item.ident;
                if !name.to_string().ends_with("Builder") || name == "Builder" {
                    self.add("", format!("struct {name}"));
                }
                if let Fields::Named(fields) = &item.fields {
                    for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                        let ty = short(&field.ty.to_token_stream());
                        let field = field.ident.as_ref().unwrap();
                        self.add(&format!("::{name}."), field);
                        self.add(&format!("::{name}.{field}:"), ty);
                    }
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                self.add("", format!("enum {}", item.ident));
                for variant in &item.variants {
                    self.add(&format!("::{}::", item.ident), &variant.ident);
                }
            }
            Item::Mod(item) if is_public(&item.vis) && self.module == "operation" => {
                self.add("", format!("mod {}", item.ident));
            }
            Item::Trait(item) => {
                for item in &item.items {
                    match item {
                        TraitItem::Fn(method) => self.add("", format!("fn {}", method.sig.ident)),
                        _ => continue,
                    }
                }
            }
            Item::Macro(item) => {
                let name = item.mac.path.segments.last().unwrap().ident.to_string();
                self.made_by(&name, &item.mac.tokens);
            }
            _ => {}
        }
    }

    /// The methods that are made of names of the model.
    fn methods(&mut self, item: &ItemImpl, enums: &BTreeSet<String>) {
        let Type::Path(of) = &*item.self_ty else {
            return;
        };
        let of = of.path.segments.last().unwrap().ident.to_string();
        for item in &item.items {
            let ImplItem::Fn(method) = item else { continue };
            let name = method.sig.ident.to_string();
            if !is_public(&method.vis) {
                continue;
            }
            if of == "Client" && starts_a_call(&method.sig.output) {
                self.add("", format!("fn {name}"));
                continue;
            }
            let is_ours = match of.ends_with("Builder") {
                true => name.starts_with("set_") && name != "set_meta",
                false => {
                    enums.contains(&of) && (name.starts_with("is_") || name.starts_with("as_"))
                }
            };
            if is_ours {
                self.add(&format!("::{of}::"), name);
            }
        }
    }

    /// What the macros of the runtime make.
    fn made_by(&mut self, makro: &str, tokens: &TokenStream) {
        let mut names: Vec<String> = identifiers(tokens.clone());
        // `r#type as "type"` is a field and its name in text.
        names.retain(|name| name != "as");
        match makro {
            "members" => {
                let by = names
                    .iter()
                    .position(|name| name == "by" || name == "inside");
                // An input has fluent builders, too: that of its call and those of waiters.
                let fluent = |at: &usize| names[*at].ends_with("FluentBuilder");
                let builders = iter::once(by.unwrap() + 1).chain((0..names.len()).filter(fluent));
                for at in builders {
                    let module = match names[at - 2].as_str() {
                        "waiters" => format!("waiters::{}", names[at - 1]),
                        _ => self.module.clone(),
                    };
                    let owner = format!("{module}::{}::", names[at]);
                    let setters = names.windows(2).flat_map(|pair| {
                        let field = pair[0].trim_start_matches("r#");
                        let set = Some(format!("set_{field}")).filter(|set| pair[1] == *set);
                        // A field may be called `set_identifier`, and its setter is that.
                        let plain = set.is_some() && field.starts_with("set_");
                        set.into_iter().chain(plain.then(|| field.to_owned()))
                    });
                    self.facts.entry(owner).or_default().extend(setters);
                }
            }
            "variants" => {
                let owner = format!("::{}::", names[0]);
                let is_method = |name: &&String| name.starts_with("as_") || name.starts_with("is_");
                for name in names.iter().filter(is_method) {
                    self.add(&owner, name);
                }
                self.add(&owner, "is_unknown");
            }
            "operation_error" | "stream_error" => {
                let error = &names[0];
                self.add("", format!("enum {error}"));
                let owner = format!("::{error}::");
                // `in crate::Error`, then a variant with its type, and its method.
                let whole = names.iter().position(|name| name == "crate").unwrap();
                for name in names[whole + 2..].iter().chain([&"Unhandled".to_owned()]) {
                    self.add(&owner, name);
                }
            }
            "paginator" => self.add("", format!("struct {}", names[0])),
            "paginator_items" => self.add("", format!("struct {}", names[1])),
            "string_enum" => self.add(&format!("::{}::", names[0]), "as_str"),
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether a method of the client gives a fluent builder.
fn starts_a_call(output: &ReturnType) -> bool {
    match output {
        ReturnType::Type(_, ty) => match &**ty {
            Type::Path(path) => {
                let name = &path.path.segments.last().unwrap().ident;
                name.to_string().ends_with("FluentBuilder")
            }
            _ => false,
        },
        ReturnType::Default => false,
    }
}

/// A type without paths: `Option<Vec<Tag>>`.
fn short(ty: &TokenStream) -> String {
    let text = ty.to_string().replace(' ', "");
    let mut short = String::new();
    for part in text.split_inclusive(['<', '>', ',']) {
        let name = part.rsplit("::").next().unwrap();
        short.push_str(name);
    }
    short.replace(",>", ">")
}

/// All identifiers, in order.
fn identifiers(tokens: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => names.extend(identifiers(group.stream())),
            _ => {}
        }
    }
    names
}
