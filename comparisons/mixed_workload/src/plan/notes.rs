//! What is said below the table.

use measure::words::{counted, grouped, seconds};
use measure::{Language, Measured, Notes, find, find_in};

use crate::done::Done;
use crate::plan::ratio;
use crate::plan::sizes::Sizes;
use crate::work::Work;

/// What is called about the same, a factor.
const ABOUT_THE_SAME: f64 = 1.05;

type Rows<'a> = &'a [Measured<Work, Done>];

/// Says what there is to say of the rows. `asked` are the sizes with the time
/// that Python takes to compute, if there are rows in Python.
pub fn notes(sizes: Sizes, asked: Sizes, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("items", sizes.items as f64);
    notes.figure("delay", sizes.delay.as_secs_f64());
    notes.figure("work", sizes.work.as_secs_f64());
    notes.figure("at_once", sizes.at_once as f64);
    notes.figure("cores", sizes.cores as f64);
    notes.figure("bound", sizes.bound());
    notes.figure("bound_in_python", asked.bound());
    let lines = &mut notes.lines;
    lines.push(format!("The bound: {}.", lower_bound(sizes)));
    if find_in(rows, "sequential", Language::Python).is_some() {
        lines.push(format!("The bound in Python: {}.", lower_bound(asked)));
    }
    lines.extend(closest(rows));
    lines.extend(computation(sizes, rows));
    lines.extend(tasks(sizes, rows));
    lines.extend(threads(sizes, asked, rows));
    lines.extend(alive(sizes));
    notes
}

fn lower_bound(sizes: Sizes) -> String {
    let Sizes { items, cores, .. } = sizes;
    let delay = sizes.delay.as_secs_f64();
    // What Rust takes for the work of Python is not a round number.
    let work = (sizes.work.as_secs_f64() * 1e4).round() / 1e4;
    let all_items = grouped(items);
    let parts = if sizes.by_fetching() > sizes.by_computing() {
        let at_once = grouped(sizes.at_once);
        let rounds = counted(sizes.rounds(), "round");
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
    format!("{parts}: {}", seconds(sizes.bound()))
}

/// Says which versions came closest to the bound, or that the bound is none. Runs of
/// one version differ by as much as these versions.
fn closest(rows: Rows) -> Option<String> {
    let in_rust =
        |row: &&Measured<Work, Done>| row.row.language == Language::Rust;
    let rows = rows.iter().filter(in_rust);
    let best = rows.clone().filter_map(ratio).min_by(f64::total_cmp)?;
    let close = rows.filter(|row| {
        ratio(row).is_some_and(|ratio| ratio <= best * ABOUT_THE_SAME)
    });
    let worst = close.clone().filter_map(ratio).max_by(f64::total_cmp)?;
    let labels: Vec<&str> = close.map(|row| row.row.label.as_str()).collect();
    let labels = labels.join(", ");
    Some(if best >= 1.0 {
        format!("Closest, at {best:.2} to {worst:.2} times: {labels}.")
    } else {
        format!(
            "{labels}: {best:.2} of the bound. The cores were faster then than \
             at the start."
        )
    })
}

/// Says how long a computation really took, without anything beside it.
fn computation(sizes: Sizes, rows: Rows) -> Option<String> {
    let sequential = find(rows, "sequential")?.figures()?;
    let cpu = sequential.cpu()?.as_secs_f64();
    let each = cpu / sizes.items as f64;
    let work = sizes.work.as_secs_f64();
    Some(format!(
        "Calibrated to {work:.3} s; sequentially, an item took {each:.3} s of \
         the CPU, its request included."
    ))
}

/// Explains the time of the tasks alone.
fn tasks(sizes: Sizes, rows: Rows) -> Option<String> {
    let took = find(rows, "tasks")?.wall()?;
    let least = Sizes { cores: 1, ..sizes }.bound();
    Some(format!(
        "Tasks alone compute where they wait, on one thread: {} at least. It \
         took {}.",
        seconds(least),
        seconds(took)
    ))
}

/// Says what another language's lock would do to the threads.
fn threads(sizes: Sizes, asked: Sizes, rows: Rows) -> Option<String> {
    let took = find(rows, "threads")?.wall()?;
    if let Some(python) = find_in(rows, "threads", Language::Python) {
        let least = Sizes { cores: 1, ..asked }.bound();
        return Some(format!(
            "Threads in Python compute one at a time, because of its lock: {} \
             at least. It took {}.",
            seconds(least),
            seconds(python.wall()?)
        ));
    }
    let least = Sizes { cores: 1, ..sizes }.bound();
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

/// Lists who had fetched in a row, who had computed, and how many items.
pub fn identities(row: &Measured<Work, Done>) -> Vec<String> {
    let Some(done) = row.answer() else {
        return Vec::new();
    };
    let fetched = done.fetched_by.iter().map(|entry| ("fetched", entry));
    let computed = done.computed_by.iter().map(|entry| ("computed", entry));
    let line = |(what, (thread, items))| {
        let label = &row.row.label;
        format!("{label:<20} {what:<8} {thread:<14} {items:>7}")
    };
    fetched.chain(computed).map(line).collect()
}
