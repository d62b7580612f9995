//! Text for a terminal: 100 columns, colours that are dropped elsewhere.

use anstyle::{AnsiColor, Style};

/// How wide output may be.
pub(crate) const WIDTH: usize = 100;

/// Headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// What matters less.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What breaks users.
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
/// What users get.
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
/// What users hardly notice.
pub(crate) const BLUE: Style = AnsiColor::Blue.on_default().bold();

/// `text` in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// `text` in lines of at most [`WIDTH`] columns, all but the first indented by `indent`.
///
/// `column` is where the first line begins. A word that is too long for a line stands alone.
pub(crate) fn wrap(text: &str, column: usize, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut at = column;
    let mut fresh = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = word.chars().count();
        if !fresh && at + 1 + width > WIDTH {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            at = indent;
        } else if !fresh {
            wrapped.push(' ');
            at += 1;
        }
        wrapped.push_str(word);
        at += width;
        fresh = false;
    }
    wrapped
}

/// `text`, or the beginning of it if it has more than `width` columns.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    match text.char_indices().nth(width.max(1)) {
        None => text.to_owned(),
        Some(_) => {
            let kept: String = text.chars().take(width.saturating_sub(1)).collect();
            format!("{kept}…")
        }
    }
}

/// `1 shape`, `2 shapes`.
pub(crate) fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_the_terminal() {
        let text = "word ".repeat(60);
        let wrapped = wrap(&text, 10, 4);
        assert!(wrapped.lines().count() > 2, "{wrapped}");
        assert!(
            wrapped
                .lines()
                .skip(1)
                .all(|line| line.starts_with("    w"))
        );
        assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(
            wrapped
                .lines()
                .next()
                .is_some_and(|line| line.chars().count() <= WIDTH - 10)
        );
        assert_eq!(wrapped.split_whitespace().count(), 60);
        assert_eq!(wrap("", 0, 4), "");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shorten("short", 5), "short");
        assert_eq!(shorten("ünïcödé", 5), "ünïc…");
        assert_eq!(count(1, "shape"), "1 shape");
        assert_eq!(count(0, "shape"), "0 shapes");
    }
}
