//! What is said below a table.

use std::f64::consts::PI;
use std::sync::OnceLock;
use std::time::Duration;

use command_line::cores;
use measure::words::{counted, grouped};
use measure::{Figures, Measured, Notes};

use crate::bandwidth::{self, Bandwidth};
use crate::presets::{PIECES_OF_PI, Preset, Sizes};
use crate::work::{Answer, FIRST_LIMIT};

/// With fewer squares than these, starting threads and processes takes longer
/// than storing.
const FEWEST: usize = 1_000_000;

/// What share of the time, or of what memory can take, is most of it.
const MOST: f64 = 0.5;

type Rows<'a> = &'a [Measured<Answer>];

/// What makes the lines below a table.
pub fn of(preset: Preset, sizes: Sizes) -> Notes<Answer> {
    match preset {
        Preset::Squares if sizes.size < FEWEST => Box::new(|_| {
            let line = "Too few numbers to tell what they wait for: starting \
                        costs more than storing.";
            vec![line.to_owned()]
        }),
        Preset::Squares => {
            // Lines are made twice: for the table, and for the JSON.
            let bandwidth = OnceLock::new();
            Box::new(move |rows| {
                let measure = || bandwidth::measure(sizes.size as u64);
                squares(bandwidth.get_or_init(measure), sizes, rows)
            })
        }
        Preset::Primes => Box::new(primes),
        Preset::Pi => Box::new(move |rows| pi(sizes, rows)),
    }
}

/// Says what the squares wait for.
fn squares(bandwidth: &Bandwidth, sizes: Sizes, rows: Rows) -> Vec<String> {
    let Bandwidth { copying, bytes, .. } = *bandwidth;
    let again = bandwidth.storing_again;
    let megabytes = bytes as f64 / 1e6;
    let share = |bytes: u64, time: Duration| {
        let per_second = bytes as f64 / time.as_secs_f64();
        let percent = 100.0 * per_second / copying;
        format!("{:.1} GB/s, {percent:.0} % of that", per_second / 1e9)
    };
    let mut lines = vec![format!(
        "Memory: copying moves {:.1} GB/s here, read and written, at best.",
        copying / 1e9
    )];
    if let Some(stored) = find(rows, "sequential", 1) {
        lines.push(format!(
            "Sequential: {megabytes:.1} MB stored, and before by the kernel as \
             many zeros: {}.",
            share(2 * bytes, stored.wall)
        ));
        lines.extend(in_the_kernel(stored));
    }
    lines.push(format!(
        "Stored once more where squares were before, without page faults: {}, {}.",
        millis(again),
        share(bytes, again)
    ));
    lines.extend(bound(bandwidth, rows));
    lines.extend(second_core(sizes.workers, rows));
    let original = [
        "In Python, where each number was a job of its own: one thread 2.05 s, \
         asyncio 1.00 s,",
        "processes 30.00 s, threads 420.00 s.",
    ];
    lines.extend(original.map(str::to_owned));
    lines
}

/// Says how much of the time of the CPU went to page faults.
fn in_the_kernel(stored: &Figures) -> Option<String> {
    let cpu = stored.cpu().filter(|cpu| !cpu.is_zero())?;
    let percent = 100.0 * stored.system?.div_duration_f64(cpu);
    let faults = stored.page_faults? as f64 / 1e3;
    Some(format!(
        "Of its CPU time {percent:.0} % is the kernel's, for {faults:.2} k page \
         faults; the rest is all that the program does."
    ))
}

/// Says what most of the time of one thread is for.
fn bound(bandwidth: &Bandwidth, rows: Rows) -> Option<String> {
    let stored = find(rows, "sequential", 1)?.wall;
    let again = bandwidth.storing_again;
    let new_memory = 1.0 - again.div_duration_f64(stored);
    let moved = bandwidth.bytes as f64 / again.as_secs_f64();
    let of_copying = moved / bandwidth.copying;
    Some(if new_memory > MOST {
        let percent = 100.0 * new_memory;
        format!(
            "Bound by memory: {percent:.0} % of the time is spent on being \
             given it, page by page."
        )
    } else if of_copying > MOST {
        "Bound by memory: it takes no more in a second, however little is \
         computed."
            .to_owned()
    } else {
        "Bound by the CPU: memory would take more in a second.".to_owned()
    })
}

/// Compares what more threads bring to storing and to adding, where there are
/// more.
fn second_core(workers: usize, rows: Rows) -> Option<String> {
    if workers == 1 {
        return None;
    }
    let wall = |way, workers| Some(find(rows, way, workers)?.wall);
    let stored =
        wall("sequential", 1)?.div_duration_f64(wall("threads", workers)?);
    let added = wall("sums", 1)?.div_duration_f64(wall("sums", workers)?);
    Some(format!(
        "With {workers} threads, storing is {stored:.2}x as fast as with one, \
         and adding is {added:.2}x as fast."
    ))
}

