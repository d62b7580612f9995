//! Waiters: a table each, and the client's way to them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{docs, line};
use super::paginators::take;
use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{
    Acceptor, AcceptorState, Comparator, Crate, Matcher, Operation, Pages, PathMatcher, Query,
    Text, Waiter, WaiterKind,
};

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
            #[doc(inline)]
            pub use whittle_runtime::sugar::page_waiter::PageWaiterError;
        ));
    }
    let of_model = waiters
        .iter()
        .any(|(_, waiter)| !matches!(waiter.kind, WaiterKind::Pages(_)));
    if of_model {
        items.push(quote!(whittle_runtime::waiter_errors! { crate::Error }));
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
        quote!(#signature { crate::waiters::#module::#fluent::new(whittle_runtime::client::Connected::connected(self)) })
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
pub(super) fn file(krate: &Crate, operation: &Operation, waiter: &Waiter) -> RustFile {
    let scope = Scope::defining([&waiter.fluent, &waiter.error]);
    let items = match &waiter.kind {
        WaiterKind::Acceptors {
            final_poll,
            acceptors,
        } => modeled(krate, &scope, operation, waiter, final_poll, acceptors),
        WaiterKind::Pages(pages) => over_pages(krate, &scope, operation, waiter, pages),
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
    krate: &Crate,
    scope: &Scope,
    operation: &Operation,
    waiter: &Waiter,
    final_poll: &syn::Ident,
    acceptors: &[Acceptor],
) -> Vec<TokenStream> {
    let module = format!("crate::operation::{}", operation.module);
    let runtime = "whittle_runtime::sugar::waiter";
    let names = [&operation.marker, &operation.output.name, &operation.error];
    let [marker, output, operation_error] = names.map(|name| of_operation(scope, operation, name));
    let builder = scope.name(
        &format!("{module}::builders"),
        &unraw(&operation.input.builder),
    );
    let [table, poll, waiter_error] =
        ["Waiter", "FinalPoll", "WaiterError"].map(|name| scope.name(runtime, name));
    let derive = scope.name("whittle_runtime", "waiter");
    let service = scope.name("crate::meta", &unraw(&krate.service.marker));
    let (arc, handle) = (
        scope.name("std::sync", "Arc"),
        scope.name("whittle_runtime::client", "Handle"),
    );
    let sdk_error = scope.name("whittle_runtime::error", "SdkError");
    let (fluent, error, docs) = (&waiter.fluent, &waiter.error, docs(&waiter.docs));
    let (min, max) = (
        Literal::u64_unsuffixed(waiter.min_delay),
        Literal::u64_unsuffixed(waiter.max_delay),
    );
    let acceptors = acceptors.iter().map(|of| acceptor(scope, of));
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #fluent { handle: #arc<#handle<#service>>, pub(crate) inner: #builder }
        },
        quote! {
            #derive!(#fluent, #marker, #builder, #final_poll, #error, #service, #table {
                min_delay: #min,
                max_delay: #max,
                acceptors: &[#(#acceptors),*],
            });
        },
        quote! {
            /// The last result of the calls, which ended the waiting.
            pub type #final_poll = #poll<#output, #sdk_error<#operation_error>>;
        },
        quote! {
            /// Why the waiting ended without success.
            pub type #error = #waiter_error<#output, #operation_error>;
        },
    ]
}

