//! The report, as text for a terminal.

use std::time::Duration;

use command_line::printable;

use crate::figures::{Figures, LeftBehind, mebibytes, ratio};
use crate::next_step::NextStep;
use crate::verdict::Verdict;

/// Placeholder for an unknown figure.
const UNKNOWN: &str = "-";

/// Maximum number of processes left behind that are named.
const SHOWN: usize = 5;

/// Returns the whole report: how the command ended, the figures, the verdict and
/// the next step.
pub fn text(
    ended: &str,
    figures: &Figures,
    verdict: &Verdict,
    next: Option<NextStep>,
) -> String {
    let mut text = format!("\nprofile_task: {ended}\n\n");
    text += &times(figures);
    text.push('\n');
    text += &counts(figures);
    text.push('\n');
    text += &format!("Verdict: {}\n", verdict.kind.name());
    for reason in &verdict.because {
        text += &format!("- {reason}\n");
    }
    if let Some(next) = next {
        let NextStep { advice, page, run } = next;
        text += &format!("Next: {advice}\n");
        text += &format!("  read book/src/{page}\n  {run}\n");
    }
    text
}

/// Returns the times, in seconds and as shares of the wall time.
fn times(figures: &Figures) -> String {
    let line = |name: &str, time: Option<Duration>| match time {
        None => format!("{name:<22}{UNKNOWN:>10}{UNKNOWN:>10}\n"),
        Some(time) => format!(
            "{name:<22}{:>8.3} s{:>9.1}%\n",
            time.as_secs_f64(),
            100.0 * ratio(time, figures.wall)
        ),
    };
    let parts = figures.parts;
    [
        line("wall", Some(figures.wall)),
        line("  computing", parts.map(|parts| parts.computing)),
        line("  waiting for a core", parts.map(|parts| parts.queued)),
        line("  blocked", parts.map(|parts| parts.blocked)),
        line("    on disk", parts.map(|parts| parts.on_disk)),
        line("CPU", Some(figures.cpu())),
        line("  user", Some(figures.user)),
        line("  system", Some(figures.system)),
    ]
    .concat()
}

/// Returns all other figures.
fn counts(figures: &Figures) -> String {
    let count = |count: u64| Some(count.to_string());
    let known = |count: Option<u64>| count.map(|count| count.to_string());
    let size = |bytes: Option<u64>| bytes.map(mebibytes);
    let busy = format!("{:.2} of {}", figures.cores_busy(), figures.cores);
    let io = figures.io;
    let lines = [
        ("cores kept busy", Some(busy)),
        ("peak memory", size(figures.peaks.memory)),
        ("processes at most", known(figures.peaks.processes)),
        ("threads at most", known(figures.peaks.threads)),
        ("switches, voluntary", count(figures.voluntary_switches)),
        ("switches, involuntary", count(figures.involuntary_switches)),
        ("minor page faults", count(figures.minor_faults)),
        ("major page faults", count(figures.major_faults)),
        ("blocks read", count(figures.blocks_read)),
        ("blocks written", count(figures.blocks_written)),
        ("bytes read", size(io.map(|io| io.bytes_read))),
        ("bytes written", size(io.map(|io| io.bytes_written))),
        ("reads and writes", known(io.map(|io| io.calls))),
    ];
    let line = |(name, value): (&str, Option<String>)| {
        let value = value.unwrap_or_else(|| UNKNOWN.to_owned());
        format!("{name:<22}{value:>14}\n")
    };
    let mut text: String = lines.into_iter().map(line).collect();
    if let Some(whole) = figures.quota {
        text += &format!(
            "A CPU quota, such as a container's, allows the CPU time of {}.\n\
             Beyond that, threads wait for a core.\n",
            match whole {
                1 => "less than 2 cores".to_owned(),
                _ => format!("{whole} whole cores"),
            }
        );
    }
    text + &left_behind(&figures.left_running)
}

/// Returns a sentence on the processes that still run, if there are any.
fn left_behind(left: &[LeftBehind]) -> String {
    let named: Vec<String> = left
        .iter()
        .take(SHOWN)
        .map(|it| format!("{} (process {})", printable(&it.name), it.id))
        .collect();
    let more = match left.len() {
        0 => return String::new(),
        all if all > SHOWN => format!(", and {} more", all - SHOWN),
        _ => String::new(),
    };
    format!(
        "Still running, and not waited for: {}{more}.\nThe figures include \
         their work until the command ended.\n",
        named.join(", ")
    )
}
