//! CPU-bound work, in chunks.

/// Number of chunks in the work.
pub const CHUNKS: u64 = 1000;

/// CPU-bound work that comes in chunks. Asking for the next one does it, as
/// with a generator in Python. The last one is the result.
pub trait Work: Iterator<Item = u64> + Send + Sized + 'static {
    /// Does all chunks, one after another, on the calling thread.
    fn result(self) -> u64 {
        self.last().unwrap_or_default()
    }
}

impl<Chunks: Iterator<Item = u64> + Send + 'static> Work for Chunks {}

/// Returns work of `rounds` rounds, in chunks of the same length.
pub fn mixing(rounds: u64) -> impl Work {
    let of_a_chunk = rounds.div_ceil(CHUNKS);
    (0..CHUNKS).scan(0, move |mixed, _| {
        *mixed = calibrate::mix(*mixed, of_a_chunk);
        Some(*mixed)
    })
}
