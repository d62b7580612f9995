//! Measures rivals side by side.
//!
//! Not a benchmark library: those measure one thing after the other, and on a machine with other
//! work the minutes in between change more than the difference that is looked for. Here each round
//! measures all rivals, some ten milliseconds each, and the median of a rival's rounds is what
//! counts. The clock is that of the thread's processor time, which stands still while something
//! else runs.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Does something so many times, and says how long it took.
pub(crate) type Task<'a> = Box<dyn FnMut(u32) -> Duration + 'a>;

/// The processor time of this thread.
pub(crate) struct Clock(Duration);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Self::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        Self::now() - self.0
    }

    fn now() -> Duration {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(
            time.tv_sec.unsigned_abs(),
            time.tv_nsec.unsigned_abs() as u32,
        )
    }
}

/// The task that does this again and again.
pub(crate) fn timed<'a>(mut once: impl FnMut() + 'a) -> Task<'a> {
    Box::new(move |times| {
        let clock = Clock::start();
        for _ in 0..times {
            once();
        }
        clock.elapsed()
    })
}

/// One of those who do the same.
pub(crate) struct Rival<'a> {
    pub(crate) name: &'static str,
    pub(crate) task: Task<'a>,
}

/// How one of them did.
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    /// The median of the rounds: seconds for doing it once.
    pub(crate) seconds: f64,
}

/// How long one turn of a rival should take.
const TURN: Duration = Duration::from_millis(10);

/// Lets the rivals take turns.
pub(crate) fn measure(mut rivals: Vec<Rival<'_>>, rounds: usize) -> Vec<Outcome> {
    let times: Vec<u32> = rivals
        .iter_mut()
        .map(|rival| calibrate(&mut rival.task))
        .collect();
    let mut seconds = vec![Vec::with_capacity(rounds); rivals.len()];
    for round in 0..rounds {
        for turn in 0..rivals.len() {
            // Whoever comes after an untidy one should not always be the same.
            let who = (round + turn) % rivals.len();
            let time = (rivals[who].task)(times[who]);
            seconds[who].push(time.as_secs_f64() / f64::from(times[who]));
        }
    }
    let outcome = |(rival, seconds): (&Rival<'_>, Vec<f64>)| Outcome {
        name: rival.name,
        seconds: median(seconds),
    };
    rivals.iter().zip(seconds).map(outcome).collect()
}

/// How many times fill a turn; warms up on the way.
fn calibrate(task: &mut Task<'_>) -> u32 {
    let mut times = 1;
    loop {
        let time = task(times);
        if time >= TURN {
            return times;
        }
        times = if time * 10 < TURN {
            times * 10
        } else {
            times * 2
        };
    }
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
