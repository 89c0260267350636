//! The rows of both tables: two jobs, with the lock and without it.

use std::thread;

use crate::gil::Gil;
use crate::sizes::Sizes;
use crate::table::Row;
use crate::{jobs, piece};

/// Two jobs that compute, in each way.
pub fn computing(sizes: &Sizes) -> Vec<Row<'_>> {
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::compute(gil, sizes.pieces, || sum = piece::add(sum));
        assert_eq!(sum, piece::expected(sizes.pieces), "all was computed");
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
    ]
}

/// Two jobs that wait, in each way.
pub fn waiting(sizes: &Sizes) -> Vec<Row<'_>> {
    let wait = move || thread::sleep(sizes.time_to_wait());
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::wait(gil, sizes.answers, wait, || sum = piece::add(sum));
        assert_eq!(sum, piece::expected(sizes.answers), "all was handled");
    };
    // Waiting as if it were computing: nobody else has the lock meanwhile.
    let keeping = move |gil: Option<&Gil>| {
        jobs::compute(gil, sizes.answers, wait);
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
        Row::new("two threads, GIL kept", move || {
            on_two_threads(Some(&sizes.gil()), keeping)
        }),
    ]
}

/// Does one job after the other. Nothing is handed over.
fn on_one_thread(job: impl Fn(Option<&Gil>)) -> u32 {
    job(None);
    job(None);
    0
}

/// Does two jobs at once, and returns how often the lock was handed over.
fn on_two_threads(
    gil: Option<&Gil>,
    job: impl Fn(Option<&Gil>) + Copy + Send,
) -> u32 {
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || job(gil));
        }
    });
    gil.map_or(0, Gil::hand_overs)
}
