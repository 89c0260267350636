//! The two kinds of work, each done with the lock or without one.

use crate::gil::Gil;

/// Does so many pieces of work. Where there is a lock, it is held all the
/// while, and handed over between two pieces if another thread asks.
pub fn compute(gil: Option<&Gil>, pieces: u32, mut piece: impl FnMut()) {
    let mut held = gil.map(Gil::take);
    for _ in 0..pieces {
        piece();
        if let Some(held) = &mut held {
            held.hand_over_if_asked();
        }
    }
}

/// Waits so many times, for an answer say, and handles each. Where there is a
/// lock, it is held to handle, and let go of while waiting.
pub fn wait(
    gil: Option<&Gil>,
    answers: u32,
    mut wait: impl FnMut(),
    mut handle: impl FnMut(),
) {
    let mut held = gil.map(Gil::take);
    for _ in 0..answers {
        match &mut held {
            Some(held) => held.allow_threads(&mut wait),
            None => wait(),
        }
        handle();
    }
}
