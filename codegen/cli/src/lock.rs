//! `Cargo.lock`: which entries whittling takes out of it, so that `remove` can put them back.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// The packages of a lock file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Packages(Vec<Table>);

impl Packages {
    /// The packages of the text of a lock file; one that is damaged has none, and cargo says so.
    pub(crate) fn read(text: &str) -> Self {
        let table: Table = text.parse().unwrap_or_default();
        let packages = match table.get("package") {
            Some(Value::Array(packages)) => packages.clone(),
            _ => Vec::new(),
        };
        Self(of(packages))
    }

    /// From what [`values`](Self::values) gave.
    pub(crate) fn of(values: Vec<Value>) -> Self {
        Self(of(values))
    }

    /// Each as a table.
    pub(crate) fn values(&self) -> Vec<Value> {
        self.0.iter().cloned().map(Value::Table).collect()
    }

    /// The packages that are here and not in `other`, as they are here.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let missing = self.0.iter().filter(|package| !other.0.contains(package));
        Self(missing.cloned().collect())
    }

    /// The packages of a registry of which `other` has no such version, but others: `name version`.
    pub(crate) fn newer_than<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = String> + 'a {
        let newer = self.0.iter().filter(|package| {
            let others = || other.0.iter().filter(|of| id(of).0 == id(package).0);
            let is_new = others().all(|of| id(of) != id(package));
            package.contains_key("source") && is_new && others().next().is_some()
        });
        newer.map(spelled)
    }
}

fn of(values: Vec<Value>) -> Vec<Table> {
    let tables = values.into_iter().filter_map(|value| match value {
        Value::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

/// What makes a package: its name and version.
fn id(package: &Table) -> (&str, &str) {
    let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
    (text("name"), text("version"))
}

/// A package as other entries name it where it has several versions.
fn spelled(package: &Table) -> String {
    let (name, version) = id(package);
    format!("{name} {version}")
}

/// The text of a lock file with packages put back: those take the places of packages with their names
/// and versions, and of the `newer` ones. Cargo drops what nobody needs, and lays the file out.
pub(crate) fn restored(text: &str, packages: &Packages, newer: &BTreeSet<String>) -> String {
    let mut table: Table = text.parse().unwrap_or_default();
    let Some(Value::Array(found)) = table.get_mut("package") else {
        return text.to_owned();
    };
    found.retain(|value| match value {
        Value::Table(package) => {
            let is_back = packages.0.iter().any(|other| id(other) == id(package));
            !is_back && !newer.contains(&spelled(package))
        }
        _ => true,
    });
    found.extend(packages.values());
    found.sort_by(|a, b| {
        let id = |value: &Value| {
            value
                .as_table()
                .map(|p| (id(p).0.to_owned(), id(p).1.to_owned()))
        };
        id(a).cmp(&id(b))
    });
    toml::to_string(&table).unwrap_or_else(|_| text.to_owned())
}

/// The names of the packages that patches are for and that nobody uses.
pub(crate) fn unused(text: &str) -> Vec<String> {
    let table: Table = text.parse().unwrap_or_default();
    let unused = table.get("patch").and_then(|patch| patch.get("unused"));
    let unused = unused.and_then(Value::as_array).into_iter().flatten();
    let name = |package: &Value| Some(package.get("name")?.as_str()?.to_owned());
    unused.filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICIAL: &str = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"sdk\",\n]\n\n\
        [[package]]\nname = \"sdk\"\nversion = \"1.2.0\"\nsource = \"registry\"\nchecksum = \"abc\"\ndependencies = [\n \"xml\",\n]\n\n\
        [[package]]\nname = \"xml\"\nversion = \"0.60.0\"\nsource = \"registry\"\nchecksum = \"def\"\n";
    const WHITTLED: &str = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"sdk\",\n]\n\n\
        [[package]]\nname = \"sdk\"\nversion = \"1.2.0\"\ndependencies = [\n \"runtime\",\n]\n\n\
        [[package]]\nname = \"runtime\"\nversion = \"0.1.0\"\n";

    #[test]
    fn what_whittling_took_out_comes_back() {
        let (before, after) = (Packages::read(OFFICIAL), Packages::read(WHITTLED));
        let lost = before.without(&after);
        assert_eq!(lost.values().len(), 2, "sdk and xml");
        let kept = Packages::of(lost.values());
        let back = Packages::read(&restored(WHITTLED, &kept, &BTreeSet::new()));
        assert_eq!(before.without(&back), Packages::default());
        let left = back.without(&before).values();
        assert_eq!(left.len(), 1, "the runtime, which cargo drops: {left:?}");
    }

    #[test]
    fn what_became_newer_is_as_it_was() {
        let newer = WHITTLED.to_owned()
            + "\n[[package]]\nname = \"xml\"\nversion = \"0.61.0\"\nsource = \"registry\"\n"
            + "\n[[package]]\nname = \"new\"\nversion = \"1.0.0\"\nsource = \"registry\"\n";
        let (before, after) = (Packages::read(OFFICIAL), Packages::read(&newer));
        let instead: BTreeSet<String> = after.newer_than(&before).collect();
        // Of what is new altogether cargo finds out whether it is needed.
        assert_eq!(instead, BTreeSet::from(["xml 0.61.0".to_owned()]));
        let back = restored(&newer, &before.without(&after), &instead);
        assert!(!back.contains("0.61.0"), "{back}");
        assert!(back.contains("0.60.0"), "{back}");
    }

    #[test]
    fn patches_that_nobody_uses_are_told() {
        let unused = "\n[[patch.unused]]\nname = \"sdk\"\nversion = \"2.0.0\"\n";
        assert_eq!(super::unused(&format!("{OFFICIAL}{unused}")), ["sdk"]);
        assert_eq!(super::unused(OFFICIAL), [""; 0]);
    }

    #[test]
    fn damage_is_left_to_cargo() {
        assert_eq!(Packages::read("<<<<<<< ours"), Packages::default());
        assert_eq!(
            restored("<<<<<<< ours", &Packages::read(OFFICIAL), &BTreeSet::new()),
            "<<<<<<< ours"
        );
    }
}
