//! Structures: the type, its accessors and its builder.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::docs::{deprecated, docs, line};
use super::scope::Scope;
use crate::files::{Code, RustFile};
use crate::plan::names::unraw;
use crate::plan::{Deprecated, Field, Presence, Retry, Struct, StructKind, Type, Zero};

/// The file of a structure.
pub(super) fn file(s: &Struct) -> RustFile {
    let scope = match s.kind {
        StructKind::Shape => Scope::of_shape(&s.name, [&s.builder]),
        _ => Scope::defining([&s.name, &s.builder]),
    };
    let mut items = vec![definition(&scope, s).into(), members(&scope, s)];
    if s.build_fails() {
        items.push(build(&scope, s).into());
    }
    if s.is_sensitive() {
        items.push(redacted_debug(&scope, s, &s.name).into());
        items.push(redacted_debug(&scope, s, &s.builder).into());
    }
    RustFile::new(
        format!("The structure `{}` and its builder.", unraw(&s.name)),
        scope.uses(),
        items,
    )
}

/// `pub struct Tag { … }`.
fn definition(scope: &Scope, s: &Struct) -> TokenStream {
    let (name, docs, deprecated) = (&s.name, docs(&s.docs), deprecated(s.deprecated.as_ref()));
    let derive = derive(s);
    let fields = s.fields.iter().map(|field| {
        let (name, docs) = (&field.name, super::docs::docs(&field.docs));
        let deprecated = super::docs::deprecated(field.deprecated.as_ref());
        let ty = match field.presence {
            Presence::Optional => scope.option(&scope.ty(&field.ty)),
            _ => scope.ty(&field.ty),
        };
        quote!(#docs #deprecated pub #name: #ty)
    });
    let extra = extra_field(scope, &s.kind);
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        #derive
        pub struct #name { #(#fields,)* #extra }
    }
}

