//! The partitions of AWS: separate clouds, each with its regions and domain names.

use super::pattern::Pattern;
use crate::error::BoxError;
use crate::format::json::Scanner;
use aws_smithy_types::Document;
use std::sync::LazyLock;

/// The environment variable with the path of a file that replaces the table.
const CUSTOM: &str = "SMITHY_CLIENT_SDK_CUSTOM_PARTITION";

/// What endpoint rules want to know of a partition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partition {
    /// Its id.
    pub name: &'static str,
    /// What host names end with.
    pub dns_suffix: &'static str,
    /// What the names of hosts end with that IPv6 reaches.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has endpoints with validated cryptography.
    pub supports_fips: bool,
    /// Whether IPv6 reaches it.
    pub supports_dual_stack: bool,
    /// The region of services that have none.
    pub implicit_global_region: &'static str,
}

/// The partition of a region: one that lists it, else one whose pattern it fits, else `aws`.
pub fn partition(region: &str) -> Option<Partition> {
    static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(table);
    find(&TABLE, region)
}

fn find(table: &[Entry], region: &str) -> Option<Partition> {
    let mut listed = table.iter().flat_map(|entry| &entry.regions);
    let listed = listed.find(|(name, _)| name == region);
    let fitting = || table.iter().find(|entry| entry.pattern.is_match(region));
    let default = || table.iter().find(|entry| entry.id == "aws");
    match listed {
        Some((_, partition)) => Some(*partition),
        None => fitting().or_else(default).map(|entry| entry.outputs),
    }
}

#[derive(Debug)]
struct Entry {
    id: &'static str,
    pattern: Pattern,
    outputs: Partition,
    /// The listed regions, each with what holds there.
    regions: Vec<(String, Partition)>,
}

#[expect(
    clippy::expect_used,
    reason = "drop-in: the official client panics over a custom table that it cannot read, too"
)]
fn table() -> Vec<Entry> {
    match std::env::var(CUSTOM) {
        Ok(path) => {
            tracing::debug!("loading custom partitions located at {path}");
            let json = std::fs::read(path).expect("should be able to read a custom partition JSON");
            custom(&json).expect("valid JSON")
        }
        Err(_) => builtin().expect("the built-in patterns are supported"),
    }
}

/// Name, region pattern, DNS suffix, its dual stack form, and the region of global services.
/// The names of the regions fit the pattern, so only `<name>-global` is listed.
const BUILTIN: [[&str; 5]; 8] = [
    [
        "aws",
        r"^(us|eu|ap|sa|ca|me|af|il|mx)\-\w+\-\d+$",
        "amazonaws.com",
        "api.aws",
        "us-east-1",
    ],
    [
        "aws-cn",
        r"^cn\-\w+\-\d+$",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        "cn-northwest-1",
    ],
    [
        "aws-eusc",
        r"^eusc\-(de)\-\w+\-\d+$",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        "eusc-de-east-1",
    ],
    [
        "aws-iso",
        r"^us\-iso\-\w+\-\d+$",
        "c2s.ic.gov",
        "api.aws.ic.gov",
        "us-iso-east-1",
    ],
    [
        "aws-iso-b",
        r"^us\-isob\-\w+\-\d+$",
        "sc2s.sgov.gov",
        "api.aws.scloud",
        "us-isob-east-1",
    ],
    [
        "aws-iso-e",
        r"^eu\-isoe\-\w+\-\d+$",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        "eu-isoe-west-1",
    ],
    [
        "aws-iso-f",
        r"^us\-isof\-\w+\-\d+$",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        "us-isof-south-1",
    ],
    [
        "aws-us-gov",
        r"^us\-gov\-\w+\-\d+$",
        "amazonaws.com",
        "api.aws",
        "us-gov-west-1",
    ],
];

fn builtin() -> Result<Vec<Entry>, BoxError> {
    let mut table = Vec::with_capacity(BUILTIN.len());
    for [name, pattern, dns_suffix, dual_stack_dns_suffix, global] in BUILTIN {
        let outputs = Partition {
            name,
            dns_suffix,
            dual_stack_dns_suffix,
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: global,
        };
        // The partition of the European sovereign cloud is the one without a pseudo region.
        let regions = match name {
            "aws-eusc" => Vec::new(),
            _ => vec![(format!("{name}-global"), outputs)],
        };
        table.push(Entry {
            id: name,
            pattern: Pattern::new(pattern)?,
            outputs,
            regions,
        });
    }
    Ok(table)
}

