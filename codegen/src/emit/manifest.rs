//! What is not Rust: the manifest and the readme of a generated crate.

use quote::quote;

use super::examples;
use crate::files::{MARK, RustFile, TABLE};
use crate::plan::{Client, Crate, Package, Runtime, RuntimeSource, Rustls};

/// `Cargo.toml`.
pub(super) fn manifest(krate: &Crate) -> String {
    let (package, service) = (&krate.package, &krate.service);
    let quoted = |text: &str| toml_string(text);
    let mut text = format!(
        "# {MARK}\n\n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         description = {}\n\
         edition = \"2024\"\n\
         rust-version = \"1.94.1\"\n\
         license = \"Apache-2.0\"\n\
         readme = \"README.md\"\n\
         {}\
         keywords = [\"aws\", \"sdk\", {}]\n\
         categories = [\"api-bindings\", \"web-programming::http-client\"]\n\n\
         {TABLE}\n\
         slice = {}\n\n",
        quoted(&package.name),
        quoted(&package.version),
        quoted(&format!(
            "A small client for {}: {} of its operations",
            service.title,
            krate.operations.len()
        )),
        match package.client {
            Client::Feature => String::new(),
            Client::Always => format!("build = {}\n", quoted(BUILD)),
        },
        quoted(&package.keyword),
        quoted(&package.name),
    );
    text.push_str("[package.metadata.docs.rs]\nall-features = true\n\n");
    text.push_str(&features(krate));
    text.push_str(&dependencies(package, &krate.runtime));
    text.push_str(
        "\n[dev-dependencies]\n\
         # For the examples in the documentation.\n\
         aws-config = { version = \"1\", default-features = false, features = [\"rt-tokio\"] }\n\
         http = \"1\"\n\
         tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    );
    text
}

/// The features: those that all crates have, and further ones that turn nothing on.
fn features(krate: &Crate) -> String {
    let (first, own) = match krate.service.signs_for_regions() {
        true => ("\"sigv4a\", ", SIGV4A),
        false => ("", ""),
    };
    let rustls = match krate.package.rustls {
        Rustls::Legacy => "rustls",
        Rustls::Current => "default-https-client",
    };
    let further = krate.package.features.iter();
    let further = further.filter(|name| !own.starts_with(name.as_str()));
    let further = further.map(|name| format!("{} = []\n", toml_string(name)));
    format!(
        "[features]\n\
         default = [{first}\"rustls\", \"default-https-client\", \"rt-tokio\"]\n\
         # The client itself: config, credentials, retries, interceptors. \
         Without it the crate is types and sans-IO requests.\n\
         client = [\"whittle-runtime/client\"]\n\
         rustls = [\"client\", \"whittle-runtime/{rustls}\"]\n\
         {FEATURES}{own}{}",
        further.collect::<String>()
    )
}

/// The build script of a crate that always has a client.
pub(super) const BUILD: &str = "src/build.rs";

/// Turns the feature `client` on in the crate itself, whoever depends on it.
pub(super) fn build_script() -> RustFile {
    let main = quote! {
        fn main() {
            println!("cargo::rerun-if-changed=src/build.rs");
            println!("cargo::rustc-cfg=feature=\"client\"");
        }
    };
    let docs = "Gives the crate its client without any feature, as the official crate has it.";
    RustFile::new(docs, vec![], vec![main])
}

/// The other features that users of a generated crate know; the runtime has what they turn on.
const FEATURES: &str = "\
default-https-client = [\"client\", \"whittle-runtime/default-https-client\"]
# HTTPS with ring where no other HTTP client is set. The official names bring aws-lc or the legacy client.
rustls-ring = [\"client\", \"whittle-runtime/rustls-ring\"]
legacy-https-client = [\"client\", \"whittle-runtime/legacy-https-client\"]
rt-tokio = [\"client\", \"whittle-runtime/rt-tokio\"]
behavior-version-latest = [\"client\"]
test-util = [\"client\", \"whittle-runtime/test-util\"]
legacy-test-util = [\"test-util\", \"whittle-runtime/legacy-test-util\"]
gated-tests = [\"client\"]
# `Serialize` and `Deserialize` of inputs, outputs, types, enums and exceptions.
serde = [\"whittle-runtime/serde\"]
";

/// The feature of services whose requests can be signed for several regions.
const SIGV4A: &str = "sigv4a = [\"client\", \"whittle-runtime/sigv4a\"]\n";

/// What the crate stands on: the types that shapes are made of, and the runtime with what the plan asks of it.
fn dependencies(package: &Package, runtime: &Runtime) -> String {
    let client = matches!(package.client, Client::Always).then_some(&"client");
    let features = runtime.features.iter().chain(client);
    let features: Vec<String> = features.map(|name| toml_string(name)).collect();
    let path = match &runtime.source {
        RuntimeSource::Path(path) => format!("path = {}, ", toml_string(path)),
        RuntimeSource::Registry => String::new(),
    };
    format!(
        "\n[dependencies]\n\
         aws-smithy-types = \"1.9.1\"\n\
         whittle-runtime = {{ version = {}, {path}features = [{}] }}\n",
        toml_string(&runtime.version),
        features.join(", ")
    )
}

/// A TOML basic string.
fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `README.md`.
pub(super) fn readme(krate: &Crate) -> String {
    let (package, service) = (&krate.package, &krate.service);
    format!(
        "<!-- {MARK} -->\n\n\
         # {}\n\nA small client for {} ({}), generated by whittle: these operations and nothing else, with the\n\
         API of the official SDK crate and on the same runtime crates.\n\n{}\n{}\n```rust,no_run\n{}```\n",
        package.name,
        service.shown_title,
        service.shown_version,
        examples::table(krate, |operation| operation.name.clone()),
        examples::install(package),
        examples::program(krate),
    )
}
