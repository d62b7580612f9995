//! The parameters of endpoint rules: the structure, its builder, and what the configuration fills.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{docs, line};
use crate::plan::names::unraw;
use crate::plan::{BuiltIn, Param, ParamLiteral, ParamPresence, Type};

pub(super) fn definition(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, docs, ty) = (&param.name, docs(&param.docs), owned(&param.ty));
        match param.is_optional() {
            true => quote!(#docs pub(crate) #name: Option<#ty>,),
            false => quote!(#docs pub(crate) #name: #ty,),
        }
    });
    quote! {
        /// What an endpoint depends on.
        #[non_exhaustive]
        #[derive(Clone, Debug, PartialEq)]
        pub struct Params { #(#fields)* }
    }
}

fn owned(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::Vec(_) => quote!(Vec<String>),
        _ => quote!(String),
    }
}

fn borrowed(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::Vec(_) => quote!(&[String]),
        _ => quote!(&str),
    }
}

pub(super) fn getters(params: &[Param]) -> TokenStream {
    let getters = params.iter().map(|param| {
        let (name, docs, ty) = (&param.name, docs(&param.docs), borrowed(&param.ty));
        let value = read(param, &quote!(self));
        let value = if param.is_optional() {
            value
        } else {
            quote!(Some(#value))
        };
        quote!(#docs pub fn #name(&self) -> Option<#ty> { #value })
    });
    let called_by = called_by(params);
    quote! {
        impl Params {
            /// Creates a builder for [`Params`].
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#getters)*
            #called_by
        }
    }
}

/// Sets the parameter that the credentials know.
fn called_by(params: &[Param]) -> TokenStream {
    let account = |param: &&Param| param.built_in == Some(BuiltIn::AccountId);
    let Some(param) = params.iter().find(account) else {
        return quote! {
            /// Takes the account of the caller, which these rules do not ask for.
            pub(crate) fn called_by(&mut self, _: &AccountId) {}
        };
    };
    let name = &param.name;
    let value = match param.is_optional() {
        true => quote!(Some(account.as_str().to_owned())),
        false => quote!(account.as_str().to_owned()),
    };
    quote! {
        /// Takes the account of the caller.
        pub(crate) fn called_by(&mut self, account: &AccountId) {
            self.#name = #value;
        }
    }
}

/// The borrowed value of a parameter's field.
pub(super) fn read(param: &Param, owner: &TokenStream) -> TokenStream {
    let name = &param.name;
    match (&param.ty, param.is_optional()) {
        (Type::Bool, _) => quote!(#owner.#name),
        (_, true) => quote!(#owner.#name.as_deref()),
        (_, false) => quote!(&#owner.#name),
    }
}

pub(super) fn builder(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, ty) = (&param.name, owned(&param.ty));
        quote!(#name: Option<#ty>,)
    });
    quote! {
        /// Builds [`Params`].
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ParamsBuilder { #(#fields)* }
    }
}

pub(super) fn builder_methods(params: &[Param]) -> TokenStream {
    let methods = params.iter().map(|param| {
        let (name, set, ty) = (&param.name, &param.set, owned(&param.ty));
        let link = format!("[`{0}`](Params::{0})", unraw(name));
        let (sets, clears) = (line(&format!("Sets {link}.")), line(&format!("Sets or clears {link}.")));
        quote! {
            #sets
            pub fn #name(mut self, value: impl Into<#ty>) -> Self { self.#name = Some(value.into()); self }
            #clears
            pub fn #set(mut self, value: Option<#ty>) -> Self { self.#name = value; self }
        }
    });
    let (built_ins, build) = (built_ins(params), build(params));
    quote!(impl ParamsBuilder { #(#methods)* #built_ins #build })
}

/// Fills the parameters that the configuration knows.
fn built_ins(params: &[Param]) -> TokenStream {
    let sets = params.iter().filter_map(|param| {
        let set = &param.set;
        if let Some(setting) = &param.setting {
            let settings = quote!(whittle_runtime::client::config::settings);
            return Some(quote!(.#set(#settings::setting::<#settings::#setting>(config))));
        }
        let source = match param.built_in? {
            BuiltIn::Region => quote!(endpoint::region(config)),
            BuiltIn::UseFips => quote!(endpoint::use_fips(config)),
            BuiltIn::UseDualStack => quote!(endpoint::use_dual_stack(config)),
            BuiltIn::Endpoint => quote!(endpoint::endpoint_url(config)),
            BuiltIn::AccountIdEndpointMode => {
                quote!(Some(
                    config
                        .load::<AccountIdEndpointMode>()
                        .unwrap_or(&AccountIdEndpointMode::Preferred)
                        .to_string()
                ))
            }
            // Known only with the credentials, see `called_by`.
            BuiltIn::AccountId => return None,
        };
        Some(quote!(.#set(#source)))
    });
    let sets: Vec<_> = sets.collect();
    let parameter = if sets.is_empty() {
        quote!(_)
    } else {
        quote!(config)
    };
    quote! {
        /// The parameters that the configuration has.
        pub(crate) fn from_config(#parameter: &ConfigBag) -> Self {
            Self::default() #(#sets)*
        }
    }
}

fn build(params: &[Param]) -> TokenStream {
    let checks = params
        .iter()
        .filter(|param| param.is_host_label)
        .map(|param| {
            let (name, text) = (&param.name, unraw(&param.name));
            quote! {
                if let Some(value) = &self.#name && !rules::is_valid_host_label(value, true) {
                    return Err(InvalidParams::invalid_value(#text, "must be a valid host label"));
                }
            }
        });
    let fields = params.iter().map(|param| {
        let (name, text) = (&param.name, unraw(&param.name));
        match &param.presence {
            ParamPresence::Optional => quote!(#name: self.#name,),
            ParamPresence::Required => {
                quote!(#name: self.#name.ok_or_else(|| InvalidParams::missing(#text))?,)
            }
            ParamPresence::Default(ParamLiteral::Boolean(false)) => {
                quote!(#name: self.#name.unwrap_or_default(),)
            }
            ParamPresence::Default(ParamLiteral::Boolean(true)) => {
                quote!(#name: self.#name.unwrap_or(true),)
            }
            ParamPresence::Default(ParamLiteral::String(value)) => {
                quote!(#name: self.#name.unwrap_or_else(|| #value.to_owned()),)
            }
            ParamPresence::Default(ParamLiteral::StringArray(values)) => {
                quote!(#name: self.#name.unwrap_or_else(|| vec![#(#values.to_owned()),*]),)
            }
        }
    });
    quote! {
        /// Builds the [`Params`].
        ///
        /// Fails if a region could not be part of a host name, or a required parameter is missing.
        pub fn build(self) -> Result<Params, InvalidParams> {
            #(#checks)*
            Ok(Params { #(#fields)* })
        }
    }
}
