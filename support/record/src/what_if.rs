//! Data for the page `what_if.md`: costs that its model starts from, and recorded
//! runs that it is compared with.

use serde_json::{Value, json};

use crate::archive::Archive;
use crate::figures::{Missing, Row};

/// Name of the file next to the pages.
pub const FILE: &str = "what_if.json";

/// Strategies of the page, by the names of the versions that have them.
const STRATEGIES: &[(&str, &str)] = &[
    ("sequential", "sequential"),
    ("thread_per_request", "thread_per_item"),
    ("threads", "thread_per_item"),
    ("thread_pool", "thread_pool"),
    ("tasks", "tasks"),
    ("reqwest_tasks", "tasks"),
    ("tasks_on_all_cores", "tasks_on_all_cores"),
    ("cpu_pool", "tasks_and_pool"),
    ("processes", "processes"),
];

/// Returns the file's content.
///
/// # Errors
///
/// Returns an error if a figure was not recorded.
pub fn data(archive: &Archive) -> Result<String, Missing> {
    let cores = archive.figures("mixed_workload")?.whole("cores")?;
    let data = json!({
        "cores": cores,
        "costs": costs(archive)?,
        "presets": [
            mixed_workload(archive)?,
            example(archive, "ex_3_1", 1, "tasks")?,
            example(archive, "ex_3_2", 3, "tasks")?,
            example(archive, "ex_3_3", 3, "tasks")?,
            example(archive, "ex_3_4", 3, "sequential")?,
            requests(archive, "io_bound", "pages")?,
            requests(archive, "io_bound-requests", "requests")?,
            requests(archive, "io_bound-downloads", "downloads")?,
            ten_thousand(archive)?,
            two_cores(archive)?,
            pi(archive)?,
            gil(archive, "Computing:", false)?,
            gil(archive, "Waiting:", true)?,
            blocked_loop(archive)?,
        ],
    });
    Ok(format!("{data:#}\n"))
}

/// Returns the CPU time per request, in seconds, and the memory in bytes of
/// each strategy: of the process itself, and per thread, task or process.
fn costs(archive: &Archive) -> Result<Value, Missing> {
    let row = |version| archive.version("io_bound", version);
    let base = row("sequential")?.get("peak_memory")?;
    let cost = |version, each: f64| -> Result<Value, Missing> {
        let row = row(version)?;
        let cpu = row.get("cpu")? / row.get("work/requests")?;
        Ok(json!({ "cpu": cpu, "base": base, "each": each.max(0.0) }))
    };
    let each = |version, count: f64| -> Result<f64, Missing> {
        Ok((row(version)?.get("peak_memory")? - base) / count)
    };
    let requests = row("tasks")?.get("work/requests")?;
    let workers = |version| row(version)?.get("work/workers");
    let thread = each("thread_per_request", requests)?;
    let task = archive.figures("ten_thousand")?;
    let task = task.whole("memory_each.reqwest_tasks")?;
    let process = each("processes", workers("processes")?)?;
    // A runtime and a client of reqwest are there before the first task.
    let runtime = |version| -> Result<f64, Missing> {
        Ok(row(version)?.get("peak_memory")? - requests * task)
    };
    let tasks = |version| -> Result<Value, Missing> {
        let mut cost = cost(version, task)?;
        cost["base"] = json!(runtime(version)?);
        Ok(cost)
    };
    Ok(json!({
        "sequential": cost("sequential", 0.0)?,
        "thread_per_item": cost("thread_per_request", thread)?,
        "thread_pool": cost("thread_pool", thread)?,
        "tasks": tasks("tasks")?,
        "tasks_on_all_cores": tasks("tasks_on_all_cores")?,
        "tasks_and_pool": tasks("tasks")?,
        "processes": cost("processes", process)?,
    }))
}

/// Returns a preset with its recorded rows.
fn preset(
    name: &str,
    command: &str,
    settings: Value,
    rows: Vec<Value>,
) -> Value {
    json!({
        "name": name,
        "command": command,
        "settings": settings,
        "rows": rows,
    })
}

/// Returns one of the first examples: a second per request.
fn example(
    archive: &Archive,
    name: &str,
    items: u32,
    strategy: &str,
) -> Result<Value, Missing> {
    let wall = archive.number(name, "Took ")?;
    let settings =
        json!({ "items": items, "wait": 1.0, "work": 0.0, "workers": 1 });
    let rows = vec![json!({
        "label": name,
        "strategy": strategy,
        "workers": 1,
        "wall": wall,
    })];
    let command = format!("cargo run -p {name}");
    Ok(preset(name, &command, settings, rows))
}

/// Returns one preset of io_bound.
fn requests(
    archive: &Archive,
    recording: &str,
    name: &str,
) -> Result<Value, Missing> {
    let figures = archive.figures(recording)?;
    let settings = json!({
        "items": figures.whole("requests")?,
        "wait": figures.whole("delay")?,
        "work": 0.0,
        "workers": figures.whole("threads")?,
    });
    let rows = figures.rows().filter_map(|row| recorded(&row, true));
    let command = format!("cargo run --release -p io_bound -- {name}");
    let name = format!("io_bound, {name}");
    Ok(preset(&name, &command, settings, rows.collect()))
}

