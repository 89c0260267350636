//! The table: one row per version.

mod notes;
pub mod sizes;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use measure::words::counted;
use measure::{
    Column as AnyColumn, Language, Measured, Options, Row, Table, Version,
};

use self::sizes::{Arguments, Sizes};
use crate::done::Done;
use crate::work::Work;

/// Time limit on a busy machine: a multiple of the time of one item after
/// another, and a fixed part.
const PATIENCE: u32 = 4;
const GRACE: Duration = Duration::from_secs(30);

/// Folder of the Python versions.
pub const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python");

type Column = AnyColumn<Work, Done>;

/// Columns, narrower than usual: a line has room for 100 characters.
pub const COLUMNS: &[Column] = &[
    AnyColumn {
        width: 7,
        ..Column::WALL
    },
    AnyColumn {
        heading: "÷ lower bound",
        meaning: "wall time ÷ the least time that is possible",
        value: ratio,
        ..Column::SPEEDUP
    },
    Column::SPEEDUP,
    AnyColumn {
        width: 7,
        ..Column::CPU
    },
    AnyColumn {
        width: 6,
        ..Column::SERVER_CPU
    },
    AnyColumn {
        width: 9,
        ..Column::MEMORY
    },
    Column::THREADS,
    Column::IN_FLIGHT,
    AnyColumn {
        heading: "alive",
        meaning: "peak number of items in progress",
        width: 5,
        value: |row| Some(row.answer()?.alive as f64),
        ..Column::IN_FLIGHT
    },
];

/// Makes the table.
pub fn plan(
    versions: &'static [Version<Work, Done>],
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Done>>, String> {
    let asked = Sizes::new(arguments);
    // A dry run needs no calibration.
    let (rounds, sizes) = match (options.dry_run, options.python) {
        (true, _) => (0, asked),
        (false, false) => (calibrate::rounds(asked.work), asked),
        (false, true) => in_python(asked)?,
    };
    let work = Work {
        url: format!("/delay/{}?item=", sizes.delay.as_secs_f64()),
        items: sizes.items as u64,
        at_once: sizes.in_progress(),
        workers: sizes.cores,
        rounds,
        lower_bound: sizes.lower_bound(),
        lower_bound_in_python: asked.lower_bound(),
    };
    let one_after_another = (asked.delay + asked.work) * asked.items as u32;
    let deadline = one_after_another * PATIENCE + GRACE;
    let row = |version| Row::new(version, work.clone()).deadline(deadline);
    let rows = versions.iter().map(row).collect();
    let title = title(asked, options.python);
    let mut table = Table::new("items", title, rows, COLUMNS);
    let identities = arguments.identities;
    table.notes = Box::new(move |rows| {
        let mut notes = notes::notes(sizes, asked, rows);
        if identities {
            notes.lines.extend(rows.iter().flat_map(notes::identities));
        }
        notes
    });
    Ok(vec![table])
}

/// Returns the number of rounds that take Python the requested time, and the
/// sizes with the time that they take Rust: milliseconds.
fn in_python(asked: Sizes) -> Result<(u64, Sizes), String> {
    let Ok(interpreter) = command_line::python() else {
        // Without an interpreter, no row runs in Python.
        return Ok((calibrate::rounds(asked.work), asked));
    };
    let script = Path::new(PYTHON).join("calibrate.py");
    let output = Command::new(interpreter)
        .arg("-B")
        .arg(&script)
        .arg(asked.work.as_secs_f64().to_string())
        .output();
    let printed = output
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().parse());
    let Ok(Ok(rounds)) = printed else {
        return Err(format!("{} does not say a number", script.display()));
    };
    let second = Duration::from_secs(1);
    let share = rounds as f64 / calibrate::rounds(second) as f64;
    let work = second.mul_f64(share);
    Ok((rounds, Sizes { work, ..asked }))
}

/// Returns the wall time of a row ÷ its lower bound.
pub fn ratio(row: &Measured<Work, Done>) -> Option<f64> {
    let work = &row.row.work;
    let bound = match row.row.language {
        Language::Rust => work.lower_bound,
        Language::Python => work.lower_bound_in_python,
    };
    Some(row.wall()? / bound)
}

/// Returns the sizes in words, with the published ones.
fn title(sizes: Sizes, python: bool) -> String {
    let published = Sizes::published(sizes.at_once);
    let seconds = Duration::as_secs_f64;
    let original = if sizes == published {
        "as published".to_owned()
    } else {
        format!(
            "--as-published: {}, {} s and {} s",
            counted(published.items, "item"),
            seconds(&published.delay),
            seconds(&published.work)
        )
    };
    format!(
        "{}, each fetched in {} s, then computed in {} s{}\n({original})",
        counted(sizes.items, "item"),
        seconds(&sizes.delay),
        seconds(&sizes.work),
        if python { " of Python" } else { "" }
    )
}