/// What a structure has besides its members.
fn extra_field(scope: &Scope, kind: &StructKind) -> TokenStream {
    match kind {
        StructKind::Output => {
            let request_id = scope.option(&scope.std("String"));
            quote!(pub(crate) _request_id: #request_id,)
        }
        StructKind::Exception(_) => {
            let metadata = scope.name("aws_smithy_types::error", "ErrorMetadata");
            quote!(pub(crate) meta: #metadata,)
        }
        StructKind::Input | StructKind::Shape => quote!(),
    }
}

fn derive(s: &Struct) -> TokenStream {
    match s.is_sensitive() {
        true => quote!(#[derive(Clone, PartialEq)]),
        false => quote!(#[derive(Clone, Debug, PartialEq)]),
    }
}

/// `members! { Tag by TagBuilder { … } }`: accessors, builder methods and codec.
fn members(scope: &Scope, s: &Struct) -> Code {
    let lines = s.fields.iter().map(|field| {
        let or = match &field.presence {
            Presence::Optional => String::new(),
            Presence::Required(value) | Presence::Default(value) => {
                format!("[or {}] ", zero(value, &field.ty))
            }
        };
        let codec = scope.codec(&field.row.codec);
        let codec = type_text(&match field.sensitive {
            true => scope.secret(&codec),
            false => codec,
        });
        member(
            field,
            &format!("{or}{}", kind(scope, &field.ty)),
            &format!(" = {:?} {codec}", field.row.name),
        )
    });
    let debug = if s.is_sensitive() {
        ""
    } else {
        "#[derive(Debug)]\n    "
    };
    let built = match s.kind {
        _ if s.build_fails() => "",
        StructKind::Input => " -> Result<Self>",
        StructKind::Output | StructKind::Exception(_) | StructKind::Shape => " -> Self",
    };
    table(
        scope,
        "members",
        &format!(
            "{debug}{}{} by {}{built}",
            role(scope, s),
            s.name,
            s.builder
        ),
        lines,
    )
}

/// What the role of a structure makes it besides.
fn role(scope: &Scope, s: &Struct) -> String {
    match &s.kind {
        StructKind::Output => "output ".to_owned(),
        StructKind::Exception(exception) => {
            let kind = |name: &str| {
                let kind = scope.name("aws_smithy_types::retry", "ErrorKind");
                type_text(&kind) + "::" + name
            };
            let retryable = match exception.retry {
                None => "None".to_owned(),
                Some(Retry::Transient) => format!("Some({})", kind("TransientError")),
                Some(Retry::Throttling) => format!("Some({})", kind("ThrottlingError")),
            };
            format!("exception({:?}, {retryable})\n    ", exception.code)
        }
        StructKind::Input | StructKind::Shape => String::new(),
    }
}

/// `fluent_members! { "super" Input by FluentBuilder { … } }`; `module` is where the input is.
pub(super) fn fluent_members(scope: &Scope, module: &str, input: &Struct, fluent: &Ident) -> Code {
    let lines = input
        .fields
        .iter()
        .map(|field| member(field, &kind(scope, &field.ty), ""));
    let head = format!("{module:?} {} by {fluent}", input.name);
    table(scope, "fluent_members", &head, lines)
}

/// A call of a macro that takes a table of members. It is laid out here, since neither the printer
/// nor rustfmt touches what stands in braces.
fn table(scope: &Scope, name: &str, head: &str, lines: impl Iterator<Item = String>) -> Code {
    let name = scope
        .name("crate::runtime::members", name)
        .to_string()
        .replace(' ', "");
    let lines: String = lines.collect();
    let body = if lines.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{\n{lines}    }}")
    };
    Code::Text(format!("{name}! {{\n    {head} {body}\n}}\n"))
}

/// `tags, set_tags, get_tags: list(Tag) = "tags" List<Plain>;`
fn member(field: &Field, kind: &str, wire: &str) -> String {
    const INDENT: &str = "        ";
    let mut text = String::new();
    if field.required && matches!(field.presence, Presence::Optional) {
        text.push_str(&format!("{INDENT}/// This field is required.\n"));
    }
    match &field.deprecated {
        None => {}
        Some(Deprecated { note: None }) => text.push_str(&format!("{INDENT}#[deprecated]\n")),
        Some(Deprecated { note: Some(note) }) => {
            text.push_str(&format!("{INDENT}#[deprecated(note = {note:?})]\n"))
        }
    }
    let Field { name, set, get, .. } = field;
    let plain = unraw(name);
    let shown = match *name == plain {
        true => String::new(),
        false => format!(" as {plain:?}"),
    };
    let names = format!("{INDENT}{name}{shown}, {set}, {get}:");
    let rest = format!("{kind}{wire};\n");
    match names.len() + rest.len() <= 100 {
        true => text.push_str(&format!("{names} {rest}")),
        false => text.push_str(&format!("{names}\n{INDENT}    {rest}")),
    }
    text
}

/// How a member is read and set; the runtime's `members` has the list.
fn kind(scope: &Scope, ty: &Type) -> String {
    let argument = |ty: &Type| match ty {
        Type::String => "text".to_owned(),
        ty => type_text(&scope.ty(ty)),
    };
    match ty {
        Type::String => "text".to_owned(),
        Type::Vec(item) => format!("list({})", argument(item)),
        Type::Map(key, item) => match argument(key) {
            key if key.contains(':') => format!("map(({key}), {})", argument(item)),
            key => format!("map({key}, {})", argument(item)),
        },
        Type::Box(inner) => format!("boxed({})", argument(inner)),
        ty if ty.is_copy() => format!("copy({})", argument(ty)),
        ty => format!("value({})", argument(ty)),
    }
}

/// A type as rustfmt would print it.
fn type_text(ty: &TokenStream) -> String {
    let mut text = ty.to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

/// `build` of a builder that fails if something required is not set.
fn build(scope: &Scope, s: &Struct) -> TokenStream {
    let (builder, name) = (&s.builder, &s.name);
    let error = scope.name("aws_smithy_types::error::operation", "BuildError");
    let result = scope.std("Result");
    let literal = literal(s, &error);
    let docs = line(&format!(
        "Builds the [`{0}`](struct@{0}). Fails if a required field is not set.",
        unraw(name)
    ));
    quote! {
        impl #builder {
            #docs
            pub fn build(self) -> #result<#name, #error> { Ok(#literal) }
        }
    }
}

/// `.ok_or_else(…)?` for a required field of a builder.
fn missing(error: &TokenStream, s: &Struct, field: &Field) -> TokenStream {
    let name = unraw(&field.name);
    let details = format!(
        "{name} was not specified but it is required when building {}",
        unraw(&s.name)
    );
    quote!(.ok_or_else(|| #error::missing_field(#name, #details))?)
}

/// `Tag { key: self.key, … }`, or the error that a required field is missing.
fn literal(s: &Struct, error: &TokenStream) -> TokenStream {
    let name = &s.name;
    let fields = s.fields.iter().map(|field| {
        let name = &field.name;
        match &field.presence {
            Presence::Optional => quote!(#name: self.#name,),
            Presence::Required(_) => {
                let missing = missing(error, s, field);
                quote!(#name: self.#name #missing,)
            }
            Presence::Default(value) => {
                let or = or_zero(value, &field.ty);
                quote!(#name: self.#name #or,)
            }
        }
    });
    let extra = match s.kind {
        StructKind::Output => quote!(_request_id: None,),
        StructKind::Exception(_) => quote!(meta: self.meta.unwrap_or_default(),),
        StructKind::Input | StructKind::Shape => quote!(),
    };
    quote!(#name { #(#fields)* #extra })
}

/// `.unwrap_or…` with the value that stands in for a missing one.
fn or_zero(of: &Zero, ty: &Type) -> TokenStream {
    let value: TokenStream = zero(of, ty).parse().unwrap_or_default();
    match of {
        Zero::Default => quote!(.unwrap_or_default()),
        Zero::Boolean(_) | Zero::Number(_) => quote!(.unwrap_or(#value)),
        Zero::Epoch | Zero::Parsed(_) | Zero::String(_) => quote!(.unwrap_or_else(|| #value)),
    }
}

/// The value that stands in for a missing one.
fn zero(zero: &Zero, ty: &Type) -> String {
    match zero {
        Zero::Default => "Default::default()".to_owned(),
        Zero::Epoch => "::aws_smithy_types::DateTime::from_secs(0)".to_owned(),
        Zero::Parsed(value) => format!("{value:?}.into()"),
        Zero::Boolean(value) => value.to_string(),
        Zero::String(value) => format!("{value:?}.to_owned()"),
        Zero::Number(number) => {
            let float = matches!(ty, Type::F32 | Type::F64) && !number.contains(['.', 'e', 'E']);
            if float {
                format!("{number}.0")
            } else {
                number.clone()
            }
        }
    }
}

/// `impl Debug` that does not show what is sensitive.
fn redacted_debug(scope: &Scope, s: &Struct, name: &Ident) -> TokenStream {
    let text = unraw(name);
    let fmt = scope.name("std", "fmt");
    let fields = s.fields.iter().map(|field| {
        let (name, text) = (&field.name, unraw(&field.name));
        match field.sensitive {
            true => quote!(.field(#text, &"*** Sensitive Data Redacted ***")),
            false => quote!(.field(#text, &self.#name)),
        }
    });
    let extra = match (&s.kind, *name == s.name) {
        (StructKind::Output, true) => quote!(.field("_request_id", &self._request_id)),
        (StructKind::Exception(_), _) => quote!(.field("meta", &self.meta)),
        _ => quote!(),
    };
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct(#text) #(#fields)* #extra .finish()
            }
        }
    }
}
