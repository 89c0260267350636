//! What is measured: each way with 1, 10, 100, 1,000 and 10,000 requests.

use std::time::Duration;

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

/// Files that a process has open besides its connections.
const OTHER_FILES: usize = 50;

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
/// Where a process may not have so many connections. If the system does not
/// allow for so many threads, their row says so.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answers>>, Refusal> {
    let sizes = Sizes::new(arguments, options);
    let ways = COMPARISON.ways.iter();
    let ways: Vec<_> = ways.filter(|way| options.wants(way.name)).collect();
    check(&ways, sizes.requests)?;
    let rows = ways.iter().flat_map(|way| rows(way, &sizes));
    let mut table = Table::new("ten_thousand", sizes.title(), rows.collect());
    table.expected = Some(Answers::default());
    table.columns = columns(sizes);
    table.notes = Box::new(move |rows| notes::notes(sizes.requests, rows));
    Ok(vec![table])
}

/// Refuses more requests than a process may have connections.
fn check(ways: &[&Way<Work, Answers>], requests: usize) -> Result<(), Refusal> {
    let all_share = ways.iter().all(|way| way.name == "http2");
    let connections = if all_share {
        http2::CONNECTIONS
    } else {
        requests
    };
    let needed = connections + OTHER_FILES;
    let Some(limit) = measure::raise_open_files() else {
        return Ok(());
    };
    let limit = limit as usize;
    if needed <= limit {
        return Ok(());
    }
    Err(Refusal::Limit(format!(
        "{} need {} open files, but a process may have {} (ulimit -n); {} \
         would fit",
        counted(requests, "request"),
        grouped(needed),
        grouped(limit),
        grouped(limit.saturating_sub(OTHER_FILES))
    )))
}

/// A row for each step.
fn rows(way: &Way<Work, Answers>, sizes: &Sizes) -> Vec<Row<Work>> {
    let row = |requests| {
        let delay = sizes.delay(requests);
        let work = Work::new(requests, delay);
        let name = way.name.replace('_', " ");
        let label = format!("{name} {}", grouped(requests));
        Row::new(way, &work).label(label).deadline(delay + GRACE)
    };
    sizes.steps().into_iter().map(row).collect()
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
