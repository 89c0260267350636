//! The rows of both tables: two jobs, with the lock and without it.

use std::thread;

use crate::gil::Gil;
use crate::sizes::Sizes;
use crate::table::Row;
use crate::{chunk, jobs};

/// Returns the rows of two jobs that compute.
pub fn computing(sizes: &Sizes) -> Vec<Row<'_>> {
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::compute(gil, sizes.chunks, || sum = chunk::add(sum));
        assert_eq!(sum, chunk::expected(sizes.chunks), "no chunk is lost");
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
    ]
}

/// Returns the rows of two jobs that wait.
pub fn waiting(sizes: &Sizes) -> Vec<Row<'_>> {
    let wait = move || thread::sleep(sizes.time_to_wait());
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::wait(gil, sizes.responses, wait, || sum = chunk::add(sum));
        assert_eq!(sum, chunk::expected(sizes.responses), "none is lost");
    };
    // `compute` never releases the lock inside a chunk, and here it waits there.
    let holding = move |gil: Option<&Gil>| {
        jobs::compute(gil, sizes.responses, wait);
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
        Row::new("two threads, GIL held", move || {
            on_two_threads(Some(&sizes.gil()), holding)
        }),
    ]
}

/// Does one job after the other. There is no lock, so there are no handoffs.
fn on_one_thread(job: impl Fn(Option<&Gil>)) -> u32 {
    job(None);
    job(None);
    0
}

/// Does two jobs at once. Returns the number of handoffs.
fn on_two_threads(
    gil: Option<&Gil>,
    job: impl Fn(Option<&Gil>) + Copy + Send,
) -> u32 {
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || job(gil));
        }
    });
    gil.map_or(0, Gil::handoffs)
}
