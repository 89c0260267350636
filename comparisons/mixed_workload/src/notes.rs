//! What is said below the table.

use measure::Measured;
use measure::words::{counted, grouped, seconds};

use crate::done::Done;
use crate::plan::Sizes;

/// The least time that any way can take, in seconds.
pub fn bound(sizes: Sizes) -> f64 {
    by_computing(sizes).max(by_fetching(sizes))
}

/// A row's wall time, divided by the bound.
pub fn to_bound(sizes: Sizes, row: &Measured<Done>) -> Option<f64> {
    Some(row.figures()?.wall.as_secs_f64() / bound(sizes))
}

/// Until the first pages are there nothing is computed, and then, at best, all
/// cores compute to the end. A core, too, needs its time for one item.
fn by_computing(sizes: Sizes) -> f64 {
    let (delay, work) = (sizes.delay.as_secs_f64(), sizes.work.as_secs_f64());
    let shared = work * sizes.items as f64 / sizes.cores as f64;
    delay + shared.max(work)
}

/// Of items that may not be begun together some are fetched after others, and
/// the last of them is computed then.
fn by_fetching(sizes: Sizes) -> f64 {
    let (delay, work) = (sizes.delay.as_secs_f64(), sizes.work.as_secs_f64());
    delay * rounds(sizes) as f64 + work
}

/// How often a fetch has to wait for others, and itself.
fn rounds(sizes: Sizes) -> usize {
    sizes.items.div_ceil(sizes.at_once)
}

/// All that is said of every run.
pub fn all(sizes: Sizes, rows: &[Measured<Done>]) -> Vec<String> {
    let mut lines = vec![lower_bound(sizes)];
    lines.extend(closest(sizes, rows).into_iter().flatten());
    lines.extend(computation(sizes, rows));
    lines.extend(tasks(sizes, rows));
    lines.extend(threads(sizes, rows));
    lines.extend(alive(sizes));
    lines.extend(original());
    lines
}

fn lower_bound(sizes: Sizes) -> String {
    let Sizes { items, cores, .. } = sizes;
    let (delay, work) = (sizes.delay.as_secs_f64(), sizes.work.as_secs_f64());
    let all_items = grouped(items);
    let parts = if by_fetching(sizes) > by_computing(sizes) {
        let at_once = grouped(sizes.at_once);
        let rounds = counted(rounds(sizes), "round");
        format!(
            "{all_items} fetches, {at_once} at once, are {rounds} of {delay} \
             s, then {work} s for the last"
        )
    } else if items < cores {
        format!("{delay} s until pages are there, then {work} s of computing")
    } else {
        let cores = counted(cores, "core");
        format!(
            "{delay} s until pages are there, then {all_items} × {work} s of \
             computing on {cores}"
        )
    };
    format!("The bound: {parts}: {}.", seconds(bound(sizes)))
}

/// Says which way came closest to the bound, or that the bound is none.
fn closest(sizes: Sizes, rows: &[Measured<Done>]) -> Option<Vec<String>> {
    let ratio = |row| Some((to_bound(sizes, row)?, row));
    let (ratio, row) = rows
        .iter()
        .filter_map(ratio)
        .min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let label = &row.label;
    if ratio >= 1.0 {
        let line =
            format!("Closest to it: {label}, at {ratio:.2} times the bound.");
        return Some(vec![line]);
    }
    Some(vec![
        format!(
            "{label} took {ratio:.2} of the bound: the cores were faster in \
             this run than when they were"
        ),
        "measured at the start, so the bound is too high.".to_owned(),
    ])
}

/// Says how long a computation really took, without anything beside it.
fn computation(sizes: Sizes, rows: &[Measured<Done>]) -> Option<String> {
    let sequential = row("sequential", rows)?;
    let cpu = sequential.figures()?.cpu()?.as_secs_f64();
    let each = cpu / sizes.items as f64;
    let work = sizes.work.as_secs_f64();
    Some(format!(
        "Calibrated to {work:.3} s; sequentially, an item took {each:.3} s of \
         the CPU, its request included."
    ))
}

/// Explains the time of the tasks alone.
fn tasks(sizes: Sizes, rows: &[Measured<Done>]) -> Option<String> {
    let took = wall("tasks", rows)?;
    let least = bound(Sizes { cores: 1, ..sizes });
    Some(format!(
        "Tasks alone compute where they wait, on one thread: {} at least. It \
         took {}.",
        seconds(least),
        seconds(took)
    ))
}

/// Says what another language's lock would do to the threads.
fn threads(sizes: Sizes, rows: &[Measured<Done>]) -> Option<String> {
    let took = wall("threads", rows)?;
    let least = bound(Sizes { cores: 1, ..sizes });
    Some(format!(
        "Threads compute on all cores, in {}; with Python's lock, one at a \
         time: {} at least.",
        seconds(took),
        seconds(least)
    ))
}

/// Explains the column.
fn alive(sizes: Sizes) -> [String; 2] {
    let Sizes { at_once, cores, .. } = sizes;
    let more = 2 * cores;
    [
        format!(
            "Alive are at most {} (--at-once);",
            counted(at_once, "item")
        ),
        format!(
            "in the pipeline up to {more} more, in its channel and on its \
             cores."
        ),
    ]
}

/// What the source reports, beside what its own sizes account for.
fn original() -> [String; 2] {
    [
        "The Python original: 30.0 s sequentially, 15.5 s with threads, 15.2 s \
         with tasks, 5.8 s with tasks"
            .to_owned(),
        "and 4 processes. Its sizes alone make 30.0 s, 12.0 s, 12.0 s and \
         (in 3 rounds of computing) 5.0 s."
            .to_owned(),
    ]
}

/// Lists who had fetched in a row, who had computed, and how many items.
pub fn identities(row: &Measured<Done>) -> Vec<String> {
    let Some(done) = row.answer() else {
        return Vec::new();
    };
    let fetched = done.fetched_by.iter().map(|entry| ("fetched", entry));
    let computed = done.computed_by.iter().map(|entry| ("computed", entry));
    let line = |(what, (thread, items))| {
        let label = &row.label;
        format!("{label:<20} {what:<8} {thread:<14} {items:>7}")
    };
    fetched.chain(computed).map(line).collect()
}

/// The row of a way, if it was run.
fn row<'rows>(
    way: &str,
    rows: &'rows [Measured<Done>],
) -> Option<&'rows Measured<Done>> {
    rows.iter().find(|row| row.way == way)
}

/// The wall time of a way in seconds, if it was run and has not failed.
fn wall(way: &str, rows: &[Measured<Done>]) -> Option<f64> {
    Some(row(way, rows)?.figures()?.wall.as_secs_f64())
}
