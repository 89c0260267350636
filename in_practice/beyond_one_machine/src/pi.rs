//! Random points in a square, counted if they lie in the quarter of a circle.
//! Four times their share is close to pi.

use fastrand::Rng;

/// Returns the number of points inside, of `samples`. The same seed gives the
/// same points on any machine.
pub fn inside(samples: u64, seed: u64) -> u64 {
    let mut random = Rng::with_seed(seed);
    let mut inside = 0;
    for _ in 0..samples {
        let (x, y) = (random.f64(), random.f64());
        if x * x + y * y <= 1.0 {
            inside += 1;
        }
    }
    inside
}
