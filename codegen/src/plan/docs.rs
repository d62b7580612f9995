//! Documentation of a model (HTML with stray text) as Markdown that rustdoc renders harmlessly.
//!
//! The models' HTML is written by many hands: tags are left open, `<ServiceName>` means a placeholder,
//! brackets are brackets. So this is a forgiving scan, not a parser: known tags become Markdown,
//! everything else becomes text, and text is escaped until Markdown and rustdoc see nothing in it.

mod sentence;
mod tag;

use tag::{Tag, tag, unescape};

/// Markdown, one entry a line, without trailing space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    lines: Vec<String>,
}

/// Columns of text in a line; with `    /// ` before it the line has 100.
const WIDTH: usize = 92;

impl Docs {
    /// The Markdown of a model's documentation.
    pub(crate) fn of(html: Option<&str>) -> Self {
        let mut writer = Writer::default();
        let mut rest = html.unwrap_or_default();
        while !rest.is_empty() {
            rest = writer.step(rest);
        }
        writer.end_block();
        while writer.lines.last().is_some_and(String::is_empty) {
            writer.lines.pop();
        }
        Self {
            lines: writer.lines,
        }
    }

    /// Markdown that we wrote ourselves.
    pub(crate) fn ours(text: impl Into<String>) -> Self {
        Self {
            lines: text.into().lines().map(str::to_owned).collect(),
        }
    }

    /// This, or `other` if this is empty.
    #[must_use]
    pub(crate) fn or(self, other: impl FnOnce() -> String) -> Self {
        if self.lines.is_empty() {
            Self::ours(other())
        } else {
            self
        }
    }

    /// The lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// The first paragraph on one line.
    pub(crate) fn summary(&self) -> String {
        let lines: Vec<&str> = self.lines().take_while(|line| !line.is_empty()).collect();
        lines.join(" ")
    }
}

/// Plain text, such as a title, as Markdown on one line.
pub(super) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(escape).collect();
    words.join(" ")
}

/// Collects words into paragraphs, and paragraphs into lines.
#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// Words of the paragraph in progress, already Markdown.
    words: Vec<String>,
    /// Whether the last word goes on without a space.
    glued: bool,
    /// Open lists, outermost first.
    lists: Vec<List>,
    /// The marker that the next paragraph begins with.
    marker: Option<String>,
    heading: bool,
    /// Text inside `<code>`, as is.
    code: Option<String>,
    /// The target of an open `<a>`, and the words it had before.
    link: Option<(String, usize)>,
}

/// An open list.
#[derive(Default)]
struct List {
    /// How many items an ordered list has so far; `None` if it is not ordered.
    count: Option<usize>,
    /// How far the text of its items is indented; 0 while it has none, so that what is nested in an
    /// item without text does not become an indented code block.
    indent: usize,
}

