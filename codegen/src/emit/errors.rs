//! Errors: the enum of an operation, and `crate::Error`.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Crate, ErrorVariant, Operation, StreamError, Type};

/// `operation_error! { GetDiskSnapshotsError of GetDiskSnapshots { … } }`
pub(super) fn operation(scope: &Scope, op: &Operation) -> TokenStream {
    let table = scope.name("whittle_runtime", "operation_error");
    let (error, marker) = (&op.error, &op.marker);
    let rows = op.errors.iter().map(|variant| {
        let (ErrorVariant { name, is }, exception) = (variant, exception(scope, variant));
        quote!(#name(#exception), #is;)
    });
    quote!(#table! { #error of #marker in crate::Error { #(#rows)* } })
}

/// The file of the error of an event stream.
pub(super) fn of_stream(error: &StreamError) -> RustFile {
    let scope = Scope::defining([&error.name]);
    let table = scope.name("whittle_runtime", "stream_error");
    let (name, events) = (&error.name, &error.events);
    let of = unraw(events);
    let rows = error.variants.iter().map(|(variant, member)| {
        let (ErrorVariant { name, is }, exception) = (variant, exception(&scope, variant));
        quote!(#name(#exception) = #member, #is;)
    });
    let items = vec![quote!(#table! { #name of #of in crate::Error { #(#rows)* } })];
    RustFile::new(
        format!("The errors among the events of `{of}`."),
        scope.uses(),
        items,
    )
}

/// `src/error.rs`: the error types that all crates have.
pub(super) fn index() -> RustFile {
    let items = vec![
        quote! {
            #[doc(inline)]
            pub use whittle_runtime::error::{
                BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
                UnknownVariantError,
            };
        },
        quote! {
            #[doc(inline)]
            pub use whittle_runtime::sugar::report::{ErrorReport, Report};
        },
        quote! {
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::error::{ConnectorError, SdkError};
        },
        quote! {
            #[cfg(feature = "client")]
            #[doc(inline)]
            pub use whittle_runtime::sugar::report::CountAttempts;
        },
    ];
    RustFile::new("What all errors have in common.", vec![], items)
}

/// `src/service_error.rs`: `crate::Error`.
pub(super) fn service(krate: &Crate) -> RustFile {
    let name = crate::plan::names::known("Error");
    let scope = Scope::defining([&name]);
    let table = scope.name("whittle_runtime", "service_error");
    let rows = krate.errors.iter().map(|variant| {
        let (name, exception) = (&variant.name, exception(&scope, variant));
        quote!(#name(#exception);)
    });
    let items = vec![quote!(#table! { #name { #(#rows)* } })];
    let docs = "The error that every operation's error becomes.";
    RustFile::new(docs, scope.uses(), items)
}

/// The type of an exception as a row has it.
fn exception(scope: &Scope, variant: &ErrorVariant) -> TokenStream {
    scope.ty(&Type::Exception(variant.name.clone()))
}
