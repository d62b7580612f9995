//! Where the official readers of JSON are less strict than ours: nothing that a service sends.

/// Whether a body has what the official readers take though it is no JSON, or no time that there is.
pub fn is_no_json(body: &[u8]) -> bool {
    let (mut in_string, mut escaped) = (false, false);
    for (at, &byte) in body.iter().enumerate() {
        let (before, after) = body.split_at(at);
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let in_number = |byte: Option<&u8>| byte.is_some_and(|b| b"0123456789.eE+-".contains(b));
        match byte {
            _ if in_string && byte < b' ' => return true,
            _ if escaped && !b"\"\\/bfnrtu".contains(&byte) => return true,
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'+' if !matches!(before.last(), Some(b'e' | b'E')) => return true,
            b'.' if !(digit(before.last()) && digit(after.get(1))) => return true,
            b'e' | b'E' | b'.' if is_beyond_time(before, after) => return true,
            b'0' if digit(after.get(1)) => {
                let first = before.strip_suffix(b"-").unwrap_or(before);
                if !in_number(first.last()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether the number around a place, which is written as a fraction, has more than 64 bits.
fn is_beyond_time(before: &[u8], after: &[u8]) -> bool {
    let is_of_number = |byte: &u8| b"0123456789.eE+-".contains(byte);
    let start = before.iter().rev().take_while(|byte| is_of_number(byte));
    let start = before.len() - start.count();
    let end = after.iter().take_while(|byte| is_of_number(byte)).count();
    let number = [&before[start..], &after[..end]].concat();
    let number = str::from_utf8(&number).unwrap().parse::<f64>();
    number.is_ok_and(|number| number.abs() >= i64::MAX as f64)
}
