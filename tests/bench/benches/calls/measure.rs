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

/// One of those who do the same: a name, and what it does.
pub(crate) type Rival<'a> = (&'static str, Task<'a>);

/// How many rounds the first argument asks for.
pub(crate) fn rounds() -> usize {
    let argument = std::env::args().nth(1);
    argument.map_or(30, |rounds| rounds.parse().expect("a number of rounds"))
}

/// How long one turn of a rival should take.
const TURN: Duration = Duration::from_millis(10);

/// Lets the rivals of a case take turns, and prints a line for each: case, name, and the seconds of doing it once,
/// the median of the rounds.
pub(crate) fn compare<'a>(case: &str, rivals: impl IntoIterator<Item = Rival<'a>>, rounds: usize) {
    let (names, mut tasks): (Vec<_>, Vec<_>) = rivals.into_iter().unzip();
    let times: Vec<u32> = tasks.iter_mut().map(calibrate).collect();
    let mut seconds = vec![Vec::with_capacity(rounds); tasks.len()];
    for round in 0..rounds {
        for turn in 0..tasks.len() {
            // Whoever comes after an untidy one should not always be the same.
            let who = (round + turn) % tasks.len();
            let time = tasks[who](times[who]);
            seconds[who].push(time.as_secs_f64() / f64::from(times[who]));
        }
    }
    for (name, seconds) in names.into_iter().zip(seconds) {
        println!("{case}\t{name}\t{:e}", median(seconds));
    }
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
