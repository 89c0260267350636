//! Notes below the table.

use measure::words::{counted, grouped, seconds};
use measure::{Language, Measured, Notes, find, find_in};

use crate::done::Done;
use crate::plan::ratio;
use crate::plan::sizes::Sizes;
use crate::work::Work;

/// Largest ratio of two times that count as about the same.
const ABOUT_THE_SAME: f64 = 1.05;

type Rows<'a> = &'a [Measured<Work, Done>];

/// Returns the notes on the rows. `asked` has the sizes with the time that
/// Python takes to compute, if there are Python rows.
pub fn notes(sizes: Sizes, asked: Sizes, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("items", sizes.items as f64);
    notes.figure("delay", sizes.delay.as_secs_f64());
    notes.figure("work", sizes.work.as_secs_f64());
    notes.figure("at_once", sizes.at_once as f64);
    notes.figure("cores", sizes.cores as f64);
    notes.figure("lower_bound", sizes.lower_bound());
    notes.figure("lower_bound_in_python", asked.lower_bound());
    let lines = &mut notes.lines;
    lines.push(format!("Lower bound: {}.", lower_bound(sizes)));
    if find_in(rows, "sequential", Language::Python).is_some() {
        lines.push(format!("Lower bound in Python: {}.", lower_bound(asked)));
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
    // The time that Rust takes for Python's work is not a round number.
    let work = (sizes.work.as_secs_f64() * 1e4).round() / 1e4;
    let all_items = grouped(items);
    let parts = if sizes.by_fetching() > sizes.by_computing() {
        let at_once = grouped(sizes.at_once);
        let rounds = counted(sizes.rounds(), "round");
        format!(
            "{all_items} fetches, {at_once} at a time, make {rounds} of \
             {delay} s, then {work} s for the last item"
        )
    } else if items < cores {
        format!("{delay} s for the responses, then {work} s of computing")
    } else {
        let cores = counted(cores, "core");
        format!(
            "{delay} s for the first responses, then {all_items} × {work} s of \
             computing on {cores}"
        )
    };
    format!("{parts}: {}", seconds(sizes.lower_bound()))
}

/// Returns a line with the versions closest to the lower bound. Several runs of
/// one version differ by as much as these versions do.
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
        format!("Closest ({best:.2}x to {worst:.2}x): {labels}.")
    } else {
        format!(
            "Below the lower bound ({best:.2}x): {labels}. The cores ran \
             faster than when calibrated."
        )
    })
}

/// Returns a line with the time of a computation that had a core to itself.
fn computation(sizes: Sizes, rows: Rows) -> Option<String> {
    let sequential = find(rows, "sequential")?.figures()?;
    let cpu = sequential.cpu()?.as_secs_f64();
    let each = cpu / sizes.items as f64;
    let work = sizes.work.as_secs_f64();
    Some(format!(
        "Calibration: {work:.3} s per item. Sequentially, an item took \
         {each:.3} s of CPU time, request included."
    ))
}

/// Returns a line that explains the time of the tasks.
fn tasks(sizes: Sizes, rows: Rows) -> Option<String> {
    let took = find(rows, "tasks")?.wall()?;
    let least = Sizes { cores: 1, ..sizes }.lower_bound();
    Some(format!(
        "Tasks compute on the thread that waits, so they need at least {}. \
         They took {}.",
        seconds(least),
        seconds(took)
    ))
}

/// Returns a line on the effect of a GIL on the threads.
fn threads(sizes: Sizes, asked: Sizes, rows: Rows) -> Option<String> {
    let took = find(rows, "threads")?.wall()?;
    if let Some(python) = find_in(rows, "threads", Language::Python) {
        let least = Sizes { cores: 1, ..asked }.lower_bound();
        return Some(format!(
            "Threads in Python compute one at a time (GIL), so they need at \
             least {}. They took {}.",
            seconds(least),
            seconds(python.wall()?)
        ));
    }
    let least = Sizes { cores: 1, ..sizes }.lower_bound();
    Some(format!(
        "Threads computed on all cores, in {}. With a GIL, they would need \
         at least {}.",
        seconds(took),
        seconds(least)
    ))
}

/// Returns lines that explain the column `alive`.
fn alive(sizes: Sizes) -> [String; 2] {
    let Sizes { at_once, cores, .. } = sizes;
    let more = 2 * cores;
    [
        format!(
            "At most {} alive at a time (--at-once),",
            counted(at_once, "item")
        ),
        format!(
            "plus up to {more} in the pipeline: in its channel and on its \
             cores."
        ),
    ]
}

/// Returns lines with the threads of a row, and the items that each fetched and
/// computed.
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
