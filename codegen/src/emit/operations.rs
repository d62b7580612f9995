//! Operations: the marker, its structures, its error, and the fluent builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, docs, line};
use super::errors;
use super::scope::{Scope, segments};
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Crate, HostPart, Ids, Operation, ParamSource, Route, Taken};

/// `src/operation.rs`.
pub(super) fn index(krate: &Crate) -> RustFile {
    let mut items = vec![
        quote!(
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::client::RequestId;
        ),
        quote!(
            #[doc(inline)]
            pub use whittle_runtime::operation::{AnyOperation, Operation};
        ),
        extended_id(krate.service.ids),
        quote!(
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::client::Call;
        ),
    ];
    items.extend(krate.operations.iter().map(|op| {
        let (module, docs) = (&op.module, line(&format!("The operation `{}`.", op.name)));
        quote!(#docs pub mod #module;)
    }));
    RustFile::new("The operations, a module each.", vec![], items)
}

/// The trait of what has a second id.
fn extended_id(ids: Ids) -> TokenStream {
    match ids {
        Ids::Request => quote!(),
        Ids::Extended => quote! {
            #[doc(inline)]
            pub use whittle_runtime::operation::extended::RequestIdExt;
        },
    }
}

/// `src/operation/<operation>.rs`.
pub(super) fn file(krate: &Crate, op: &Operation) -> RustFile {
    let (input, output, fluent) = (&op.input, &op.output, &op.fluent);
    let (input_builder, output_builder) = (&input.builder, &output.builder);
    let (input_name, output_name) = (&input.name, &output.name);
    let scope = Scope::defining([&op.marker, &op.error, input_name, output_name]);
    let mut items = vec![
        quote!(
            #[cfg(feature = "client")]
            mod fluent;
        ),
        quote!(
            mod input;
        ),
        quote!(
            mod output;
        ),
        quote!(pub use input::#input_name;),
        quote!(pub use output::#output_name;),
        quote! {
            /// Builders of the input, the output and the call.
            pub mod builders {
                #[cfg(feature = "client")]
                pub use super::fluent::#fluent;
                pub use super::input::#input_builder;
                pub use super::output::#output_builder;
            }
        },
    ];
    if op.paginator.is_some() {
        items.insert(
            3,
            quote!(
                #[cfg(feature = "client")]
                pub mod paginator;
            ),
        );
    }
    items.extend(marker(krate, &scope, op));
    items.extend(walks(&scope, op));
    items.push(errors::operation(&scope, op));
    RustFile::new(format!("The operation `{}`.", op.name), scope.uses(), items)
}

/// The marker and what makes it an operation.
fn marker(krate: &Crate, scope: &Scope, op: &Operation) -> [TokenStream; 5] {
    let the_trait = scope.name("whittle_runtime::operation", "AnyOperation");
    let operation = scope.name("whittle_runtime", "operation");
    let (marker, name, span) = (&op.marker, &op.name, &op.span);
    let (input, output, error) = (&op.input.name, &op.output.name, &op.error);
    let (docs, service) = (docs(&op.docs), &krate.service.marker);
    let [in_stream, out_stream] =
        [&op.input, &op.output].map(|s| s.stream().map(|_| quote!(stream)));
    let no_input = (!op.has_input).then(|| {
        quote!(
            const HAS_INPUT: bool = false;
        )
    });
    let sensitive = op.sensitive_output.then(|| {
        quote!(
            const SENSITIVE_OUTPUT: bool = true;
        )
    });
    let route = route(scope, op);
    let element = op.element.as_ref().map(|tag| {
        quote!(
            const ELEMENT: &'static str = #tag;
        )
    });
    let root = op.root.as_ref().map(|name| {
        quote!(
            const ROOT: &'static str = #name;
        )
    });
    [
        quote! {
            #docs
            #[non_exhaustive]
            #[derive(Clone, Debug, Default)]
            pub struct #marker;
        },
        quote! {
            impl #the_trait for #marker {
                type Service = crate::meta::#service;
                const NAME: &'static str = #name;
                #route
                #element
                #root
                type Input = #input;
                type Output = #output;
                type Error = #error;
                #no_input
                #sensitive
            }
        },
        quote!(#operation!(#marker, #in_stream #input, #out_stream #output, #error);),
        prepare(scope, op),
        quote!(#[cfg(feature = "client")] whittle_runtime::call!(#marker, #span);),
    ]
}

/// What the client asks of the operation before it calls.
fn prepare(scope: &Scope, op: &Operation) -> TokenStream {
    let marker = &op.marker;
    let (prefix, params) = (host_prefix(scope, op), endpoint_params(scope, op));
    let extend = extend(scope, op);
    let by_hand = super::by_hand::of_operation(scope, op);
    quote! {
        #[cfg(feature = "client")]
        impl whittle_runtime::client::Prepare for #marker {
            #by_hand
            #prefix
            #params
            #extend
        }
    }
}

fn route(scope: &Scope, op: &Operation) -> TokenStream {
    let Some(Route { method, uri }) = &op.route else {
        return quote!();
    };
    let route = scope.name("whittle_runtime::service", "Route");
    quote! {
        const ROUTE: #route = #route {
            method: #method,
            uri: #uri,
        };
    }
}

fn host_prefix(scope: &Scope, op: &Operation) -> TokenStream {
    let Some(prefix) = &op.host_prefix else {
        return quote!();
    };
    let labels = !matches!(prefix.parts.as_slice(), [] | [HostPart::Text(_)]);
    let mut format = String::new();
    let mut arguments = Vec::new();
    let mut label = |field: &syn::Ident, value: TokenStream| {
        let check = quote!(whittle_runtime::client::host_label);
        let name = unraw(field);
        arguments.push(quote!(#check(#name, #value)?));
        "{}".to_owned()
    };
    for part in &prefix.parts {
        let part = match part {
            HostPart::Text(text) => text.replace('{', "{{").replace('}', "}}"),
            HostPart::Label(field) => label(field, quote!(input.#field.as_deref())),
            HostPart::EnumLabel(field) => label(
                field,
                quote!(input.#field.as_ref().map(|value| value.as_str())),
            ),
        };
        format.push_str(&part);
    }
    let prefix = match arguments.is_empty() {
        true => quote!(#format.to_owned()),
        false => quote!(format!(#format, #(#arguments),*)),
    };
    let (input, name) = (
        &op.input.name,
        if labels { quote!(input) } else { quote!(_) },
    );
    let option = scope.option(&quote!(whittle_runtime::client::HostPrefix<#input>));
    quote! {
        const HOST_PREFIX: #option = Some(|#name| Ok(Some(#prefix)));
    }
}

fn endpoint_params(scope: &Scope, op: &Operation) -> TokenStream {
    if op.endpoint_params.is_empty() {
        return quote!();
    }
    let (input, builder) = (&op.input.name, quote!(crate::endpoint::ParamsBuilder));
    let reads = op
        .endpoint_params
        .iter()
        .any(|param| matches!(param.value, ParamSource::Field(..) | ParamSource::Walk(..)));
    let name = if reads { quote!(input) } else { quote!(_) };
    let sets = op.endpoint_params.iter().map(|param| {
        let setter = &param.setter;
        match &param.value {
            ParamSource::String(value) => quote!(.#setter(Some(#value.to_owned()))),
            ParamSource::Boolean(value) => quote!(.#setter(Some(#value))),
            ParamSource::StringArray(values) => {
                quote!(.#setter(Some(vec![#(#values.to_owned()),*])))
            }
            ParamSource::Field(name, Taken::Copy) => quote!(.#setter(input.#name)),
            ParamSource::Field(name, Taken::Clone) => quote!(.#setter(input.#name.clone())),
            ParamSource::Field(name, Taken::Required) => {
                let text = unraw(name);
                quote!(.#setter(whittle_runtime::client::required(#text, &input.#name)?))
            }
            ParamSource::Walk(function, ..) => quote!(.#setter(#function(input))),
        }
    });
    let set = scope.option(&quote!(whittle_runtime::client::SetParams<#input, #builder>));
    quote! {
        const ENDPOINT_PARAMS: #set = Some(|#name, params| Ok(params #(#sets)*));
    }
}

/// The functions that endpoint parameters are collected by.
fn walks(scope: &Scope, op: &Operation) -> Vec<TokenStream> {
    let params = op.endpoint_params.iter();
    let walks = params.filter_map(|param| match &param.value {
        ParamSource::Walk(name, many, walk) => Some(super::walks::function(
            scope,
            name,
            &op.input.name,
            *many,
            walk,
        )),
        _ => None,
    });
    walks.collect()
}

/// What the plugin has besides what all have.
fn extend(scope: &Scope, op: &Operation) -> TokenStream {
    if op.extensions.is_empty() && op.idempotency_token.is_none() {
        return quote!();
    }
    let client = quote!(whittle_runtime::client);
    let functions = op.extensions.iter().map(|it| segments(it.function));
    let input = &op.input.name;
    let token = op.idempotency_token.as_ref().map(|field| {
        quote! {
            #client::idempotency_token::extend(plugin, |input| {
                input.downcast_mut::<#input>().map(|input| &mut input.#field)
            });
        }
    });
    let extend = scope.option(&quote!(fn(&mut #client::OperationPlugin)));
    quote! {
        const EXTEND: #extend = Some(|plugin| {
            #(#client::#functions(plugin);)*
            #token
        });
    }
}

/// `src/operation/<operation>/fluent.rs`.
pub(super) fn fluent(krate: &Crate, op: &Operation) -> RustFile {
    let (fluent, marker, input) = (&op.fluent, &op.marker, &op.input);
    let scope = Scope::defining([fluent]);
    let derive = scope.name("whittle_runtime", "fluent_builder");
    let handle = scope.name("whittle_runtime::client", "Handle");
    let service = scope.name("crate::meta", &unraw(&krate.service.marker));
    let (arc, builder) = (
        scope.name("std::sync", "Arc"),
        scope.name("super::builders", &unraw(&input.builder)),
    );
    let [marker, output, error] =
        [marker, &op.output.name, &op.error].map(|name| scope.name("super", &unraw(name)));
    let config = scope.option(&quote!(crate::config::Builder));
    let (docs, deprecated) = (docs(&op.docs), deprecated(op.deprecated.as_ref()));
    let derive_traits = match input.stream() {
        Some(_) => quote!(#[derive(Debug)]),
        None => quote!(#[derive(Clone, Debug)]),
    };
    let mut items = vec![
        quote! {
            #docs
            #deprecated
            #derive_traits
            pub struct #fluent {
                handle: #arc<#handle<#service>>,
                pub(crate) inner: #builder,
                config_override: #config,
            }
        },
        quote!(#derive!(#fluent, #marker, #builder, #output, #error, #service, crate::Client);),
    ];
    items.extend(super::by_hand::presigned(&scope, krate, op));
    items.extend(op.by_hand.marks.iter().map(|mark| {
        let mark = segments(mark);
        quote!(impl whittle_runtime::client::#mark for #output {})
    }));
    if let Some(paginator) = &op.paginator {
        let name = scope.name("super::paginator", &unraw(&paginator.name));
        items.push(quote! {
            impl #fluent {
                /// The pages from here on, following the token from one to the next.
                #[inline]
                pub fn into_paginator(self) -> #name {
                    #name::new(self.handle, self.inner, self.config_override)
                }
            }
        });
    }
    RustFile::new(
        format!("The fluent builder of `{}`.", op.name),
        scope.uses(),
        items,
    )
}
