//! The names of generated crates are those of the official ones, and so are the types of fields.
//!
//! cargo fetches the official crates that are compared; a table of awkward names is always checked.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod awkward;
mod facts;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use codegen::{Failure, Source};
use serde_json::Value;
use tests::cases::{package, tree};
use tests::commands::same_versions;
use tests::program::all_of;
use tests::skip::{Lack, skipped};
use tests::upstream;
use xtask::cargo::cargo;

use facts::{Facts, is_wanted, read};

/// An official crate. The versions are those of the exceptions' list.
struct Official {
    name: &'static str,
    version: &'static str,
    /// Its model in botocore, which is newer than the crate.
    botocore: &'static str,
    /// Its model as a Smithy AST, which is older: a collection, and the name there.
    smithy: Option<[&'static str; 2]>,
}

const fn official(
    name: &'static str,
    version: &'static str,
    botocore: &'static str,
    smithy: [&'static str; 2],
) -> Official {
    Official {
        name,
        version,
        botocore,
        smithy: Some(smithy),
    }
}

/// The same of a service of which there is no Smithy AST.
const fn of_botocore(
    name: &'static str,
    version: &'static str,
    botocore: &'static str,
) -> Official {
    Official {
        name,
        version,
        botocore,
        smithy: None,
    }
}

#[rustfmt::skip]
const OFFICIAL_JSON: [Official; 8] = [
    official("cloudwatchlogs", "1.162.0", "logs/2014-03-28", ["smithy-2026", "cloudwatch-logs.json"]),
    official("dynamodb", "1.136.0", "dynamodb/2012-08-10", ["smithy-2026", "dynamodb.json"]),
    official("ecs", "1.157.0", "ecs/2014-11-13", ["smithy-2026", "ecs.json"]),
    official("kms", "1.129.0", "kms/2014-11-01", ["smithy-2026", "kms.json"]),
    official("secretsmanager", "1.125.0", "secretsmanager/2017-10-17",
        ["smithy", "secrets-manager-2017-10-17.json"]),
    official("sfn", "1.125.0", "stepfunctions/2016-11-23", ["smithy", "sfn-2016-11-23.json"]),
    official("sqs", "1.119.0", "sqs/2012-11-05", ["smithy-2026", "sqs.json"]),
    official("ssm", "1.133.0", "ssm/2014-11-06", ["smithy", "ssm-2014-11-06.json"]),
];

/// Services that speak XML or forms.
#[rustfmt::skip]
const OFFICIAL_XML: [Official; 6] = [
    of_botocore("cloudformation", "1.136.0", "cloudformation/2010-05-15"),
    official("iam", "1.133.0", "iam/2010-05-08", ["smithy-2026", "iam.json"]),
    official("route53", "1.132.0", "route53/2013-04-01", ["smithy-2026", "route-53.json"]),
    official("s3", "1.157.0", "s3/2006-03-01", ["smithy-2026", "s3.json"]),
    of_botocore("sns", "1.121.0", "sns/2010-03-31"),
    official("sts", "1.124.0", "sts/2011-06-15", ["smithy-2026", "sts.json"]),
];

/// Services that speak restJson1.
#[rustfmt::skip]
const OFFICIAL_REST: [Official; 6] = [
    of_botocore("apigateway", "1.125.0", "apigateway/2015-07-09"),
    of_botocore("efs", "1.123.0", "efs/2015-02-01"),
    official("lambda", "1.156.0", "lambda/2015-03-31", ["smithy-2026", "lambda.json"]),
    official("polly", "1.127.0", "polly/2016-06-10", ["smithy-2026", "polly.json"]),
    official("sso", "1.119.0", "sso/2019-06-10", ["smithy-2026", "sso.json"]),
    official("ssooidc", "1.121.0", "sso-oidc/2019-06-10", ["smithy-2026", "sso-oidc.json"]),
];

/// The largest service.
const LARGEST: [Official; 1] = [of_botocore("ec2", "1.274.0", "ec2/2016-11-15")];

impl Official {
    /// Where cargo has its source, by what `cargo metadata` says.
    fn source(&self, metadata: &Value) -> PathBuf {
        let name = format!("aws-sdk-{}", self.name);
        let mut packages = metadata["packages"].as_array().unwrap().iter();
        let package = packages.find(|package| package["name"] == name).unwrap();
        assert_eq!(package["version"], self.version, "{name}");
        let manifest = Path::new(package["manifest_path"].as_str().unwrap());
        manifest.parent().unwrap().to_owned()
    }

    /// Compares with the crates of the models that are at hand.
    fn compare(&self, source: &Path, botocore: &Path) -> Vec<Comparison> {
        let official = names(
            tree(&source.join("src"))
                .iter()
                .map(|(path, text)| (format!("src/{path}"), text.as_str())),
        );
        let compare = |format: &str, model: &Path| {
            Comparison::of(format!("{} {format}", self.name), &official, &ours(model))
        };
        let mut with_botocore = compare("botocore", &botocore.join(self.botocore));
        with_botocore.forgive_defaults();
        let published = self
            .smithy
            .and_then(|[collection, name]| upstream::published(collection, name));
        let with_smithy = published.map(|model| {
            let mut comparison = compare("Smithy", &model);
            comparison.forgive_news(&words(&model));
            comparison
        });
        [with_botocore].into_iter().chain(with_smithy).collect()
    }
}

/// The names of the crate of a whole model.
fn ours(model: &Path) -> Facts {
    let generate = || {
        let source = Source::load(model, &model.to_string_lossy())?;
        codegen::generate(&source, &all_of("names"))
    };
    let files = generate().unwrap_or_else(|error: Failure| panic!("{error}"));
    names(files.iter().map(|(path, text)| (path.to_owned(), text)))
}

/// The names in some files.
fn names<'a>(files: impl Iterator<Item = (String, &'a str)>) -> Facts {
    let mut facts = Facts::new();
    for (path, text) in files.filter(|(path, _)| is_wanted(path)) {
        read(&path, text, &mut facts);
    }
    facts
}

