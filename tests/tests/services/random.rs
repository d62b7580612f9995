//! Values at random for the inputs of calls: the same on both sides for the same seed.

use aws_smithy_types::{Blob, DateTime, Document, Number};
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::Hash;
use std::sync::LazyLock;

/// What values are like.
#[derive(Clone, Copy, PartialEq)]
pub enum Style {
    /// Anything that Rust takes.
    Wild,
    /// What a service might take, so that the call comes to its response.
    Tame,
}

/// A value, or what is missing in a structure.
pub type Built<T> = Result<T, String>;

/// Nothing that may be left out is deeper than this.
const DEPTH: usize = 5;

/// All maps have this, so that two with the same entries have the same order.
static ORDER: LazyLock<RandomState> = LazyLock::new(RandomState::new);

pub struct Random {
    rng: fastrand::Rng,
    style: Style,
    depth: usize,
}

impl Random {
    pub fn new(seed: u64, style: Style) -> Self {
        Self {
            rng: fastrand::Rng::with_seed(seed),
            style,
            depth: 0,
        }
    }

    fn deeper<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        made
    }

    /// A member that may be left out.
    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> Built<T>) -> Built<Option<T>> {
        let there = self.depth < DEPTH && self.rng.usize(..10) < 8 - self.depth;
        there.then(|| self.deeper(make)).transpose()
    }

    /// A member that a service wants.
    pub fn always<T>(&mut self, make: impl FnOnce(&mut Self) -> Built<T>) -> Built<Option<T>> {
        let missing = self.style == Style::Wild && self.rng.usize(..50) == 0;
        (!missing).then(|| self.deeper(make)).transpose()
    }

    /// Whether values should come to an end.
    pub fn is_deep(&self) -> bool {
        self.depth > DEPTH
    }

    /// Which of so many.
    pub fn index(&mut self, count: usize) -> usize {
        self.rng.usize(..count)
    }

    pub fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> Built<T>) -> Built<Vec<T>> {
        let count = if self.is_deep() {
            0
        } else {
            self.rng.usize(..4)
        };
        (0..count).map(|_| self.deeper(&mut make)).collect()
    }

    pub fn map<K: Eq + Hash, V>(
        &mut self,
        mut key: impl FnMut(&mut Self) -> Built<K>,
        mut value: impl FnMut(&mut Self) -> Built<V>,
    ) -> Built<HashMap<K, V>> {
        let mut map = HashMap::with_hasher(ORDER.clone());
        let count = if self.is_deep() {
            0
        } else {
            self.rng.usize(..4)
        };
        for _ in 0..count {
            map.insert(self.deeper(&mut key)?, self.deeper(&mut value)?);
        }
        Ok(map)
    }

    /// A text of any kind that a format or a header has to do something about.
    pub fn text(&mut self) -> String {
        const ODD: [&str; 22] = [
            "", " ", "  a ", "\"", "\\", "/", "a/b", "é", "🦀", "\u{1}", "\u{7f}", "\n", "\r\n",
            "\t", "\u{2028}", "\u{feff}", "a b+c", "%41%2f", "?&=#", "<&>'\"", ",", "~!*'()",
        ];
        if self.style == Style::Tame || self.rng.u8(..4) > 0 {
            return self.name();
        }
        (0..self.rng.usize(1..4))
            .map(|_| *self.rng.choice(&ODD).unwrap())
            .collect()
    }

    /// A text that is fine everywhere.
    pub fn name(&mut self) -> String {
        const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-";
        let inner = self.rng.usize(1..12);
        let letters = (0..inner).map(|_| char::from(*self.rng.choice(LETTERS).unwrap()));
        format!("n{}z", letters.collect::<String>())
    }

    /// One of these, or in the wild any text.
    pub fn word(&mut self, words: &[&str]) -> String {
        if words.is_empty() || self.style == Style::Wild && self.rng.u8(..8) == 0 {
            return self.text();
        }
        words[self.index(words.len())].to_owned()
    }

    pub fn flag(&mut self) -> bool {
        self.rng.bool()
    }

    pub fn i32(&mut self) -> i32 {
        match self.style {
            Style::Tame => self.rng.i32(1..100),
            Style::Wild => [0, -1, i32::MAX, i32::MIN, self.rng.i32(..)][self.index(5)],
        }
    }

    pub fn i64(&mut self) -> i64 {
        match self.style {
            Style::Tame => self.rng.i64(1..100),
            Style::Wild => [0, -1, i64::MAX, i64::MIN, self.rng.i64(..)][self.index(5)],
        }
    }

    pub fn f64(&mut self) -> f64 {
        let nice = f64::from(self.rng.i32(-1000..1000)) / 8.0;
        let any = f64::from_bits(self.rng.u64(..));
        match self.style {
            Style::Tame => nice,
            Style::Wild => [
                nice,
                any,
                -0.0,
                1e21,
                1e-7,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::NAN,
            ][self.index(8)],
        }
    }

    pub fn f32(&mut self) -> f32 {
        let nice = self.rng.i16(-1000..1000);
        let any = f32::from_bits(self.rng.u32(..));
        match self.style {
            Style::Tame => f32::from(nice) / 8.0,
            Style::Wild => [
                f32::from(nice) / 8.0,
                any,
                16_777_216.0,
                1e-7,
                f32::INFINITY,
                f32::NAN,
            ][self.index(6)],
        }
    }

    pub fn blob(&mut self) -> Blob {
        let length = self.rng.usize(..40);
        Blob::new((0..length).map(|_| self.rng.u8(..)).collect::<Vec<_>>())
    }

    pub fn time(&mut self) -> DateTime {
        let seconds = self.rng.i64(0..4_000_000_000);
        // Our JSON has fractions of a second as a float, that of most official clients nine digits.
        let nanos = [0, 0, 500_000_000, 123_000_000, 123_456_000][self.index(5)];
        match self.style {
            Style::Wild if self.rng.u8(..10) == 0 => DateTime::from_secs(-seconds),
            _ => DateTime::from_secs_and_nanos(seconds, nanos),
        }
    }

    pub fn document(&mut self) -> Document {
        let deep = self.is_deep();
        match self.index(if deep { 4 } else { 6 }) {
            0 => Document::Null,
            1 => Document::Bool(self.flag()),
            2 => Document::String(self.text()),
            3 => Document::Number(match self.index(3) {
                0 => Number::PosInt(self.rng.u64(..)),
                1 => Number::NegInt(-self.rng.i64(1..1000)),
                _ => Number::Float(f64::from(self.rng.i16(..)) / 8.0),
            }),
            4 => Document::Array(self.list(|r| Ok(r.document())).unwrap_or_default()),
            _ => Document::Object(
                self.map(|r| Ok(r.text()), |r| Ok(r.document()))
                    .unwrap_or_default(),
            ),
        }
    }
}
