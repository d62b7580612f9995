//! botocore's `paginators-1.json`.

use serde_json::Value;

use super::cursor::Cursor;
use super::jmespath;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{JmesPath, Pagination};

/// The paginators, each with the name of its operation.
pub(super) fn read(root: &Cursor<'_>) -> Result<Vec<(String, Pagination)>, Failure> {
    let mut object = root.object()?;
    let paginators = object.required("pagination")?;
    object.finish(&["version"])?;
    collect(paginators.entries()?, |(name, cursor)| {
        Ok((name.to_owned(), pagination(&cursor)?))
    })
}

fn pagination(cursor: &Cursor<'_>) -> Result<Pagination, Failure> {
    let mut object = cursor.object()?;
    let pagination = Pagination {
        at: cursor.at().clone(),
        input_tokens: one_or_more(&object.required("input_token")?)?,
        output_tokens: paths(&object.required("output_token")?)?,
        items: object
            .take("result_key")
            .map_or_else(|| Ok(Vec::new()), |c| paths(&c))?,
        page_size: object.string("limit_key")?,
        more_results: object
            .take("more_results")
            .map(|c| jmespath::path(&c))
            .transpose()?,
    };
    // What botocore takes from the first page only, and a name of its own command line.
    object.finish(&["non_aggregate_keys", "py_input_token"])?;
    if pagination.input_tokens.len() != pagination.output_tokens.len() {
        return Err(Diagnostic::new(
            cursor.at(),
            "as many output tokens as input tokens are needed",
        )
        .note("input_token", pagination.input_tokens.join(", "))
        .note("output_token", texts(&pagination.output_tokens))
        .into());
    }
    Ok(pagination)
}

fn texts(paths: &[JmesPath]) -> String {
    let texts: Vec<&str> = paths.iter().map(|path| path.text.as_str()).collect();
    texts.join(", ")
}

/// A path, or an array of them.
fn paths(cursor: &Cursor<'_>) -> Result<Vec<JmesPath>, Failure> {
    match cursor.value() {
        Value::Array(_) => collect(cursor.elements()?, |path| jmespath::path(&path)),
        _ => Ok(vec![jmespath::path(cursor)?]),
    }
}

/// A string, or an array of them.
fn one_or_more(cursor: &Cursor<'_>) -> Result<Vec<String>, Failure> {
    match cursor.value() {
        Value::Array(_) => cursor.strings(),
        _ => Ok(vec![cursor.string()?.to_owned()]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::*;
    use crate::read::testing::{json, problems};

    #[test]
    fn reads_what_botocore_says() {
        let file = json(
            r#"{"version": "1.0", "pagination": {
                "ListThings": {"input_token": "Token", "output_token": "NextToken || Last",
                    "result_key": "Things", "limit_key": "Max", "more_results": "More",
                    "non_aggregate_keys": ["Count"]},
                "ListPairs": {"input_token": ["A", "B"], "output_token": ["NextA", "NextB"]}
            }}"#,
        );
        let all = read(&file.root()).unwrap();
        let (name, things) = all.first().unwrap();
        assert_eq!(name, "ListThings");
        assert_eq!(things.at.to_string(), "test.json: /pagination/ListThings");
        assert_eq!(things.input_tokens, ["Token"]);
        assert_eq!(texts(&things.output_tokens), "NextToken || Last");
        assert_eq!(texts(&things.items), "Things");
        assert_eq!(things.page_size.as_deref(), Some("Max"));
        assert_eq!(things.more_results.as_ref().unwrap().text, "More");
        let (_, pairs) = all.last().unwrap();
        assert_eq!(pairs.input_tokens, ["A", "B"]);
        assert_eq!(texts(&pairs.output_tokens), "NextA, NextB");
        assert!(pairs.items.is_empty() && pairs.page_size.is_none());
    }

    #[test]
    fn reports_every_problem() {
        let file = json(
            r#"{"pagination": {
                "A": {"output_token": "T"},
                "B": {"input_token": 1, "output_token": "T"},
                "C": {"input_token": ["T", "U"], "output_token": "T"},
                "D": {"input_token": "T", "output_token": "T", "other": true}
            }}"#,
        );
        assert_eq!(
            problems(read(&file.root())),
            "\
error: missing member `input_token`
  --> test.json: /pagination/A

error: expected a string, found a number
  --> test.json: /pagination/B/input_token
   |  value: 1

error: as many output tokens as input tokens are needed
  --> test.json: /pagination/C
   |  input_token: T, U
   |  output_token: T

error: unknown member `other`
  --> test.json: /pagination/D/other"
        );
    }
}
