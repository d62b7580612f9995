//! Pages and the tokens that lead from one to the next.
//!
//! A token names the last item of its page and is authenticated, so that only tokens of this server,
//! for this listing and of the last day are of use.

use crate::refusal::Refusal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound::{Excluded, Unbounded};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
const MAC: usize = 32;
const NUMBER: usize = 8;
const PAYLOAD: usize = 2 * NUMBER + 16;

/// Which listing of which Region a token belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing<'a> {
    pub(super) operation: &'a str,
    pub(super) region: &'a str,
}

/// Issues and checks tokens, with a key of its own.
pub(super) struct Tokens {
    key: [u8; 32],
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(…)")
    }
}

impl Tokens {
    pub(super) fn new() -> Self {
        let mut key = [0; 32];
        key[..16].copy_from_slice(Uuid::new_v4().as_bytes());
        key[16..].copy_from_slice(Uuid::new_v4().as_bytes());
        Self { key }
    }

    fn mac(&self, listing: Listing<'_>, payload: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        for part in [
            listing.operation.as_bytes(),
            b"\0",
            listing.region.as_bytes(),
            b"\0",
        ] {
            mac.update(part);
        }
        mac.update(payload);
        Some(mac)
    }

    /// The token of the page after an item.
    fn issue(&self, listing: Listing<'_>, after: u64, now: SystemTime) -> Option<String> {
        let expires = seconds(now + LIFETIME);
        let mut token = [after.to_be_bytes(), expires.to_be_bytes()].concat();
        // No two tokens are the same.
        token.extend_from_slice(Uuid::new_v4().as_bytes());
        let mac = self.mac(listing, &token)?.finalize().into_bytes();
        token.extend_from_slice(&mac);
        Some(URL_SAFE_NO_PAD.encode(token))
    }

    /// The item that a token names, if the token is good.
    fn check(&self, listing: Listing<'_>, token: &str, now: SystemTime) -> Option<u64> {
        let token = URL_SAFE_NO_PAD.decode(token).ok()?;
        if token.len() != PAYLOAD + MAC {
            return None;
        }
        let (payload, mac) = token.split_at(PAYLOAD);
        self.mac(listing, payload)?.verify_slice(mac).ok()?;
        let (after, expires) = payload.split_at(NUMBER);
        let expires = u64::from_be_bytes(expires.get(..NUMBER)?.try_into().ok()?);
        let after = u64::from_be_bytes(after.try_into().ok()?);
        (seconds(now) <= expires).then_some(after)
    }

    /// The page of a listing that a token asks for, and the token of the next.
    pub(super) fn page<T: Clone>(
        &self,
        listing: Listing<'_>,
        items: &BTreeMap<u64, T>,
        asked: &Asked<'_>,
        belongs: impl Fn(&T) -> bool,
    ) -> Result<(Vec<T>, Option<String>), Refusal> {
        let after = match asked.token {
            None => START,
            Some(token) => self.check(listing, token, asked.now).ok_or_else(|| {
                Refusal::invalid_input("The page token is not valid, or it has expired.")
            })?,
        };
        if asked.paging == Paging::Empty {
            return Ok((Vec::new(), self.issue(listing, after, asked.now)));
        }
        let mut items = items
            .range((Excluded(after), Unbounded))
            .filter(|(_, item)| belongs(item));
        let page: Vec<_> = items.by_ref().take(asked.size).collect();
        let last = match (page.last(), items.next()) {
            (Some((last, _)), Some(_)) => Some(**last),
            _ => None,
        };
        let next = match (asked.paging, asked.token) {
            (Paging::Repeated, Some(token)) => Some(token.to_owned()),
            (Paging::Repeated | Paging::Endless, _) => {
                self.issue(listing, last.unwrap_or(START), asked.now)
            }
            _ => last.and_then(|last| self.issue(listing, last, asked.now)),
        };
        Ok((
            page.into_iter().map(|(_, item)| item.clone()).collect(),
            next,
        ))
    }
}

/// Before the first item.
const START: u64 = 0;

/// Which page is asked for, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) token: Option<&'a str>,
    pub(super) size: usize,
    pub(super) now: SystemTime,
    pub(super) paging: Paging,
}

