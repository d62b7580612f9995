//! Which bytes stand for themselves in a text, eight at a time.

/// Each byte of a word is one.
const ONES: u64 = u64::MAX / 0xff;

/// The highest bit of each byte.
const HIGH: u64 = ONES << 7;

/// What does not stand for itself: the quote, the backslash, and control characters.
fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

/// A word whose lowest bit is in the first special byte of this one.
fn specials(word: u64) -> u64 {
    let each = |byte: u8| ONES * u64::from(byte);
    // With one bit turned the quote follows the control characters, and the space does not.
    let low = (word ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let backslashes = (word ^ each(b'\\')).wrapping_sub(ONES);
    (low | backslashes) & !word & HIGH
}

/// How many bytes stand for themselves before the first one that does not.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks();
    for (i, word) in words.iter().enumerate() {
        let found = specials(u64::from_le_bytes(*word));
        if found != 0 {
            return i * size_of::<u64>() + (found.trailing_zeros() / 8) as usize;
        }
    }
    match bytes.last_chunk() {
        // Its first bytes were looked at already, and none of them was found.
        Some(last) => {
            let found = specials(u64::from_le_bytes(*last));
            let clean = (found.trailing_zeros() / 8) as usize;
            bytes.len() - size_of::<u64>() + clean
        }
        None => rest.iter().take_while(|byte| !is_special(**byte)).count(),
    }
}

/// Whether all bytes stand for themselves. Most texts are short, and do; to know no more than that is cheaper.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks();
    let clean = |word: &[u8; 8]| specials(u64::from_le_bytes(*word)) == 0;
    let halves = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>());
    match (bytes.last_chunk::<8>(), halves) {
        (Some(last), _) => words.iter().chain([last]).all(clean),
        // Two halves of a word, which may overlap.
        (None, (Some(first), Some(last))) => {
            let halves = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
            specials(halves[0] | halves[1] << 32) == 0
        }
        _ => !rest.iter().any(|byte| is_special(*byte)),
    }
}
