//! Members of inputs that are sent in another form than users write them in.

/// Sets a member that is not set or empty.
pub fn text_or(member: &mut Option<String>, value: &'static str) {
    if member.as_deref().is_none_or(str::is_empty) {
        *member = Some(value.to_owned());
    }
}

/// Takes the first of these prefixes away that the member has.
pub fn without_prefix(member: &mut Option<String>, prefixes: &[&str]) {
    let Some(text) = member else { return };
    let mut prefixes = prefixes.iter();
    if let Some(rest) = prefixes.find_map(|prefix| text.strip_prefix(prefix)) {
        *text = rest.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::{text_or, without_prefix};

    #[test]
    fn what_is_there_stays() {
        for (before, after) in [(None, "-"), (Some(""), "-"), (Some("12"), "12")] {
            let mut member = before.map(str::to_owned);
            text_or(&mut member, "-");
            assert_eq!(member.as_deref(), Some(after));
        }
    }

    #[test]
    fn one_prefix_goes() {
        let prefixes = ["/hostedzone/", "hostedzone/"];
        for (before, after) in [
            ("/hostedzone/Z1", "Z1"),
            ("hostedzone/Z1", "Z1"),
            ("/hostedzone/hostedzone/Z1", "hostedzone/Z1"),
            ("Z1", "Z1"),
        ] {
            let mut member = Some(before.to_owned());
            without_prefix(&mut member, &prefixes);
            assert_eq!(member.as_deref(), Some(after));
        }
    }
}
