//! The sessions that are open.

use crate::error::BoxError;
use aws_credential_types::Credentials;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_smithy_runtime_api::client::identity::Identity;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How many sessions are kept.
const CAPACITY: usize = 100;

/// How long before its end a session is not used any more.
const BUFFER: Duration = Duration::from_secs(10);

/// The open sessions, the one used last at the end.
pub(super) struct Sessions {
    open: Mutex<Vec<(Key, Session)>>,
    /// Secrets are not kept, but their hashes.
    hasher: RandomState,
}

/// Whose session, and with which bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    caller: u64,
    bucket: String,
}

type Session = ExpiringCache<Identity, BoxError>;

impl Default for Sessions {
    fn default() -> Self {
        Self {
            open: Mutex::default(),
            hasher: RandomState::new(),
        }
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl Sessions {
    /// The session of a caller with a bucket; `open` opens it if there is none that still lasts.
    pub(super) async fn get_or_open<F>(
        &self,
        caller: &Credentials,
        bucket: &str,
        now: SystemTime,
        open: F,
    ) -> Result<Identity, BoxError>
    where
        F: Future<Output = Result<(Identity, SystemTime), BoxError>>,
    {
        let who = (caller.access_key_id(), caller.secret_access_key());
        let session = self.session(Key {
            caller: self.hasher.hash_one(who),
            bucket: bucket.to_owned(),
        });
        match session.yield_or_clear_if_expired(now).await {
            Some(identity) => Ok(identity),
            None => session.get_or_load(|| open).await,
        }
    }

    /// The place of a session. That of the one which was not used for longest makes room for it.
    fn session(&self, key: Key) -> Session {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let known = open.iter().position(|(of, _)| *of == key);
        let (key, session) = match known {
            Some(i) => open.remove(i),
            None => {
                if open.len() >= CAPACITY {
                    open.remove(0);
                }
                (key, ExpiringCache::new(BUFFER))
            }
        };
        open.push((key, session.clone()));
        session
    }
}

#[cfg(test)]
mod tests {
    use super::{CAPACITY, Key, PoisonError, Sessions};

    fn key(caller: u64) -> Key {
        let bucket = "bucket".to_owned();
        Key { caller, bucket }
    }

    #[test]
    fn the_oldest_makes_room() {
        let sessions = Sessions::default();
        (0..CAPACITY as u64).for_each(|i| drop(sessions.session(key(i))));
        sessions.session(key(0));
        sessions.session(key(1000));
        let open = sessions.open.into_inner();
        let open = open.unwrap_or_else(PoisonError::into_inner);
        let is_open = |i| open.iter().any(|(of, _)| *of == key(i));
        assert!(is_open(0) && !is_open(1) && is_open(2) && is_open(1000));
        assert_eq!(open.len(), CAPACITY);
    }
}
