//! Packages of the registry that nobody here wrote, whittled where they lie, as their authors would do it:
//! sources and locked versions are theirs, and so are the tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tests::cases::{differences, replace, tree};
use tests::commands::{said, whittle_program};
use tests::skip::{Lack, skipped};

use crate::models::{self, Place};

/// A package, and what it is to be whittled with.
struct Package {
    name: &'static str,
    version: &'static str,
    models: &'static [Place],
    /// The crates that are whittled, with the operations that are used of each.
    crates: &'static [&'static str],
    /// How many tests it has that need no network.
    tests: usize,
}

/// The models of the clients that aws-config has.
const SSO: Place = Place::Published("smithy-2026", "sso.json");
const SSO_OIDC: Place = Place::Published("smithy-2026", "sso-oidc.json");
const STS: Place = Place::Published("smithy-2026", "sts.json");

#[test]
#[ignore = "takes minutes to build, and a network"]
fn a_library_over_dynamodb_works_unchanged() {
    works(&Package {
        name: "modyne",
        version: "0.3.1",
        models: &[Place::Published("smithy-2026", "dynamodb.json")],
        crates: &[
            "aws-sdk-dynamodb: BatchGetItem, BatchWriteItem, CreateTable, DeleteItem, DeleteTable, \
             GetItem, PutItem, Query, Scan, TransactGetItems, TransactWriteItems, UpdateItem",
        ],
        tests: 19,
    });
}

#[test]
#[ignore = "takes minutes to build, and a network"]
fn a_cache_of_secrets_works_unchanged() {
    works(&Package {
        name: "aws_secretsmanager_caching",
        version: "2.1.0",
        models: &[
            Place::Published("smithy", "secrets-manager-2017-10-17.json"),
            SSO,
            SSO_OIDC,
            STS,
        ],
        crates: &[
            "aws-sdk-secretsmanager: BatchGetSecretValue, DescribeSecret, GetSecretValue",
            "aws-sdk-sso: GetRoleCredentials",
            "aws-sdk-ssooidc: CreateToken",
            "aws-sdk-sts: AssumeRole, AssumeRoleWithWebIdentity",
        ],
        tests: 33,
    });
}

#[test]
#[ignore = "takes minutes to build, and a network"]
fn a_recorder_of_metrics_works_unchanged() {
    works(&Package {
        name: "metrics_cloudwatch",
        version: "5.0.0",
        models: &[Place::Botocore("cloudwatch/2010-08-01"), SSO, SSO_OIDC, STS],
        crates: &[
            "aws-sdk-cloudwatch: PutMetricData",
            "aws-sdk-sso: GetRoleCredentials",
            "aws-sdk-ssooidc: CreateToken",
            "aws-sdk-sts: AssumeRole, AssumeRoleWithWebIdentity",
        ],
        tests: 6,
    });
}

/// Fetches a package; gives the folder that has its sources, or why that cannot be done.
fn fetched(package: &Package) -> Result<PathBuf, String> {
    let asks = tempfile::tempdir().unwrap();
    let Package { name, version, .. } = package;
    let manifest = format!(
        "[package]\nname = \"asks\"\nedition = \"2024\"\n\n[dependencies]\n{name} = \"={version}\"\n"
    );
    fs::write(asks.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(asks.path().join("src")).unwrap();
    fs::write(asks.path().join("src/lib.rs"), "").unwrap();
    let mut metadata = xtask::cargo::cargo();
    let metadata = metadata.args(["metadata", "--format-version", "1"]);
    let output = metadata.current_dir(asks.path()).output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let found = packages.find(|found| found["name"] == **name).unwrap();
    let manifest = Path::new(found["manifest_path"].as_str().unwrap());
    Ok(manifest.parent().unwrap().to_path_buf())
}

/// The tests that have passed, by what the harness says.
fn passed(told: &str) -> usize {
    let results = told.lines().filter_map(|line| {
        let (_, rest) = line.split_once("test result: ok. ")?;
        rest.split(' ').next()?.parse::<usize>().ok()
    });
    results.sum()
}

/// Whittles a package, runs its tests, and takes everything back.
fn works(package: &Package) {
    let Some(models) = models::folder(package.models) else {
        return;
    };
    let source = match fetched(package) {
        Ok(source) => source,
        Err(reason) => return skipped(Lack::Crates, &reason),
    };
    // Outside of this workspace, which cargo would find above.
    let copy = tempfile::tempdir().unwrap();
    replace(copy.path(), &tree(&source));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    let here = |mut command: Command| {
        command
            .current_dir(copy.path())
            .env("WHITTLE_MODELS", models.path())
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    };
    let whittle = |arguments: &[&str]| {
        let mut whittle = here(Command::new(whittle_program()));
        said(&whittle.arg("whittle").args(arguments).output().unwrap())
    };
    // The lock file is laid out as this cargo does it.
    said(&here(xtask::cargo::cargo()).arg("fetch").output().unwrap());
    let before = tree(copy.path());
    whittle(&[]);
    assert_eq!(used(&whittle(&["report", "--json"])), package.crates);
    let mut test = here(xtask::cargo::cargo());
    let told = said(&test.args(["test", "--tests"]).output().unwrap());
    assert_eq!(passed(&told), package.tests, "{told}");
    whittle(&["check"]);
    whittle(&["remove"]);
    let differing = differences("the copy", &before, &tree(copy.path()));
    assert!(differing.is_empty(), "{differing}");
}

/// The crates of a report, with the operations of each.
pub(crate) fn used(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    assert_eq!(
        report["official"],
        serde_json::json!({}),
        "all are whittled"
    );
    let crates = report["crates"].as_array().unwrap().iter();
    let line = |krate: &Value| {
        let operations = krate["operations"].as_object().unwrap();
        let names: Vec<&str> = operations.keys().map(String::as_str).collect();
        format!("{}: {}", krate["name"].as_str().unwrap(), names.join(", "))
    };
    crates.map(line).collect()
}
