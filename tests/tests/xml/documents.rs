//! Documents at random.

use proptest::prelude::*;

/// Documents with everything that may be in one, as text.
pub(super) fn documents() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[a-zA-Z0-9 .,\n\t]{0,12}",
        "[\u{80}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]{0,3}",
        Just("&lt;&gt;&amp;&quot;&apos;".to_owned()),
        Just("&#65;&#x1F600;&#xd;&#10;".to_owned()),
        Just("<![CDATA[a < b && c > ]] d]]>".to_owned()),
        Just("<![CDATA[]]>".to_owned()),
        Just("<!-- a - b < & -->".to_owned()),
        Just("<?go fast?>".to_owned()),
    ];
    let text = prop::collection::vec(text, 0..4).prop_map(|parts| parts.concat());
    let attributes = prop_oneof![
        4 => Just(String::new()),
        1 => Just(" a=\"1\"".to_owned()),
        1 => Just(" a = '&quot;>' b=\"&#x41;'\"".to_owned()),
        1 => Just("\n  p:a=\"x\" ".to_owned()),
        1 => Just(" xmlns=\"urn:x\"".to_owned()),
    ];
    let name = prop_oneof![
        Just("a"),
        Just("item"),
        Just("p:q"),
        Just("Größe"),
        Just("_x-1.y")
    ];
    let leaf =
        (name.clone(), attributes.clone(), text.clone()).prop_map(|(name, attributes, text)| {
            match text.is_empty() {
                true => format!("<{name}{attributes}/>"),
                false => format!("<{name}{attributes}>{text}</{name} >"),
            }
        });
    let tree = leaf.prop_recursive(4, 24, 4, move |inner| {
        let children = prop::collection::vec((inner, text.clone()), 1..4);
        (name.clone(), attributes.clone(), children).prop_map(|(name, attributes, children)| {
            let inside: String = children.into_iter().flat_map(|(e, t)| [e, t]).collect();
            format!("<{name}{attributes}>{inside}</{name}>")
        })
    });
    let prolog = prop_oneof![
        Just(""),
        Just("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
        Just("\u{feff}<?xml version=\"1.0\"?><!-- c -->"),
        Just("\n<?style sheet?>"),
    ];
    (
        prolog,
        tree,
        prop_oneof![Just(""), Just("\n<!-- end -->\n")],
    )
        .prop_map(|(prolog, tree, end)| {
            format!("{prolog}<root xmlns:p=\"urn:p\">{tree}</root>{end}")
        })
}
