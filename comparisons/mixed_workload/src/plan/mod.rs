//! The table: a row for each version, with the sizes that were asked for.

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

/// How much longer than one item after another a version may take: so many times,
/// and this on top, on a machine that is busy with something else.
const PATIENCE: u32 = 4;
const GRACE: Duration = Duration::from_secs(30);

/// The folder of the versions in Python.
pub const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python");

type Column = AnyColumn<Work, Done>;

/// The columns. A line has 100 characters: memory is narrower than usual.
pub const COLUMNS: &[Column] = &[
    Column::WALL,
    AnyColumn {
        heading: "÷ bound",
        meaning: "the wall time, divided by the least that any version could take",
        value: ratio,
        ..Column::SPEEDUP
    },
    Column::SPEEDUP,
    Column::CPU,
    Column::SERVER_CPU,
    AnyColumn {
        width: 9,
        ..Column::MEMORY
    },
    Column::THREADS,
    Column::IN_FLIGHT,
    AnyColumn {
        heading: "alive",
        meaning: "the most items begun and not yet done",
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
    // Nothing is computed where nothing is to be run.
    let (rounds, sizes) = match (options.dry_run, options.python) {
        (true, _) => (0, asked),
        (false, false) => (calibrate::rounds(asked.work), asked),
        (false, true) => in_python(asked)?,
    };
    let work = Work {
        url: format!("/delay/{}?item=", sizes.delay.as_secs_f64()),
        items: sizes.items as u64,
        at_once: sizes.begun(),
        workers: sizes.cores,
        rounds,
        bound: sizes.bound(),
        bound_in_python: asked.bound(),
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

/// Number of rounds that take Python as long as was asked for, as in the Python
/// original; and the sizes with the time that they take Rust, milliseconds.
fn in_python(asked: Sizes) -> Result<(u64, Sizes), String> {
    let Ok(interpreter) = command_line::python() else {
        // There will be no row in Python.
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

/// The wall time of a row, divided by the least that it could be.
pub fn ratio(row: &Measured<Work, Done>) -> Option<f64> {
    let work = &row.row.work;
    let bound = match row.row.language {
        Language::Rust => work.bound,
        Language::Python => work.bound_in_python,
    };
    Some(row.wall()? / bound)
}

/// Says what is measured, and what the Python original has measured.
fn title(sizes: Sizes, python: bool) -> String {
    let published = Sizes::published(sizes.at_once);
    let seconds = Duration::as_secs_f64;
    let original = if sizes == published {
        "as in the Python original".to_owned()
    } else {
        format!(
            "in the Python original {} of {} s and {} s: --as-published",
            published.items,
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
