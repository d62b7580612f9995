//! What is not of a format: values in headers, and damage.

use super::Node;
use aws_smithy_types::date_time::Format;
use codegen::model::TimestampFormat;

/// A value in a header, if it can stand in one.
pub(super) fn header(node: &Node<'_>) -> Option<String> {
    Some(match node {
        Node::Boolean(flag) => flag.to_string(),
        Node::Integer(number) => number.to_string(),
        Node::Float(number) => number.to_string(),
        Node::Text(text) => text.clone(),
        Node::Time(time, format) => time
            .fmt(match format {
                Some(TimestampFormat::EpochSeconds) => Format::EpochSeconds,
                Some(TimestampFormat::DateTime) => Format::DateTime,
                Some(TimestampFormat::HttpDate) | None => Format::HttpDate,
            })
            .ok()?,
        Node::List(_, items) => items
            .iter()
            .map(header)
            .collect::<Option<Vec<_>>>()?
            .join(", "),
        _ => return None,
    })
}

/// Changes, adds or takes away a few bytes.
pub(super) fn damaged(body: &mut Vec<u8>, random: &mut fastrand::Rng) {
    const WORDS: &[u8] = b"{}[]\",:\\0189.eE-+ntu <>/&;='\n\0\xff";
    for _ in 0..random.usize(1..3) {
        // What stands behind the end is an end of its own.
        let at = match random.u8(..8) {
            0 => body.len(),
            _ => random.usize(..=body.len()),
        };
        let byte = *random.choice(WORDS).unwrap();
        match random.u8(..4) {
            0 => body.truncate(at),
            1 => body.insert(at, byte),
            2 => drop(body.drain(at..(at + random.usize(..20)).min(body.len()))),
            _ => body.get_mut(at).into_iter().for_each(|place| *place = byte),
        }
    }
}