fn acceptor(scope: &Scope, of: &Acceptor) -> TokenStream {
    let runtime = "whittle_runtime::sugar::waiter";
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
        Matcher::Output(path) => {
            let path = path_matcher(scope, path);
            quote!(Output(#path))
        }
        Matcher::InputOutput(path) => {
            let path = path_matcher(scope, path);
            quote!(InputOutput(#path))
        }
    };
    quote!(#acceptor { state: #acceptor_state::#state, matcher: #matcher::#matched })
}

fn path_matcher(scope: &Scope, of: &PathMatcher<String>) -> TokenStream {
    let runtime = "whittle_runtime::sugar::waiter";
    let [path_matcher, compare] =
        ["PathMatcher", "Comparator"].map(|name| scope.name(runtime, name));
    let comparator = match of.comparator {
        Comparator::StringEquals => quote!(String),
        Comparator::BooleanEquals => quote!(Boolean),
        Comparator::AllStringEquals => quote!(All),
        Comparator::AnyStringEquals => quote!(Any),
    };
    let path = query(
        &scope.name("whittle_runtime::sugar::jmespath", "Expr"),
        &of.path,
    );
    let expected = &of.expected;
    quote!(#path_matcher { path: #path, comparator: #compare::#comparator, expected: #expected })
}

/// A query as the runtime's data.
fn query(name: &TokenStream, of: &Query<String>) -> TokenStream {
    let inner = |of: &Query<String>| {
        let of = query(name, of);
        quote!(&#of)
    };
    let two = |variant: TokenStream, left: &Query<String>, right: &Query<String>| {
        let (left, right) = (inner(left), inner(right));
        quote!(#variant(#left, #right))
    };
    let one = |variant: TokenStream, of: &Query<String>| {
        let of = inner(of);
        quote!(#variant(#of))
    };
    let variant = match of {
        Query::Current => quote!(Current),
        Query::Member(field) | Query::Key(field) => quote!(Field(#field)),
        Query::Sub(left, right) => two(quote!(Sub), left, right),
        Query::Index(list, index) => {
            let (list, index) = (inner(list), Literal::i64_unsuffixed(*index));
            quote!(Index(#list, #index))
        }
        Query::Flatten(list) => one(quote!(Flatten), list),
        Query::Project(list, each) => two(quote!(Project), list, each),
        Query::Values(map, each) => two(quote!(Values), map, each),
        Query::Filter(list, condition, each) => {
            let (list, condition, each) = (inner(list), inner(condition), inner(each));
            quote!(Filter(#list, #condition, #each))
        }
        Query::List(items) => {
            let items = items.iter().map(|item| query(name, item));
            quote!(List(&[#(#items),*]))
        }
        Query::Object(members) => {
            let members = members.iter().map(|(key, of)| {
                let of = query(name, of);
                quote!((#key, #of))
            });
            quote!(Object(&[#(#members),*]))
        }
        Query::Null => quote!(Null),
        Query::Boolean(value) => quote!(Boolean(#value)),
        Query::Number(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote!(Number(#value))
        }
        Query::Text(value) => quote!(Text(#value)),
        Query::Equal(left, right) => two(quote!(Equal), left, right),
        Query::Less(left, right) => two(quote!(Less), left, right),
        Query::LessOrEqual(left, right) => two(quote!(LessOrEqual), left, right),
        Query::And(left, right) => two(quote!(And), left, right),
        Query::Or(left, right) => two(quote!(Or), left, right),
        Query::Not(of) => one(quote!(Not), of),
        Query::Length(of) => one(quote!(Length), of),
        Query::Contains(list, item) => two(quote!(Contains), list, item),
    };
    quote!(#name::#variant)
}

fn over_pages(
    krate: &Crate,
    scope: &Scope,
    operation: &Operation,
    waiter: &Waiter,
    pages: &Pages,
) -> Vec<TokenStream> {
    let runtime = "whittle_runtime::sugar::page_waiter";
    let [table, waiter_error] =
        ["PageWaiter", "PageWaiterError"].map(|name| scope.name(runtime, name));
    let derive = scope.name("whittle_runtime", "page_waiter");
    let service = scope.name("crate::meta", &unraw(&krate.service.marker));
    let names = [&operation.marker, &operation.error];
    let [marker, operation_error] = names.map(|name| of_operation(scope, operation, name));
    let (arc, handle) = (
        scope.name("std::sync", "Arc"),
        scope.name("whittle_runtime::client", "Handle"),
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
        },
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #fluent { handle: #arc<#handle<#service>>, key: #key_type }
        },
        quote!(#derive!(#fluent, #item, #error, #field, #service, WAITER);),
        quote! {
            #error_docs
            pub type #error = #waiter_error<#item, #operation_error>;
        },
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
