//! What is measured, and what is said of it.

use std::time::Duration;

use measure::{Column, Figures, Measured, Options, Refusal, Row, Table, sizes};

use crate::COMPARISON;
use crate::counted::{Additions, Counted};

/// The most additions of a thread: at 100 ns each, they take 100 s.
const MOST: usize = 1_000_000_000;

/// The most threads: more of them show nothing else.
const MOST_THREADS: usize = 64;

/// How often each way is run: threads that contend are never twice the same.
pub const RUNS: usize = 5;

/// How long a way may take for one addition, and on top of all of them.
const PATIENCE: Duration = Duration::from_micros(1);
const GRACE: Duration = Duration::from_secs(30);

/// What `shared_state` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How often each thread adds one
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    #[arg(value_parser = sizes::count(MOST), allow_negative_numbers = true)]
    additions: usize,

    /// How many threads add
    #[arg(long, value_name = "N", default_value_t = 2)]
    #[arg(value_parser = sizes::count(MOST_THREADS))]
    #[arg(allow_negative_numbers = true)]
    threads: usize,
}

/// Makes the table.
///
/// # Errors
///
/// Where sizes are asked for that nobody has published.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Additions, Counted>>, Refusal> {
    if options.as_published {
        let sentence = "no sizes are published: take --additions, --threads";
        return Err(Refusal::Usage(sentence.to_owned()));
    }
    let additions = Additions {
        threads: arguments.threads as u64,
        each: arguments.additions as u64,
    };
    let deadline = PATIENCE.mul_f64(additions.all() as f64) + GRACE;
    let rows = COMPARISON.ways.iter();
    let rows = rows.map(|way| Row::new(way, &additions).deadline(deadline));
    let mut table = Table::new("counter", title(additions), rows.collect());
    table.expected = Some(Counted::Exactly(additions.all()));
    table.columns = columns(additions);
    table.notes = Box::new(move |rows| notes(additions, rows));
    Ok(vec![table])
}

fn title(additions: Additions) -> String {
    let Additions { threads, each } = additions;
    let cores = command_line::cores();
    format!(
        "Threads: {threads}; each adds 1 to a counter {each} times. \
         Cores to use: {cores}"
    )
}

fn columns(additions: Additions) -> Vec<Column<Counted>> {
    let count = |heading: &str, value: fn(u64, u64) -> u64| Column {
        heading: heading.to_owned(),
        width: 10,
        value: Box::new(move |row: &Measured<Counted>| {
            let counted = row.answer()?.number();
            Some(value(additions.all(), counted) as f64)
        }),
        ..Column::threads()
    };
    vec![
        count("counted", |_, counted| counted),
        count("lost", |all, counted| all - counted),
        time(("wall", " ms", 1), 1e3, |of| Some(of.wall)),
        Column::speedup(),
        time(("CPU", " ms", 1), 1e3, Figures::cpu),
        time(
            ("per addition", " ns", 2),
            1e9 / additions.all() as f64,
            Figures::cpu,
        ),
    ]
}

/// A time, in so many units a second.
fn time(
    (heading, unit, decimals): (&str, &'static str, usize),
    units: f64,
    time: fn(&Figures) -> Option<Duration>,
) -> Column<Counted> {
    Column {
        heading: heading.to_owned(),
        width: 11,
        decimals,
        unit,
        value: Box::new(move |row| {
            let time = row.figures().and_then(time)?;
            Some(time.as_secs_f64() * units)
        }),
    }
}

fn notes(additions: Additions, rows: &[Measured<Counted>]) -> Vec<String> {
    let lost = rows.iter().find(|row| row.way == "lost_updates");
    let counted = lost.and_then(Measured::answer).map(|it| it.number());
    let share = counted.map(|counted| {
        let all = additions.all();
        let percent = 100.0 * (all - counted) as f64 / all as f64;
        format!("Of all additions, {percent:.1} % are lost by lost updates.")
    });
    share.into_iter().collect()
}
