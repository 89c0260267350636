//! Notes below a table.

use std::f64::consts::PI;
use std::fs;
use std::time::Duration;

use command_line::cores;
use measure::words::{counted, grouped};
use measure::{Figures, Measured, Notes, find};

use crate::plan::sizes::{JOBS_OF_PI, Preset, Sizes};
use crate::plan::{pipe, same_memory};
use crate::work::{Answer, FIRST_LIMIT, Work};

/// Number of squares below which starting threads and processes takes longer
/// than storing.
const FEWEST: usize = 1_000_000;

type Rows<'a> = &'a [Measured<Work, Answer>];

/// Returns the notes on a table's rows.
pub fn notes(preset: Preset, sizes: Sizes, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("size", sizes.size as f64);
    notes.figure("jobs", preset.work(sizes).jobs as f64);
    notes.figure("workers", sizes.workers as f64);
    match preset {
        Preset::Squares => squares(sizes, rows, &mut notes),
        Preset::Primes => primes(rows, &mut notes),
        Preset::Pi => pi(sizes, rows, &mut notes),
    }
    notes
}

/// Adds the notes on where the time of the squares goes.
fn squares(sizes: Sizes, rows: Rows, notes: &mut Notes) {
    if sizes.size < FEWEST {
        let line = "Too few numbers to show where the time goes: starting \
                    threads costs more than they save.";
        notes.lines.push(line.to_owned());
        return;
    }
    let again = same_memory::storing_again(sizes.size as u64);
    notes.figure("storing_again", again.map(|time| time.as_secs_f64()));
    if again.is_none() {
        let line = "Too little memory to store the squares a second time.";
        notes.lines.push(line.to_owned());
    }
    if let Some((stored, again)) = figures(rows, "sequential").zip(again) {
        let share = 1.0 - again.div_duration_f64(stored.wall);
        notes.figure("share_of_page_faults", share);
        notes
            .lines
            .extend(page_faults(stored, again, share).into_iter().flatten());
    }
    notes.lines.extend(second_core(sizes.workers, rows));
    notes.lines.extend(huge_pages());
}

/// Returns a table of the time in new memory and in used memory.
fn page_faults(
    stored: &Figures,
    again: Duration,
    share: f64,
) -> Option<[String; 4]> {
    let faults = stored.page_faults? as f64 / 1e3;
    let percent = 100.0 * share;
    Some([
        format!("{:<34}{:>10}{:>13}", "One thread", "wall", "page faults"),
        format!(
            "{:<34}{:>10}{:>13}",
            "storing in new memory",
            millis(stored.wall),
            format!("{faults:.2} k")
        ),
        format!(
            "{:<34}{:>10}{:>13}",
            "storing again in the same memory",
            millis(again),
            "-"
        ),
        format!(
            "Memory-bound: {percent:.0}% of the time in new memory goes to page \
             faults: the kernel finds and zeroes a page."
        ),
    ])
}

/// Returns the setting of huge pages. A machine that uses them unasked has few
/// page faults to show.
fn huge_pages() -> Option<String> {
    let file = "/sys/kernel/mm/transparent_hugepage/enabled";
    let settings = fs::read_to_string(file).ok()?;
    let (_, setting) = settings.split_once('[')?;
    let (setting, _) = setting.split_once(']')?;
    Some(format!("Huge pages on this machine: {setting} ({file})."))
}

/// Returns the speedups of storing and of adding with all threads, if there are
/// several.
fn second_core(workers: usize, rows: Rows) -> Option<String> {
    if workers == 1 {
        return None;
    }
    let with = |version: &str, workers| {
        let mut rows = rows.iter().filter(|row| row.row.version == version);
        rows.find(|row| row.row.work.workers == workers)?.wall()
    };
    let stored = with("sequential", 1)? / with("threads", workers)?;
    let added = with("sums", 1)? / with("sums", workers)?;
    Some(format!(
        "Speedup with {workers} threads: storing {stored:.2}x, adding \
         {added:.2}x."
    ))
}

/// Adds the notes on the cost of a message.
fn primes(rows: Rows, notes: &mut Notes) {
    let answer = rows.iter().find_map(Measured::answer);
    notes.lines.extend(answer.map(counts));
    // The notes need both versions.
    let _ = cost_of_a_message(rows, notes);
}

