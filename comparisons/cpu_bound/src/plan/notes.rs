//! What is said below a table.

use std::f64::consts::PI;
use std::fs;
use std::time::Duration;

use command_line::cores;
use measure::words::{counted, grouped};
use measure::{Figures, Measured, Notes, find};

use crate::plan::sizes::{PIECES_OF_PI, Preset, Sizes};
use crate::plan::{pipe, same_memory};
use crate::work::{Answer, FIRST_LIMIT, Work};

/// With fewer squares than these, starting threads and processes takes longer
/// than storing.
const FEWEST: usize = 1_000_000;

type Rows<'a> = &'a [Measured<Work, Answer>];

/// Says what there is to say of a table's rows.
pub fn notes(preset: Preset, sizes: Sizes, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("size", sizes.size as f64);
    notes.figure("pieces", preset.work(sizes).pieces as f64);
    notes.figure("workers", sizes.workers as f64);
    match preset {
        Preset::Squares => squares(sizes, rows, &mut notes),
        Preset::Primes => primes(rows, &mut notes),
        Preset::Pi => pi(sizes, rows, &mut notes),
    }
    notes
}

/// Says what the squares wait for.
fn squares(sizes: Sizes, rows: Rows, notes: &mut Notes) {
    if sizes.size < FEWEST {
        let line = "Too few numbers to tell where the time goes: starting \
                    costs more than it saves.";
        notes.lines.push(line.to_owned());
        return;
    }
    let again = same_memory::storing_again(sizes.size as u64);
    notes.figure("storing_again", again.map(|time| time.as_secs_f64()));
    if again.is_none() {
        let line = "There is too little memory here to store them once more.";
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

/// Says what most of the time of one thread is for.
fn page_faults(
    stored: &Figures,
    again: Duration,
    share: f64,
) -> Option<[String; 2]> {
    let faults = stored.page_faults? as f64 / 1e3;
    let percent = 100.0 * share;
    Some([
        format!(
            "Sequential: {} in new memory, with {faults:.2} k page faults; {} to \
             store once more in the same memory.",
            millis(stored.wall),
            millis(again)
        ),
        format!(
            "So {percent:.0}% of the time goes to page faults: the kernel finds \
             each page, and fills it with zeros."
        ),
    ])
}

/// Says whether this machine hands out huge pages unasked, which would leave few
/// page faults to see.
fn huge_pages() -> Option<String> {
    let file = "/sys/kernel/mm/transparent_hugepage/enabled";
    let settings = fs::read_to_string(file).ok()?;
    let (_, setting) = settings.split_once('[')?;
    let (setting, _) = setting.split_once(']')?;
    Some(format!("Huge pages on this machine: {setting} ({file})."))
}

/// Compares what more threads bring to storing and to adding, where there are
/// more.
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
        "With {workers} threads, storing is {stored:.2}x as fast as with one, \
         and adding is {added:.2}x as fast."
    ))
}

/// Says what a message costs.
fn primes(rows: Rows, notes: &mut Notes) {
    let answer = rows.iter().find_map(Measured::answer);
    notes.lines.extend(answer.map(counts));
    // Where both versions were run.
    let _ = cost_of_a_message(rows, notes);
}

/// Says how many primes there are. (Tests compare the numbers with OEIS A006880
/// and A038822.)
fn counts(answer: &Answer) -> String {
    let counts = answer.summary().numbers;
    let last_limit = FIRST_LIMIT + counts.len() - 1;
    let grouped_count = |count: Option<&u128>| {
        grouped(count.copied().unwrap_or_default() as usize)
    };
    format!(
        "{} primes up to {}, {} up to {}; all counts are those of a search by \
         trial division.",
        grouped_count(counts.first()),
        grouped(FIRST_LIMIT),
        grouped_count(counts.last()),
        grouped(last_limit)
    )
}

/// Compares both ways to send the same pieces to processes, and what is sent
/// with what is done.
fn cost_of_a_message(rows: Rows, notes: &mut Notes) -> Option<()> {
    let messages =
        |version| Some(find(rows, version)?.answer()?.summary().messages);
    let (few, many) = (messages("processes")?, messages("message_each")?);
    let more = many.checked_sub(few).filter(|more| *more > 0)?;
    notes.lines.push(format!(
        "{} with one number each, in place of {} with many: {} more.",
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
        "Each adds: CPU {}, wall {}. Its search alone: CPU {}.",
        micros(cpu),
        micros(wall),
        micros(work)
    ));
    if let Ok(time) = pipe::round_trip() {
        let seconds = time.as_secs_f64();
        notes.figure("pipe", seconds);
        notes.lines.push(format!(
            "Through a bare pipe, a few bytes take {}, there and back.",
            micros(Some(seconds))
        ));
    }
    Some(())
}

/// The seconds of each of so many, where all of them make one time out of
/// another. None: other programs have taken more than all of them.
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

/// Says how close pi is, and what more threads have brought.
fn pi(sizes: Sizes, rows: Rows, notes: &mut Notes) {
    if let Some(answer) = rows.iter().find_map(Measured::answer) {
        let points = (PIECES_OF_PI * sizes.size) as f64;
        let inside: u128 = answer.summary().numbers.iter().sum();
        let pi = 4.0 * inside as f64 / points;
        // Each point is inside with a probability of a quarter of pi.
        let chance = (PI * (4.0 - PI) / points).sqrt();
        notes.figure("pi", pi);
        notes.figure("chance", chance);
        notes.lines.push(format!(
            "Pi is {pi:.5} here, {:.5} off; with so many points, chance alone \
             makes it {chance:.5}.",
            (pi - PI).abs()
        ));
    }
    // The first row need not be the sequential one.
    let speedup = |version| {
        Some(find(rows, "sequential")?.wall()? / find(rows, version)?.wall()?)
    };
    if let (Some(threads), Some(tasks)) = (speedup("threads"), speedup("tasks"))
    {
        let at_once = sizes.workers.min(cores()).min(PIECES_OF_PI);
        let rounds = PIECES_OF_PI.div_ceil(at_once);
        let most = PIECES_OF_PI as f64 / rounds as f64;
        notes.lines.push(format!(
            "Threads: {threads:.2}x, of at most {most:.2}x with {PIECES_OF_PI} \
             pieces, {at_once} at once. Tasks: {tasks:.2}x, as nothing waits."
        ));
    }
}

/// What the first row of a version took, if it was run and has not failed.
fn figures<'rows>(rows: Rows<'rows>, version: &str) -> Option<&'rows Figures> {
    find(rows, version)?.figures()
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Lists who has computed in a row.
pub fn identities(row: &Measured<Work, Answer>) -> Vec<String> {
    let workers = row.answer().map(|answer| answer.summary().workers);
    let line = |(process, thread)| {
        format!("{:<20} process {process} {thread}", row.row.label)
    };
    workers.into_iter().flatten().map(line).collect()
}
