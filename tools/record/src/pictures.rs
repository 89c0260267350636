//! The pictures of a run, as inline SVG for the book.

use anyhow::{Context, Result, ensure};
use timeline::svg::{self, Bar, Bars, Lines, Scale, Series};

use crate::archive::row;

/// A picture, and where its figures come from.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// The file in `book/src/img`, without `.svg`; an id in the picture.
    pub name: &'static str,
    /// Who draws it.
    pub by: By,
}

/// Who draws a picture.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// The program, or the site that it asks, from its log.
    Program,
    /// We, from what the kernel tells of the program's threads.
    Threads,
    /// We, from what the program printed.
    Output(fn(name: &str, output: &str) -> Result<String>),
}

impl Picture {
    /// A timeline of the requests, or of what else the program logs.
    pub const fn by_program(name: &'static str) -> Picture {
        let by = By::Program;
        Picture { name, by }
    }

    /// A timeline of the threads.
    pub const fn of_threads(name: &'static str) -> Picture {
        let by = By::Threads;
        Picture { name, by }
    }

    /// A picture of figures in the output.
    pub const fn of_output(
        name: &'static str,
        draw: fn(&str, &str) -> Result<String>,
    ) -> Picture {
        let by = By::Output(draw);
        Picture { name, by }
    }
}

