//! A diff as text for people, as Markdown for pull requests, and as JSON for scripts.

use std::fmt::Write;

use anstyle::Style;

use super::super::text::{BLUE, BOLD, DIM, GREEN, RED, WIDTH, count, styled, wrap};
use super::sides::{Bump, Change, Class, Diff};

/// How a diff is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For a pull request.
    Markdown,
}

/// How many changes of documentation are told one by one.
const DOCS: usize = 5;

impl Diff {
    /// The diff in a format.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Json => serde_json::to_string_pretty(self).unwrap_or_default() + "\n",
            Format::Markdown => self.markdown(),
        }
    }

    /// Whether a change is of `class` or graver.
    pub fn reaches(&self, class: Class) -> bool {
        self.bump.class.is_some_and(|gravest| gravest >= class)
    }

    fn head(&self) -> String {
        let operations = count(self.operations.len(), "operation");
        format!("{} -> {}, {operations}", self.old, self.new)
    }

    /// The changes of a class that are told one by one, and how many of documentation are not.
    fn of(&self, class: Class) -> (Vec<&Change>, usize) {
        let all = self.changes.iter().filter(|change| change.class == class);
        let (docs, others): (Vec<_>, Vec<_>) = all.partition(|c| c.kind == "documentation");
        match docs.len() {
            0..=DOCS => (others.into_iter().chain(docs).collect(), 0),
            n => (others, n),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n", styled(BOLD, &wrap(&self.head(), 0, 2)));
        for (class, style) in [
            (Class::Breaking, RED),
            (Class::Minor, GREEN),
            (Class::Patch, BLUE),
        ] {
            let (changes, docs) = self.of(class);
            if changes.is_empty() && docs == 0 {
                continue;
            }
            let _ = writeln!(text, "\n{}", styled(style, name(class)));
            for change in changes {
                text.push_str(&lines(change, style));
            }
            if docs > 0 {
                let _ = writeln!(text, "  documentation of {}", count(docs, "item"));
            }
        }
        let _ = writeln!(text, "\n{}", wrap(&self.verdict(), 0, 2));
        text
    }

    fn markdown(&self) -> String {
        let mut text = format!("### API model: {}\n\n", self.head());
        if !self.changes.is_empty() {
            text.push_str("| class | what | change | in Rust |\n|---|---|---|---|\n");
        }
        for class in [Class::Breaking, Class::Minor, Class::Patch] {
            let (changes, docs) = self.of(class);
            for change in changes {
                let cells = [&change.item, &change.what, &change.rust];
                let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
                let _ = writeln!(text, "| {} | {} |", name(class), cells.join(" | "));
            }
            if docs > 0 {
                let items = count(docs, "item");
                let _ = writeln!(text, "| {} | {items} | documentation | - |", name(class));
            }
        }
        let _ = write!(text, "\n{}\n", self.verdict());
        text
    }

    /// `1 breaking, 2 minor, 3 patch; the smallest right version bump: …`
    fn verdict(&self) -> String {
        let Some(class) = self.bump.class else {
            return "nothing changed: the version can stay".to_owned();
        };
        let classes = [Class::Breaking, Class::Minor, Class::Patch];
        let counts = classes.map(|class| {
            let n = self
                .changes
                .iter()
                .filter(|change| change.class == class)
                .count();
            format!("{n} {}", name(class))
        });
        let bump = match &self.bump {
            Bump {
                from: Some(from),
                to: Some(to),
                ..
            } => format!(" ({from} -> {to})"),
            _ => String::new(),
        };
        let class = match class {
            Class::Breaking => "major",
            class => name(class),
        };
        format!(
            "{}; the smallest right version bump: {class}{bump}",
            counts.join(", ")
        )
    }
}

/// The name of a class.
fn name(class: Class) -> &'static str {
    match class {
        Class::Breaking => "breaking",
        Class::Minor => "minor",
        Class::Patch => "patch",
    }
}

/// A change on one line if it fits, on more if not.
fn lines(change: &Change, style: Style) -> String {
    let Change {
        item, what, rust, ..
    } = change;
    let item_width = item.chars().count() + 4;
    let first = format!("  {}: ", styled(style, item));
    let one = item_width + what.chars().count() + 2 + rust.chars().count();
    match one <= WIDTH {
        true => format!("{first}{what}; {}\n", styled(DIM, rust)),
        false => {
            let what = wrap(what, item_width, 6);
            format!("{first}{what}\n      {}\n", styled(DIM, &wrap(rust, 6, 6)))
        }
    }
}

/// Text that a table of Markdown can hold.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('\n', " ")
}
