//! Prints a plan: one file at a time, without deciding anything.

mod by_hand;
mod client;
mod docs;
mod endpoint;
mod endpoint_tests;
mod enums;
mod errors;
mod examples;
mod manifest;
mod operations;
mod paginators;
mod rows;
mod scope;
mod structs;
mod types;
mod unions;
mod waiters;
mod walks;

use crate::files::{FileSet, RustFile};
use crate::plan::names::unraw;
use crate::plan::{Client, Crate};

/// The files of a crate.
pub(crate) fn emit(krate: &Crate) -> FileSet {
    let mut files = FileSet::default();
    files.text("Cargo.toml", manifest::manifest(krate));
    files.text("README.md", manifest::readme(krate));
    if let Client::Always = krate.package.client {
        files.rust(manifest::BUILD, manifest::build_script());
    }
    files.rust("src/lib.rs", client::root(krate));
    files.rust("src/client.rs", client::client(krate));
    files.rust("src/config.rs", client::config(krate));
    files.rust("src/meta.rs", client::meta(krate));
    files.rust("src/primitives.rs", client::primitives(krate));
    files.rust("src/endpoint.rs", endpoint::file(krate));
    if !krate.endpoint.cases.is_empty() {
        let tests = endpoint_tests::file(&krate.endpoint.cases);
        files.rust("src/endpoint/tests.rs", tests);
    }
    files.rust("src/error.rs", errors::index());
    files.rust("src/service_error.rs", errors::service(krate));
    emit_operations(krate, &mut files);
    emit_types(krate, &mut files);
    let waiters = krate.waiters();
    if !waiters.is_empty() {
        files.rust("src/waiters.rs", waiters::index(&waiters));
    }
    for (operation, waiter) in waiters {
        let path = format!("src/waiters/{}.rs", unraw(&waiter.module));
        files.rust(path, waiters::file(krate, operation, waiter));
    }
    files
}

fn emit_operations(krate: &Crate, files: &mut FileSet) {
    files.rust("src/operation.rs", operations::index(krate));
    for operation in &krate.operations {
        let module = unraw(&operation.module);
        files.rust(
            format!("src/operation/{module}.rs"),
            operations::file(krate, operation),
        );
        files.rust(
            format!("src/operation/{module}/input.rs"),
            structs::input(operation),
        );
        files.rust(
            format!("src/operation/{module}/output.rs"),
            structs::file(&operation.output),
        );
        if let Some(paginator) = &operation.paginator {
            let path = format!("src/operation/{module}/paginator.rs");
            files.rust(path, paginators::file(krate, operation, paginator));
        }
        files.rust(
            format!("src/operation/{module}/fluent.rs"),
            operations::fluent(krate, operation),
        );
    }
}

fn emit_types(krate: &Crate, files: &mut FileSet) {
    files.rust("src/types.rs", types::index(krate));
    files.rust("src/types/builders.rs", types::builders(&krate.structs));
    files.rust("src/types/error.rs", types::errors(krate));
    files.rust(
        "src/types/error/builders.rs",
        types::builders(&krate.exceptions),
    );
    let mut shape = |module: &syn::Ident, file: RustFile| {
        files.rust(format!("src/types/{}.rs", unraw(module)), file);
    };
    krate
        .structs
        .iter()
        .for_each(|s| shape(&s.module, structs::file(s)));
    krate
        .enums
        .iter()
        .for_each(|e| shape(&e.module, enums::file(e)));
    krate
        .unions
        .iter()
        .for_each(|u| shape(&u.module, unions::file(u)));
    for error in &krate.stream_errors {
        let path = format!("src/types/error/{}.rs", unraw(&error.module));
        files.rust(path, errors::of_stream(error));
    }
    for exception in &krate.exceptions {
        let path = format!("src/types/error/{}.rs", unraw(&exception.module));
        files.rust(path, structs::file(exception));
    }
}
