//! A comparison whose versions succeed, or fail in every possible way.

use std::env;
use std::io::{self, Read, Write};
use std::mem;
use std::net::TcpStream;
use std::process::{self, ExitCode};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use cpu_time::ProcessTime;
use measure::{
    Column, Comparison, Notes, Options, Row, Server, Table, Version, Workers,
};
use serde::{Deserialize, Serialize};

/// Time for which a version stays as it is, to be sampled.
const A_WHILE: Duration = Duration::from_millis(200);

/// Time limit of a version that hangs.
const DEADLINE: Duration = Duration::from_millis(700);

/// Environment variable that makes that longer than any test waits.
pub const PATIENT: &str = "A_PATIENT_COMPARISON";

/// Number of threads, workers or requests of a version that has several.
const SEVERAL: usize = 3;

/// Input of a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sum {
    last: u64,
    server: String,
}

impl Sum {
    fn answer(&self) -> u64 {
        (1..=self.last).sum()
    }
}

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Give no expectation
    #[arg(long)]
    unexpected: bool,
    /// Take a larger sum
    #[arg(long)]
    larger: bool,
    /// Take a number
    #[arg(long)]
    number: Option<i32>,
}

pub const COMPARISON: Comparison<Arguments, Sum, u64> = Comparison {
    name: "sums",
    about: "Adds numbers",
    versions: &[
        version("plain", |sum| Ok(sum.answer())),
        version("threads", threads),
        version("takes_long", takes_long),
        Version::new("workers", "adds", Workers::Processes, workers),
        version("memory", memory),
        version("asks", asks),
        version("prints", prints),
        version("wrong", |sum| Ok(sum.answer() + 1)),
        version("fails", |_| bail!("there is no paper left")),
        version("panics", |_| panic!("the pencil broke")),
        version("lacks", |_| lacks("failed to spawn thread: ")),
        version("lacks_too", |_| lacks("called `Result::unwrap()`: ")),
        version("lacks_a_worker", |_| {
            let error = io::Error::from_raw_os_error(NO_MORE);
            panic!("OS can't spawn worker thread: {error}")
        }),
        version("exits", |_| process::exit(3)),
        version("aborts", |_| process::abort()),
        version("hangs", |_| Ok(procspawn::spawn((), |()| hang()).join()?)),
        version("loses", loses),
        version("leaves", leaves),
    ],
    columns: &[COLUMNS, &[LAST]],
    runs: 2,
    optimised: false,
    python: Some(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/programs/python"
    )),
    server: Some(Server {
        serve: local_httpbin::serve_until_stdin_ends,
        send_to: |sum, url| sum.server = url.to_owned(),
    }),
    plan,
    difference: measure::difference,
};

const LAST: Column<Sum, u64> = Column {
    heading: "last",
    meaning: "the last of the numbers",
    width: 4,
    value: |row| Some(row.row.work.last as f64),
    ..Column::THREADS
};

/// The usual columns, and one more.
const COLUMNS: &[Column<Sum, u64>] = &[
    Column::WALL,
    Column::SPEEDUP,
    Column::CPU,
    Column::MEMORY,
    Column::PAGE_TABLES,
    Column::THREADS,
    Column::IN_FLIGHT,
    Column::SWITCHES,
    LAST,
];

const fn version(
    name: &'static str,
    run: fn(&Sum) -> Result<u64>,
) -> Version<Sum, u64> {
    Version::new(name, "adds", Workers::One, run)
}