/// Returns the estimation of pi: four jobs, as long as the first row took for
/// them.
fn pi(archive: &Archive) -> Result<Value, Missing> {
    let figures = archive.figures("cpu_bound-pi")?;
    let jobs = figures.whole("jobs")?;
    let sequential = figures.version("sequential")?.get("wall")?;
    let workers = figures.whole("workers")?;
    let settings = json!({
        "items": jobs,
        "wait": 0.0,
        "work": sequential / jobs,
        "workers": workers,
    });
    let rows = figures.rows().filter_map(|row| {
        let mut row = recorded(&row, false)?;
        // As many threads as cores take one job after another.
        if row["strategy"] == "thread_per_item" {
            row["strategy"] = json!("thread_pool");
        }
        Some(row)
    });
    let command = "cargo run --release -p cpu_bound -- pi";
    let rows = rows.collect();
    Ok(preset("cpu_bound, pi", command, settings, rows))
}

/// Returns the two sums of ex_3_5.
fn two_cores(archive: &Archive) -> Result<Value, Missing> {
    let wall = |row| archive.cell("ex_3_5", &[row], 0);
    let row = |label, strategy| -> Result<Value, Missing> {
        let wall = wall(label)?;
        Ok(json!({
            "label": label,
            "strategy": strategy,
            "workers": 2,
            "wall": wall,
        }))
    };
    let settings = json!({
        "items": 2,
        "wait": 0.0,
        "work": wall("1 thread")? / 2.0,
        "workers": 2,
    });
    let rows = vec![
        row("1 thread", "sequential")?,
        row("2 threads", "thread_per_item")?,
    ];
    Ok(preset("ex_3_5", "cargo run -p ex_3_5", settings, rows))
}

/// Returns one table of gil: two jobs that compute, or that wait.
fn gil(archive: &Archive, table: &str, waits: bool) -> Result<Value, Missing> {
    let wall = |row| Ok(archive.cell("gil", &[table, row], 0)? / 1000.0);
    let row = |label, strategy, gil| -> Result<Value, Missing> {
        let wall: f64 = wall(label)?;
        Ok(json!({
            "label": label,
            "strategy": strategy,
            "workers": 2,
            "gil": gil,
            "wall": wall,
        }))
    };
    let job = wall("one thread")? / 2.0;
    let (wait, work) = if waits { (job, 0.0) } else { (0.0, job) };
    let settings =
        json!({ "items": 2, "wait": wait, "work": work, "workers": 2 });
    let rows = vec![
        row("one thread", "sequential", false)?,
        row("two threads", "thread_per_item", false)?,
        row("two threads, GIL", "thread_per_item", true)?,
    ];
    let name = if waits {
        "gil, waiting"
    } else {
        "gil, computing"
    };
    Ok(preset(name, "cargo run -p gil", settings, rows))
}

/// Returns the first row of blocked_loop: a second of work in a task, and the
/// longest time for which the heartbeat stops.
fn blocked_loop(archive: &Archive) -> Result<Value, Missing> {
    let table = &["CPU-bound work", "in the task"];
    let longest = archive.cell("blocked_loop", table, 4)? / 1000.0;
    let wall = archive.cell("blocked_loop", table, 5)?;
    let settings =
        json!({ "items": 1, "wait": 0.0, "work": 1.0, "workers": 1 });
    let rows = vec![json!({
        "label": "in the task",
        "strategy": "tasks",
        "workers": 1,
        "wall": wall,
        "longest": longest,
    })];
    let command = "cargo run -p blocked_loop";
    Ok(preset("blocked_loop", command, settings, rows))
}

/// Returns the mixed workload, with the CPU time that its first row took per
/// item.
fn mixed_workload(archive: &Archive) -> Result<Value, Missing> {
    let figures = archive.figures("mixed_workload")?;
    let items = figures.whole("items")?;
    let cpu = figures.version("sequential")?.get("cpu")?;
    // As many digits as fit in a field.
    let work = (cpu / items * 1000.0).round() / 1000.0;
    let settings = json!({
        "items": items,
        "wait": figures.whole("delay")?,
        "work": work,
        "workers": items,
    });
    let rows = figures.rows().filter_map(|row| recorded(&row, true));
    let command = "cargo run --release -p mixed_workload";
    let rows = rows.collect();
    Ok(preset("mixed_workload", command, settings, rows))
}

/// Returns ten thousand requests, by the two strategies that the page has.
fn ten_thousand(archive: &Archive) -> Result<Value, Missing> {
    let figures = archive.figures("ten_thousand")?;
    let requests = figures.whole("requests")?;
    let settings = json!({
        "items": requests,
        "wait": figures.whole("delay")?,
        "work": 0.0,
        "workers": 100,
    });
    let rows = figures.rows().filter(|row| {
        let is_all = row.get("work/requests").ok() == Some(requests);
        is_all && ["threads", "reqwest_tasks"].contains(&row.version())
    });
    let rows = rows.filter_map(|row| recorded(&row, true)).collect();
    let command = "cargo run --release -p ten_thousand";
    Ok(preset("ten_thousand", command, settings, rows))
}

/// Returns a recorded row, if the page has its strategy. `sends` says whether
/// its items are requests.
fn recorded(row: &Row<'_>, sends: bool) -> Option<Value> {
    let known = STRATEGIES.iter().find(|(name, _)| *name == row.version());
    let (_, strategy) = known?;
    let workers = row.get("work/workers").unwrap_or(1.0);
    let mut recorded = json!({
        "label": row.label(),
        "strategy": strategy,
        "workers": workers,
        "wall": row.get("wall").ok()?,
    });
    if sends {
        recorded["peak"] = json!(row.get("in_flight").ok());
        recorded["memory"] = json!(row.get("peak_memory").ok());
    }
    Some(recorded)
}
