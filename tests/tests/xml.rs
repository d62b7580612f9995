//! The reader of XML beside an established one: on documents that are well-formed, on those with a change
//! anywhere, and on those that are made to take long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

#[path = "xml/documents.rs"]
mod documents;

use std::time::{Duration, Instant};

use documents::documents;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tests::fuzz::{changed, fuzz};
use whittle_runtime::format::xml::{Error, Scanner, Start};

/// An element: its name, attributes and children, or its text if it has no children.
#[derive(Clone, Debug, PartialEq)]
struct Element {
    /// Without its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    inside: Inside,
}

#[derive(Clone, Debug, PartialEq)]
enum Inside {
    Text(String),
    Elements(Vec<Element>),
}

/// What our reader makes of a document. `shape` says which elements have children, which a reader that asks
/// for what it wants has to know.
fn ours(text: &str, shape: &Element) -> Result<Element, Error> {
    fn element(
        scanner: &mut Scanner<'_>,
        start: &Start<'_>,
        shape: &Element,
    ) -> Result<Element, Error> {
        let attributes = shape.attributes.iter().map(|(name, _)| {
            let value = start.attribute(name).map(|value| value.into_owned());
            (name.clone(), value.unwrap_or_else(|| "missing".to_owned()))
        });
        let attributes = attributes.collect();
        let inside = match &shape.inside {
            Inside::Text(_) => Inside::Text(scanner.text(start)?.into_owned()),
            Inside::Elements(shapes) => {
                let mut children = Vec::new();
                while let Some(child) = scanner.child(start)? {
                    match shapes.get(children.len()) {
                        Some(shape) => children.push(element(scanner, &child, shape)?),
                        None => scanner.skip(&child)?,
                    }
                }
                Inside::Elements(children)
            }
        };
        Ok(Element {
            name: start.local().to_owned(),
            attributes,
            inside,
        })
    }
    let mut scanner = Scanner::new(text.as_bytes())?;
    let root = scanner.root()?;
    let root = element(&mut scanner, &root, shape)?;
    scanner.finish()?;
    Ok(root)
}

/// Whether our reader takes a document of which nobody wants anything.
fn skipped(body: &[u8]) -> Result<(), Error> {
    let mut scanner = Scanner::new(body)?;
    let root = scanner.root()?;
    scanner.skip(&root)?;
    scanner.finish()
}

/// What the established reader makes of it.
fn theirs(text: &str) -> Result<Element, roxmltree::Error> {
    fn element(node: roxmltree::Node<'_, '_>) -> Element {
        let attributes = node.attributes().map(|attribute| {
            let name = match attribute.namespace() {
                Some(roxmltree::NS_XML_URI) => format!("xml:{}", attribute.name()),
                Some(_) => format!("p:{}", attribute.name()),
                None => attribute.name().to_owned(),
            };
            (name, attribute.value().to_owned())
        });
        let elements = || node.children().filter(roxmltree::Node::is_element);
        let texts = node.children().filter(roxmltree::Node::is_text);
        Element {
            name: node.tag_name().name().to_owned(),
            attributes: attributes.collect(),
            inside: match elements().next() {
                Some(_) => Inside::Elements(elements().map(element).collect()),
                None => Inside::Text(texts.filter_map(|node| node.text()).collect()),
            },
        }
    }
    Ok(element(roxmltree::Document::parse(text)?.root_element()))
}

/// The problems that are none for us: what a prefix stands for does not matter.
fn is_about_namespaces(error: &roxmltree::Error) -> bool {
    use roxmltree::Error;
    matches!(
        error,
        Error::UnknownNamespace(..)
            | Error::InvalidXmlPrefixUri(_)
            | Error::UnexpectedXmlUri(_)
            | Error::UnexpectedXmlnsUri(_)
            | Error::InvalidElementNamePrefix(_)
            | Error::DuplicatedNamespace(..)
    )
}

