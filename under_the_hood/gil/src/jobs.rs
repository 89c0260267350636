//! Two kinds of jobs, each done with the lock or without one.

use crate::gil::Gil;

/// Computes `chunks` chunks. A lock is held all the while, but handed off
/// between two chunks if another thread requests it.
pub fn compute(gil: Option<&Gil>, chunks: u32, mut chunk: impl FnMut()) {
    let mut held = gil.map(Gil::acquire);
    for _ in 0..chunks {
        chunk();
        if let Some(held) = &mut held {
            held.hand_off_if_requested();
        }
    }
}

/// Waits for `responses` responses, one by one, and handles each. A lock is
/// released during each wait, and held while a response is handled.
pub fn wait(
    gil: Option<&Gil>,
    responses: u32,
    mut wait: impl FnMut(),
    mut handle: impl FnMut(),
) {
    let mut held = gil.map(Gil::acquire);
    for _ in 0..responses {
        match &mut held {
            Some(held) => held.allow_threads(&mut wait),
            None => wait(),
        }
        handle();
    }
}
