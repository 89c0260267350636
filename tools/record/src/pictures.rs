//! The pictures of a run, as inline SVG for the book.

use timeline::svg::{self, Bar, Lines, Scale, Series};

use crate::archive::{Archive, Missing};

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
    /// We, from what the kernel reports of the program's threads.
    Threads,
    /// We, a bar for each of several rows.
    Bars(&'static Bars),
    /// We, from what was recorded.
    Figures(fn(name: &str, archive: &Archive) -> Result<String, Missing>),
}

impl Picture {
    /// A picture called `name`.
    pub const fn new(name: &'static str, by: By) -> Picture {
        Picture { name, by }
    }

    /// Draws it from what was recorded, unless somebody else draws it.
    ///
    /// # Errors
    ///
    /// Returns an error if a figure is missing.
    pub fn draw(&self, archive: &Archive) -> Result<Option<String>, Missing> {
        match self.by {
            By::Program | By::Threads => Ok(None),
            By::Bars(bars) => bars.draw(self.name, archive).map(Some),
            By::Figures(draw) => draw(self.name, archive).map(Some),
        }
    }
}

/// One figure of several rows, as bars.
#[derive(Debug)]
pub struct Bars {
    title: &'static str,
    unit: &'static str,
    decimals: usize,
    scale: Scale,
    recording: &'static str,
    from: From,
    rows: &'static [&'static str],
    /// A figure of the whole recording, as a bar above the others.
    first: Option<(&'static str, &'static str)>,
}

