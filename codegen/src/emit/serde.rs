//! The wire: how unions are read and written through serde. (Structures are tables of members.)

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::plan::names::unraw;
use crate::plan::{Union, UnionVariant};

/// `impl Union for Value`.
pub(super) fn union(scope: &Scope, u: &Union) -> TokenStream {
    let (name, text) = (&u.name, unraw(&u.name));
    let the_trait = scope.codec_name("Union");
    let (access, serializer) = (
        scope.codec_name("MapAccess"),
        scope.codec_name("Serializer"),
    );
    let (reader, writer) = (
        scope.codec_name("VariantReader"),
        scope.codec_name("VariantWriter"),
    );
    let result = scope.std("Result");
    let option = scope.option(&quote!(Self));
    let members = u.variants.iter().map(|variant| &variant.row.name);
    let codec = |of: &UnionVariant| {
        let codec = of.ty.as_ref().map(|_| scope.codec(&of.row.codec));
        codec.map(|codec| match of.sensitive {
            true => scope.secret(&codec),
            false => codec,
        })
    };
    let reads = u.variants.iter().map(|variant| {
        let (wire, name) = (&variant.row.name, &variant.name);
        match codec(variant) {
            Some(codec) => quote!(#wire => member.read::<#codec, _, _>(Self::#name),),
            None => quote!(#wire => member.read_unit(Self::#name),),
        }
    });
    let writes = u.variants.iter().map(|variant| {
        let (wire, name) = (&variant.row.name, &variant.name);
        match codec(variant) {
            Some(codec) => quote!(Self::#name(value) => writer.write::<#codec, _>(#wire, value),),
            None => quote!(Self::#name => writer.write_unit(#wire),),
        }
    });
    quote! {
        impl #the_trait for #name {
            const NAME: &'static str = #text;
            const MEMBERS: &'static [&'static str] = &[#(#members),*];
            fn read<'de, A: #access<'de>>(name: &str, member: #reader<'_, A>) -> #result<#option, A::Error> {
                match name { #(#reads)* _ => member.unknown(Self::Unknown), }
            }
            fn write<S: #serializer>(&self, writer: #writer<S>) -> #result<S::Ok, S::Error> {
                match self { #(#writes)* Self::Unknown => writer.unknown(), }
            }
        }
    }
}
