//! Templates of the rules language: text with `{Name}` and `{Name#path}` in it.

use crate::model::TemplatePart;

/// Splits `text` into its parts; `{{` and `}}` stand for braces.
pub(super) fn parse(text: &str) -> Result<Vec<TemplatePart>, &'static str> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some((before, brace, after)) = split_at_brace(rest) {
        literal.push_str(before);
        rest = if let Some(after) = after.strip_prefix(brace) {
            literal.push(brace);
            after
        } else if brace == '{' {
            let (name, after) = after
                .split_once('}')
                .ok_or("`{` without `}` in a template")?;
            if !literal.is_empty() {
                parts.push(TemplatePart::Text(std::mem::take(&mut literal)));
            }
            parts.push(reference(name)?);
            after
        } else {
            return Err("`}` without `{` in a template");
        };
    }
    literal.push_str(rest);
    if !literal.is_empty() || parts.is_empty() {
        parts.push(TemplatePart::Text(literal));
    }
    Ok(parts)
}

/// The text before the first brace, the brace, and the text after it.
fn split_at_brace(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['{', '}'])?;
    let (before, rest) = text.split_at(at);
    let brace = rest.chars().next()?;
    Some((before, brace, rest.strip_prefix(brace)?))
}

/// What stands between braces.
fn reference(text: &str) -> Result<TemplatePart, &'static str> {
    let (name, path) = match text.split_once('#') {
        Some((name, path)) => (name, Some(path)),
        None => (text, None),
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match path {
        _ if !is_name => Err("a template refers to something that is not a name"),
        Some(path) if path.is_empty() || path.contains(['{', '#']) => {
            Err("a template refers to something that is not a path")
        }
        Some(path) => Ok(TemplatePart::Attr(name.to_owned(), path.to_owned())),
        None => Ok(TemplatePart::Ref(name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::TemplatePart::{Attr, Ref, Text};
    use super::*;

    #[test]
    fn text_references_and_escapes() {
        assert_eq!(parse("plain").unwrap(), [Text("plain".into())]);
        assert_eq!(parse("").unwrap(), [Text(String::new())]);
        assert_eq!(
            parse("https://x.{Region}.{PartitionResult#dnsSuffix}").unwrap(),
            [
                Text("https://x.".into()),
                Ref("Region".into()),
                Text(".".into()),
                Attr("PartitionResult".into(), "dnsSuffix".into())
            ]
        );
        assert_eq!(
            parse("{{a}}{b}").unwrap(),
            [Text("{a}".into()), Ref("b".into())]
        );
        assert_eq!(
            parse("{{{b}}}").unwrap(),
            [Text("{".into()), Ref("b".into()), Text("}".into())]
        );
    }

    #[test]
    fn malformed_templates() {
        assert_eq!(parse("a{b"), Err("`{` without `}` in a template"));
        assert_eq!(parse("a}b"), Err("`}` without `{` in a template"));
        assert_eq!(
            parse("{}"),
            Err("a template refers to something that is not a name")
        );
        assert_eq!(
            parse("{a b}"),
            Err("a template refers to something that is not a name")
        );
        assert_eq!(
            parse("{a#}"),
            Err("a template refers to something that is not a path")
        );
    }
}
