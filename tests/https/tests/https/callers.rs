//! Programs that make one call: with the default features of both crates, and with TLS features of ours
//! alone.

use crate::service::KEYS;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tests::program::{Others, Program};

/// What a program depends on that has these features only.
macro_rules! with {
    ($($feature:literal)?) => {
        concat!(
            "lightsail-snapshots = { path = \"",
            env!("CARGO_MANIFEST_DIR"),
            "/../../generated\", default-features = false, features = [\"rt-tokio\"",
            $(", \"", $feature, "\"",)?
            "] }\ntokio = { version = \"1\", features = [\"rt\"] }\n",
        )
    };
}

/// A program, and how it is told what to use.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) name: &'static str,
    program: PathBuf,
    arguments: &'static [&'static str],
    /// Which HTTP client it must come to.
    pub(crate) http: Http,
}

/// An HTTP client of the runtime crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Http {
    /// That of hyper 1, which heeds the proxies of the environment.
    Today,
    /// That of hyper 0.14, which does not.
    Legacy,
    /// None: a program has to bring one.
    Absent,
}

/// A program without any TLS feature.
pub(crate) fn without_tls() -> Caller {
    Caller {
        name: "https_without",
        program: build("https_without", with!()),
        arguments: &[],
        http: Http::Absent,
    }
}

const fn both(
    name: &'static str,
    arguments: &'static [&'static str],
    http: Http,
) -> (&'static str, &'static [&'static str], Http) {
    (name, arguments, http)
}

/// All of them; those of the official crate come first.
pub(crate) static CALLERS: LazyLock<Vec<Caller>> = LazyLock::new(|| {
    let both = [
        both("official", &["official", "latest"], Http::Today),
        both("official, old", &["official", "old"], Http::Legacy),
        both("ours", &["ours", "latest"], Http::Today),
        both("ours, old", &["ours", "old"], Http::Legacy),
    ];
    let both = both.map(|(name, arguments, http)| Caller {
        name,
        program: env!("CARGO_BIN_EXE_https").into(),
        arguments,
        http,
    });
    let alone = ALONE.map(|(name, dependencies, http)| Caller {
        name,
        program: build(name, dependencies),
        arguments: &[],
        http,
    });
    both.into_iter().chain(alone).collect()
});

/// The feature of aws-lc is in the default features, and comes to the client that serves there. Building
/// it once more would take longer than all else here. `legacy-https-client` is what `rustls` is.
const ALONE: [(&str, &str, Http); 2] = [
    ("https_ring", with!("rustls-ring"), Http::Today),
    ("https_rustls", with!("rustls"), Http::Legacy),
];

/// Builds a program; all of them share what cargo builds.
fn build(name: &'static str, dependencies: &'static str) -> PathBuf {
    let call = include_str!("../../src/call.rs").replace("//!", "//");
    let main = format!(
        "use lightsail_snapshots as sdk;\n\
         mod call {{\n{call}\n}}\n\
         fn main() {{\n\
             let url = std::env::args().nth(1).expect(\"a URL\");\n\
             let version = sdk::config::BehaviorVersion::latest();\n\
             let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();\n\
             println!(\"{{}}\", runtime.expect(\"a runtime\").block_on(call::call(&url, version)));\n\
         }}\n"
    );
    let program = Program {
        name: name.to_owned(),
        crates: Vec::new(),
        features: &[],
        dependencies: dependencies.to_owned(),
        others: Others::AsHereButHttp,
        main,
    };
    program.build(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

impl Caller {
    /// What comes of a call in this environment.
    pub(crate) fn call(&self, url: &str, environment: &[(&str, &str)]) -> String {
        let [id, secret] = KEYS;
        let output = Command::new(&self.program)
            .args(self.arguments)
            .arg(url)
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", id)
            .env("AWS_SECRET_ACCESS_KEY", secret)
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {errors}", self.name);
        let said = String::from_utf8(output.stdout).unwrap();
        said.replace("aws_sdk_lightsail", "lightsail_snapshots")
    }
}
