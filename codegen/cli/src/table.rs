//! The table of a scan: what is used of which crate, and where.

use serde::Serialize;

use crate::model::text::{BOLD, count, styled};
use crate::names::Used;
use crate::plan::Plan;
use crate::project::Project;
use crate::say::{Say, dim};

/// What a scan found, for scripts.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    name: String,
    version: String,
    /// Why it stays official, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Found>,
}

/// What is used of a crate.
#[derive(Debug, Serialize)]
struct Found {
    operations_of_service: usize,
    operations: std::collections::BTreeMap<String, Vec<String>>,
    types: std::collections::BTreeMap<String, Vec<String>>,
}

/// The rows, by name.
pub(crate) fn rows(project: &Project, plan: &Plan) -> Vec<Row> {
    let rows = project.crates.iter().map(|(name, sdk)| Row {
        name: name.clone(),
        version: sdk.version.clone(),
        official: plan.official.get(name).cloned(),
        found: plan.crates.get(name).map(|krate| Found {
            operations_of_service: krate.known.operations.len(),
            operations: krate.used.operations.clone(),
            types: krate.used.types.clone(),
        }),
    });
    rows.collect()
}

/// Says what was scanned, and a line for each crate.
pub(crate) fn say(project: &Project, plan: &Plan, say: &Say) {
    let own = project.users.iter().filter(|user| user.is_own).count();
    let others = project.users.len() - own;
    let others = match others {
        1 => "1 dependency that uses".to_owned(),
        n => format!("{n} dependencies that use"),
    };
    let text = format!(
        "{} of this workspace, {others} aws-sdk crates",
        count(own, "package")
    );
    say.step("scanning", &text);
    let names = project.crates.keys().map(String::len);
    let width = names.max().unwrap_or_default();
    let versions = project.crates.values().map(|sdk| sdk.version.len());
    let versions = versions.max().unwrap_or_default();
    for (name, sdk) in &project.crates {
        let rest = match (plan.crates.get(name), plan.official.get(name)) {
            (_, Some(why)) => format!("stays official: {why}"),
            (Some(krate), _) => {
                let (n, all) = (krate.used.operations.len(), krate.known.operations.len());
                let part = format!("{n} of {all} operations");
                format!("{part:<23}{}", dim(&places(&krate.used)))
            }
            _ => String::new(),
        };
        let name = styled(BOLD, &format!("{name:<width$}"));
        say.below(&format!("{name}  {:<versions$}  {rest}", sdk.version));
    }
}

/// The first place of what is used, own ones before those of others.
fn places(used: &Used) -> String {
    let of = match used.operations.is_empty() {
        true => &used.types,
        false => &used.operations,
    };
    let mut all: Vec<&String> = of.values().flatten().collect();
    all.sort_by_key(|place| (!place.contains(':'), place.as_str()));
    all.dedup();
    match all.as_slice() {
        [] => String::new(),
        [one] => (*one).clone(),
        [first, ..] => format!("{first} …"),
    }
}