#[test]
fn what_is_well_formed_is_read_alike() {
    fuzz("well-formed XML", documents(), |text| {
        let theirs = theirs(&text).expect("the document is well-formed");
        prop_assert_eq!(ours(&text, &theirs).expect("the same"), theirs);
        skipped(text.as_bytes()).expect("it can be skipped, too");
        Ok(())
    });
}

#[test]
fn a_change_is_found_by_both_or_by_none() {
    let changed = (documents(), any::<prop::sample::Index>(), change());
    fuzz("changed XML", changed, |(text, at, change)| {
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        change.make(&mut chars, at);
        let text: String = chars.into_iter().collect();
        same_verdict(&text)
    });
}

#[test]
fn no_bytes_panic() {
    let documents = prop::collection::vec(documents().prop_map(String::into_bytes), 1);
    let bytes = documents.prop_flat_map(|texts| changed(texts, &["<", "</", "&#", "]]>", "<!--"]));
    fuzz("bytes as XML", bytes, |bytes| {
        let _ = skipped(&bytes);
        Ok(())
    });
}

fn same_verdict(text: &str) -> Result<(), TestCaseError> {
    let found = skipped(text.as_bytes());
    match theirs(text) {
        Ok(theirs) => {
            let ours = ours(text, &theirs);
            if ours.as_ref().is_err_and(|error| is_lenient(text, error)) {
                return Ok(());
            }
            prop_assert!(ours.is_ok(), "{ours:?}: {text:?}");
            // They turn the ends of lines into one character, as XML wants it and the official client does not.
            if !text.contains('\r') && !has_space_in_attribute(&theirs) {
                prop_assert_eq!(ours.unwrap(), theirs);
            }
            prop_assert!(found.is_ok(), "{found:?}: {text:?}");
        }
        Err(error) if is_about_namespaces(&error) => {}
        Err(error) if text.trim_start_matches('\u{feff}').starts_with("<?xml ") => {
            // What stands in the declaration does not matter to us.
            let _ = error;
        }
        Err(error) => prop_assert!(found.is_err(), "{error}: {text:?}"),
    }
    Ok(())
}

/// Whether this is one of the things that they let pass: anything as the end of an instruction's name, a name
/// that begins with a colon, the number of no character, and anything in a declaration.
fn is_lenient(text: &str, error: &Error) -> bool {
    let lenient = [
        ("<?", "a space is missing"),
        (":", "this is no name"),
        ("&#", "this reference has no meaning"),
        ("<?xml", "the declaration has no version"),
        ("<?xml", "this is no declaration of XML"),
    ];
    let error = error.to_string();
    lenient
        .iter()
        .any(|(in_text, problem)| text.contains(in_text) && error.starts_with(problem))
}

/// Spaces in attributes become blanks in XML; the official client keeps them.
fn has_space_in_attribute(element: &Element) -> bool {
    let own = element
        .attributes
        .iter()
        .any(|(_, value)| value.contains(' '));
    let inside = match &element.inside {
        Inside::Text(_) => false,
        Inside::Elements(children) => children.iter().any(has_space_in_attribute),
    };
    own || inside
}

/// A change of a document.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    Replace(char),
    Insert(&'static str),
    Cut,
    Double(usize),
}

