//! What is measured: each way with 1, 10, 100, 1,000 and 10,000 requests.

use std::time::Duration;

use measure::limits::{Limits, Needs};
use measure::words::{counted, grouped};
use measure::{Column, Measured, Options, Refusal, Row, Table, Way, sizes};

use crate::work::{Answers, Work};
use crate::{COMPARISON, http2, notes};

/// How many requests the Python original speaks of.
const PUBLISHED: usize = 10_000;

/// The original says 2 s where it waits, and nothing for these requests.
const PUBLISHED_DELAY: Duration = Duration::from_secs(2);

/// The most requests: a connection each needs a port of its own, and the system
/// has about 28,000 to give.
const MOST: usize = 20_000;

/// The longest delay in seconds, as the site has it.
const LONGEST: f64 = 10.0;

/// How much longer than the waiting alone a way may take.
const GRACE: Duration = Duration::from_secs(90);

/// Files and threads that a process has besides those of its requests.
const OTHER_FILES: usize = 50;
const OTHER_THREADS: usize = 50;

/// Memory of a request, in a thread or in a task, with what the site has for
/// it, and of anything else: twice what was seen, in bytes.
const MEMORY_OF_A_THREAD: usize = 320 << 10;
const MEMORY_OF_A_TASK: usize = 128 << 10;
const OTHER_MEMORY: usize = 64 << 20;

/// What `ten_thousand` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many requests are made at once; fewer are measured before
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST), allow_negative_numbers = true)]
    requests: Option<usize>,

    /// How long the site takes for each of them, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    #[arg(allow_negative_numbers = true)]
    delay: Option<Duration>,
}

/// The numbers of the table.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// How many requests are made at the most.
    pub requests: usize,
    /// How long the site takes for each of them.
    delay: Duration,
    /// Whether it takes as long where there are fewer of them.
    as_published: bool,
}

impl Sizes {
    fn new(arguments: &Arguments, options: &Options) -> Sizes {
        Sizes {
            requests: arguments.requests.unwrap_or(PUBLISHED),
            delay: arguments.delay.unwrap_or(PUBLISHED_DELAY),
            as_published: options.as_published,
        }
    }

    /// How long the site takes for each of so many requests: long enough for
    /// the last one to be sent before the first one is answered.
    pub fn delay(&self, requests: usize) -> Duration {
        let enough = match requests {
            _ if self.as_published || requests == self.requests => self.delay,
            ..=100 => Duration::from_millis(100),
            _ => Duration::from_millis(500),
        };
        enough.min(self.delay)
    }

    /// 1, 10, 100 and so on, and the most.
    fn steps(&self) -> Vec<usize> {
        let powers = (0..).map(|power| 10_usize.pow(power));
        let mut steps: Vec<usize> =
            powers.take_while(|step| *step < self.requests).collect();
        steps.push(self.requests);
        steps
    }

    /// Says what is measured.
    fn title(&self) -> String {
        let seconds = |requests| self.delay(requests).as_secs_f64();
        let mut title = format!(
            "{} of {} s at once",
            counted(self.requests, "request"),
            seconds(self.requests)
        );
        for step in self.steps().iter().rev().skip(1) {
            let step = *step;
            title += &format!(", {}", grouped(step));
            if seconds(step) != seconds(self.requests) {
                title += &format!(" of {} s", seconds(step));
            }
        }
        title
    }
}

/// Makes the table.
///
/// # Errors
///
/// Where this machine does not allow for so many connections or so much
/// memory. If it does not allow for so many threads, their row says so.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answers>>, Refusal> {
    let limits = Limits::here();
    let sizes = Sizes::new(arguments, options);
    let ways = COMPARISON.ways.iter();
    let ways: Vec<_> = ways.filter(|way| options.wants(way.name)).collect();
    limits.check(sizes.requests, "request", |requests| {
        ways.iter()
            .map(|way| needs(way.name, requests))
            .fold(Needs::default(), Needs::or_higher)
    })?;
    let rows = ways.iter().flat_map(|way| rows(way, &sizes, &limits));
    let mut table = Table::new("ten_thousand", sizes.title(), rows.collect());
    table.expected = Some(Answers::default());
    table.columns = columns(sizes);
    table.notes = Box::new(move |rows| notes::notes(sizes.requests, rows));
    Ok(vec![table])
}

/// What so many requests take at one time, threads left out.
fn needs(way: &str, requests: usize) -> Needs {
    let (connections, memory) = match way {
        "threads" => (requests, MEMORY_OF_A_THREAD),
        "http2" => (http2::CONNECTIONS, MEMORY_OF_A_TASK),
        _ => (requests, MEMORY_OF_A_TASK),
    };
    Needs {
        open_files: (connections + OTHER_FILES) as u64,
        threads: 0,
        memory: (memory * requests + OTHER_MEMORY) as u64,
    }
}

/// A row for each step. Where there are too few threads for the last one, it
/// says so, below one that has as many as there may be.
fn rows(
    way: &Way<Work, Answers>,
    sizes: &Sizes,
    limits: &Limits,
) -> Vec<Row<Work>> {
    let mut steps = sizes.steps();
    let threads = limits.threads.as_ref().filter(|_| way.name == "threads");
    let fitting = threads.map_or(MOST, |limit| {
        (limit.left as usize).saturating_sub(OTHER_THREADS)
    });
    let refused = too_many_threads(sizes.requests, limits);
    if fitting < sizes.requests {
        steps.retain(|step| *step < fitting || *step == sizes.requests);
        steps.insert(steps.len() - 1, fitting);
    }
    let row = |requests| {
        let delay = sizes.delay(requests);
        let mut work = Work::new(requests, delay);
        if requests > fitting {
            work.refused.clone_from(&refused);
        }
        let name = way.name.replace('_', " ");
        let label = format!("{name} {}", grouped(requests));
        Row::new(way, &work).label(label).deadline(delay + GRACE)
    };
    steps.into_iter().map(row).collect()
}

/// Says that there are too few threads, where there are.
fn too_many_threads(requests: usize, limits: &Limits) -> Option<String> {
    let threads_alone = Limits {
        threads: limits.threads.clone(),
        ..Limits::default()
    };
    let check = threads_alone.check(requests, "request", |requests| Needs {
        threads: (requests + OTHER_THREADS) as u64,
        ..Needs::default()
    });
    check.err().map(|refusal| refusal.to_string())
}

/// The usual columns, with the wall time in delays in place of the speed-up.
fn columns(sizes: Sizes) -> Vec<Column<Answers>> {
    let mut columns = Column::usual();
    columns[1] = Column {
        heading: "delays".to_owned(),
        value: Box::new(move |row: &Measured<Answers>| {
            let delay = sizes.delay(row.answer()?.asked).as_secs_f64();
            Some(row.figures()?.wall.as_secs_f64() / delay)
        }),
        ..Column::speedup()
    };
    columns
}
