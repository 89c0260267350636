//! The same figures as data.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::comparison::Table;
use crate::figures::Measured;

/// All that a comparison has measured.
pub(crate) fn comparison(name: &str, tables: Vec<Value>) -> Value {
    let cores = command_line::cores();
    json!({ "comparison": name, "cores": cores, "tables": tables })
}

/// What was measured of one table.
pub(crate) fn table<Work, Answer>(
    table: &Table<Work, Answer>,
    rows: &[Measured<Answer>],
    runs: usize,
) -> Value {
    let rows_as_json = rows.iter().map(|row| {
        let columns = table
            .columns
            .iter()
            .map(|column| (column.heading.clone(), json!((column.value)(row))));
        let mut object = figures(row);
        object["columns"] = Value::Object(columns.collect());
        object
    });
    json!({
        "table": table.name,
        "title": table.title,
        "runs": runs,
        "rows": rows_as_json.collect::<Vec<_>>(),
        "notes": (table.notes)(rows),
    })
}

fn figures<Answer>(row: &Measured<Answer>) -> Value {
    let seconds = |time: Option<Duration>| time.map(|time| time.as_secs_f64());
    let figures = row.figures().cloned();
    let wall = figures.as_ref().map(|figures| figures.wall);
    let figures = figures.unwrap_or_default();
    let failure = row.outcome.as_ref().err().map(ToString::to_string);
    json!({
        "way": row.way,
        "label": row.label,
        "failure": failure,
        "wall": seconds(wall),
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
        "voluntary_switches": figures.voluntary_switches,
        "involuntary_switches": figures.involuntary_switches,
    })
}

/// What would be run.
pub(crate) fn plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
    runs: usize,
) -> Value {
    let table = |table: &Table<Work, Answer>| {
        let rows = table.rows.iter().map(|row| {
            json!({ "way": row.way, "label": row.label, "work": row.work })
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