/// What came of one comparison.
struct Comparison {
    name: String,
    differences: BTreeSet<String>,
    shared: usize,
}

impl Comparison {
    /// The names in which two crates differ, and how many they share: what is missing here, and what
    /// is here instead. A model may be newer than the crate, so what is here alone is no difference:
    /// only a member beside a missing one of the same type, or what is called like something missing
    /// in its module but for capitals and `_`.
    fn of(name: String, official: &Facts, ours: &Facts) -> Self {
        let (mut differences, mut shared) = (BTreeSet::new(), 0);
        let (none, mut gone) = (BTreeSet::new(), BTreeSet::new());
        for (owner, theirs) in official {
            let ours = ours.get(owner).unwrap_or(&none);
            shared += theirs.intersection(ours).count();
            let missing: Vec<&String> = theirs.difference(ours).collect();
            // Where a type is missing, its members need no line of their own.
            if missing.is_empty() || is_below(owner, &gone) {
                continue;
            }
            gone.extend(missing.iter().map(|fact| path(owner, fact)));
            let is_type = owner.ends_with(['.', ':']);
            let instead = ours.difference(theirs).filter(|added| {
                let same = |missing: &&String| is_type || folded(missing) == folded(added);
                missing.iter().any(same)
            });
            let added = instead.map(|fact| ('+', fact));
            for (sign, fact) in missing.iter().map(|fact| ('-', *fact)).chain(added) {
                differences.insert(format!("{name} {sign} {owner} {fact}"));
            }
        }
        Self {
            name,
            differences,
            shared,
        }
    }
}

impl Comparison {
    /// Passes over what an older model has no word for.
    fn forgive_news(&mut self, words: &BTreeSet<String>) {
        self.differences.retain(|line| {
            let name = subject(line);
            let made = ["PaginatorItems", "Paginator", "Input", "Output", "Error"];
            let origin = without(name, &made, |n, s| n.strip_suffix(s));
            [name, origin]
                .iter()
                .any(|name| words.contains(&folded(name)))
        });
    }

    /// Passes over numbers and flags that are optional here and zero in the official crate if they
    /// are absent: botocore does not say which are.
    fn forgive_defaults(&mut self) {
        let other_side = |line: &str| match line.rsplit_once(": ") {
            Some((field, ty)) if ["bool", "f32", "f64", "i32", "i64"].contains(&ty) => {
                let ours = field.replacen(" - ", " + ", 1);
                Some(format!("{ours}: Option<{ty}>"))
            }
            _ => None,
        };
        let official: Vec<String> = self.differences.iter().cloned().collect();
        for line in official {
            if other_side(&line).is_some_and(|ours| self.differences.remove(&ours)) {
                self.differences.remove(&line);
            }
        }
    }
}

/// The path of something missing: `types::Tag` for `struct Tag` in `types`, `types::Tag.key` for a field.
fn path(owner: &str, fact: &str) -> String {
    let name = fact.rsplit(' ').next().unwrap();
    let between = if owner.ends_with(['.', ':']) {
        ""
    } else {
        "::"
    };
    format!("{owner}{between}{name}")
}

