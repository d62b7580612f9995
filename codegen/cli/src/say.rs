//! What the command says while it works: lines for people, and a spinner where there is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::model::text::{BOLD, DIM, styled};

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Volume {
    /// What is done, line by line.
    #[default]
    Normal,
    /// Errors alone.
    Quiet,
}

/// Says things.
#[derive(Clone, Debug)]
pub(crate) struct Say {
    volume: Volume,
    spinner: ProgressBar,
}

impl Say {
    /// Says so much.
    pub(crate) fn new(volume: Volume) -> Self {
        Self {
            volume,
            spinner: ProgressBar::hidden(),
        }
    }

    /// A step that is done, or begins: what, and what of it there is to say.
    pub(crate) fn step(&self, what: &str, text: &str) {
        self.line(&format!("{} {text}", styled(BOLD, &format!("{what:<10}"))));
    }

    /// A line below a step.
    pub(crate) fn below(&self, text: &str) {
        self.line(&format!("  {text}"));
    }

    /// What somebody should know, whatever else is said.
    pub(crate) fn warn(&self, text: &str) {
        self.spinner.suspend(|| anstream::eprintln!("{text}"));
    }

    fn line(&self, text: &str) {
        if self.volume == Volume::Normal {
            self.spinner
                .suspend(|| anstream::println!("{}", text.trim_end()));
        }
    }

    /// Shows that something takes long; [`busy`](Self::busy) says what. On a terminal alone.
    pub(crate) fn begin(&mut self, what: &str) {
        if self.volume == Volume::Normal {
            let style =
                ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}");
            self.spinner = ProgressBar::new_spinner().with_prefix(what.to_owned());
            if let Ok(style) = style {
                self.spinner.set_style(style);
            }
            self.spinner.enable_steady_tick(Duration::from_millis(100));
        }
    }

    /// What is being done now of what takes long.
    pub(crate) fn busy(&self, with: &str) {
        self.spinner.set_message(with.to_owned());
    }

    /// That is done.
    pub(crate) fn end(&mut self) {
        self.spinner.finish_and_clear();
        self.spinner = ProgressBar::hidden();
    }
}

/// What matters less than the rest of a line.
pub(crate) fn dim(text: &str) -> String {
    styled(DIM, text)
}

/// A number as people write it: `1,600,000`.
pub(crate) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_have_commas() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_600_000, "1,600,000"),
        ] {
            assert_eq!(number(n), text);
        }
    }
}