/// Whether pages are as they should be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Paging {
    #[default]
    Fine,
    /// Nothing on the page; the next one may have more.
    Empty,
    /// After the last page comes the first again.
    Endless,
    /// The token that was sent comes back.
    Repeated,
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISKS: Listing<'_> = Listing {
        operation: "GetDiskSnapshots",
        region: "eu-west-1",
    };

    fn asked(token: Option<&str>, now: SystemTime) -> Asked<'_> {
        Asked {
            token,
            size: 2,
            now,
            paging: Paging::Fine,
        }
    }

    #[test]
    fn pages_in_order_even_when_an_item_goes_away() {
        let (tokens, now) = (Tokens::new(), SystemTime::now());
        let mut items: BTreeMap<u64, char> = (1..).zip('a'..='f').collect();
        let all = |_: &char| true;
        let (page, next) = tokens.page(DISKS, &items, &asked(None, now), all).unwrap();
        assert_eq!(page, ['a', 'b']);
        items.remove(&2);
        items.remove(&4);
        let asked_ = asked(next.as_deref(), now);
        let (page, next) = tokens.page(DISKS, &items, &asked_, all).unwrap();
        assert_eq!(page, ['c', 'e']);
        let asked_ = asked(next.as_deref(), now);
        let (page, next) = tokens.page(DISKS, &items, &asked_, all).unwrap();
        assert_eq!((page, next), (vec!['f'], None));
    }

    #[test]
    fn a_full_last_page_has_no_token() {
        let items: BTreeMap<u64, char> = (1..).zip('a'..='d').collect();
        let (page, next) = Tokens::new()
            .page(DISKS, &items, &asked(None, SystemTime::now()), |c| *c < 'c')
            .unwrap();
        assert_eq!((page, next), (vec!['a', 'b'], None));
    }

    #[test]
    fn pages_that_are_not_fine() {
        let (tokens, now) = (Tokens::new(), SystemTime::now());
        let items: BTreeMap<u64, char> = (1..).zip('a'..='c').collect();
        let page = |token: Option<&str>, paging| {
            let asked = Asked {
                paging,
                ..asked(token, now)
            };
            let (page, next) = tokens.page(DISKS, &items, &asked, |_| true).unwrap();
            (page.into_iter().collect::<String>(), next)
        };
        let (empty, token) = page(None, Paging::Empty);
        assert_eq!(empty, "");
        let (first, token) = page(token.as_deref(), Paging::Fine);
        assert_eq!(first, "ab");
        let (empty, token) = page(token.as_deref(), Paging::Empty);
        assert_eq!(empty, "");
        let (last, token) = page(token.as_deref(), Paging::Endless);
        assert_eq!(last, "c");
        let (first, token) = page(token.as_deref(), Paging::Repeated);
        assert_eq!(first, "ab");
        assert_eq!(page(token.as_deref(), Paging::Repeated).1, token);
    }

    #[test]
    fn only_own_and_fresh_tokens_are_good() {
        let (tokens, now) = (Tokens::new(), SystemTime::now());
        let token = tokens.issue(DISKS, 7, now).unwrap();
        assert_eq!(tokens.check(DISKS, &token, now), Some(7));
        assert_eq!(tokens.check(DISKS, &token, now + LIFETIME), Some(7));
        let late = now + LIFETIME + Duration::from_secs(1);
        assert_eq!(tokens.check(DISKS, &token, late), None, "stale");
        let other = Listing {
            operation: "GetInstanceSnapshots",
            ..DISKS
        };
        assert_eq!(tokens.check(other, &token, now), None);
        let elsewhere = Listing {
            region: "eu-west-2",
            ..DISKS
        };
        assert_eq!(tokens.check(elsewhere, &token, now), None);
        assert_eq!(Tokens::new().check(DISKS, &token, now), None, "another run");
        let mut bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            let forged = URL_SAFE_NO_PAD.encode(&bytes);
            assert_eq!(tokens.check(DISKS, &forged, now), None, "byte {at}");
            bytes[at] ^= 1;
        }
        for forged in ["", "2", "é", &token[1..], &format!("{token}A")] {
            assert_eq!(tokens.check(DISKS, forged, now), None, "{forged}");
        }
    }
}
