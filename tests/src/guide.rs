//! The guide: its Rust snippets are documentation tests of these items, which exist in such tests only.

/// Includes pages, each as the documentation of an item.
macro_rules! pages {
    ($($name:ident: $path:literal,)*) => {
        $(#[doc = include_str!(concat!("../../", $path))] struct $name;)*
    };
}

pages! {
    Readme: "README.md",
    GeneratedReadme: "generated/README.md",
    GettingStarted: "docs/getting-started.md",
    PaginationAndWaiting: "docs/pagination-and-waiting.md",
    Errors: "docs/errors.md",
    Serde: "docs/serde.md",
    SansIo: "docs/sans-io.md",
}
