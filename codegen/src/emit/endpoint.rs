//! Endpoints: the parameters, and the rules as nested `if`s.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{docs, line};
use crate::files::RustFile;
use crate::model::{ParamValue, ParameterKind};
use crate::plan::names::unraw;
use crate::plan::{Block, BuiltIn, Condition, Crate, Param, Property, Rule, Then, Value};

/// `src/endpoint.rs`.
pub(super) fn file(krate: &Crate) -> RustFile {
    let params = &krate.endpoint.params;
    let mut items = vec![
        definition(params),
        getters(params),
        builder(params),
        builder_methods(params),
        resolve(&krate.endpoint.rules, params),
    ];
    if !krate.endpoint.cases.is_empty() {
        items.push(quote!(
            #[cfg(test)]
            mod tests;
        ));
    }
    let mut uses = vec![
        quote!(
            use crate::runtime::endpoint::{InvalidParams, ResolveEndpointError};
        ),
        quote!(
            use aws_smithy_types::config_bag::ConfigBag;
        ),
        quote!(
            use aws_smithy_types::endpoint::Endpoint;
        ),
    ];
    if params.iter().any(|param| param.built_in.is_some()) {
        uses.push(quote!(
            use crate::runtime::endpoint;
        ));
    }
    let region = |param: &Param| param.built_in == Some(BuiltIn::Region);
    if params.iter().any(region) || krate.endpoint.rules.calls() {
        uses.push(quote!(
            use crate::runtime::rules;
        ));
    }
    RustFile::new(
        "Endpoints, compiled from the rule set of the model.",
        uses,
        items,
    )
}

fn definition(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, docs, ty) = (&param.name, docs(&param.docs), owned(param.kind));
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

fn owned(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::String => quote!(String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::StringArray => quote!(Vec<String>),
    }
}

fn borrowed(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::String => quote!(&str),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::StringArray => quote!(&[String]),
    }
}

