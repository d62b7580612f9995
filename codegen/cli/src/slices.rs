//! Slice files for the crates of a workspace: written when a crate is whittled, changed when its users do.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, Item, Value};

/// A slice file as text, of which only names are changed: all else that is in it is its owner's.
#[derive(Clone, Debug)]
pub(crate) struct SliceText(DocumentMut);

/// What a new slice file says.
#[derive(Clone, Debug)]
pub(crate) struct NewSlice<'a> {
    /// The name of the crate.
    pub name: &'a str,
    /// The version of the official crate.
    pub version: &'a str,
    /// The features of the official crate that generated crates do not have.
    pub features: &'a [String],
}

impl SliceText {
    /// A slice without operations and types.
    pub(crate) fn new(slice: &NewSlice<'_>) -> Self {
        let NewSlice {
            name,
            version,
            features,
        } = slice;
        let mut text = format!(
            "# What this workspace uses of {name}. `cargo whittle sync` adds to it what was found; all else\n\
             # in it is yours to change, and `cargo whittle generate` makes the crate of it.\n\n\
             name = \"{name}\"\n\
             version = \"{version}\"\n\
             model = \"models/{name}\"\n\
             out = \"{name}\"\n\
             runtime = {{ path = \"runtime\" }}\n\
             client = \"always\"\n\
             rustls = \"current\"\n"
        );
        if !features.is_empty() {
            text += &format!(
                "# Of the official crate; here they turn nothing on.\nfeatures = {features:?}\n"
            );
        }
        text += "operations = []\ntypes = []\n";
        Self(text.parse().unwrap_or_default())
    }

    /// A slice file that is there.
    ///
    /// # Errors
    ///
    /// If it is not TOML.
    pub(crate) fn read(text: &str) -> Result<Self, toml_edit::TomlError> {
        text.parse().map(Self)
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        self.0.to_string()
    }

    /// Says another version.
    pub(crate) fn set_version(&mut self, version: &str) {
        if let Some(value) = self.0.get_mut("version").and_then(Item::as_value_mut) {
            let decor = value.decor().clone();
            *value = version.into();
            *value.decor_mut() = decor;
        }
    }

    /// Leaves the feature `rustls` what it is in the official crate.
    pub(crate) fn keep_legacy(&mut self) {
        let value = self.0.get("rustls").and_then(Item::as_str);
        if value == Some("current") {
            self.0.remove("rustls");
        }
    }

    /// Adds names to a list, each under a comment that says where it was found. A list that is a word
    /// (`"all"`) has them already.
    pub(crate) fn add(&mut self, key: &str, names: &BTreeMap<String, Vec<String>>) {
        if names.is_empty() {
            return;
        }
        let item = self
            .0
            .entry(key)
            .or_insert(Item::Value(Array::new().into()));
        let Some(array) = item.as_array_mut() else {
            return;
        };
        let known: BTreeSet<String> = array
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect();
        for (name, places) in names.iter().filter(|(name, _)| !known.contains(*name)) {
            let at = array
                .iter()
                .position(|other| other.as_str().is_some_and(|other| other > name.as_str()));
            let mut value = Value::from(name.as_str());
            let comment = comment(places);
            value.decor_mut().set_prefix(format!("\n    {comment}"));
            array.insert_formatted(at.unwrap_or(array.len()), value);
        }
        array.set_trailing_comma(true);
        if !array
            .trailing()
            .as_str()
            .is_some_and(|text| text.contains('\n'))
        {
            array.set_trailing("\n");
        }
    }

    /// Takes names out of a list.
    pub(crate) fn remove(&mut self, key: &str, names: &BTreeSet<String>) {
        if let Some(array) = self.0.get_mut(key).and_then(Item::as_array_mut) {
            array.retain(|value| value.as_str().is_none_or(|name| !names.contains(name)));
            if array.is_empty() {
                array.set_trailing("");
                array.set_trailing_comma(false);
            }
        }
    }
}

/// The first few places, as a comment on a line of its own.
fn comment(places: &[String]) -> String {
    const SOME: usize = 3;
    let shown: Vec<&str> = places.iter().take(SOME).map(String::as_str).collect();
    match (shown.is_empty(), places.len() > SOME) {
        (true, _) => String::new(),
        (false, more) => {
            let more = if more { " …" } else { "" };
            format!("# {}{more}\n    ", shown.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |places: &[&str]| places.iter().map(|place| (*place).to_owned()).collect();
        names
            .iter()
            .map(|(name, places)| ((*name).to_owned(), owned(places)))
            .collect()
    }

    #[test]
    fn a_new_slice_has_its_names_in_order_under_their_places() {
        let features = ["sigv4a".to_owned()];
        let mut slice = SliceText::new(&NewSlice {
            name: "aws-sdk-sts",
            version: "1.2.3",
            features: &features,
        });
        slice.add(
            "operations",
            &names(&[("GetCallerIdentity", &["src/main.rs:3"])]),
        );
        slice.add("operations", &names(&[("AssumeRole", &["aws-config"])]));
        let text = slice.text();
        let list = "operations = [\n    # aws-config\n    \"AssumeRole\",\n    # src/main.rs:3\n    \"GetCallerIdentity\",\n]\n";
        assert!(text.contains(list), "{text}");
        assert!(text.ends_with("types = []\n"), "{text}");
        assert!(text.contains("features = [\"sigv4a\"]"), "{text}");
        assert!(text.contains("\nrustls = \"current\"\n"), "{text}");
        slice.keep_legacy();
        assert!(!slice.text().contains("rustls"), "{}", slice.text());
    }

    #[test]
    fn what_somebody_wrote_stays() {
        let text = "# Mine.\nversion = \"1.0.0\" # old\noperations = [\"B\", \"D\"] # two\ntypes = \"all\"\n";
        let mut slice = SliceText::read(text).expect("TOML");
        slice.set_version("1.1.0");
        slice.add("operations", &names(&[("B", &[]), ("C", &["x.rs:1"])]));
        slice.add("types", &names(&[("T", &[])]));
        slice.remove("operations", &BTreeSet::from(["D".to_owned()]));
        let wanted = "# Mine.\nversion = \"1.1.0\" # old\noperations = [\"B\",\n    # x.rs:1\n    \"C\",\n] # two\ntypes = \"all\"\n";
        assert_eq!(slice.text(), wanted);
    }

    #[test]
    fn nothing_is_left_of_a_list_that_was_emptied() {
        let mut slice = SliceText::read("types = []\n").expect("TOML");
        slice.add("types", &names(&[("T", &["a.rs:1"])]));
        slice.remove("types", &BTreeSet::from(["T".to_owned()]));
        assert_eq!(slice.text(), "types = []\n");
    }
}
