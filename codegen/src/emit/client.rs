//! The crate's root, client, configuration and facts.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{deprecated, line};
use super::examples;
use super::scope::segments;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Auth, Crate, Discovery, Operation, Service};

/// `src/lib.rs`.
pub(super) fn root(krate: &Crate) -> RustFile {
    let waiters = match krate.waiters().is_empty() {
        true => quote!(),
        false => quote! {
            #[cfg(feature = "client")]
            pub mod waiters;
        },
    };
    let presigning = match krate.presigns() {
        false => quote!(),
        true => quote! {
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::client::presigning;
        },
    };
    let discovery = krate.discovery.is_some().then(|| {
        quote! {
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::client::endpoint_discovery;
        }
    });
    let items = vec![
        quote! {
            #![forbid(unsafe_code)]
            #![warn(missing_docs)]
            #![allow(deprecated, reason = "what is deprecated for users is still on the wire")]
            #![allow(clippy::module_inception, clippy::should_implement_trait, reason = "names are those of the model")]
            #![allow(clippy::borrowed_box, reason = "unions lend what they hold, as in the official crate")]
            #![allow(clippy::large_enum_variant, clippy::result_large_err, reason = "errors are by value in the official crate, too")]
            #![allow(clippy::type_complexity, reason = "members have the types that the model gives them")]
        },
        quote! {
            pub mod client;
            pub mod config;
            #[cfg(feature = "client")]
            mod endpoint;
            pub mod error;
            pub mod meta;
            pub mod operation;
            pub mod primitives;
            mod service_error;
            pub mod types;
        },
        waiters,
        presigning,
        discovery.unwrap_or_default(),
        quote! {
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use client::Client;
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use config::Config;
            #[doc(inline)]
            pub use service_error::Error;
        },
    ];
    RustFile::new(front_page(krate), vec![], items)
}

/// The crate's documentation.
fn front_page(krate: &Crate) -> String {
    let (service, package) = (&krate.service, &krate.package);
    let mut text = format!(
        "A small client for {}: {} of its operations.\n",
        service.shown_title,
        krate.operations.len()
    );
    let docs: Vec<&str> = service.docs.lines().collect();
    if !docs.is_empty() {
        text.push_str(&format!("\n{}\n", docs.join("\n")));
    }
    let table = examples::table(krate, |op| {
        format!("[`{}`](operation::{})", op.name, unraw(&op.module))
    });
    text.push_str(&format!(
        "\nIt has the API of the official SDK crate for these operations and runs on the same runtime crates.\n\
         \n{}\n```no_run\n# #[cfg(not(feature = \"client\"))]\n# fn main() {{}}\n# #[cfg(feature = \"client\")]\n{}```\n\
         \n{table}\n\
         [`config`] has what can be set, [`types`] what comes back, [`error::Report`] tells an error in a line.\n\
         [`operation::Operation`] makes requests and reads responses for any other HTTP stack.\n",
        examples::install(package),
        examples::program(krate),
    ));
    text
}

