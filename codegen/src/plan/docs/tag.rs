//! Tags and entities of HTML, as far as models have them.

/// The tags that are known: the rest are placeholders.
const TAGS: [&str; 46] = [
    "p",
    "br",
    "code",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "note",
    "important",
    "caution",
    "warning",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "div",
    "span",
    "dl",
    "dt",
    "dd",
    "fullname",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "title",
    "para",
    "examples",
    "example",
    "tt",
    "sup",
    "sub",
    "small",
    "hr",
    "u",
    "body",
    "function",
];

/// A known tag.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) href: Option<String>,
}

/// The tag that `text` begins with, and what follows it.
pub(super) fn tag(text: &str) -> Option<(Tag, &str)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>')?;
    let (body, rest) = (&inner[..end], &inner[end + 1..]);
    let (closes, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let name = body
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()?
        .to_ascii_lowercase();
    if !TAGS.contains(&name.as_str()) || body.contains('<') {
        return None;
    }
    let href = attribute(body, "href").filter(|href| is_link(href));
    Some((Tag { name, closes, href }, rest))
}

/// The value of an attribute.
fn attribute(body: &str, name: &str) -> Option<String> {
    let (_, after) = body.split_once(&format!("{name}="))?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split(quote).next().map(unescape)
}

/// Whether a target can stand in a Markdown link as it is.
fn is_link(href: &str) -> bool {
    (href.starts_with("https://") || href.starts_with("http://"))
        && href
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"()<>[]\\`|".contains(&b))
}

/// Replaces the entities that occur.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, character)| {
        text.replace(entity, character)
    })
}
