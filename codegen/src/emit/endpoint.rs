//! Endpoints: the parameters, and the rules as nested `if`s.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Block, BuiltIn, Condition, Crate, Param, Property, Rule, Then, Value};

mod params;

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
    if params.iter().any(|param| param.is_host_label) || krate.endpoint.calls {
        uses.push(quote!(
            use whittle_runtime::client::endpoint_functions as rules;
        ));
    }
    RustFile::new(
        "Endpoints, compiled from the rule set of the model.",
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

/// `fn resolve`: the rules.
fn resolve(rules: &Block<Ident>, params: &[Param]) -> TokenStream {
    let rules = block(rules);
    let lets = params.iter().filter(|param| param.is_read).map(|param| {
        let (name, value) = (&param.name, params::read(param, &quote!(params)));
        quote!(let #name = #value;)
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
            #rules
        }
    }
}

/// The rules in order; the last one without conditions ends the block, else nothing applied.
fn block(block: &Block<Ident>) -> TokenStream {
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
fn guarded(rule: &Rule<Ident>) -> TokenStream {
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
fn returning(inner: &Block<Ident>) -> TokenStream {
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

fn condition(condition: &Condition<Ident>) -> TokenStream {
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
fn emptied(left: &Value<Ident>, right: &Value<Ident>) -> Option<TokenStream> {
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

pub(super) fn result(then: &Then<Ident>) -> TokenStream {
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
fn owned_text(of: &Value<Ident>) -> TokenStream {
    let text = value(of);
    match of {
        Value::String(_) | Value::Format(_) => text,
        _ => quote!(#text.to_owned()),
    }
}

fn value(of: &Value<Ident>) -> TokenStream {
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

fn format(parts: &[Value<Ident>]) -> TokenStream {
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
fn property(of: &Property<Ident>) -> TokenStream {
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