/// `src/client.rs`.
pub(super) fn client(krate: &Crate) -> RustFile {
    let methods = krate.operations.iter().map(|op| method(krate, op));
    let service = &krate.service.marker;
    let mut items = vec![quote!(
        #[cfg(feature = "client")]
        whittle_runtime::client!(Client, crate::meta::#service);
    )];
    if !krate.operations.is_empty() {
        items.push(quote!(#[cfg(feature = "client")] impl Client { #(#methods)* }));
    }
    items.extend(krate.discovery.as_ref().map(discovery));
    items.extend(super::waiters::client(krate));
    RustFile::new("The client.", vec![], items)
}

fn discovery(discovery: &Discovery) -> TokenStream {
    let Discovery {
        method,
        endpoints,
        address,
        minutes,
    } = discovery;
    quote! {
        #[cfg(feature = "client")]
        whittle_runtime::endpoint_discovery!(Client, #method, #endpoints, #address, #minutes);
    }
}

fn method(krate: &Crate, op: &Operation) -> TokenStream {
    let (module, method, fluent) = (&op.module, &op.method, &op.fluent);
    let name = unraw(module);
    let deprecated = deprecated(op.deprecated.as_ref());
    let mut text = format!(
        "Starts a call of [`{0}`](crate::operation::{name}::{0}).\n",
        unraw(&op.marker)
    );
    if !op.input.fields.is_empty() {
        text.push('\n');
    }
    for field in &op.input.fields {
        let field_name = unraw(&field.name);
        let input = unraw(&op.input.name);
        let required = if field.required { " (required)" } else { "" };
        text.push_str(&format!(
            "- [`{field_name}`](field@crate::operation::{name}::{input}::{field_name}){required}\n"
        ));
    }
    text.push_str(&examples::of_method(krate, op));
    let docs = line(&text);
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(&self) -> crate::operation::#module::builders::#fluent {
            crate::operation::#module::builders::#fluent::new(self.handle.clone())
        }
    }
}

/// `src/config.rs`.
pub(super) fn config(krate: &Crate) -> RustFile {
    let service = &krate.service.marker;
    let mut items = vec![quote!(
        #[cfg(feature = "client")]
        whittle_runtime::config!(crate::meta::#service);
    )];
    items.extend(settings(&krate.service));
    items.extend(krate.shown().into_iter().map(|shown| {
        let shown = segments(shown);
        quote!(#[cfg(feature = "client")] #[doc(inline)] pub use whittle_runtime::client::#shown;)
    }));
    items.push(quote! {
        /// Which endpoint a request goes to.
        #[cfg(feature = "client")]
        pub mod endpoint {
            #[doc(inline)]
            pub use crate::endpoint::{DefaultResolver, Params, ParamsBuilder, ResolveEndpoint};
            #[doc(inline)]
            pub use whittle_runtime::client::endpoint::{
                Endpoint, EndpointFuture, InvalidParams, SharedEndpointResolver,
            };
        }
    });
    RustFile::new("Configuration of the client.", vec![], items)
}

/// The settings that the configuration has for this service.
fn settings(service: &Service) -> Vec<TokenStream> {
    let (marker, config) = (&service.marker, quote!(whittle_runtime::client::config));
    let settings = service.settings.iter();
    let shown = service.shown.iter().map(
        |name| quote!(#[cfg(feature = "client")] #[doc(inline)] pub use #config::settings::#name;),
    );
    settings
        .flat_map(|setting| {
            [
                quote!(#[cfg(feature = "client")] #[doc(inline)] pub use #config::settings::#setting;),
                quote!(#[cfg(feature = "client")] impl #config::settings::HasSetting<#setting> for crate::meta::#marker {}),
            ]
        })
        .chain(shown)
        .collect()
}

/// `src/primitives.rs`.
pub(super) fn primitives(krate: &Crate) -> RustFile {
    let mut items = vec![
        quote!(
            pub use aws_smithy_types::date_time::Format as DateTimeFormat;
        ),
        quote!(
            pub use aws_smithy_types::{Blob, DateTime};
        ),
    ];
    if krate.operations.iter().any(Operation::holds_stream) {
        items.push(quote! {
            pub use aws_smithy_types::body::SdkBody;
            pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
            pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
            #[cfg(feature = "rt-tokio")]
            pub use aws_smithy_types::byte_stream::{FsBuilder, Length};
        });
    }
    items.push(match krate.stream_errors.is_empty() {
        true => quote! {
            /// Event streams; this service has none.
            pub mod event_stream {}
        },
        false => quote! {
            /// What event streams are made of.
            pub mod event_stream {
                pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
                pub use aws_smithy_types::str_bytes::StrBytes;
                #[doc(inline)]
                pub use whittle_runtime::stream::events::{EventReceiver, EventStreamSender};
            }
        },
    });
    RustFile::new("Data types that shapes are made of.", vec![], items)
}

/// `src/meta.rs`.
pub(super) fn meta(krate: &Crate) -> RustFile {
    let service = &krate.service;
    let marker = &service.marker;
    let title = line(&format!(
        "{}, as the runtime knows it.",
        service.shown_title
    ));
    let by_hand = super::by_hand::of_service(service);
    let marks = by_hand.is_some().then(|| quote!(, by_hand));
    let mut items = vec![
        quote! {
            /// The version of this crate.
            pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");
        },
        quote! {
            #title
            #[derive(Clone, Copy, Debug, Default)]
            pub struct #marker;
        },
        facts(service),
        quote! {
            #[cfg(feature = "client")]
            whittle_runtime::has_client!(#marker, crate::endpoint::Params, auth_schemes #marks);
        },
        auth_schemes(service),
    ];
    items.extend(by_hand);
    items.extend(krate.settings().into_iter().map(|settings| {
        let settings = segments(settings);
        quote! {
            #[cfg(feature = "client")]
            impl whittle_runtime::client::config::settings::HasSetting<whittle_runtime::client::#settings> for #marker {}
        }
    }));
    RustFile::new("Facts about this crate and its service.", vec![], items)
}

/// What the runtime must know of the service.
fn facts(service: &Service) -> TokenStream {
    let (marker, id, user_agent_id) = (&service.marker, &service.sdk_id, &service.user_agent_id);
    let (signing_name, target_prefix) = (&service.signing_name, &service.target_prefix);
    let scope = format!("aws-sdk-{user_agent_id}");
    let api_version = &service.api_version;
    let protocol = &service.protocol.marker;
    let query_compatible = service.query_compatible;
    let schema_driven = service.by_hand.schema_driven;
    quote! {
        impl whittle_runtime::operation::Service for #marker {
            const FACTS: &'static whittle_runtime::service::Facts = &whittle_runtime::service::Facts {
                id: #id,
                user_agent_id: #user_agent_id,
                version: env!("CARGO_PKG_VERSION"),
                library: env!("CARGO_CRATE_NAME"),
                signing_name: #signing_name,
                metrics_scope: #scope,
                api_version: #api_version,
                target_prefix: #target_prefix,
                query_compatible: #query_compatible,
                schema_driven: #schema_driven,
            };
            type Protocol = whittle_runtime::protocol::#protocol;
        }
    }
}

fn auth_schemes(service: &Service) -> TokenStream {
    let default = schemes(&service.auth);
    let others = service.auth_of.iter().map(|(operation, of)| {
        let schemes = schemes(of);
        quote!(#operation => #schemes,)
    });
    let (parameter, body) = match service.auth_of.is_empty() {
        true => (quote!(_), default),
        false => (
            quote!(operation),
            quote!(match operation { #(#others)* _ => #default, }),
        ),
    };
    quote! {
        /// The auth schemes of an operation, best first.
        #[cfg(feature = "client")]
        fn auth_schemes(#parameter: &str) -> &'static [whittle_runtime::service::AuthScheme] {
            use whittle_runtime::service::AuthScheme;
            #body
        }
    }
}

fn schemes(auth: &[Auth]) -> TokenStream {
    let schemes = auth.iter().map(|scheme| match scheme {
        Auth::SigV4 => quote!(AuthScheme::SigV4),
        Auth::SigV4a => quote!(
            #[cfg(feature = "sigv4a")]
            AuthScheme::SigV4a
        ),
        Auth::HttpBearer => quote!(AuthScheme::HttpBearer),
        Auth::Anonymous => quote!(AuthScheme::NoAuth),
    });
    quote!(&[#(#schemes),*])
}
