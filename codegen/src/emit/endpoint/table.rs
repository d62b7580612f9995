//! The table of endpoint rules, as the runtime's constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{Found, Property, Rule, Table, Test, Then, Value};

/// `rules::Rules { … }`.
pub(crate) fn rules(table: &Table) -> TokenStream {
    let tests = table.tests.iter().map(test);
    let properties = table.properties.iter().map(|of| properties(of));
    let endpoints = table.endpoints.iter().map(endpoint);
    let rules = table.rules.iter().map(rule);
    quote! {
        rules::Rules {
            tests: &[#(#tests),*],
            properties: &[#(#properties),*],
            endpoints: &[#(#endpoints),*],
            rules: &[#(#rules),*],
        }
    }
}

fn rule(rule: &Rule) -> TokenStream {
    let when = rule.when.iter().map(|test| number(*test));
    let then = match &rule.then {
        Then::Endpoint(index) => {
            let index = number(*index);
            quote!(rules::Endpoint(#index))
        }
        Then::Error(message) => {
            let message = value(message);
            quote!(rules::Error(#message))
        }
        Then::Rules(inner) => {
            let inner = inner.iter().map(self::rule);
            quote!(rules::Block(&[#(#inner),*]))
        }
    };
    quote!(rules::Rule(&[#(#when),*], #then))
}

fn endpoint(found: &Found) -> TokenStream {
    let url = value(&found.url);
    let headers = found.headers.iter().map(|(name, of)| {
        let of = value(of);
        quote!((#name, #of))
    });
    let properties = number(found.properties);
    quote!(rules::Found(#url, &[#(#headers),*], #properties))
}

fn test(test: &Test) -> TokenStream {
    let (name, values) = match test {
        Test::Bind(slot, of) => {
            let (slot, of) = (number(*slot), value(of));
            return quote!(rules::Bind(#slot, #of));
        }
        Test::IsSome(of) => (quote!(IsSome), vec![of]),
        Test::IsNone(of) => (quote!(IsNone), vec![of]),
        Test::True(of) => (quote!(True), vec![of]),
        Test::False(of) => (quote!(False), vec![of]),
        Test::Eq(left, right) => (quote!(Eq), vec![left, right]),
        Test::Ne(left, right) => (quote!(Ne), vec![left, right]),
    };
    let values = values.into_iter().map(value);
    quote!(rules::#name(#(#values),*))
}

fn value(of: &Value) -> TokenStream {
    match of {
        Value::Slot(slot) => {
            let slot = number(*slot);
            quote!(rules::Slot(#slot))
        }
        Value::Field(slot, field) => {
            let slot = number(*slot);
            quote!(rules::Field(#slot, rules::Attribute::#field))
        }
        Value::Index(list, index) => {
            let (list, index) = (value(list), number(*index));
            quote!(rules::Index(&#list, #index))
        }
        Value::Text(text) => quote!(rules::Text(#text)),
        Value::Flag(flag) => quote!(rules::Flag(#flag)),
        Value::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(rules::Number(#number))
        }
        Value::Format(parts) => {
            let parts = parts.iter().map(value);
            quote!(rules::Format(&[#(#parts),*]))
        }
        Value::Call(function, arguments) => {
            let arguments = arguments.iter().map(value);
            quote!(rules::Call(rules::Function::#function, &[#(#arguments),*]))
        }
    }
}

fn properties(of: &[(String, Property)]) -> TokenStream {
    let entries = of.iter().map(|(name, of)| {
        let of = property(of);
        quote!((#name, #of))
    });
    quote!(&[#(#entries),*])
}

fn property(of: &Property) -> TokenStream {
    match of {
        Property::Value(of) => {
            let of = value(of);
            quote!(rules::Property::Value(#of))
        }
        Property::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(rules::Property::Number(#number))
        }
        Property::List(items) => {
            let items = items.iter().map(property);
            quote!(rules::Property::List(&[#(#items),*]))
        }
        Property::Map(entries) => {
            let entries = properties(entries);
            quote!(rules::Property::Map(#entries))
        }
    }
}

fn number(of: usize) -> Literal {
    Literal::usize_unsuffixed(of)
}