fn getters(params: &[Param]) -> TokenStream {
    let getters = params.iter().map(|param| {
        let (name, docs, ty) = (&param.name, docs(&param.docs), borrowed(param.kind));
        let value = read(param, &quote!(self));
        let value = if param.is_optional() {
            value
        } else {
            quote!(Some(#value))
        };
        quote!(#docs pub fn #name(&self) -> Option<#ty> { #value })
    });
    quote! {
        impl Params {
            /// Creates a builder for [`Params`].
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#getters)*
        }
    }
}

/// The borrowed value of a parameter's field.
fn read(param: &Param, owner: &TokenStream) -> TokenStream {
    let name = &param.name;
    match (param.kind, param.is_optional()) {
        (ParameterKind::Boolean, _) => quote!(#owner.#name),
        (_, true) => quote!(#owner.#name.as_deref()),
        (_, false) => quote!(&#owner.#name),
    }
}

fn builder(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, ty) = (&param.name, owned(param.kind));
        quote!(#name: Option<#ty>,)
    });
    quote! {
        /// Builds [`Params`].
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ParamsBuilder { #(#fields)* }
    }
}

fn builder_methods(params: &[Param]) -> TokenStream {
    let methods = params.iter().map(|param| {
        let (name, set, ty) = (&param.name, &param.set, owned(param.kind));
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
        let source = match param.built_in? {
            BuiltIn::Region => quote!(region),
            BuiltIn::UseFips => quote!(use_fips),
            BuiltIn::UseDualStack => quote!(use_dual_stack),
            BuiltIn::Endpoint => quote!(endpoint_url),
        };
        Some(quote!(.#set(endpoint::#source(config))))
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
        .filter(|param| param.built_in == Some(BuiltIn::Region))
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
        match (&param.default, param.is_optional()) {
            (_, true) => quote!(#name: self.#name,),
            (Some(ParamValue::Boolean(false)), _) => quote!(#name: self.#name.unwrap_or_default(),),
            (Some(ParamValue::Boolean(true)), _) => quote!(#name: self.#name.unwrap_or(true),),
            (Some(ParamValue::String(value)), _) => {
                quote!(#name: self.#name.unwrap_or_else(|| #value.to_owned()),)
            }
            (Some(ParamValue::StringArray(values)), _) => {
                quote!(#name: self.#name.unwrap_or_else(|| vec![#(#values.to_owned()),*]),)
            }
            (None, false) => {
                quote!(#name: self.#name.ok_or_else(|| InvalidParams::missing(#text))?,)
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

/// `fn resolve`: the rules.
fn resolve(rules: &Block, params: &[Param]) -> TokenStream {
    let text = block(rules);
    let used = text.to_string();
    let lets = params.iter().filter_map(|param| {
        let name = &param.name;
        let needed = used
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| unraw(name) == word);
        let value = read(param, &quote!(params));
        needed.then(|| quote!(let #name = #value;))
    });
    let lets: Vec<_> = lets.collect();
    let parameter = if lets.is_empty() {
        quote!(_)
    } else {
        quote!(params)
    };
    quote! {
        /// The endpoint for these parameters.
        pub(crate) fn resolve(#parameter: &Params) -> Result<Endpoint, ResolveEndpointError> {
            #(#lets)*
            #text
        }
    }
}

/// The rules in order; the last one without conditions ends the block, else nothing applied.
fn block(block: &Block) -> TokenStream {
    let (last, before) = match block.0.split_last() {
        Some((last, before)) if last.conditions.is_empty() => (Some(last), before),
        _ => (None, block.0.as_slice()),
    };
    let before = before.iter().map(guarded);
    let last = match last {
        Some(rule) => result(&rule.then),
        None => quote!(Err(ResolveEndpointError::no_rule())),
    };
    quote!(#(#before)* #last)
}

/// `if condition && … { return …; }`
fn guarded(rule: &Rule) -> TokenStream {
    let conditions = rule.conditions.iter().map(condition);
    let body = match &rule.then {
        Then::Block(inner) => returning(inner),
        then => {
            let result = result(then);
            quote!(return #result;)
        }
    };
    quote!(if #(#conditions)&&* { #body })
}

/// A block inside an `if`, whose last value is returned.
fn returning(inner: &Block) -> TokenStream {
    let (last, before) = match inner.0.split_last() {
        Some((last, before)) if last.conditions.is_empty() => (Some(last), before),
        _ => (None, inner.0.as_slice()),
    };
    let before = before.iter().map(guarded);
    let last = match last.map(|rule| &rule.then) {
        Some(Then::Block(inner)) => returning(inner),
        Some(then) => {
            let result = result(then);
            quote!(return #result;)
        }
        None => quote!(return Err(ResolveEndpointError::no_rule());),
    };
    quote!(#(#before)* #last)
}

fn condition(condition: &Condition) -> TokenStream {
    match condition {
        Condition::Bind(name, of) => {
            let of = value(of);
            quote!(let Some(#name) = #of)
        }
        Condition::IsSome(of) => {
            let of = value(of);
            quote!(#of.is_some())
        }
        Condition::IsNone(of) => {
            let of = value(of);
            quote!(#of.is_none())
        }
        Condition::True(of) => value(of),
        Condition::False(of) => {
            let of = value(of);
            quote!(!#of)
        }
        Condition::Eq(left, right) => match emptied(left, right) {
            Some(text) => quote!(#text.is_empty()),
            None => {
                let (left, right) = (value(left), value(right));
                quote!(#left == #right)
            }
        },
        Condition::Ne(left, right) => match emptied(left, right) {
            Some(text) => quote!(!#text.is_empty()),
            None => {
                let (left, right) = (value(left), value(right));
                quote!(#left != #right)
            }
        },
    }
}

/// What is compared with the empty string.
fn emptied(left: &Value, right: &Value) -> Option<TokenStream> {
    match (left, right) {
        (text @ (Value::Variable(_) | Value::Field(..)), Value::String(empty))
        | (Value::String(empty), text @ (Value::Variable(_) | Value::Field(..)))
            if empty.is_empty() =>
        {
            Some(value(text))
        }
        _ => None,
    }
}

pub(super) fn result(then: &Then) -> TokenStream {
    match then {
        Then::Block(inner) => block(inner),
        Then::Error(message) => {
            let message = owned_text(message);
            quote!(Err(ResolveEndpointError::message(#message)))
        }
        Then::Endpoint {
            url,
            headers,
            properties,
        } => {
            let url = owned_text(url);
            let headers = headers.iter().flat_map(|(name, values)| {
                values.iter().map(move |of| {
                    let of = owned_text(of);
                    quote!(.header(#name, #of))
                })
            });
            let properties = properties.iter().map(|(name, of)| {
                let of = property(of);
                quote!(.property(#name, #of))
            });
            quote!(Ok(Endpoint::builder().url(#url) #(#headers)* #(#properties)* .build()))
        }
    }
}

/// A text that outlives the parameters.
fn owned_text(of: &Value) -> TokenStream {
    let text = value(of);
    match of {
        Value::String(_) | Value::Format(_) => text,
        _ => quote!(#text.to_owned()),
    }
}

fn value(of: &Value) -> TokenStream {
    match of {
        Value::Variable(name) => quote!(#name),
        Value::Field(of, name) => {
            let of = value(of);
            quote!(#of.#name)
        }
        Value::Index(of, index) => {
            let of = value(of);
            let element = match index {
                0 => quote!(first()),
                _ => {
                    let index = Literal::usize_unsuffixed(*index);
                    quote!(get(#index))
                }
            };
            quote!(#of.#element.map(AsRef::<str>::as_ref))
        }
        Value::String(text) => quote!(#text),
        Value::Boolean(of) => quote!(#of),
        Value::Number(of) => {
            let of = Literal::i64_unsuffixed(*of);
            quote!(#of)
        }
        Value::Format(parts) => format(parts),
        Value::Call(function, arguments) => {
            let arguments = arguments.iter().map(value);
            quote!(rules::#function(#(#arguments),*))
        }
        Value::Borrow(of) => {
            let of = value(of);
            quote!(&#of)
        }
        Value::Some(of) => {
            let of = value(of);
            quote!(Some(#of))
        }
        Value::Deref(of) => {
            let of = value(of);
            quote!(#of.as_deref())
        }
    }
}

fn format(parts: &[Value]) -> TokenStream {
    let mut text = String::new();
    let mut arguments = Vec::new();
    for part in parts {
        match part {
            Value::String(literal) => text.push_str(&literal.replace('{', "{{").replace('}', "}}")),
            // A raw identifier cannot stand in a format string.
            Value::Variable(name) if *name == unraw(name) => {
                text.push_str(&format!("{{{name}}}"));
            }
            other => {
                text.push_str("{}");
                arguments.push(value(other));
            }
        }
    }
    quote!(format!(#text #(, #arguments)*))
}

/// A property as an `aws_smithy_types::Document`.
fn property(of: &Property) -> TokenStream {
    let document = quote!(aws_smithy_types::Document);
    match of {
        Property::Value(Value::String(text)) => quote!(#document::from(#text.to_owned())),
        Property::Value(of) => {
            let of = if matches!(of, Value::Boolean(_)) {
                value(of)
            } else {
                owned_text(of)
            };
            quote!(#document::from(#of))
        }
        Property::Number(number) => {
            let number = Literal::i64_suffixed(*number);
            quote!(#document::from(#number))
        }
        Property::List(items) => {
            let items = items.iter().map(property);
            quote!(#document::Array(vec![#(#items),*]))
        }
        Property::Map(entries) => {
            let entries = entries.iter().map(|(name, of)| {
                let of = property(of);
                quote!((#name.to_owned(), #of))
            });
            quote!(#document::Object([#(#entries),*].into_iter().collect()))
        }
    }
}
