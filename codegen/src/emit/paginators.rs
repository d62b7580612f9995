//! Paginators.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::files::RustFile;
use crate::plan::names::unraw;
use crate::plan::{Crate, Operation, Paginator, Step};

/// `src/operation/<operation>/paginator.rs`.
pub(super) fn file(krate: &Crate, op: &Operation, paginator: &Paginator) -> RustFile {
    let scope = Scope::defining([&paginator.name, &paginator.items_name]);
    let service = scope.name("crate::meta", &unraw(&krate.service.marker));
    let derive = scope.name("whittle_runtime", "paginator");
    let name = &paginator.name;
    let builder = scope.name("super::builders", &unraw(&op.input.builder));
    let [marker, output, error] = super_names(&scope, op);
    let mut items = vec![
        paginate(&scope, op, paginator),
        quote!(#derive!(#name, #marker, #builder, #output, #error, #service);),
    ];
    if let Some((field, ty)) = &paginator.page_size {
        let ty = scope.ty(ty);
        items.push(quote! {
            impl #name {
                /// How many items a page has at the most.
                #[inline]
                pub fn page_size(mut self, limit: #ty) -> Self {
                    self.builder = self.builder.#field(limit);
                    self
                }
            }
        });
    }
    if let Some(of) = &paginator.items {
        let derive = scope.name("whittle_runtime", "paginator_items");
        let types: Vec<_> = of.item.iter().map(|ty| scope.ty(ty)).collect();
        let item = match types.as_slice() {
            [item] => quote!(#item),
            several => quote!((#(#several),*)),
        };
        let (items_name, path) = (&paginator.items_name, take(&of.path));
        items.push(quote!(#derive!(#name, #items_name, #item, #output, #error, |page| #path);));
    }
    RustFile::new(format!("The pages of `{}`.", op.name), scope.uses(), items)
}

fn super_names(scope: &Scope, op: &Operation) -> [TokenStream; 3] {
    [&op.marker, &op.output.name, &op.error].map(|name| scope.name("super", &unraw(name)))
}

/// `impl Paginate`: how the token goes from output to input.
fn paginate(scope: &Scope, op: &Operation, paginator: &Paginator) -> TokenStream {
    let the_trait = scope.name("whittle_runtime::sugar::paginator", "Paginate");
    let [marker, output, _] = super_names(scope, op);
    let input = scope.name("super", &unraw(&op.input.name));
    let (field, token) = (&paginator.token, scope.ty(&paginator.token_type));
    let (next, slot) = (scope.option(&quote!(&#token)), scope.option(&token));
    let next_token = read(&paginator.next);
    let is_last = paginator.more.as_ref().map(|path| {
        let more = read(path);
        quote! {
            fn is_last(output: &#output) -> bool {
                let more = || #more.copied();
                more().is_some_and(|more| !more)
            }
        }
    });
    quote! {
        impl #the_trait for #marker {
            type Token = #token;

            fn next_token(output: &#output) -> #next {
                #next_token
            }

            fn token(input: &mut #input) -> &mut #slot {
                &mut input.#field
            }

            #is_last
        }
    }
}

/// A path through an output, as `Option<&T>`.
fn read(path: &[Step]) -> TokenStream {
    let Some((last, before)) = path.split_last() else {
        return quote!(None);
    };
    let before = before.iter().fold(quote!(output), |of, step| match step {
        Step::Field {
            name,
            optional: true,
        } => quote!(#of.#name.as_ref()?),
        Step::Field {
            name,
            optional: false,
        } => quote!(#of.#name),
        Step::Last => quote!(#of.last()?),
    });
    match last {
        Step::Field {
            name,
            optional: true,
        } => quote!(#before.#name.as_ref()),
        Step::Field {
            name,
            optional: false,
        } => quote!(Some(&#before.#name)),
        Step::Last => quote!(#before.last()),
    }
}

/// A path through a page that is taken apart: the list at its end, empty if there is none.
pub(super) fn take(path: &[Step]) -> TokenStream {
    let mut value = quote!(page);
    let mut optional = false;
    for step in path {
        let Step::Field {
            name,
            optional: field,
        } = step
        else {
            continue;
        };
        let of = quote!(of);
        value = match (optional, field) {
            (false, _) => quote!(#value.#name),
            (true, true) => quote!(#value.and_then(|#of| #of.#name)),
            (true, false) => quote!(#value.map(|#of| #of.#name)),
        };
        optional |= field;
    }
    if optional {
        quote!(#value.unwrap_or_default())
    } else {
        value
    }
}
