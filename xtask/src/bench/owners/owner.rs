//! Whose a function is, by its name.

/// Who wrote what runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The generated crate with its runtime, or the official one.
    Crate,
    /// The runtime crates of the SDK, and HTTP.
    Runtime,
    Signing,
    Tokio,
    /// The bench, with its answer, and what runs without being called by anybody else.
    Bench,
}

impl Owner {
    pub(super) const ALL: [Self; 5] = [
        Self::Crate,
        Self::Runtime,
        Self::Signing,
        Self::Tokio,
        Self::Bench,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Crate => "the crate, with its own runtime",
            Self::Runtime => "the runtime crates, and HTTP",
            Self::Signing => "signing",
            Self::Tokio => "tokio",
            Self::Bench => "the bench, and its answer",
        }
    }

    /// Whose a crate is. Those of the standard library and small ones work for who calls them.
    fn of_crate(name: &str) -> Option<Self> {
        match name {
            "lightsail_snapshots" | "whittle_runtime" | "aws_sdk_lightsail" => Some(Self::Crate),
            "aws_sigv4" | "sha2" | "hmac" | "digest" | "block_buffer" | "crypto_common" | "hex"
            | "percent_encoding" | "form_urlencoded" | "time" => Some(Self::Signing),
            "aws_runtime"
            | "aws_types"
            | "aws_credential_types"
            | "bytes"
            | "http"
            | "http_body"
            | "http_body_util" => Some(Self::Runtime),
            "tokio" => Some(Self::Tokio),
            "calls" => Some(Self::Bench),
            name if name.starts_with("aws_smithy_") => Some(Self::Runtime),
            _ => None,
        }
    }

    /// Whose a function is: that of its crate, of the type or the trait that it is an implementation for, or of
    /// what it drops.
    pub(super) fn of_function(name: &str) -> Option<Self> {
        let dropped = name.strip_prefix("core::ptr::drop_in_place");
        let name = dropped.map_or(name, |of| of.trim_start_matches("::"));
        let implemented = name
            .strip_prefix('<')
            .and_then(|rest| rest.split_once(" as "));
        let parts = match implemented {
            Some((of, what)) => [of, what],
            None => [name, ""],
        };
        let [of, what] = parts.map(|path| Self::of_crate(root(path)));
        // Whoever implements has the type or the trait; the crate is below no other.
        what.filter(|owner| *owner == Self::Crate).or(of).or(what)
    }
}

/// The crate that a path begins with, whatever is around it.
fn root(path: &str) -> &str {
    let path = path.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let path = ["mut ", "dyn ", "const "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
    path.get(..end.unwrap_or(path.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_crate_that_has_it() {
        for (name, owner) in [
            ("whittle_runtime::client::call", Some(Owner::Crate)),
            (
                "aws_smithy_runtime::client::orchestrator::invoke",
                Some(Owner::Runtime),
            ),
            (
                "<aws_sigv4::sign::Writer as core::fmt::Write>::write_str",
                Some(Owner::Signing),
            ),
            (
                "<alloc::string::String as whittle_runtime::schema::Codec>::read",
                Some(Owner::Crate),
            ),
            (
                "<aws_smithy_types::Blob as core::clone::Clone>::clone",
                Some(Owner::Runtime),
            ),
            (
                "<&mut aws_smithy_types::Blob as core::fmt::Debug>::fmt",
                Some(Owner::Runtime),
            ),
            (
                "core::ptr::drop_in_place<aws_smithy_types::config_bag::Layer>",
                Some(Owner::Runtime),
            ),
            (
                "core::ptr::drop_in_place::<tokio::task::Id>",
                Some(Owner::Tokio),
            ),
            ("alloc::raw_vec::finish_grow", None),
            ("malloc", None),
        ] {
            assert_eq!(Owner::of_function(name), owner, "{name}");
        }
    }
}