impl Change {
    fn make(&self, text: &mut Vec<char>, at: usize) {
        match self {
            Self::Remove => drop(text.remove(at)),
            Self::Replace(c) => text[at] = *c,
            Self::Insert(more) => drop(text.splice(at..at, more.chars())),
            Self::Cut => text.truncate(at),
            Self::Double(length) => {
                let end = text.len().min(at + length);
                let twice: Vec<char> = text[at..end].to_vec();
                text.splice(at..at, twice);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    const MARKUP: [&str; 16] = [
        "<",
        ">",
        "/>",
        "</a>",
        "<a>",
        "<!--",
        "-->",
        "--",
        "]]>",
        "<![CDATA[",
        "<?x?>",
        "<!DOCTYPE a>",
        "&",
        "&#0;",
        "&x;",
        "a=\"",
    ];
    prop_oneof![
        Just(Change::Remove),
        Just(Change::Cut),
        prop::sample::select(vec![
            '<', '>', '&', '"', '\'', '/', '=', ' ', '\0', '\u{b}', '\u{fffe}', 'a', ':', '-'
        ])
        .prop_map(Change::Replace),
        prop::sample::select(MARKUP.to_vec()).prop_map(Change::Insert),
        (1..12_usize).prop_map(Change::Double),
    ]
}

#[test]
fn problems_say_where_they_are_and_not_what_is_there() {
    let cases = [
        ("", "there is no root element (at byte 0 of the XML)"),
        (
            "secret",
            "a text stands before the root element (at byte 0 of the XML)",
        ),
        (
            "<a>secret",
            "the document ends inside an element (at byte 9 of the XML)",
        ),
        (
            "<a><b></a>",
            "this end tag is not that of the element (at byte 6 of the XML)",
        ),
        (
            "<a></a>secret",
            "something follows the root element (at byte 7 of the XML)",
        ),
        (
            "<a>&secret;</a>",
            "this reference has no meaning (at byte 3 of the XML)",
        ),
        (
            "<a b='1' b='2'/>",
            "an attribute is there twice (at byte 9 of the XML)",
        ),
        (
            "<a b=secret/>",
            "the value of an attribute has no quotes (at byte 5 of the XML)",
        ),
        (
            "<!DOCTYPE a []><a/>",
            "document types are not supported (at byte 0 of the XML)",
        ),
        (
            "<a>\u{1}</a>",
            "this character is not allowed (at byte 3 of the XML)",
        ),
    ];
    for (text, expected) in cases {
        let error = skipped(text.as_bytes()).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
    let error = skipped(b"<a>\xff</a>").expect_err("this is not UTF-8");
    assert_eq!(
        error.to_string(),
        "this is not UTF-8 (at byte 3 of the XML)"
    );
    let deep = "<a>".repeat(129) + &"</a>".repeat(129);
    let error = skipped(deep.as_bytes()).expect_err("it is deep");
    assert_eq!(
        error.to_string(),
        "elements are nested too deep (at byte 387 of the XML)"
    );
    let deep = "<a>".repeat(128) + &"</a>".repeat(128);
    skipped(deep.as_bytes()).expect("it is as deep as it may be");
}

/// Four megabytes that have something over and over. With quadratic time each would take hours.
#[test]
fn no_document_takes_long() {
    const SIZE: usize = 4 << 20;
    let patterns = [
        ("<a>", "&amp;", "</a>"),
        ("<a>", "<b/>", "</a>"),
        ("<a>", "<b>x</b>", "</a>"),
        ("<a>", "<!---->", "</a>"),
        ("<a>", "<![CDATA[]]>", "</a>"),
        ("<a>", "<?p?>", "</a>"),
        ("<a>", "]]", "</a>"),
        ("<a>", "]]>", "</a>"),
        ("<a>", "<!--", "</a>"),
        ("<a>", "<![CDATA[", "</a>"),
        ("<a>", "<?p ", "</a>"),
        ("<a>", "&", "</a>"),
        ("<a>", "&#", "</a>"),
        ("<a>", "&#0", ";</a>"),
        ("<a b='", "&amp;", "'/>"),
        ("<a ", "b='' ", "/>"),
        ("", "<a>", ""),
        ("", "<a", ""),
        ("", "<!---->", "<a/>"),
        ("<", "a:", "/>"),
    ];
    for (before, pattern, after) in patterns {
        let text = format!("{before}{}{after}", pattern.repeat(SIZE / pattern.len()));
        let started = Instant::now();
        let _ = skipped(text.as_bytes());
        let took = started.elapsed();
        assert!(took < Duration::from_secs(30), "{pattern}: {took:?}");
    }
}
