//! Work for one core, in pieces.

/// How many pieces the work has.
pub const PIECES: u64 = 1000;

/// CPU-bound work that comes in pieces. To go to the next one is to do it, as
/// with a generator in Python; the last one is the answer.
pub trait Work: Iterator<Item = u64> + Send + Sized + 'static {
    /// Does all pieces, one after another, on the calling thread.
    fn answer(self) -> u64 {
        self.last().unwrap_or_default()
    }
}

impl<Pieces: Iterator<Item = u64> + Send + 'static> Work for Pieces {}

/// Returns work of so many rounds, in pieces of the same length.
pub fn mixing(rounds: u64) -> impl Work {
    let of_a_piece = rounds.div_ceil(PIECES);
    (0..PIECES).scan(0, move |mixed, _| {
        *mixed = calibrate::mix(*mixed, of_a_piece);
        Some(*mixed)
    })
}
