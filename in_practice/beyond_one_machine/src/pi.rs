//! Random points in a square, counted if they lie in the quarter of a circle.
//! Four times their share is close to pi.

use fastrand::Rng;

/// Number of points with the same seed. Chunks of whole blocks have the same
/// points together, however many chunks there are.
pub const BLOCK: u64 = 10_000;

/// Returns the number of points inside, of the `samples` points of a chunk. They
/// are the same each time, on any machine.
pub fn inside(samples: u64, chunk: u64) -> u64 {
    let blocks = samples.div_ceil(BLOCK);
    let of_block = |block: u64| {
        let seed = chunk.wrapping_mul(blocks).wrapping_add(block);
        of_seed(BLOCK.min(samples - block * BLOCK), seed)
    };
    (0..blocks).map(of_block).sum()
}

fn of_seed(points: u64, seed: u64) -> u64 {
    let mut random = Rng::with_seed(seed);
    let mut inside = 0;
    for _ in 0..points {
        let (x, y) = (random.f64(), random.f64());
        if x * x + y * y <= 1.0 {
            inside += 1;
        }
    }
    inside
}
