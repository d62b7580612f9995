//! What a service has by hand: calls of the runtime's functions for it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::plan::names::unraw;
use crate::plan::{Argument, Crate, Custom, Operation, Service, SignedPayload};

/// A call with these arguments before its own.
fn call(custom: &Custom, first: &[TokenStream]) -> TokenStream {
    let function = &custom.function;
    let own = custom.arguments.iter().map(|argument| match argument {
        Argument::Service => quote!(Self),
        Argument::Text(text) => quote!(#text),
        Argument::Texts(texts) => quote!(&[#(#texts),*]),
        Argument::Number(number) => {
            let number = Literal::u64_unsuffixed(*number);
            quote!(#number)
        }
    });
    let arguments = first.iter().cloned().chain(own);
    quote!(whittle_runtime::client::custom::#function(#(#arguments),*))
}

/// A list of what these calls give, if there are any.
fn list(customs: &[Custom]) -> Option<TokenStream> {
    let calls = customs.iter().map(|custom| call(custom, &[]));
    (!customs.is_empty()).then(|| quote!(vec![#(#calls),*]))
}

/// What the service has otherwise than all; nothing for most.
pub(super) fn of_service(service: &Service) -> Option<TokenStream> {
    let by_hand = &service.by_hand;
    let interceptors = list(&by_hand.interceptors).map(|list| {
        quote! {
            fn interceptors() -> Vec<whittle_runtime::client::custom::SharedInterceptor> { #list }
        }
    });
    let codes = &by_hand.transient;
    let transient = (!codes.is_empty())
        .then(|| quote!(const TRANSIENT_CODES: &'static [&'static str] = &[#(#codes),*];));
    let schemes = list(&by_hand.auth_schemes).map(|list| {
        quote! {
            fn more_auth_schemes() -> Vec<whittle_runtime::client::custom::SharedAuthScheme> { #list }
        }
    });
    let take_over = take_over(&by_hand.take_over);
    let of_endpoint = by_hand.auth_of_endpoint.then(|| {
        quote!(
            const AUTH_OF_ENDPOINT: bool = true;
        )
    });
    let marker = &service.marker;
    let all = quote!(#transient #of_endpoint #interceptors #schemes #take_over);
    (!all.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "client")]
            impl whittle_runtime::client::config::ByHand for #marker { #all }
        }
    })
}

/// One change after the other.
fn take_over(customs: &[Custom]) -> Option<TokenStream> {
    let first = quote!(builder);
    let builder = customs.iter().fold(first, |builder, custom| {
        call(custom, &[builder, quote!(shared)])
    });
    let config = quote!(whittle_runtime::client::config);
    (!customs.is_empty()).then(|| {
        quote! {
            fn take_over(
                builder: #config::Builder<Self>,
                shared: &#config::SdkConfig,
            ) -> #config::Builder<Self> {
                #builder
            }
        }
    })
}

/// What an operation says of itself beside what all say.
pub(super) fn of_operation(scope: &Scope, op: &Operation) -> TokenStream {
    let input = &op.input.name;
    let adjusted = op.by_hand.adjusted.iter().map(|(field, custom)| {
        let call = call(custom, &[quote!(&mut input.#field)]);
        quote!(#call;)
    });
    let adjust = (!op.by_hand.adjusted.is_empty()).then(|| {
        let adjust = scope.option(&quote!(fn(&mut #input)));
        quote!(const ADJUST: #adjust = Some(|input| { #(#adjusted)* });)
    });
    let interceptors = list(&op.by_hand.interceptors).map(|list| {
        let interceptors = scope.option(&quote!(whittle_runtime::client::Interceptors));
        quote!(const INTERCEPTORS: #interceptors = Some(|| #list);)
    });
    quote!(#adjust #interceptors)
}

/// Lets requests of an operation be signed in advance, for operations that can.
pub(super) fn presigned(scope: &Scope, krate: &Crate, op: &Operation) -> Option<TokenStream> {
    let payload = op.by_hand.presigned.map(|payload| match payload {
        SignedPayload::Unsigned => quote!(Unsigned),
        SignedPayload::Empty => quote!(Empty),
    })?;
    let presigned = scope.name("whittle_runtime", "presigned");
    let service = scope.name("crate::meta", &unraw(&krate.service.marker));
    let [marker, error] = [&op.marker, &op.error].map(|name| scope.name("super", &unraw(name)));
    let fluent = &op.fluent;
    Some(quote!(#presigned!(#fluent, #marker, #error, #service, #payload);))
}
