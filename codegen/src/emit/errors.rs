//! Errors: the enum of an operation, and `crate::Error`.

use quote::quote;

use super::scope::Scope;
use crate::files::{Code, RustFile};
use crate::plan::{Crate, Operation};

/// `operation_error! { GetDiskSnapshotsError of GetDiskSnapshots { … } }`
pub(super) fn operation(scope: &Scope, op: &Operation) -> Code {
    let (error, marker) = (&op.error, &op.marker);
    let rows = op
        .errors
        .iter()
        .map(|error| format!("{}, {}", error.name, error.is));
    let head = format!("{error} of {marker}");
    table(scope, "operation_error", &head, rows)
}

/// `src/error.rs`: the error types that all crates have.
pub(super) fn index() -> RustFile {
    let items = vec![quote!(
        pub use crate::runtime::error::public::*;
    )];
    RustFile::new("What all errors have in common.", vec![], items)
}

/// `src/service_error.rs`: `crate::Error`.
pub(super) fn service(krate: &Crate) -> RustFile {
    let name = crate::plan::names::known("Error");
    let scope = Scope::defining([&name]);
    let rows = krate.errors.iter().map(|error| error.name.to_string());
    let items = vec![table(&scope, "service_error", "Error", rows)];
    let docs = "The error that every operation's error becomes.";
    RustFile::new(docs, scope.uses(), items)
}

/// A macro that has a line for each variant. rustfmt leaves it as it is laid out here.
fn table(scope: &Scope, name: &str, head: &str, rows: impl Iterator<Item = String>) -> Code {
    let name = scope.name("crate::runtime::error", name).to_string();
    let name = name.replace(' ', "");
    let rows: String = rows.map(|row| format!("        {row};\n")).collect();
    Code::Text(format!("{name}! {{\n    {head} {{\n{rows}    }}\n}}\n"))
}