fn plan(
    versions: &'static [Version<Sum, u64>],
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Sum, u64>>, String> {
    let last = if arguments.larger { 100 } else { 10 };
    let sum = Sum {
        last,
        server: String::new(),
    };
    let rows = versions.iter().map(|version| match version.name {
        "hangs" if env::var_os(PATIENT).is_none() => {
            Row::new(version, sum.clone()).deadline(DEADLINE)
        }
        _ => Row::new(version, sum.clone()),
    });
    let title = format!("the sum of 1 to {last}");
    let mut table = Table::new("sums", title, rows.collect(), COLUMNS);
    table.expected = (!arguments.unexpected).then(|| sum.answer());
    let made = AtomicUsize::new(0);
    table.notes = Box::new(move |rows| {
        let mut notes = Notes::default();
        notes.lines.push(format!("{} rows", rows.len()));
        notes.figure("last", last as f64);
        notes.figure("unknown", None);
        // The test checks that notes are made once.
        let times = made.fetch_add(1, Ordering::Relaxed) + 1;
        notes.figure("times made", times as f64);
        notes
    });
    Ok(vec![table])
}

/// EAGAIN, if there is no room for one more thread.
#[cfg(unix)]
const NO_MORE: i32 = nix::libc::EAGAIN;
/// WSAEWOULDBLOCK, which has the same message.
#[cfg(not(unix))]
const NO_MORE: i32 = 10035;

/// Panics the way std, tokio and procspawn do if they get no thread.
fn lacks(begin: &str) -> Result<u64> {
    panic!("{begin}{:?}", io::Error::from_raw_os_error(NO_MORE))
}

/// Several threads at a time.
fn threads(sum: &Sum) -> Result<u64> {
    let together = Barrier::new(SEVERAL);
    thread::scope(|scope| {
        for _ in 0..SEVERAL {
            scope.spawn(|| {
                together.wait();
                thread::sleep(A_WHILE);
            });
        }
    });
    Ok(sum.answer())
}

/// Longer than a version that runs several times.
fn takes_long(sum: &Sum) -> Result<u64> {
    thread::sleep(Duration::from_millis(1_010));
    Ok(sum.answer())
}

/// Several worker processes, each of which uses the CPU.
fn workers(sum: &Sum) -> Result<u64> {
    let pool = procspawn::Pool::new(SEVERAL)?;
    let jobs: Vec<_> = (0..SEVERAL)
        .map(|_| pool.spawn(sum.clone(), burn))
        .collect();
    let sums: Result<Vec<u64>, _> =
        jobs.into_iter().map(|job| job.join()).collect();
    Ok(sums?[0])
}

/// Uses 100 ms of CPU time.
fn burn(sum: Sum) -> u64 {
    let started = ProcessTime::now();
    while started.elapsed() < A_WHILE / 2 {}
    // The others are still working.
    thread::sleep(A_WHILE);
    sum.answer()
}

/// 64 MiB of memory.
fn memory(sum: &Sum) -> Result<u64> {
    let ones = std::hint::black_box(vec![1_u8; 64 << 20]);
    thread::sleep(A_WHILE);
    Ok(sum.answer() * u64::from(ones[0]))
}

/// Several requests that wait for one another.
fn asks(sum: &Sum) -> Result<u64> {
    let host = sum.server.trim_start_matches("http://");
    thread::scope(|scope| {
        let ask = || -> Result<()> {
            let mut server = TcpStream::connect(host)?;
            write!(
                server,
                "GET /barrier/{SEVERAL} HTTP/1.1\r\nHost: {host}\r\n\
                 Connection: close\r\n\r\n"
            )?;
            let mut answer = String::new();
            server.read_to_string(&mut answer)?;
            answer.contains(" 200 ").then_some(()).context("no answer")
        };
        let asking: Vec<_> = (0..SEVERAL).map(|_| scope.spawn(ask)).collect();
        asking
            .into_iter()
            .try_for_each(|thread| thread.join().expect("it does not panic"))
    })?;
    Ok(sum.answer())
}

fn prints(sum: &Sum) -> Result<u64> {
    println!("a line for its author");
    print!("and one without an end");
    Ok(sum.answer())
}

fn hang() -> u64 {
    // The test waits until this process is gone.
    println!("hanging {}", process::id());
    loop {
        thread::park();
    }
}

/// Loses a worker in the middle of its work.
fn loses(sum: &Sum) -> Result<u64> {
    let pool = procspawn::Pool::new(SEVERAL)?;
    let jobs: Vec<_> = (0..SEVERAL)
        .map(|job| pool.spawn((sum.clone(), job), killed))
        .collect();
    let sums: Result<Vec<u64>, _> =
        jobs.into_iter().map(|job| job.join()).collect();
    Ok(sums.context("a worker was lost")?[0])
}

fn killed((sum, job): (Sum, usize)) -> u64 {
    if job == 1 {
        // SIGABRT leaves no process that could report it.
        process::abort();
    }
    sum.answer()
}

/// Ends while a worker is still working, which has inherited its stdout.
fn leaves(sum: &Sum) -> Result<u64> {
    let left = procspawn::spawn((), |()| hang());
    thread::sleep(A_WHILE);
    mem::forget(left);
    Ok(sum.answer())
}

pub fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
