//! Notes below the tables.

use measure::{Measured, Notes};

use crate::outcome::Outcome;
use crate::plan::sizes::{self, Part};
use crate::work::Work;

type Rows<'a> = &'a [Measured<Work, Outcome>];

/// Returns the notes on the rows.
pub fn notes(part: Part, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("places", sizes::PLACES as f64);
    notes.figure("service", sizes::SERVICE.as_secs_f64());
    notes.figure("capacity", sizes::capacity());
    notes.figure("limit", sizes::LIMIT as f64);
    if part != Part::Retries {
        notes.lines.extend(capacity(rows));
    }
    let apart = rows.iter().filter_map(|row| Some((apart(row)?, row)));
    let farthest = apart.max_by(|(one, _), (other, _)| one.total_cmp(other));
    notes.figure("little", farthest.map(|(share, _)| share));
    notes.lines.extend(farthest.map(|(share, row)| {
        format!(
            "Little's law: in flight = rate × latency, within {:.1}% in each \
             row (widest: {}).",
            share * 100.0,
            row.row.full_label()
        )
    }));
    if part == Part::Load {
        notes.lines.push(format!(
            "Limit: {} inside, and one more that is being put into a queue. An \
             accepted request holds {} KiB.",
            sizes::LIMIT,
            sizes::BODY / 1024
        ));
    }
    notes
}

/// Returns the share by which the counted number in flight and that by Little's
/// law differ.
pub fn apart(row: &Measured<Work, Outcome>) -> Option<f64> {
    let outcome = row.answer()?;
    let by_little = outcome.rate_times_latency;
    (by_little > 0.0).then(|| (outcome.in_flight / by_little - 1.0).abs())
}

/// Returns a line with the capacity, and the best rate of all rows.
fn capacity(rows: Rows) -> Option<String> {
    let rates = rows.iter().filter_map(|row| row.answer());
    let best = rates.map(|outcome| outcome.rate).reduce(f64::max)?;
    Some(format!(
        "Capacity: {} places ÷ {} s = {:.0} per second, less what timers add. \
         The best row had {best:.0}.",
        sizes::PLACES,
        sizes::SERVICE.as_secs_f64(),
        sizes::capacity(),
    ))
}
