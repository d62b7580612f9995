//! The words of a name, and its cases.
//!
//! heck joins words in a case. Where a word begins is decided here, since official crates split names
//! otherwise: [`snake`] knows that `IPv6` and `ARNs` are one word each; [`pascal`] looks at upper and lower
//! case only, so that `4XX` is `4Xx`.

use heck::{ToPascalCase, ToSnakeCase};

/// Words that are written in mixed case and are one word all the same.
const WHOLE_WORDS: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// The name in snake_case.
pub(super) fn snake(name: &str) -> String {
    words(name, |word, rest| starts_word(name, word, rest)).to_snake_case()
}

/// The name in PascalCase.
pub(super) fn pascal(name: &str) -> String {
    let words = words(name, |word, rest| match (word.last(), rest) {
        (Some(last), [c, rest @ ..]) if c.is_ascii_uppercase() => {
            !last.is_ascii_uppercase() || rest.first().is_some_and(char::is_ascii_lowercase)
        }
        _ => false,
    });
    words.to_pascal_case()
}

/// The name with its first letter in upper case, and all others as they are.
pub(super) fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// The words of a name in lower case, with spaces between them, so that heck finds no others.
///
/// `starts` tells by the word so far and all that follows whether a new one starts. What is neither
/// letter nor digit separates words.
fn words(name: &str, starts: impl Fn(&[char], &[char]) -> bool) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut words = String::with_capacity(name.len());
    let mut start = 0;
    for (i, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(' ');
            start = i + 1;
            continue;
        }
        if starts(&chars[start..i], &chars[i..]) {
            words.push(' ');
            start = i;
        }
        words.push(c.to_ascii_lowercase());
    }
    words
}

/// Whether `rest` begins a new word of `name` in snake_case, after the beginning of another.
fn starts_word(name: &str, word: &[char], rest: &[char]) -> bool {
    let (Some(last), Some(c)) = (word.last(), rest.first()) else {
        return false;
    };
    if in_whole_word(word, rest) {
        return false;
    }
    if !c.is_ascii_uppercase() {
        // `s3key` has no capitals that would tell.
        let capitals = name.contains(|c: char| c.is_uppercase());
        return !capitals && last.is_ascii_digit() && c.is_ascii_lowercase();
    }
    if !last.is_ascii_uppercase() {
        return true;
    }
    // `HTTPMethods` is HTTP and Methods, but `ARNs` and `DBv2` begin with one word.
    let [next, after] = [1, 2].map(|i| rest.get(i).copied().unwrap_or_default());
    let plural = next == 's' && !after.is_ascii_lowercase();
    let version = next == 'v' && after.is_ascii_digit();
    next.is_ascii_lowercase() && !plural && !version
}

/// Whether one of [`WHOLE_WORDS`] began with `word` and goes on in `rest`.
fn in_whole_word(word: &[char], rest: &[char]) -> bool {
    let mut open = WHOLE_WORDS.iter().filter(|whole| word.len() < whole.len());
    open.any(|whole| {
        let letters = word.iter().chain(rest).take(whole.len());
        letters.map(char::to_ascii_lowercase).eq(whole.chars())
    })
}

#[cfg(test)]
mod tests {
    use super::{pascal, snake};

    #[test]
    fn members_are_named_as_the_official_crates_name_them() {
        for (wire, rust) in [
            ("sizeInGb", "size_in_gb"),
            ("isFromAutoSnapshot", "is_from_auto_snapshot"),
            ("allowedHTTPMethods", "allowed_http_methods"),
            ("IPv6Addresses", "ipv6_addresses"),
            ("caIDs", "ca_ids"),
            ("DBInstance", "db_instance"),
            ("MD5OfMessageBody", "md5_of_message_body"),
            ("SSEKMSKeyId", "ssekms_key_id"),
            ("vpcIDs", "vpc_ids"),
            ("listARNs", "list_arns"),
            (
                "CustomKeyStoreHasCmKsException",
                "custom_key_store_has_cm_ks_exception",
            ),
            ("memoryMiB", "memory_mib"),
            ("DynamoDBv2Action", "dynamo_dbv2_action"),
            ("s3key", "s3_key"),
            ("TTLInSeconds", "ttl_in_seconds"),
        ] {
            assert_eq!(snake(wire), rust, "{wire}");
        }
    }

    #[test]
    fn variants_are_named_as_the_official_crates_name_them() {
        for (wire, rust) in [
            ("us-east-1", "UsEast1"),
            ("US_EAST_1", "UsEast1"),
            ("StartGUISession", "StartGuiSession"),
            ("HTTPCode_LB_4XX_Count", "HttpCodeLb4XxCount"),
            ("AACompromise", "AaCompromise"),
            ("LINUX_UNIX", "LinuxUnix"),
            ("in-use", "InUse"),
            (
                "CustomKeyStoreHasCMKsException",
                "CustomKeyStoreHasCmKsException",
            ),
            ("IPv6Address", "IPv6Address"),
            ("aws:kms", "AwsKms"),
        ] {
            assert_eq!(pascal(wire), rust, "{wire}");
        }
    }
}
