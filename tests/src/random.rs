//! Seeds of tests at random: new ones in each run, which a test that fails has told.

/// The seed of what a test makes at random: a new one, or that of `WHITTLE_SEED`.
///
/// It is printed, and the harness shows what failing tests print; `WHITTLE_SEED=…` then tries the
/// same again. Seeds that are always tried, as regression cases, stand in the tests beside it.
///
/// # Panics
///
/// If `WHITTLE_SEED` is no number.
pub fn seed() -> u64 {
    let given = std::env::var("WHITTLE_SEED").ok();
    let seed = given.map_or_else(|| fastrand::u64(..), |text| text.parse().unwrap());
    println!("WHITTLE_SEED={seed}");
    seed
}