/// Whether names stand in something missing, or in the builder of it.
fn is_below(owner: &str, gone: &BTreeSet<String>) -> bool {
    let owner = owner.trim_end_matches(['.', ':']);
    let owner = owner.trim_end_matches("Builder");
    let mut ends = owner.match_indices(['.', ':']).map(|(at, _)| at);
    gone.contains(owner) || ends.any(|end| gone.contains(&owner[..end]))
}

/// The name in a line that a difference is about: `key` also where that is about `set_key`.
fn subject(line: &str) -> &str {
    let name = line.rsplit(' ').next().unwrap();
    without(name, &["set_", "is_", "as_", "r#"], |n, p| {
        n.strip_prefix(p)
    })
}

/// Whether a line of the exceptions is about a difference; with `*` it is about all of a name.
fn covers(listed: &str, line: &str) -> bool {
    match listed.split_once(" * ") {
        None => listed == line,
        Some((crates, name)) => {
            line.starts_with(&format!("{crates} ")) && folded(subject(line)) == folded(name)
        }
    }
}

/// A name without the first of these parts that can be taken off.
fn without<'a>(
    name: &'a str,
    parts: &[&str],
    strip: impl Fn(&'a str, &str) -> Option<&'a str>,
) -> &'a str {
    parts
        .iter()
        .find_map(|part| strip(name, part))
        .unwrap_or(name)
}

/// The words of a model, folded.
fn words(model: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(model).unwrap();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.map(str::to_lowercase).collect()
}

/// A name in a module without what kind of thing it is, its capitals and its `_`.
fn folded(name: &str) -> String {
    let name = name.split_once(' ').map_or(name, |(_, name)| name);
    name.to_lowercase().replace('_', "")
}

/// Has cargo fetch official crates; gives what it says of them, or why it cannot.
fn fetched(group: &str, crates: &[Official]) -> Result<Value, String> {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("names")
        .join(group);
    let dependency = |of: &Official| format!("aws-sdk-{} = \"={}\"\n", of.name, of.version);
    let dependencies: String = crates.iter().map(dependency).collect();
    let manifest = format!(
        "[package]\nname = \"official\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}\n[workspace]\n"
    );
    fs::create_dir_all(package.join("src")).unwrap();
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/lib.rs"), "").unwrap();
    same_versions(&package);
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .output()
        .unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(serde_json::from_slice(&output.stdout).unwrap())
}

/// The differences that are known.
fn exceptions() -> Vec<String> {
    let text = fs::read_to_string(package().join("fixtures/names_exceptions.txt")).unwrap();
    let lines = text.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
#[ignore = "takes half a minute, and a network"]
fn the_names_are_those_of_the_official_crates() {
    check("json", &OFFICIAL_JSON);
}

#[test]
#[ignore = "takes the sources of five large crates"]
fn the_names_of_services_of_xml_are_those_of_the_official_crates() {
    check("xml", &OFFICIAL_XML);
}

#[test]
#[ignore = "takes the sources of six crates"]
fn the_names_of_services_of_rest_json_are_those_of_the_official_crates() {
    check("rest", &OFFICIAL_REST);
}

#[test]
#[ignore = "takes the sources of EC2, more than a million lines"]
fn the_names_of_the_largest_service_are_those_of_the_official_crate() {
    check("largest", &LARGEST);
}

/// Compares some crates, and fails if one differs in what is not listed.
fn check(group: &str, crates: &'static [Official]) {
    let Some(botocore) = upstream::botocore() else {
        return;
    };
    let metadata = match fetched(group, crates) {
        Ok(metadata) => metadata,
        Err(reason) => return skipped(Lack::Crates, &reason),
    };
    let compared: Vec<Comparison> = thread::scope(|scope| {
        let botocore = &botocore;
        let start = |of: &'static Official| {
            let source = of.source(&metadata);
            scope.spawn(move || of.compare(&source, botocore))
        };
        let started: Vec<_> = crates.iter().map(start).collect();
        let compared = started.into_iter();
        compared.flat_map(|thread| thread.join().unwrap()).collect()
    });
    let listed = exceptions();
    let mut wrong = String::new();
    for Comparison {
        name,
        differences,
        shared,
    } in compared
    {
        println!("{name}: {shared} names are the same");
        assert!(shared > 150, "{name}: only {shared} names are the same");
        let is_of = |line: &&String| line.starts_with(&format!("{name} "));
        let listed: Vec<&String> = listed.iter().filter(is_of).collect();
        for line in &differences {
            if !listed.iter().any(|listed| covers(listed, line)) {
                wrong.push_str(&format!("differs: {line}\n"));
            }
        }
        for listed in listed {
            if !differences.iter().any(|line| covers(listed, line)) {
                wrong.push_str(&format!("listed, but does not differ: {listed}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
