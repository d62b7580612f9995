//! What time it is for the server: the system's time, or one that a test moves.

use aws_smithy_types::DateTime;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A clock. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The time at which a clock that is moved by hand stands.
    stands: Option<Arc<Mutex<SystemTime>>>,
}

impl Clock {
    /// The clock of the system.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands at a time until it is moved.
    pub fn standing(at: SystemTime) -> Self {
        Self {
            stands: Some(Arc::new(Mutex::new(at))),
        }
    }

    /// Moves a standing clock ahead; the clock of the system goes on as it does.
    pub fn advance(&self, by: Duration) {
        if let Some(time) = &self.stands {
            *time.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }

    /// What the clock shows.
    pub fn now(&self) -> SystemTime {
        match &self.stands {
            Some(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
            None => SystemTime::now(),
        }
    }
}

/// A time as it stands on the wire, to the millisecond as the service has it.
pub(super) fn wire_time(time: SystemTime) -> DateTime {
    let exact = DateTime::from(time);
    let millis = i64::from(exact.subsec_nanos() / 1_000_000);
    DateTime::from_millis(exact.secs() * 1000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_by_hand_only() {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let clock = Clock::standing(start);
        let same = clock.clone();
        assert_eq!(clock.now(), start);
        same.advance(Duration::from_millis(1500));
        assert_eq!(clock.now(), start + Duration::from_millis(1500));
        assert_eq!(
            wire_time(clock.now()),
            DateTime::from_millis(1_700_000_001_500)
        );
    }

    #[test]
    fn the_time_on_the_wire_has_milliseconds() {
        let exact = SystemTime::UNIX_EPOCH + Duration::from_nanos(1_234_567_890);
        assert_eq!(wire_time(exact), DateTime::from_millis(1234));
    }
}
