//! Whose documentation an updated model has.

use serde_json::{Map, Value};

/// Whose documentation the model gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Docs {
    /// The project's own where the thing was there before, none for what is new
    #[default]
    Keep,
    /// Upstream's, everywhere
    Upstream,
    /// None at all
    None,
}

/// The keys whose texts are documentation.
const TEXTS: [&str; 4] = [
    "documentation",
    "deprecatedMessage",
    "description",
    "smithy.api#documentation",
];

/// Gives `new` the documentation that `policy` wants; `old` is the same JSON as the project has it.
///
/// The places of new things are returned whose documentation was left out.
pub(super) fn apply(new: &mut Value, old: Option<&Value>, policy: Docs) -> Vec<String> {
    let mut left_out = Vec::new();
    match policy {
        Docs::Upstream => {}
        Docs::None => walk(new, None, "", &mut Vec::new()),
        Docs::Keep => walk(new, old, "", &mut left_out),
    }
    left_out
}

fn walk(new: &mut Value, old: Option<&Value>, pointer: &str, left_out: &mut Vec<String>) {
    match new {
        Value::Object(members) => {
            texts(members, old.and_then(Value::as_object), pointer, left_out);
            for (key, value) in members.iter_mut() {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                let old = old.and_then(|old| old.get(key));
                walk(value, old, &format!("{pointer}/{escaped}"), left_out);
            }
        }
        Value::Array(elements) => {
            for (i, value) in elements.iter_mut().enumerate() {
                let old = old.and_then(|old| old.get(i));
                walk(value, old, &format!("{pointer}/{i}"), left_out);
            }
        }
        _ => {}
    }
}

/// Replaces the texts of one object. A member that is called `documentation` is no text.
fn texts(
    new: &mut Map<String, Value>,
    old: Option<&Map<String, Value>>,
    pointer: &str,
    left_out: &mut Vec<String>,
) {
    for key in TEXTS {
        let theirs = new.get(key).is_some_and(Value::is_string);
        let ours = old
            .and_then(|old| old.get(key))
            .filter(|text| text.is_string());
        match (ours, theirs) {
            // A message is of something deprecated.
            (Some(_), false) if key == "deprecatedMessage" && !new.contains_key("deprecated") => {}
            (Some(ours), true) => {
                new.insert(key.to_owned(), ours.clone());
            }
            (Some(ours), false) if !new.contains_key(key) => {
                let at = old.map_or(new.len(), |old| place(new, old, key));
                new.shift_insert(at, key.to_owned(), ours.clone());
            }
            (None, true) => {
                new.shift_remove(key);
                if old.is_none() && left_out.last().is_none_or(|last| last != pointer) {
                    left_out.push(pointer.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Where `key` belongs in `new`: after the nearest key that is before it in `old`.
fn place(new: &Map<String, Value>, old: &Map<String, Value>, key: &str) -> usize {
    let before: Vec<&String> = old.keys().take_while(|name| *name != key).collect();
    let position = |name: &String| new.keys().position(|other| other == name);
    let nearest = before.into_iter().rev().find_map(position);
    nearest.map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn our_words_stay_where_the_thing_is_the_same() {
        let old =
            json!({"a": {"type": "x", "documentation": "ours", "more": 1}, "b": {"type": "x"}});
        let mut new = json!({
            "a": {"type": "y", "documentation": "theirs", "more": 2},
            "b": {"type": "x", "documentation": "theirs"},
            "c": {"documentation": "theirs"},
        });
        let left_out = apply(&mut new, Some(&old), Docs::Keep);
        let wanted =
            r#"{"a":{"type":"y","documentation":"ours","more":2},"b":{"type":"x"},"c":{}}"#;
        assert_eq!(new.to_string(), wanted);
        assert_eq!(left_out, ["/c"]);
    }

    #[test]
    fn our_words_go_where_they_were() {
        let old = json!({"type": "x", "documentation": "ours", "exception": true});
        let mut new = json!({"type": "x", "members": {}, "exception": true});
        apply(&mut new, Some(&old), Docs::Keep);
        let wanted = r#"{"type":"x","documentation":"ours","members":{},"exception":true}"#;
        assert_eq!(new.to_string(), wanted);
    }

    #[test]
    fn members_that_are_called_documentation_are_no_texts() {
        let mut new =
            json!({"members": {"documentation": {"shape": "S", "documentation": "text"}}});
        assert_eq!(apply(&mut new.clone(), None, Docs::Upstream), [""; 0]);
        apply(&mut new, None, Docs::None);
        assert_eq!(
            new.to_string(),
            r#"{"members":{"documentation":{"shape":"S"}}}"#
        );
    }
}