/// Says what a message costs.
fn primes(rows: Rows) -> Vec<String> {
    let counts = rows.iter().find_map(Measured::answer).map(counts);
    let mut lines: Vec<String> = counts.into_iter().flatten().collect();
    let message = cost_of_a_message(rows);
    lines.extend(message.into_iter().flatten());
    lines
}

fn counts(answer: &Answer) -> [String; 2] {
    let counts = answer.summary().numbers;
    let last_limit = FIRST_LIMIT + counts.len() - 1;
    let grouped_count = |count: Option<&u128>| {
        grouped(count.copied().unwrap_or_default() as usize)
    };
    let found = format!(
        "{} primes up to {}, {} up to {}; all counts are those of a search by \
         trial division;",
        grouped_count(counts.first()),
        grouped(FIRST_LIMIT),
        grouped_count(counts.last()),
        grouped(last_limit)
    );
    let published = "tests compare them with OEIS A006880 and A038822.";
    [found, published.to_owned()]
}

/// Compares both ways of sending the same pieces to processes, and what is sent
/// with what is done.
fn cost_of_a_message(rows: Rows) -> Option<[String; 3]> {
    let row = |way: &str| rows.iter().find(|row| row.way == way);
    let (chunks, each) = (row("processes")?, row("message_each")?);
    let messages =
        |row: &Measured<Answer>| Some(row.answer()?.summary().messages);
    let (few, many) = (messages(chunks)?, messages(each)?);
    let more = many.checked_sub(few).filter(|more| *more > 0)?;
    let (chunks, each) = (chunks.figures()?, each.figures()?);
    let cpu = micros(each.cpu()?, chunks.cpu()?, more);
    let wall = micros(each.wall, chunks.wall, more);
    let alone = row("sequential")?.figures()?.cpu()?;
    let work = micros(alone, Duration::ZERO, many);
    Some([
        format!(
            "{} with one number each, in place of {} with many: {} more.",
            counted(many, "message"),
            grouped(few),
            grouped(more)
        ),
        format!(
            "One costs, there and back: CPU {cpu}, wall {wall}; its work alone: \
             CPU {work}."
        ),
        "In Python, starmap sends chunks (2.98 s) and submit each number (4.45 \
         s): 98 µs a number."
            .to_owned(),
    ])
}

/// What each of so many costs, where all of them make one time out of another.
fn micros(longer: Duration, shorter: Duration, count: usize) -> String {
    match longer.checked_sub(shorter) {
        Some(time) => {
            format!("{:.1} µs", time.as_secs_f64() * 1e6 / count as f64)
        }
        // Other programs have taken more than all of them.
        None => "not to be told".to_owned(),
    }
}

/// Says how close pi is, and what more threads have brought.
fn pi(sizes: Sizes, rows: Rows) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(answer) = rows.iter().find_map(Measured::answer) {
        let points = (PIECES_OF_PI * sizes.size) as f64;
        let inside: u128 = answer.summary().numbers.iter().sum();
        let pi = 4.0 * inside as f64 / points;
        // Each point is inside with a probability of a quarter of pi.
        let chance = (PI * (4.0 - PI) / points).sqrt();
        lines.push(format!(
            "Pi is {pi:.5} here, {:.5} off; with so many points, chance alone \
             makes it {chance:.5}.",
            (pi - PI).abs()
        ));
    }
    let wall = |way: &str| {
        let row = rows.iter().find(|row| row.way == way)?;
        Some(row.figures()?.wall)
    };
    // The first row need not be the sequential one.
    let speedup =
        |way: &str| Some(wall("sequential")?.div_duration_f64(wall(way)?));
    if let (Some(threads), Some(tasks)) = (speedup("threads"), speedup("tasks"))
    {
        let at_once = sizes.workers.min(cores()).min(PIECES_OF_PI);
        let rounds = PIECES_OF_PI.div_ceil(at_once);
        let most = PIECES_OF_PI as f64 / rounds as f64;
        lines.push(format!(
            "Threads: {threads:.2}x, of at most {most:.2}x with {PIECES_OF_PI} \
             pieces, {at_once} at once. Tasks: {tasks:.2}x, as nothing waits."
        ));
    }
    lines.push(
        "In Python, where one thread runs at a time, 4 threads had 0.98x, tasks \
         0.99x, 4 processes 3.70x."
            .to_owned(),
    );
    lines
}

/// The row of a way with so many workers, as far as it has figures.
fn find<'a>(rows: Rows<'a>, way: &str, workers: usize) -> Option<&'a Figures> {
    let suffix = format!("({workers})");
    let is_it = |row: &&Measured<Answer>| {
        row.way == way
            && (row.label.ends_with(&suffix) || !row.label.ends_with(')'))
    };
    rows.iter().find(is_it)?.figures()
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Lists who has computed in a row.
pub fn identities(row: &Measured<Answer>) -> Vec<String> {
    let workers = row.answer().map(|answer| answer.summary().workers);
    let line = |(process, thread)| {
        format!("{:<20} process {process} {thread}", row.label)
    };
    workers.into_iter().flatten().map(line).collect()
}
