//! The programs whose builds are measured: scratch projects below `target/bench`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{cargo, run};

/// Whose crate a program uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The generated crate, under the name of the official one.
    Ours,
    /// The official crate.
    Official,
}

/// The programs of both.
pub(super) const BOTH: [Side; 2] = [Side::Ours, Side::Official];

/// Which features it uses of it and of aws-config.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Features {
    /// Those that are on if nobody says anything.
    Default,
    /// No more than it takes to call over TLS: ring, no SSO, no credential processes.
    Leanest,
}

/// The version that the tests compare with, too.
const OFFICIAL_VERSION: &str = "=1.135.0";

impl Side {
    /// The name of the program, and of its folder.
    pub(super) const fn program(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Official => "official",
        }
    }

    /// The name of the package that it uses.
    pub(super) const fn package(self) -> &'static str {
        self.packages()[0]
    }

    /// The packages that are measured alone: this crate with its runtime, which the programs of the
    /// official crate do not have.
    pub(super) const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Ours => &["lightsail-snapshots", "whittle-runtime"],
            Self::Official => &["aws-sdk-lightsail"],
        }
    }

    fn dependency(self, root: &Path, features: Features) -> String {
        let which = match self {
            Self::Ours => format!(
                "package = \"lightsail-snapshots\", path = {:?}",
                root.join("generated").display().to_string()
            ),
            Self::Official => format!("version = {OFFICIAL_VERSION:?}"),
        };
        let features = match (features, self) {
            (Features::Default, _) => "",
            (Features::Leanest, Self::Ours) => {
                ", default-features = false, features = [\"rt-tokio\", \"rustls-ring\"]"
            }
            (Features::Leanest, Self::Official) => {
                ", default-features = false, features = [\"rt-tokio\"]"
            }
        };
        format!("aws-sdk-lightsail = {{ {which}{features} }}\n")
    }
}

impl Features {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Leanest => "leanest",
        }
    }

    pub(super) fn dependencies(self) -> &'static str {
        match self {
            Self::Default => {
                "aws-config = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n"
            }
            Self::Leanest => {
                "aws-config = { version = \"1\", default-features = false, features = [\"rt-tokio\"] }\n\
                 aws-smithy-http-client = { version = \"1\", features = [\"rustls-ring\"] }\n\
                 tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n"
            }
        }
    }

    /// How the program loads its configuration.
    pub(super) fn configuration(self) -> &'static str {
        match self {
            Self::Default => {
                "aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await"
            }
            Self::Leanest => {
                "{
        use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
        let tls = Provider::Rustls(CryptoMode::Ring);
        let http = aws_smithy_http_client::Builder::new().tls_provider(tls).build_https();
        aws_config::defaults(aws_config::BehaviorVersion::latest()).http_client(http).load().await
    }"
            }
        }
    }
}

/// Packages of a registry, as the official crate is one, are not built incrementally.
const AS_PUBLISHED: &str = "\n[profile.dev.package.lightsail-snapshots]\nincremental = false\n\n\
                            [profile.dev.package.whittle-runtime]\nincremental = false\n";

/// A folder with one program for each side.
pub(super) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes the programs. Their dependencies have the versions of this workspace's.
    pub(super) fn new(root: &Path, name: &str, features: Features) -> io::Result<Self> {
        let folder = root.join("target/bench").join(name);
        let members = BOTH.map(Side::program);
        fs::create_dir_all(&folder)?;
        fs::write(
            folder.join("Cargo.toml"),
            format!(
                "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.release]\nstrip = true\n{AS_PUBLISHED}"
            ),
        )?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        for side in BOTH {
            let program = folder.join(side.program());
            fs::create_dir_all(program.join("src"))?;
            fs::write(program.join("Cargo.toml"), manifest(root, side, features))?;
            fs::write(program.join("src/main.rs"), main_rs(features))?;
        }
        let project = Self { folder };
        // The lock file has packages that these programs lack, and lacks these programs.
        run(project.cargo(&["fetch"]).env_remove("CARGO_NET_OFFLINE"))?;
        Ok(project)
    }

    /// A cargo command in the project.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        cargo(&self.folder, &self.target(), arguments)
    }

    /// A build of one side, without a network.
    pub(super) fn build(&self, verb: &str, side: Side, arguments: &[&str]) -> Command {
        let mut cargo = self.cargo(&[verb, "--offline", "--package", side.program()]);
        cargo.args(arguments);
        cargo
    }

    /// Where cargo puts what it builds.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }
}

fn manifest(root: &Path, side: Side, features: Features) -> String {
    format!(
        "[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}{}",
        side.program(),
        side.dependency(root, features),
        features.dependencies()
    )
}

fn main_rs(features: Features) -> String {
    format!(
        "#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let config = {};
    let client = aws_sdk_lightsail::Client::new(&config);
    let page = client.get_disk_snapshots().send().await?;
    for snapshot in page.disk_snapshots() {{
        println!(\"{{}}\", snapshot.name().unwrap_or_default());
    }}
    Ok(())
}}
",
        features.configuration()
    )
}