/// Reads a table in the form of the `partitions.json` that AWS publishes.
fn custom(json: &[u8]) -> Result<Vec<Entry>, BoxError> {
    let json = std::str::from_utf8(json)?;
    let mut scanner = Scanner::new(json);
    let document = scanner.take_document()?;
    scanner.finish()?;
    let partitions = member(&document, "partitions")
        .and_then(Document::as_array)
        .ok_or("did not find partitions array")?;
    partitions.iter().map(custom_entry).collect()
}

fn member<'a>(value: &'a Document, name: &str) -> Option<&'a Document> {
    value.as_object()?.get(name)
}

fn custom_entry(partition: &Document) -> Result<Entry, BoxError> {
    let text = |name: &str| member(partition, name).and_then(Document::as_string);
    let outputs = overlay(member(partition, "outputs"), None)?;
    let mut regions = Vec::new();
    if let Some(changes) = member(partition, "regions").and_then(Document::as_object) {
        for (name, change) in changes {
            regions.push((name.clone(), overlay(Some(change), Some(&outputs))?));
        }
    }
    Ok(Entry {
        id: leak(text("id").ok_or("id must be defined")?),
        pattern: Pattern::new(text("regionRegex").ok_or("region regex must be defined")?)?,
        outputs,
        regions,
    })
}

/// What the JSON object says, and what the base says where it is silent.
fn overlay(outputs: Option<&Document>, base: Option<&Partition>) -> Result<Partition, BoxError> {
    let said = |key: &str| outputs.and_then(|outputs| member(outputs, key));
    let text = |key: &str, base: Option<&'static str>| {
        let text = said(key).and_then(Document::as_string).map(leak).or(base);
        text.ok_or_else(|| format!("missing {key}"))
    };
    let flag = |key: &str, base: Option<bool>| {
        let flag = said(key).and_then(Document::as_bool).or(base);
        flag.ok_or_else(|| format!("missing {key}"))
    };
    Ok(Partition {
        name: text("name", base.map(|base| base.name))?,
        dns_suffix: text("dnsSuffix", base.map(|base| base.dns_suffix))?,
        dual_stack_dns_suffix: text(
            "dualStackDnsSuffix",
            base.map(|base| base.dual_stack_dns_suffix),
        )?,
        supports_fips: flag("supportsFIPS", base.map(|base| base.supports_fips))?,
        supports_dual_stack: flag(
            "supportsDualStack",
            base.map(|base| base.supports_dual_stack),
        )?,
        implicit_global_region: text(
            "implicitGlobalRegion",
            base.map(|base| base.implicit_global_region),
        )?,
    })
}

/// There is one table in the life of a program, so its texts may stay.
fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::*;

    #[test]
    fn the_table_of_partitions_can_be_replaced() {
        let json = br#"{"version":"1.1","partitions":[{
            "id": "aws",
            "regionRegex": "^x\\-\\d+$",
            "regions": {"y": {"description": "d", "dnsSuffix": "y.example", "supportsFIPS": false}},
            "outputs": {
                "name": "aws", "dnsSuffix": "x.example", "dualStackDnsSuffix": "xx.example",
                "supportsFIPS": true, "supportsDualStack": true, "implicitGlobalRegion": "x-1"
            }
        }]}"#;
        let table = custom(json).unwrap();
        let [x, y, other] = ["x-1", "y", "z"].map(|region| find(&table, region).unwrap());
        assert_eq!((x.dns_suffix, x.supports_fips), ("x.example", true));
        assert_eq!((y.dns_suffix, y.supports_fips), ("y.example", false));
        assert_eq!((y.dual_stack_dns_suffix, other), ("xx.example", x));
        for wrong in ["{}", "[]", r#"{"partitions":[{"id":"aws"}]}"#, "x"] {
            assert!(custom(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