/// `fork_vs_spawn -- memory`: what each process has, and what of it alone.
///
/// # Errors
///
/// The output has no such table.
pub fn copy_on_write(name: &str, output: &str) -> Result<String> {
    let rows = [
        "parent, before fork",
        "child, after fork",
        "child, after reading all of it",
        "child, after writing half of it",
    ];
    let rows = rows.map(|label| {
        let figures = figures(output, &["memory:", label], 3)?;
        let [all, own] = [figures[0], figures[1]];
        Ok(Bar {
            label: label.to_owned(),
            values: vec![own, all - own],
            note: format!("{own:.1} MiB of its own"),
        })
    });
    let chart = Bars {
        unit: "MiB".to_owned(),
        scale: Scale::Linear,
        parts: ["its own", "shared"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().collect::<Result<_>>()?,
    };
    let title = "Memory of a parent and of its forked child";
    Ok(svg::bars(name, title, &chart))
}

/// `fork_vs_spawn -- speed`: what it costs to start something.
///
/// # Errors
///
/// The output has no such table.
pub fn creation_cost(name: &str, output: &str) -> Result<String> {
    let ways = [
        "async task",
        "thread",
        "fork",
        "spawn",
        "spawn with pre_exec",
    ];
    let rows = ways.map(|way| {
        let median = figures(output, &["speed:", way], 3)?[1];
        Ok(Bar {
            label: way.to_owned(),
            values: vec![median],
            note: format!("{median:.2} µs"),
        })
    });
    let chart = Bars {
        unit: "µs".to_owned(),
        scale: Scale::Logarithmic,
        parts: Vec::new(),
        rows: rows.into_iter().collect::<Result<_>>()?,
    };
    let title = "Time to start something and to wait for its end";
    Ok(svg::bars(name, title, &chart))
}

/// `fork_vs_spawn -- speed`: what the parent's memory adds to that.
///
/// # Errors
///
/// The output has no such table.
pub fn growth(name: &str, output: &str) -> Result<String> {
    let table = "Microseconds, median of ";
    let (_, rows) = output.split_once(table).context("no table of growth")?;
    let heading = rows.lines().nth(1).unwrap_or_default();
    let sizes = heading
        .split_whitespace()
        .filter(|word| *word != "last/first");
    let sizes: Vec<String> = sizes.map(str::to_owned).collect();
    let series = ["fork", "spawn", "spawn with pre_exec"].map(|way| {
        let mut values = figures(output, &[table, way], sizes.len() + 1)?;
        values.truncate(sizes.len());
        Ok(Series {
            label: way.to_owned(),
            values,
        })
    });
    let chart = Lines {
        unit: "µs".to_owned(),
        across: "MiB held by the parent".to_owned(),
        positions: sizes,
        series: series.into_iter().collect::<Result<_>>()?,
    };
    let title = "Time to make a process, by the memory of its parent";
    Ok(svg::lines(name, title, &chart))
}

/// `io_bound`: what each way took on the wall.
///
/// # Errors
///
/// The output has no such table.
pub fn io_bound(name: &str, output: &str) -> Result<String> {
    let ways = [
        "sequential",
        "processes (4)",
        "thread pool (10)",
        "thread per request",
        "tasks",
        "tasks on all cores",
    ];
    let rows = ways.map(|way| {
        let wall = figures(output, &["way", way], 1)?[0];
        Ok(Bar {
            label: way.to_owned(),
            values: vec![wall],
            note: format!("{wall:.2} s"),
        })
    });
    let chart = Bars {
        unit: "s".to_owned(),
        scale: Scale::Logarithmic,
        parts: Vec::new(),
        rows: rows.into_iter().collect::<Result<_>>()?,
    };
    let title = "Time for a hundred requests, by the way they are made";
    Ok(svg::bars(name, title, &chart))
}

/// `ten_thousand`: memory by the number of requests in flight.
///
/// # Errors
///
/// The output has no such table.
pub fn ten_thousand(name: &str, output: &str) -> Result<String> {
    // A quick run has fewer of them.
    let is_step = |step: &&str| {
        let row = format!("\nthreads {step} ");
        output.contains(&row)
    };
    let steps = ["1", "10", "100", "1,000", "10,000"];
    let steps: Vec<&str> = steps.into_iter().filter(is_step).collect();
    let series = ["threads", "reqwest tasks", "tasks", "http2"].map(|way| {
        let memory = steps.iter().map(|step| {
            let label = format!("{way} {step}");
            Ok(figures(output, &["way", &label], 4)?[3])
        });
        Ok(Series {
            label: way.to_owned(),
            values: memory.collect::<Result<_>>()?,
        })
    });
    let labels = steps.iter().map(|step| (*step).to_owned());
    let chart = Lines {
        unit: "MiB".to_owned(),
        across: "requests in flight".to_owned(),
        positions: labels.collect(),
        series: series.into_iter().collect::<Result<_>>()?,
    };
    let title = "Memory, by the number of requests in flight";
    Ok(svg::lines(name, title, &chart))
}

/// `mixed_workload`: how long each way took, below the least time that any
/// could take.
///
/// # Errors
///
/// The output has no such table.
pub fn mixed_workload(name: &str, output: &str) -> Result<String> {
    let ways = [
        "sequential",
        "threads",
        "tasks",
        "tasks on all cores",
        "spawn blocking",
        "cpu pool",
        "pipeline",
    ];
    let bar = |label: &str, seconds: f64| Bar {
        label: label.to_owned(),
        values: vec![seconds],
        note: format!("{seconds:.2} s"),
    };
    let bound = output.lines().find_map(|line| {
        let (_, seconds) =
            line.strip_prefix("The bound: ")?.rsplit_once(": ")?;
        seconds.strip_suffix(" s.")?.parse().ok()
    });
    let mut rows = vec![bar("the bound", bound.context("there is no bound")?)];
    for way in ways {
        rows.push(bar(way, figures(output, &[way], 1)?[0]));
    }
    let chart = Bars {
        unit: "s".to_owned(),
        scale: Scale::Linear,
        parts: Vec::new(),
        rows,
    };
    let title = "Time to fetch and to compute all items";
    Ok(svg::bars(name, title, &chart))
}

/// `blocked_loop`: the longest that the heart stood still.
///
/// # Errors
///
/// The output has no such table.
pub fn blocked_loop(name: &str, output: &str) -> Result<String> {
    let ways = [
        "in the task",
        "yield_now between pieces",
        "spawn_blocking",
        "rayon and a channel",
        "a thread of its own",
        "two runtimes",
        "thread::sleep",
        "a GET with ureq",
        "threads, pre-emptive",
    ];
    let rows = ways.map(|way| {
        let worst = figures(output, &[way], 8)?[4];
        Ok(Bar {
            label: way.to_owned(),
            values: vec![worst],
            note: format!("{worst:.1} ms"),
        })
    });
    let chart = Bars {
        unit: "ms".to_owned(),
        scale: Scale::Logarithmic,
        parts: Vec::new(),
        rows: rows.into_iter().collect::<Result<_>>()?,
    };
    let title = "The longest time from one beat to the next";
    Ok(svg::bars(name, title, &chart))
}

/// A row of a table with so many figures at least, as [`row`] finds it: those
/// after them may not be known.
fn figures(output: &str, labels: &[&str], count: usize) -> Result<Vec<f64>> {
    let found = row(output, labels);
    let found = found.with_context(|| format!("there is no row {labels:?}"))?;
    let known: Vec<f64> = found.into_iter().map_while(|cell| cell).collect();
    ensure!(
        known.len() >= count,
        "the row {labels:?} has {} figures instead of {count}",
        known.len()
    );
    Ok(known)
}
