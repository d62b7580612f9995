//! Waiters: a table each, and the client's way to them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{docs, line};
use super::paginators::take;
use super::scope::Scope;
use super::structs;
use crate::files::{Code, RustFile};
use crate::jmespath::{Comparison, Expr};
use crate::model::{AcceptorState, Comparator};
use crate::plan::names::unraw;
use crate::plan::{Acceptor, Crate, Matcher, Operation, Pages, Subject, Text, Waiter, WaiterKind};

/// `src/waiters.rs`.
pub(super) fn index(waiters: &[(&Operation, &Waiter)]) -> RustFile {
    let mut items: Vec<TokenStream> = waiters
        .iter()
        .map(|(_, waiter)| {
            let (module, docs) = (&waiter.module, docs(&waiter.docs));
            quote!(#docs pub mod #module;)
        })
        .collect();
    let over_pages = waiters
        .iter()
        .any(|(_, waiter)| matches!(waiter.kind, WaiterKind::Pages(_)));
    if over_pages {
        items.push(quote!(
            pub use crate::runtime::page_waiter::PageWaiterError;
        ));
    }
    RustFile::new("Waiters, a module each.", vec![], items)
}

/// The trait that gives the client its waiters, for `src/client.rs`.
pub(super) fn client(krate: &Crate) -> Option<TokenStream> {
    let waiters = krate.waiters();
    if waiters.is_empty() {
        return None;
    }
    let signature = |waiter: &Waiter| {
        let (method, module, fluent) = (&waiter.method, &waiter.module, &waiter.fluent);
        quote!(fn #method(&self) -> crate::waiters::#module::#fluent)
    };
    let methods = waiters.iter().map(|(_, waiter)| {
        let (docs, signature) = (docs(&waiter.docs), signature(waiter));
        let deprecated = waiter.deprecated.then(|| quote!(#[deprecated]));
        quote!(#docs #deprecated #signature;)
    });
    let bodies = waiters.iter().map(|(_, waiter)| {
        let (signature, module, fluent) = (signature(waiter), &waiter.module, &waiter.fluent);
        quote!(#signature { crate::waiters::#module::#fluent::new(self.handle()) })
    });
    Some(quote! {
        /// The waiters of the client: import this trait to call them.
        #[cfg(feature = "client")]
        pub trait Waiters { #(#methods)* }

        #[cfg(feature = "client")]
        impl Waiters for Client { #(#bodies)* }
    })
}

/// `src/waiters/<waiter>.rs`.
pub(super) fn file(operation: &Operation, waiter: &Waiter) -> RustFile {
    let scope = Scope::defining([&waiter.fluent, &waiter.error]);
    let items = match &waiter.kind {
        WaiterKind::Acceptors {
            final_poll,
            acceptors,
        } => modeled(&scope, operation, waiter, final_poll, acceptors),
        WaiterKind::Pages(pages) => over_pages(&scope, operation, waiter, pages),
    };
    let text = format!("The waiter `{}`.", unraw(&waiter.module));
    RustFile::new(text, scope.uses(), items)
}

/// A name of the module of the operation.
fn of_operation(scope: &Scope, operation: &Operation, name: &syn::Ident) -> TokenStream {
    scope.name(
        &format!("crate::operation::{}", operation.module),
        &unraw(name),
    )
}

fn modeled(
    scope: &Scope,
    operation: &Operation,
    waiter: &Waiter,
    final_poll: &syn::Ident,
    acceptors: &[Acceptor],
) -> Vec<Code> {
    let module = format!("crate::operation::{}", operation.module);
    let runtime = "crate::runtime::waiter";
    let names = [&operation.marker, &operation.output.name, &operation.error];
    let [marker, output, operation_error] = names.map(|name| of_operation(scope, operation, name));
    let builder = scope.name(
        &format!("{module}::builders"),
        &unraw(&operation.input.builder),
    );
    let [derive, table, poll, waiter_error] =
        ["waiter", "Waiter", "FinalPoll", "WaiterError"].map(|name| scope.name(runtime, name));
    let (arc, handle) = (
        scope.name("std::sync", "Arc"),
        scope.name("crate::runtime::client", "Handle"),
    );
    let sdk_error = scope.name("crate::runtime::error", "SdkError");
    let (fluent, error, docs) = (&waiter.fluent, &waiter.error, docs(&waiter.docs));
    let (min, max) = (
        Literal::u64_unsuffixed(waiter.min_delay),
        Literal::u64_unsuffixed(waiter.max_delay),
    );
    let acceptors = acceptors.iter().map(|of| acceptor(scope, of));
    let mut items: Vec<Code> = vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #fluent { handle: #arc<#handle>, inner: #builder }
        }
        .into(),
        quote! {
            #derive!(#fluent, #marker, #builder, #final_poll, #error, #table {
                min_delay: #min,
                max_delay: #max,
                acceptors: &[#(#acceptors),*],
            });
        }
        .into(),
        quote! {
            /// The last result of the calls, which ended the waiting.
            pub type #final_poll = #poll<#output, #sdk_error<#operation_error>>;
        }
        .into(),
        quote! {
            /// Why the waiting ended without success.
            pub type #error = #waiter_error<#output, #operation_error>;
        }
        .into(),
    ];
    if !operation.input.fields.is_empty() {
        items.push(structs::fluent_members(
            scope,
            &format!("crate::operation::{}", unraw(&operation.module)),
            &operation.input,
            fluent,
        ));
    }
    items
}

fn acceptor(scope: &Scope, of: &Acceptor) -> TokenStream {
    let runtime = "crate::runtime::waiter";
    let [acceptor, acceptor_state, matcher] =
        ["Acceptor", "AcceptorState", "Matcher"].map(|name| scope.name(runtime, name));
    let state = match of.state {
        AcceptorState::Success => quote!(Success),
        AcceptorState::Failure => quote!(Failure),
        AcceptorState::Retry => quote!(Retry),
    };
    let matched = match &of.matcher {
        Matcher::Success(success) => quote!(Success(#success)),
        Matcher::Status(status) => {
            let status = Literal::u16_unsuffixed(*status);
            quote!(Status(#status))
        }
        Matcher::ErrorType(code) => quote!(ErrorType(#code)),
        Matcher::Path {
            of,
            path,
            comparator,
            expected,
        } => {
            let [path_matcher, compare] =
                ["PathMatcher", "Comparator"].map(|name| scope.name(runtime, name));
            let comparator = match comparator {
                Comparator::StringEquals => quote!(String),
                Comparator::BooleanEquals => quote!(Boolean),
                Comparator::AllStringEquals => quote!(All),
                Comparator::AnyStringEquals => quote!(Any),
            };
            let subject = match of {
                Subject::Output => quote!(Output),
                Subject::InputOutput => quote!(InputOutput),
            };
            let path = expr(&scope.name("crate::runtime::jmespath", "Expr"), path);
            quote!(#subject(#path_matcher { path: #path, comparator: #compare::#comparator, expected: #expected }))
        }
    };
    quote!(#acceptor { state: #acceptor_state::#state, matcher: #matcher::#matched })
}

/// A JMESPath expression as the runtime's data.
fn expr(name: &TokenStream, of: &Expr) -> TokenStream {
    let inner = |of: &Expr| {
        let of = expr(name, of);
        quote!(&#of)
    };
    let two = |variant: TokenStream, left: &Expr, right: &Expr| {
        let (left, right) = (inner(left), inner(right));
        quote!(#variant(#left, #right))
    };
    let variant = match of {
        Expr::Current => quote!(Current),
        Expr::Field(field) => quote!(Field(#field)),
        Expr::Sub(left, right) => two(quote!(Sub), left, right),
        Expr::Index(list, index) => {
            let (list, index) = (inner(list), Literal::i64_unsuffixed(*index));
            quote!(Index(#list, #index))
        }
        Expr::Flatten(list) => {
            let list = inner(list);
            quote!(Flatten(#list))
        }
        Expr::Project(list, each) => two(quote!(Project), list, each),
        Expr::Filter(list, condition, each) => {
            let (list, condition, each) = (inner(list), inner(condition), inner(each));
            quote!(Filter(#list, #condition, #each))
        }
        Expr::List(items) => {
            let items = items.iter().map(|item| expr(name, item));
            quote!(List(&[#(#items),*]))
        }
        Expr::Literal(json) => literal(json),
        Expr::Compare(Comparison::Eq, left, right) => two(quote!(Equal), left, right),
        Expr::Compare(Comparison::Ne, left, right) => {
            let equal = two(quote!(Equal), left, right);
            quote!(Not(&#name::#equal))
        }
        Expr::Compare(Comparison::Lt, left, right) => two(quote!(Less), left, right),
        Expr::Compare(Comparison::Gt, left, right) => two(quote!(Less), right, left),
        Expr::Compare(Comparison::Le, left, right) => two(quote!(LessOrEqual), left, right),
        Expr::Compare(Comparison::Ge, left, right) => two(quote!(LessOrEqual), right, left),
        Expr::And(left, right) => two(quote!(And), left, right),
        Expr::Or(left, right) => two(quote!(Or), left, right),
        Expr::Not(of) => {
            let of = inner(of);
            quote!(Not(#of))
        }
        Expr::Length(of) => {
            let of = inner(of);
            quote!(Length(#of))
        }
        Expr::Contains(list, item) => two(quote!(Contains), list, item),
    };
    quote!(#name::#variant)
}

/// A literal: a number, a boolean, null, or text with or without quotes.
fn literal(json: &str) -> TokenStream {
    match (json, json.parse::<f64>()) {
        ("true", _) => quote!(Boolean(true)),
        ("false", _) => quote!(Boolean(false)),
        ("null", _) => quote!(Null),
        (_, Ok(number)) if number.is_finite() => {
            let number = Literal::f64_unsuffixed(number);
            quote!(Number(#number))
        }
        (text, _) => {
            let text = text.trim_matches('"');
            quote!(Text(#text))
        }
    }
}

fn over_pages(scope: &Scope, operation: &Operation, waiter: &Waiter, pages: &Pages) -> Vec<Code> {
    let runtime = "crate::runtime::page_waiter";
    let [derive, table, waiter_error] =
        ["page_waiter", "PageWaiter", "PageWaiterError"].map(|name| scope.name(runtime, name));
    let names = [&operation.marker, &operation.error];
    let [marker, operation_error] = names.map(|name| of_operation(scope, operation, name));
    let (arc, handle) = (
        scope.name("std::sync", "Arc"),
        scope.name("crate::runtime::client", "Handle"),
    );
    let (fluent, error, docs) = (&waiter.fluent, &waiter.error, docs(&waiter.docs));
    let (item, items) = (scope.ty(&pages.item), take(&pages.items));
    let (key, state, field) = (text(&pages.key), text(&pages.state), &pages.key.field);
    let (success, failure) = (&pages.success, &pages.failure);
    let [min, max, grace] =
        [waiter.min_delay, waiter.max_delay, pages.not_found_grace].map(Literal::u64_unsuffixed);
    let key_type = scope.option(&scope.std("String"));
    let error_docs = line("Why the waiting ended without success.");
    vec![
        quote! {
            const WAITER: #table<#marker, #item> = #table {
                items: |page| #items,
                key: |item| #key,
                state: |item| #state,
                success: &[#(#success),*],
                failure: &[#(#failure),*],
                min_delay: #min,
                max_delay: #max,
                not_found_grace: #grace,
            };
        }
        .into(),
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #fluent { handle: #arc<#handle>, key: #key_type }
        }
        .into(),
        quote!(#derive!(#fluent, #item, #error, #field, WAITER);).into(),
        quote! {
            #error_docs
            pub type #error = #waiter_error<#item, #operation_error>;
        }
        .into(),
    ]
}

/// A field of `item` as `Option<&str>`.
fn text(of: &Text) -> TokenStream {
    let field = &of.field;
    match (of.optional, of.is_enum) {
        (true, false) => quote!(item.#field.as_deref()),
        (true, true) => quote!(item.#field.as_ref().map(|state| state.as_str())),
        (false, false) => quote!(Some(&item.#field)),
        (false, true) => quote!(Some(item.#field.as_str())),
    }
}