/// Where the figures of bars come from.
#[derive(Debug)]
enum From {
    /// A figure of each version, by its name in the data.
    Data(&'static str),
    /// A column of a printed table below a title, by its number from 0.
    Printed(&'static str, usize),
}

/// What each way took on the wall.
pub const IO_BOUND: Bars = Bars {
    title: "Time for a hundred requests, by the way they are made",
    unit: "s",
    decimals: 2,
    scale: Scale::Logarithmic,
    recording: "io_bound",
    from: From::Data("wall"),
    rows: &[
        "sequential",
        "processes",
        "thread_pool",
        "thread_per_request",
        "tasks",
        "tasks_on_all_cores",
    ],
    first: None,
};

/// How long each way took, below the least time that any could take.
pub const MIXED_WORKLOAD: Bars = Bars {
    title: "Time to fetch and to compute all items",
    unit: "s",
    decimals: 2,
    scale: Scale::Linear,
    recording: "mixed_workload",
    from: From::Data("wall"),
    rows: &[
        "sequential",
        "threads",
        "tasks",
        "tasks_on_all_cores",
        "spawn_blocking",
        "cpu_pool",
        "pipeline",
    ],
    first: Some(("the bound", "bound")),
};

/// What it costs to start something.
pub const CREATION_COST: Bars = Bars {
    title: "Time to start something and to wait for its end",
    unit: "µs",
    decimals: 2,
    scale: Scale::Logarithmic,
    recording: "fork_vs_spawn-speed",
    from: From::Printed("speed:", 1),
    rows: &[
        "async task",
        "thread",
        "fork",
        "spawn",
        "spawn with pre_exec",
    ],
    first: None,
};

/// The longest that the heart stood still.
pub const BLOCKED_LOOP: Bars = Bars {
    title: "The longest time from one beat to the next",
    unit: "ms",
    decimals: 1,
    scale: Scale::Logarithmic,
    recording: "blocked_loop",
    from: From::Printed("A heart", 4),
    rows: &[
        "in the task",
        "yield_now between pieces",
        "spawn_blocking",
        "rayon and a channel",
        "a thread of its own",
        "two runtimes",
        "thread::sleep",
        "a GET with ureq",
        "threads, pre-emptive",
    ],
    first: None,
};

impl Bars {
    fn draw(&self, name: &str, archive: &Archive) -> Result<String, Missing> {
        let first = self.first.map(|(label, figure)| {
            let value = archive.figures(self.recording)?.whole(figure)?;
            Ok((label.to_owned(), value))
        });
        let rows = self.rows.iter().map(|row| match self.from {
            From::Data(figure) => {
                let version = archive.version(self.recording, row)?;
                let label = version.label();
                Ok((label.to_owned(), version.get(figure)?))
            }
            From::Printed(title, column) => {
                let value =
                    archive.cell(self.recording, &[title, row], column)?;
                Ok(((*row).to_owned(), value))
            }
        });
        let bars = first.into_iter().chain(rows).map(|bar| {
            let (label, value) = bar?;
            let (decimals, unit) = (self.decimals, self.unit);
            Ok(Bar {
                label,
                values: vec![value],
                note: format!("{value:.decimals$} {unit}"),
            })
        });
        let chart = svg::Bars {
            unit: self.unit.to_owned(),
            scale: self.scale,
            parts: Vec::new(),
            rows: bars.collect::<Result<_, Missing>>()?,
        };
        Ok(svg::bars(name, self.title, &chart))
    }
}

/// `fork_vs_spawn -- memory`: what each process has, and what of it alone.
///
/// # Errors
///
/// Returns an error if a figure is missing.
pub fn copy_on_write(name: &str, archive: &Archive) -> Result<String, Missing> {
    let rows = [
        "parent, before fork",
        "child, after fork",
        "child, after reading all of it",
        "child, after writing half of it",
    ];
    let rows = rows.map(|label| {
        let [all, own, _ratio] =
            archive.row("fork_vs_spawn-memory", &[label])?;
        Ok(Bar {
            label: label.to_owned(),
            values: vec![own, all - own],
            note: format!("{own:.1} MiB of its own"),
        })
    });
    let chart = svg::Bars {
        unit: "MiB".to_owned(),
        scale: Scale::Linear,
        parts: ["its own", "shared"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Memory of a parent and of its forked child";
    Ok(svg::bars(name, title, &chart))
}

/// `fork_vs_spawn -- speed`: what the parent's memory adds to the time.
///
/// # Errors
///
/// Returns an error if a figure is missing.
pub fn growth(name: &str, archive: &Archive) -> Result<String, Missing> {
    let table = "Microseconds, median of ";
    let output = archive.text("fork_vs_spawn-speed")?;
    let (_, rows) = output.split_once(table).unwrap_or_default();
    let heading = rows.lines().nth(1).unwrap_or_default();
    let sizes = heading.split_whitespace().map(str::to_owned);
    let sizes = sizes.filter(|word| word != "last/first");
    let series = ["fork", "spawn", "spawn with pre_exec"].map(|way| {
        let [values @ .., _growth]: [f64; 5] =
            archive.row("fork_vs_spawn-speed", &[table, way])?;
        Ok(Series {
            label: way.to_owned(),
            values: values.to_vec(),
        })
    });
    let chart = Lines {
        unit: "µs".to_owned(),
        across: "MiB held by the parent".to_owned(),
        positions: sizes.collect(),
        series: series.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Time to make a process, by the memory of its parent";
    Ok(svg::lines(name, title, &chart))
}

/// `ten_thousand`: memory by the number of requests in flight, of which a quick
/// run has fewer.
///
/// # Errors
///
/// Returns an error if a figure is missing.
pub fn ten_thousand(name: &str, archive: &Archive) -> Result<String, Missing> {
    let figures = archive.figures("ten_thousand")?;
    let versions = ["threads", "reqwest_tasks", "tasks", "http2"];
    let series = versions.map(|version| {
        let rows = figures.rows().filter(|row| row.version() == version);
        let memory = rows.map(|row| row.column("memory"));
        Ok(Series {
            label: version.replace('_', " "),
            values: memory.collect::<Result<_, Missing>>()?,
        })
    });
    let threads = figures.rows().filter(|row| row.version() == "threads");
    let steps = threads.map(|row| row.label().replace("threads ", ""));
    let chart = Lines {
        unit: "MiB".to_owned(),
        across: "requests in flight".to_owned(),
        positions: steps.collect(),
        series: series.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Memory, by the number of requests in flight";
    Ok(svg::lines(name, title, &chart))
}
