//! The names of one file: what it defines, and what it imports.
//!
//! Short names are imported; where a name is taken (a shape may be called `Option` or `Plain`), the
//! absolute path stands instead.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use crate::plan::names::unraw;
use crate::plan::{Codec, Type};

/// The names of one file.
#[derive(Debug, Default)]
pub(super) struct Scope {
    defined: BTreeSet<String>,
    /// The type of `crate::types` that is among them.
    shape: Option<String>,
    /// Short name to the module it comes from.
    imports: RefCell<BTreeMap<String, String>>,
}

/// Where the names of the prelude come from.
const PRELUDE: [(&str, &str); 8] = [
    ("Box", "std::boxed"),
    ("Default", "std::default"),
    ("Into", "std::convert"),
    ("Option", "std::option"),
    ("Result", "std::result"),
    ("Send", "std::marker"),
    ("String", "std::string"),
    ("Vec", "std::vec"),
];

impl Scope {
    /// The scope of a file that defines these types.
    pub(super) fn defining<'a>(names: impl IntoIterator<Item = &'a Ident>) -> Self {
        Self {
            defined: names.into_iter().map(unraw).collect(),
            ..Self::default()
        }
    }

    /// The scope of a file of `crate::types` that defines the type of a shape and perhaps more.
    pub(super) fn of_shape<'a>(
        shape: &'a Ident,
        more: impl IntoIterator<Item = &'a Ident>,
    ) -> Self {
        Self {
            shape: Some(unraw(shape)),
            ..Self::defining(more.into_iter().chain([shape]))
        }
    }

    /// `name` of `module`, imported unless the name is taken.
    pub(super) fn name(&self, module: &str, name: &str) -> TokenStream {
        let ident = self::ident(name);
        let mut imports = self.imports.borrow_mut();
        let free = !self.defined.contains(name)
            && !PRELUDE.iter().any(|(prelude, _)| *prelude == name)
            && imports.get(name).is_none_or(|from| from == module);
        if free {
            imports.insert(name.to_owned(), module.to_owned());
            return quote!(#ident);
        }
        let module = path(module);
        quote!(#module::#ident)
    }

    /// A name of the prelude, absolute if the file defines a type of that name.
    pub(super) fn std(&self, name: &str) -> TokenStream {
        let ident = self::ident(name);
        match PRELUDE.iter().find(|(prelude, _)| *prelude == name) {
            Some((_, module)) if self.defined.contains(name) => {
                let module = path(module);
                quote!(#module::#ident)
            }
            _ => quote!(#ident),
        }
    }

    /// A name of the prelude that must be one word: another name of the same if the file defines a type of that name.
    pub(super) fn one_word(&self, name: &str, module: &str, other: &str) -> TokenStream {
        match self.defined.contains(name) {
            true => self.name(module, other),
            false => self.std(name),
        }
    }

    /// A codec, or what reads and writes with one.
    pub(super) fn codec_name(&self, name: &str) -> TokenStream {
        self.name("whittle_runtime::codec", name)
    }

    /// A type.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => self.std("String"),
            Type::Bool => quote!(bool),
            Type::I8 => quote!(i8),
            Type::I16 => quote!(i16),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::DateTime => self.name("aws_smithy_types", "DateTime"),
            Type::Blob => self.name("aws_smithy_types", "Blob"),
            Type::Document => self.name("aws_smithy_types", "Document"),
            Type::BigInteger => self.name("aws_smithy_types", "BigInteger"),
            Type::BigDecimal => self.name("aws_smithy_types", "BigDecimal"),
            Type::Unit => quote!(()),
            Type::Vec(item) => {
                let (vec, item) = (self.std("Vec"), self.ty(item));
                quote!(#vec<#item>)
            }
            Type::Map(key, value) => {
                let map = self.name("std::collections", "HashMap");
                let (key, value) = (self.ty(key), self.ty(value));
                quote!(#map<#key, #value>)
            }
            Type::Option(inner) => self.option(&self.ty(inner)),
            Type::Box(inner) => {
                let (boxed, inner) = (self.std("Box"), self.ty(inner));
                quote!(#boxed<#inner>)
            }
            Type::Shape(name) | Type::Exception(name)
                if self.shape.as_ref() == Some(&unraw(name)) =>
            {
                quote!(#name)
            }
            Type::ByteStream => self.name("aws_smithy_types::byte_stream", "ByteStream"),
            Type::SentEvents(of, error) => self.events("EventStreamSender", of, error),
            Type::ReceivedEvents(of, error) => self.events("EventReceiver", of, error),
            Type::Exception(name) => self.name("crate::types::error", &unraw(name)),
            Type::Shape(name) => self.name("crate::types", &unraw(name)),
        }
    }

    fn events(&self, what: &str, of: &Ident, error: &Ident) -> TokenStream {
        let what = self.name("whittle_runtime::stream::events", what);
        let of = self.name("crate::types", &unraw(of));
        let error = self.name("crate::types::error", &unraw(error));
        quote!(#what<#of, #error>)
    }

    /// `Option<inner>`.
    pub(super) fn option(&self, inner: &TokenStream) -> TokenStream {
        let option = self.std("Option");
        quote!(#option<#inner>)
    }

    /// The marker type of a codec.
    pub(super) fn codec(&self, codec: &Codec) -> TokenStream {
        let name = self.codec_name(codec.name());
        match codec.inner() {
            Some(inner) => {
                let inner = self.codec(inner);
                quote!(#name<#inner>)
            }
            None => name,
        }
    }

    /// The codec of a value that must not be shown.
    pub(super) fn secret(&self, codec: &TokenStream) -> TokenStream {
        let secret = self.codec_name("Secret");
        quote!(#secret<#codec>)
    }

    /// The `use` items, one a module.
    pub(super) fn uses(&self) -> Vec<TokenStream> {
        let imports = self.imports.borrow();
        let mut modules: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
        for (name, module) in imports.iter() {
            modules
                .entry(module.as_str())
                .or_default()
                .push(ident(name));
        }
        modules
            .into_iter()
            .map(|(module, names)| {
                let module = segments(module);
                match names.as_slice() {
                    [name] => quote!(use #module::#name;),
                    names => quote!(use #module::{#(#names),*};),
                }
            })
            .collect()
    }
}

/// A path that is absolute even where a module of the same name is in sight.
fn path(module: &str) -> TokenStream {
    let segments = segments(module);
    if module.starts_with("crate") || module.starts_with("super") {
        quote!(#segments)
    } else {
        quote!(::#segments)
    }
}

/// The segments of a path.
pub(super) fn segments(module: &str) -> TokenStream {
    // A keyword among the segments comes as `r#…`; `crate` and `super` are meant as they are.
    let segments = module.split("::").map(ident);
    quote!(#(#segments)::*)
}

fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}
