//! Figures of the part `overhead`: the cost of a job, and where two workers begin
//! to beat one thread.

use std::time::Duration;

use measure::{Measured, Notes};

use super::{ENGINES, plan};
use crate::work::{Answer, Work};

pub type Rows<'a> = &'a [Measured<Work, Answer>];

/// Returns the notes on the rows.
pub fn notes(rows: Rows) -> Notes {
    let mut notes = Notes::default();
    let Some(alone) = rows.first().and_then(Measured::wall) else {
        return notes;
    };
    for engine in ENGINES {
        let costs = of(rows, engine).filter_map(|row| {
            let threads = of(rows, "threads").find(|other| {
                let work = |of: &Measured<Work, Answer>| {
                    (of.row.work.workers, of.row.work.jobs)
                };
                work(other) == work(row)
            });
            Some((row.row.work.millis, Cost::new(row, threads?)?))
        });
        let costs: Vec<(u32, Cost)> = costs.collect();
        if costs.is_empty() {
            continue;
        }
        let label = engine.replace('_', " ");
        notes.lines.push(format!("Overhead per job, {label}:"));
        for (millis, cost) in costs {
            let name = format!("overhead_{engine}_{millis}_ms");
            notes.figure(&name, cost.median);
            notes.figure(format!("{name}_least"), cost.least);
            notes.figure(format!("{name}_most"), cost.most);
            notes
                .lines
                .push(format!("{millis:>6} ms: {}", cost.in_words()));
        }
        let points = of(rows, engine).filter_map(|row| {
            Some((f64::from(row.row.work.millis), alone / row.wall()?))
        });
        let points: Vec<(f64, f64)> = points.collect();
        let even = break_even(&points);
        notes.figure(format!("break_even_{engine}"), even.map(|it| it / 1e3));
        notes.lines.push(match even {
            Some(millis) => format!(
                "Two workers beat one thread from {millis:.1} ms per job."
            ),
            None if points.iter().all(|(_, speedup)| *speedup >= 1.0) => {
                "Two workers beat one thread at each length.".to_owned()
            }
            None => "There is no clear break-even in this run.".to_owned(),
        });
    }
    plan::add(&mut notes, rows);
    notes
}

/// Returns the rows of a version.
pub fn of<'rows>(
    rows: Rows<'rows>,
    version: &str,
) -> impl Iterator<Item = &'rows Measured<Work, Answer>> {
    rows.iter().filter(move |row| row.row.version == version)
}

/// Time of a worker that a job takes besides its work, in seconds.
struct Cost {
    median: f64,
    least: f64,
    most: f64,
}

impl Cost {
    /// Compares all runs of a row with those of the same jobs on threads.
    fn new(
        row: &Measured<Work, Answer>,
        threads: &Measured<Work, Answer>,
    ) -> Option<Cost> {
        let work = &row.row.work;
        let alone = threads.wall()?;
        let cost =
            |wall: f64| (wall - alone) * work.workers as f64 / work.jobs as f64;
        let walls = row.walls.iter().map(Duration::as_secs_f64);
        let mut costs = walls.map(cost);
        let least = costs.next()?;
        Some(Cost {
            median: cost(row.wall()?),
            least,
            most: costs.next_back().unwrap_or(least),
        })
    }

    /// Returns the median, and the range if there were several runs.
    fn in_words(&self) -> String {
        let Cost {
            median,
            least,
            most,
        } = self;
        let [median, least, most] = [median, least, most].map(|it| it * 1e3);
        match least < most {
            true => format!("{median:.2} ms ({least:.2} to {most:.2})"),
            false => format!("{median:.2} ms"),
        }
    }
}

/// Returns the length at which the speedup crosses 1, from lengths in ascending
/// order and their speedups. Between two of them, the logarithms of both are
/// taken to be in proportion.
fn break_even(points: &[(f64, f64)]) -> Option<f64> {
    points.windows(2).find_map(|pair| {
        let ((short, slower), (long, faster)) = (pair[0], pair[1]);
        (slower < 1.0 && faster >= 1.0).then(|| {
            let share = -slower.ln() / (faster / slower).ln();
            short * (long / short).powf(share)
        })
    })
}
