//! The first sentence of documentation, which setters show.

use super::Docs;

/// What ends with a point and ends no sentence.
const ABBREVIATIONS: [&str; 4] = ["e.g.", "etc.", "i.e.", "vs."];

impl Docs {
    /// The first sentence; none if the text begins with a heading or a list.
    pub(crate) fn first_sentence(&self) -> Option<String> {
        let summary = self.summary();
        let (first, _) = summary.split_once(' ').unwrap_or((&summary, ""));
        let number = first.strip_suffix('.').unwrap_or_default();
        if first.starts_with('#') || first == "-" || number.parse::<u32>().is_ok() {
            return None;
        }
        let mut sentence = String::new();
        let mut words = summary.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
            let next = words.peek();
            if next.is_none_or(|next| !next.starts_with(char::is_lowercase))
                && ends(word)
                && is_closed(&sentence)
            {
                break;
            }
        }
        (!sentence.is_empty()).then_some(sentence)
    }
}

/// Whether a sentence may end with this word.
fn ends(word: &str) -> bool {
    let bare = word.trim_end_matches([')', '"', '*', '`']);
    bare.ends_with(['.', '!', '?']) && !ABBREVIATIONS.contains(&word.trim_start_matches('('))
}

/// Whether no code and no link is open.
fn is_closed(text: &str) -> bool {
    let count = |of: char| text.matches(of).count();
    count('`').is_multiple_of(2) && count('[') == count(']')
}

#[cfg(test)]
mod tests {
    use super::Docs;

    #[test]
    fn a_sentence_ends_where_readers_would_say_so() {
        for (html, sentence) in [
            ("One. Two.", Some("One.")),
            ("<p>No point</p><p>Next.</p>", Some("No point")),
            (
                "Versions, e.g. 1.2 of a.b.c. Next.",
                Some("Versions, e.g. 1.2 of a.b.c."),
            ),
            ("Is it? (Yes.) No.", Some("Is it?")),
            (
                "Ends in <code>a. B</code> here. Next.",
                Some("Ends in `a. B` here."),
            ),
            (
                "See <a href=\"https://example.com/x\">Dr. No</a> first. Next.",
                Some("See [Dr. No](https://example.com/x) first."),
            ),
            ("<h1>Title</h1>Text.", None),
            ("<ul><li>One.</li></ul>", None),
            ("<ol><li>One.</li></ol>", None),
            ("", None),
        ] {
            let docs = Docs::of(Some(html));
            assert_eq!(docs.first_sentence().as_deref(), sentence, "{html}");
        }
    }
}