/// Returns a line with the number of primes. (Tests compare the numbers with
/// OEIS A006880 and A038822.)
fn counts(answer: &Answer) -> String {
    let counts = answer.summary().numbers;
    let last_limit = FIRST_LIMIT + counts.len() - 1;
    let grouped_count = |count: Option<&u128>| {
        grouped(count.copied().unwrap_or_default() as usize)
    };
    format!(
        "{} primes up to {}, {} up to {}; all counts agree with trial \
         division.",
        grouped_count(counts.first()),
        grouped(FIRST_LIMIT),
        grouped_count(counts.last()),
        grouped(last_limit)
    )
}

/// Compares both ways of sending the same jobs to processes, and the cost of a
/// message with that of its job.
fn cost_of_a_message(rows: Rows, notes: &mut Notes) -> Option<()> {
    let messages =
        |version| Some(find(rows, version)?.answer()?.summary().messages);
    let (few, many) = (messages("processes")?, messages("message_each")?);
    let more = many.checked_sub(few).filter(|more| *more > 0)?;
    notes.lines.push(format!(
        "{} of one number, against {} chunks: {} more.",
        counted(many, "message"),
        grouped(few),
        grouped(more)
    ));
    let chunks = figures(rows, "processes")?;
    let each = figures(rows, "message_each")?;
    let alone = figures(rows, "sequential")?.cpu()?;
    let [cpu, wall, work] = [
        share(each.cpu()?, chunks.cpu()?, more),
        share(each.wall, chunks.wall, more),
        share(alone, Duration::ZERO, many),
    ];
    notes.figure("message_cpu", cpu);
    notes.figure("message_wall", wall);
    notes.figure("work_alone_cpu", work);
    notes.lines.push(format!(
        "Per message: CPU {}, wall {}. The search itself: CPU {}.",
        micros(cpu),
        micros(wall),
        micros(work)
    ));
    if let Ok(time) = pipe::round_trip() {
        let seconds = time.as_secs_f64();
        notes.figure("pipe", seconds);
        notes.lines.push(format!(
            "Round trip of a few bytes through a bare pipe: {}.",
            micros(Some(seconds))
        ));
    }
    Some(())
}

/// Returns the share of one of `count` in the difference of two times, in
/// seconds. None if noise exceeds the difference.
fn share(longer: Duration, shorter: Duration, count: usize) -> Option<f64> {
    let more = longer.checked_sub(shorter)?;
    Some(more.as_secs_f64() / count as f64)
}

fn micros(seconds: Option<f64>) -> String {
    match seconds {
        Some(seconds) => format!("{:.1} µs", seconds * 1e6),
        None => "unknown".to_owned(),
    }
}

/// Adds the notes on the error of pi and on the speedups.
fn pi(sizes: Sizes, rows: Rows, notes: &mut Notes) {
    if let Some(answer) = rows.iter().find_map(Measured::answer) {
        let points = (JOBS_OF_PI * sizes.size) as f64;
        let inside: u128 = answer.summary().numbers.iter().sum();
        let pi = 4.0 * inside as f64 / points;
        // A point is inside with a probability of pi ÷ 4.
        let chance = (PI * (4.0 - PI) / points).sqrt();
        notes.figure("pi", pi);
        notes.figure("chance", chance);
        notes.lines.push(format!(
            "Estimate of pi: {pi:.5}, off by {:.5}. Standard error of {} \
             points: {chance:.5}.",
            (pi - PI).abs(),
            grouped(JOBS_OF_PI * sizes.size)
        ));
    }
    // The first row need not be the sequential one.
    let speedup = |version| {
        Some(find(rows, "sequential")?.wall()? / find(rows, version)?.wall()?)
    };
    if let (Some(threads), Some(tasks)) = (speedup("threads"), speedup("tasks"))
    {
        let at_once = sizes.workers.min(cores()).min(JOBS_OF_PI);
        let rounds = JOBS_OF_PI.div_ceil(at_once);
        let most = JOBS_OF_PI as f64 / rounds as f64;
        notes.lines.push(format!(
            "Threads: {threads:.2}x, of at most {most:.2}x for {JOBS_OF_PI} \
             jobs, {at_once} at a time. Tasks: {tasks:.2}x, because nothing \
             waits."
        ));
    }
}

/// Returns the figures of a version's first row, unless it is missing or
/// failed.
fn figures<'rows>(rows: Rows<'rows>, version: &str) -> Option<&'rows Figures> {
    find(rows, version)?.figures()
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Returns lines with the workers that computed in a row.
pub fn identities(row: &Measured<Work, Answer>) -> Vec<String> {
    let workers = row.answer().map(|answer| answer.summary().workers);
    let line = |(process, thread)| {
        format!("{:<20} process {process} {thread}", row.row.label)
    };
    workers.into_iter().flatten().map(line).collect()
}
