//! Structures: the type, its accessors and its builder.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Ident;

use super::docs::{deprecated, docs, line};
use super::rows::{codec, numbers, place};
use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{
    Access, Building, Field, Ids, Operation, Presence, Retry, Struct, StructKind, Type, Waiter,
    WaiterKind, Zero,
};

/// The file of a structure.
pub(super) fn file(s: &Struct) -> RustFile {
    let scope = match s.kind {
        StructKind::Shape => Scope::of_shape(&s.name, [&s.builder]),
        _ => Scope::defining([&s.name, &s.builder]),
    };
    print(&scope, s, &[])
}

/// The file of an input, which other builders have inside: that of the call, and those of waiters.
pub(super) fn input(op: &Operation) -> RustFile {
    let s = &op.input;
    let fluent = &op.fluent;
    let waiters = op.waiters.iter();
    let waiters = waiters.filter(|waiter| matches!(waiter.kind, WaiterKind::Acceptors { .. }));
    let fluent = [quote!(super::fluent::#fluent)].into_iter();
    let fluent = fluent.chain(
        waiters.map(|Waiter { module, fluent, .. }| quote!(crate::waiters::#module::#fluent)),
    );
    let scope = Scope::defining([&s.name, &s.builder]);
    print(&scope, s, &fluent.collect::<Vec<_>>())
}

fn print(scope: &Scope, s: &Struct, fluent: &[TokenStream]) -> RustFile {
    let mut items = vec![definition(scope, s), members(scope, s, fluent)];
    if s.is_sensitive() {
        items.push(redacted_debug(scope, s, &s.name));
        if s.building == Building::Apart {
            items.push(redacted_debug(scope, s, &s.builder));
        }
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
        StructKind::Output(ids) => {
            let id = scope.option(&scope.std("String"));
            let ids = hidden_ids(*ids).into_iter();
            quote!(#(pub(crate) #ids: #id,)*)
        }
        StructKind::Exception(_) => {
            let metadata = scope.name("aws_smithy_types::error", "ErrorMetadata");
            quote!(pub(crate) meta: #metadata,)
        }
        StructKind::Input | StructKind::Shape => quote!(),
    }
}

/// The fields of an output that have ids.
fn hidden_ids(ids: Ids) -> Vec<TokenStream> {
    let request = quote!(_request_id);
    match ids {
        Ids::Request => vec![request],
        Ids::Extended => vec![quote!(_extended_request_id), request],
    }
}

fn derive(s: &Struct) -> TokenStream {
    match (s.stream(), s.is_sensitive()) {
        (None, true) => quote!(#[derive(Clone, PartialEq)]),
        (None, false) => quote!(#[derive(Clone, Debug, PartialEq)]),
        (Some(_), true) => quote!(),
        (Some(_), false) => quote!(#[derive(Debug)]),
    }
}

/// `members! { Tag inside TagBuilder -> Self [0 1] { … } }`: accessors, builder methods and codec.
fn members(scope: &Scope, s: &Struct, fluent: &[TokenStream]) -> TokenStream {
    let table = scope.name("whittle_runtime", "members");
    let (name, builder) = (&s.name, &s.builder);
    let (how, debug) = match s.building {
        Building::Inside => (quote!(inside), quote!()),
        Building::Apart if s.is_sensitive() => (quote!(by), quote!()),
        Building::Apart => (quote!(by), quote!(#[derive(Debug)])),
    };
    let (stream, role) = (stream(scope, s), role(scope, s));
    let fluent = (!fluent.is_empty()).then(|| quote!(for #(#fluent),*));
    let required: Vec<_> = s.required().map(|field| &field.name).collect();
    let built = match s.kind {
        _ if !required.is_empty() => quote!(Result<Self> requires #(#required),*),
        StructKind::Input => quote!(Result<Self>),
        StructKind::Output(_) | StructKind::Exception(_) | StructKind::Shape => quote!(Self),
    };
    let fills = fills(scope, s);
    let rows = s.fields.iter().map(|field| row(scope, s, field));
    let numbers = numbers(s.fields.len());
    quote! {
        #table! { #debug #stream #role #name #how #builder #fluent -> #built #fills #numbers { #(#rows)* } }
    }
}

/// `stream(body: ByteStream)`: the field that holds a stream.
fn stream(scope: &Scope, s: &Struct) -> Option<TokenStream> {
    s.stream().map(|field| {
        let (name, ty) = (&field.name, scope.ty(&field.ty));
        quote!(stream(#name: #ty))
    })
}

/// `fills(source = Source::Unknown)`: what is read where a response lacks a required member.
fn fills(scope: &Scope, s: &Struct) -> Option<TokenStream> {
    let fills = s.fields.iter().filter_map(|Field { name, filled, .. }| {
        let zero = zero(scope, filled.as_ref()?);
        Some(quote!(#name = #zero))
    });
    let fills: Vec<_> = fills.collect();
    (!fills.is_empty()).then(|| quote!(fills(#(#fills),*)))
}

/// What the role of a structure makes it besides.
fn role(scope: &Scope, s: &Struct) -> TokenStream {
    match &s.kind {
        StructKind::Input => quote!(input),
        StructKind::Output(Ids::Request) => quote!(output),
        StructKind::Output(Ids::Extended) => quote!(output extended),
        StructKind::Exception(exception) => {
            let kind = || scope.name("aws_smithy_types::retry", "ErrorKind");
            let retryable = match exception.retry.map(|of| (of, kind())) {
                None => quote!(None),
                Some((Retry::Client, kind)) => quote!(Some(#kind::ClientError)),
                Some((Retry::Server, kind)) => quote!(Some(#kind::ServerError)),
                Some((Retry::Throttling, kind)) => quote!(Some(#kind::ThrottlingError)),
            };
            let code = &exception.code;
            let shown = exception.shown.iter();
            quote!(exception(#code, #retryable #(, #shown)*))
        }
        StructKind::Shape => quote!(),
    }
}

/// `tags, set_tags, get_tags: list(Tag) = "tags" List<Structure>;`, with what its methods say before it.
fn row(scope: &Scope, s: &Struct, field: &Field) -> TokenStream {
    let Field { name, set, get, .. } = field;
    let optional = matches!(field.presence, Presence::Optional);
    let mut told = link(&s.name, name);
    if let Some(sentence) = &field.sentence {
        told.push(' ');
        told.push_str(sentence);
    }
    let told = line(&told);
    let remark = (field.required && optional).then(|| line("This field is required."));
    let deprecated = deprecated(field.deprecated.as_ref());
    let access = access(scope, field.ty.access());
    let or = match &field.presence {
        Presence::Optional => quote!(),
        Presence::Required(zero) | Presence::Default(zero) => {
            let zero = self::zero(scope, zero);
            quote!([or #zero])
        }
    };
    let (place, codec) = (place(&field.row), codec(scope, &field.row, field.sensitive));
    quote!(#told #remark #deprecated #name, #set, #get #or: #access = #place #codec;)
}

/// The link to a field, which ends a sentence.
fn link(of: &Ident, field: &Ident) -> String {
    let (of, field) = (unraw(of), unraw(field));
    format!("[`{field}`](field@{of}::{field}).")
}

/// How a member is got and set; the runtime's `members` has the list.
fn access(scope: &Scope, access: Access<'_>) -> TokenStream {
    let part = |ty: &Type| match ty {
        Type::String => {
            let text = scope.one_word("String", "whittle_runtime::members", "Text");
            quote!(as #text)
        }
        ty => scope.ty(ty),
    };
    match access {
        Access::Text => {
            let ty = scope.ty(&Type::String);
            quote!(text(#ty))
        }
        Access::Copy(ty) => {
            let ty = scope.ty(ty);
            quote!(copy(#ty))
        }
        Access::Value(ty) => {
            let ty = scope.ty(ty);
            quote!(value(#ty))
        }
        Access::Boxed(ty) => {
            let ty = scope.ty(ty);
            quote!(boxed(#ty))
        }
        Access::List(item) => {
            let item = part(item);
            quote!(list(#item))
        }
        Access::Map(key, value) => {
            let (key, value) = (part(key), part(value));
            quote!(map(#key, #value))
        }
    }
}

/// The value that stands in for a missing one.
fn zero(scope: &Scope, zero: &Zero) -> TokenStream {
    match zero {
        Zero::Default => {
            let default = scope.std("Default");
            quote!(#default::default())
        }
        Zero::Structure => {
            let empty = scope.name("whittle_runtime::schema", "empty");
            quote!(#empty())
        }
        Zero::Unknown(union) => {
            let union = scope.ty(&Type::Shape(union.clone()));
            quote!(#union::Unknown)
        }
        Zero::Boxed(inner) => {
            let (new, inner) = (scope.std("Box"), self::zero(scope, inner));
            quote!(#new::new(#inner))
        }
        Zero::Epoch => {
            let time = scope.ty(&Type::DateTime);
            quote!(#time::from_secs(0))
        }
        Zero::Parsed(value) => quote!(#value.into()),
        Zero::Boolean(value) => quote!(#value),
        Zero::String(value) => quote!(#value.to_owned()),
        Zero::Integer(number) => Literal::i64_unsuffixed(*number).into_token_stream(),
        Zero::Float(number) => Literal::f64_unsuffixed(*number).into_token_stream(),
    }
}

/// `impl Debug` that does not show what is sensitive.
fn redacted_debug(scope: &Scope, s: &Struct, name: &Ident) -> TokenStream {
    let text = unraw(name);
    let fmt = scope.name("std", "fmt");
    let fields = s.fields.iter().map(|field| {
        // Official crates keep the `r#` here, and have none where Debug is derived.
        let (name, text) = (&field.name, field.name.to_string());
        match field.sensitive {
            true => quote!(.field(#text, &"*** Sensitive Data Redacted ***")),
            false => quote!(.field(#text, &self.#name)),
        }
    });
    let extra = match s.kind {
        StructKind::Output(ids) => {
            let fields = hidden_ids(ids).into_iter().map(|id| {
                let text = id.to_string();
                quote!(.field(#text, &self.#id))
            });
            quote!(#(#fields)*)
        }
        StructKind::Exception(_) => quote!(.field("meta", &self.meta)),
        StructKind::Input | StructKind::Shape => quote!(),
    };
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct(#text) #(#fields)* #extra .finish()
            }
        }
    }
}
