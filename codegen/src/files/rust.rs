//! Rust files: items printed one by one, with blank lines where people set them.

use proc_macro2::TokenStream;
use syn::{Attribute, ImplItem, Item, ItemImpl};

use super::mark::MARK;

mod table;

/// A Rust file in progress.
#[derive(Debug)]
pub(crate) struct RustFile {
    docs: String,
    uses: Vec<TokenStream>,
    items: Vec<TokenStream>,
}

impl RustFile {
    /// A file that is for what `docs` says.
    pub(crate) fn new(
        docs: impl Into<String>,
        uses: Vec<TokenStream>,
        items: Vec<TokenStream>,
    ) -> Self {
        Self {
            docs: docs.into(),
            uses,
            items,
        }
    }

    pub(super) fn print(&self) -> Result<String, syn::Error> {
        let mut text = format!("// {MARK}\n\n");
        for line in self.docs.lines().map(str::trim_end) {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
        for import in &self.uses {
            text.push_str(&print_items(import)?);
        }
        let mut after_module = self.uses.is_empty();
        for tokens in &self.items {
            let file = syn::parse2::<syn::File>(tokens.clone())?;
            for attribute in file.attrs {
                text.push_str(&print_attribute(attribute));
            }
            for item in file.items {
                let index = matches!(item, Item::Mod(_) | Item::Use(_));
                if !(index && after_module || text.ends_with("\n\n")) {
                    text.push('\n');
                }
                after_module = index;
                text.push_str(&print_item(item));
            }
        }
        Ok(text)
    }
}

fn print_items(tokens: &TokenStream) -> Result<String, syn::Error> {
    Ok(prettyplease::unparse(&syn::parse2(tokens.clone())?))
}

/// An inner attribute, such as `#![forbid(unsafe_code)]`.
fn print_attribute(attribute: Attribute) -> String {
    unparse(vec![attribute], Vec::new()) + "\n"
}

fn print_item(item: Item) -> String {
    match item {
        Item::Macro(item) if table::is_table(&item) => table::print(&item.mac),
        Item::Impl(item) if item.items.len() > 1 => print_impl(item),
        item => unparse(Vec::new(), vec![item]),
    }
}

fn unparse(attrs: Vec<Attribute>, items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    })
}

/// An impl with a blank line between its methods, which the printer does not set.
fn print_impl(mut item: ItemImpl) -> String {
    let parts = std::mem::take(&mut item.items);
    let alone = |items: Vec<ImplItem>| {
        unparse(
            Vec::new(),
            vec![Item::Impl(ItemImpl {
                items,
                ..item.clone()
            })],
        )
    };
    // `impl Tag {}`: the lines that each part is wrapped in.
    let frame = alone(Vec::new());
    let head = frame.lines().count();
    let mut text = String::new();
    let mut last = None;
    for part in parts {
        let is_method = matches!(part, ImplItem::Fn(_));
        let wrapped = alone(vec![part]);
        let lines: Vec<&str> = wrapped.lines().collect();
        if text.is_empty() {
            lines
                .iter()
                .take(head)
                .for_each(|line| push_line(&mut text, line));
        } else if is_method || last == Some(true) {
            text.push('\n');
        }
        lines
            .iter()
            .skip(head)
            .take(lines.len() - head - 1)
            .for_each(|line| push_line(&mut text, line));
        last = Some(is_method);
    }
    text.push_str("}\n");
    text
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