impl Writer {
    /// Consumes a tag, an entity or a run of text.
    fn step<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((tag, rest)) = tag(text) {
            self.tag(&tag);
            return rest;
        }
        let first = text.chars().next().map_or(1, char::len_utf8);
        let end = text[first..].find('<').map_or(text.len(), |at| at + first);
        self.text(&unescape(&text[..end]));
        &text[end..]
    }

    fn tag(&mut self, tag: &Tag) {
        if self.code.is_some()
            && !(tag.closes && matches!(tag.name.as_str(), "code" | "tt" | "pre"))
        {
            // Inside code only its own end counts; a new block means that the end was forgotten.
            if !matches!(
                tag.name.as_str(),
                "p" | "ul" | "ol" | "li" | "note" | "code" | "tt" | "pre"
            ) {
                return;
            }
            self.end_code();
        }
        match (tag.name.as_str(), tag.closes) {
            ("code" | "tt" | "pre", false) => self.code = Some(String::new()),
            ("code" | "tt" | "pre", true) => self.end_code(),
            ("a", false) => self.link = tag.href.clone().map(|href| (href, self.words.len())),
            ("a", true) => self.end_link(),
            ("ul", false) => self.open_list(None),
            ("ol", false) => self.open_list(Some(0)),
            ("ul" | "ol", true) => {
                self.end_block();
                // An item may be empty.
                self.marker = None;
                self.lists.pop();
            }
            ("li", false) => self.open_item(),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "fullname", false) => {
                self.end_block();
                self.heading = true;
            }
            ("important" | "caution" | "warning" | "note", false) => {
                self.end_block();
                let mut label = tag.name.clone();
                label[..1].make_ascii_uppercase();
                self.words.push(format!("**{label}:**"));
            }
            ("p", false) if matches!(self.words.as_slice(), [only] if only.ends_with(":**")) => {}
            ("b" | "i" | "em" | "strong" | "span" | "sup" | "sub" | "small" | "u", _) => {}
            _ => self.end_block(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.glued = false;
        }
        for (i, word) in text.split_whitespace().enumerate() {
            self.word(escape(word), i > 0);
        }
        self.glued = !text.ends_with(char::is_whitespace) && !text.is_empty();
    }

    /// Adds a word, to the one before it if no space came between.
    fn word(&mut self, word: String, separate: bool) {
        match self.words.last_mut() {
            Some(last) if self.glued && !separate => last.push_str(&word),
            _ => self.words.push(word),
        }
        self.glued = true;
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        // A fence longer than any run of backticks in the code.
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        // A code span right after another word's backtick would join it.
        self.glued &= !self.words.last().is_some_and(|word| word.ends_with('`'));
        self.word(format!("{fence}{pad}{code}{pad}{fence}"), false);
    }

    fn end_link(&mut self) {
        let Some((href, from)) = self.link.take() else {
            return;
        };
        if from < self.words.len() {
            let text = self.words.split_off(from).join(" ");
            self.words.push(format!("[{text}]({href})"));
        }
        self.glued = true;
    }

    fn open_list(&mut self, count: Option<usize>) {
        self.end_block();
        self.marker = None;
        self.lists.push(List { count, indent: 0 });
    }

    fn open_item(&mut self) {
        self.end_block();
        if self.lists.is_empty() {
            self.lists.push(List::default());
        }
        self.marker = self.lists.last_mut().map(|list| match &mut list.count {
            Some(count) => {
                *count += 1;
                format!("{count}. ")
            }
            None => "- ".to_owned(),
        });
    }

    /// Writes the paragraph in progress.
    fn end_block(&mut self) {
        self.end_code();
        self.end_link();
        self.glued = false;
        let heading = std::mem::take(&mut self.heading);
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        let marker = self.marker.take().unwrap_or_default();
        if let (false, Some(list)) = (marker.is_empty(), self.lists.last_mut()) {
            list.indent = marker.len();
        }
        let indent: usize = self.lists.iter().map(|list| list.indent).sum();
        let next = " ".repeat(indent);
        let first = format!("{}{marker}", " ".repeat(indent - marker.len()));
        if heading {
            self.lines.push(format!("# {}", words.join(" ")));
        } else {
            wrap(&words, &first, &next, &mut self.lines);
        }
        self.lines.push(String::new());
    }
}

/// Breaks words into lines.
fn wrap(words: &[String], first: &str, next: &str, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, next.to_owned()));
            empty = true;
        }
        if empty {
            line.push_str(&guarded(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
        empty = false;
    }
    lines.push(line);
}

/// A word at the start of a line, escaped if Markdown would see a block there.
fn guarded(word: &str) -> String {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match word.as_bytes() {
        [b'-' | b'+' | b'#' | b'=' | b'~', ..] => format!("\\{word}"),
        bytes if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            format!("{}\\{}", &word[..digits], &word[digits..])
        }
        _ => word.to_owned(),
    }
}

/// A word with everything escaped that Markdown or rustdoc could take for markup.
fn escape(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if let Some(at) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| word.find(scheme))
        .min()
    {
        let (before, url) = word.split_at(at);
        let end = url
            .find(|c: char| !c.is_ascii_graphic() || "<>\"`\\^{|}".contains(c))
            .unwrap_or(url.len());
        let end = url[..end]
            .trim_end_matches(['.', ',', ';', ':', ')', '\'', ']', '*'])
            .len();
        if url[..end].len() > "https://".len() {
            return format!("{}<{}>{}", escape(before), &url[..end], escape(&url[end..]));
        }
    }
    for c in word.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '$' | '~'
        ) {
            out.push('\\');
        }
        // Control and direction characters would show as something they are not.
        if !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.push(c);
        }
    }
    out
}
