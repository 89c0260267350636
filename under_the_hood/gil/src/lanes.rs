//! Timelines of both threads, for three of the rows.

use std::thread;
use std::time::Instant;

use anyhow::Result;
use timeline::{Lane, svg};

use crate::diary::Diary;
use crate::gil::Gil;
use crate::sizes::Sizes;
use crate::{chunk, jobs};

/// Width of the bars. With labels and notes, a line fits into a page.
const COLUMNS: usize = 66;

/// Runs three of the rows once more with diaries, and prints the diaries.
///
/// # Errors
///
/// Returns an error if `TIMELINE_SVG` asks for a picture and it cannot be
/// written.
pub fn print(sizes: &Sizes) -> Result<()> {
    let mut lanes = both("no GIL", None, |gil, diary| {
        compute(sizes, gil, diary);
    });
    lanes.extend(both("GIL", Some(sizes.gil()), |gil, diary| {
        compute(sizes, gil, diary);
    }));
    lanes.extend(both("GIL, waiting", Some(sizes.gil()), |gil, diary| {
        wait(sizes, gil, diary);
    }));
    println!("\nComputing (█) and waiting (─), threads 1 and 2:");
    print!("{}", timeline::to_text(&lanes, COLUMNS));

    let title = "Two threads without a lock, and with one";
    svg::write_if_asked(|name| svg::lanes(name, title, &lanes))?;
    Ok(())
}

/// Does a job on each of two threads. Returns the lane of each.
fn both(
    label: &str,
    gil: Option<Gil>,
    job: impl Fn(Option<&Gil>, &mut Diary) + Sync,
) -> Vec<Lane> {
    let started = Instant::now();
    let one = |number| {
        let mut diary = Diary::new(started);
        job(gil.as_ref(), &mut diary);
        diary.lane(format!("{label}, {number}"))
    };
    thread::scope(|scope| {
        let threads = [1, 2].map(|number| scope.spawn(move || one(number)));
        let lanes = threads.map(|thread| thread.join());
        lanes.map(|lane| lane.expect("no job panics")).into()
    })
}

/// Computes, and writes the diary.
fn compute(sizes: &Sizes, gil: Option<&Gil>, diary: &mut Diary) {
    let mut sum = 0.0;
    jobs::compute(gil, sizes.chunks, || {
        diary.note(|| sum = chunk::add(sum));
    });
}

/// Waits, and writes the diary.
fn wait(sizes: &Sizes, gil: Option<&Gil>, diary: &mut Diary) {
    let mut sum = 0.0;
    let pause = || thread::sleep(sizes.time_to_wait());
    jobs::wait(gil, sizes.responses, pause, || {
        diary.note(|| sum = chunk::add(sum));
    });
}
