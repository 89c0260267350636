//! The figures as JSON.

use std::time::Duration;

use command_line::cores;
use serde::Serialize;
use serde_json::{Value, json};

use crate::comparison::{Notes, Table};
use crate::figures::Measured;
use crate::row::Language;

/// Returns all figures of a comparison.
pub(crate) fn comparison(name: &str, tables: Vec<Value>) -> Value {
    json!({ "comparison": name, "cores": cores(), "tables": tables })
}

/// Returns the figures of one table.
pub(crate) fn table<Work: Serialize, Answer>(
    table: &Table<Work, Answer>,
    rows: &[Measured<Work, Answer>],
    notes: &Notes,
    runs: usize,
) -> Value {
    let rows = rows.iter().map(|row| {
        let mut object = figures(row);
        let columns = table.columns.iter();
        let columns = columns.map(|column| {
            (column.heading.to_owned(), (column.value)(row).into())
        });
        object["columns"] = Value::Object(columns.collect());
        object["work"] = json!(row.row.work);
        object
    });
    json!({
        "table": table.name,
        "title": table.title,
        "runs": runs,
        "rows": rows.collect::<Vec<_>>(),
        "figures": notes.figures,
        "notes": notes.lines,
    })
}

fn figures<Work, Answer>(row: &Measured<Work, Answer>) -> Value {
    let seconds = |time: Option<Duration>| time.map(|time| time.as_secs_f64());
    let figures = row.figures().cloned().unwrap_or_default();
    let failure = row.outcome.as_ref().err().map(ToString::to_string);
    json!({
        "version": row.row.version,
        "language": language(row.row.language),
        "label": row.row.full_label(),
        "failure": failure,
        "wall": row.wall(),
        "walls": row.walls.iter().map(Duration::as_secs_f64).collect::<Vec<_>>(),
        "speedup": row.speedup,
        "spread": row.spread(),
        "user": seconds(figures.user),
        "system": seconds(figures.system),
        "peak_memory": figures.peak_memory,
        "page_tables": figures.page_tables,
        "page_faults": figures.page_faults,
        "threads": figures.threads,
        "processes": figures.processes,
        "requests": figures.requests,
        "in_flight": figures.in_flight,
        "server_cpu": seconds(figures.server_cpu),
        "start_up": seconds(figures.start_up),
        "voluntary_switches": figures.voluntary_switches,
        "involuntary_switches": figures.involuntary_switches,
    })
}

fn language(language: Language) -> &'static str {
    match language {
        Language::Rust => "Rust",
        Language::Python => "Python",
    }
}

/// Returns the rows of a dry run.
pub(crate) fn plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
    runs: usize,
) -> Value {
    let table = |table: &Table<Work, Answer>| {
        let rows = table.rows.iter().map(|row| {
            json!({
                "version": row.version,
                "language": language(row.language),
                "label": row.full_label(),
                "work": row.work,
            })
        });
        json!({
            "table": table.name,
            "title": table.title,
            "runs": runs,
            "rows": rows.collect::<Vec<_>>(),
        })
    };
    json!({ "tables": tables.iter().map(table).collect::<Vec<_>>() })
}
