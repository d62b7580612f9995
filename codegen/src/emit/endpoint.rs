//! Endpoints: the parameters, and the rules as a table.

use proc_macro2::TokenStream;
use quote::quote;

use crate::files::RustFile;
use crate::plan::{BuiltIn, Crate, Param, Table};

mod params;
pub(super) mod table;

/// `src/endpoint.rs`.
pub(super) fn file(krate: &Crate) -> RustFile {
    let params = &krate.endpoint.params;
    let mut items = vec![
        params::definition(params),
        params::getters(params),
        params::builder(params),
        params::builder_methods(params),
        resolve(&krate.endpoint.rules, params),
        of_service(krate),
    ];
    if !krate.endpoint.cases.is_empty() {
        items.push(quote!(
            #[cfg(test)]
            mod tests;
        ));
    }
    let mut uses = vec![quote!(
        use whittle_runtime::client::endpoint::{
            AccountId, ConfigBag, Endpoint, InvalidParams, ResolveEndpointError,
        };
    )];
    let has = |built_in| params.iter().any(|param| param.built_in == Some(built_in));
    let of_runtime = [
        BuiltIn::Region,
        BuiltIn::UseFips,
        BuiltIn::UseDualStack,
        BuiltIn::Endpoint,
    ];
    if of_runtime.into_iter().any(has) {
        uses.push(quote!(
            use whittle_runtime::client::endpoint;
        ));
    }
    if has(BuiltIn::AccountIdEndpointMode) {
        uses.push(quote!(
            use whittle_runtime::client::endpoint::AccountIdEndpointMode;
        ));
    }
    uses.push(quote!(
        use whittle_runtime::client::endpoint_rules as rules;
    ));
    RustFile::new(
        "Endpoints: what they depend on, and the rules of the model.",
        uses,
        items,
    )
}

/// What makes these the endpoints of the service.
fn of_service(krate: &Crate) -> TokenStream {
    let service = &krate.service.marker;
    let session = krate
        .endpoint
        .session
        .as_ref()
        .map(|(bucket, disabled)| quote!(, session with #bucket unless #disabled));
    quote!(whittle_runtime::endpoint!(crate::meta::#service #session);)
}

/// `fn resolve`: the parameters, each in its slot, and the rules.
fn resolve(rules: &Table, params: &[Param]) -> TokenStream {
    let rules = table::rules(rules);
    let slots = params.iter().map(|param| {
        let value = params::read(param, &quote!(params));
        quote!(rules::Parameter::from(#value))
    });
    let parameter = match params {
        [] => quote!(_),
        _ => quote!(params),
    };
    quote! {
        /// The endpoint for these parameters.
        pub(crate) fn resolve(#parameter: &Params) -> Result<Endpoint, ResolveEndpointError> {
            RULES.resolve(&[#(#slots),*])
        }

        /// The rules, in order. The first slots are the parameters.
        static RULES: rules::Rules = #rules;
    }
}
