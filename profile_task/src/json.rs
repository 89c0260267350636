//! The report as data: times in seconds, sizes in bytes, blocks of 512 bytes.
//! Unknown figures are null.

use std::ffi::OsString;
use std::time::Duration;

use serde_json::{Value, json};

use crate::figures::Figures;
use crate::next_step::NextStep;
use crate::verdict::Verdict;

/// Returns one object, with the command and its exit status.
pub fn object(
    command: &[OsString],
    status: u8,
    signal: Option<i32>,
    figures: &Figures,
    verdict: &Verdict,
    next: Option<NextStep>,
) -> Value {
    let seconds = |time: Duration| time.as_secs_f64();
    let words = command.iter().map(|word| word.to_string_lossy());
    json!({
        "command": words.collect::<Vec<_>>(),
        "status": status,
        "signal": signal,
        "wall": seconds(figures.wall),
        "computing": figures.parts.map(|parts| seconds(parts.computing)),
        "waiting_for_a_core":
            figures.parts.map(|parts| seconds(parts.queued)),
        "blocked": figures.parts.map(|parts| seconds(parts.blocked)),
        "blocked_on_disk":
            figures.parts.map(|parts| seconds(parts.on_disk)),
        "user": seconds(figures.user),
        "system": seconds(figures.system),
        "cores": figures.cores,
        "cores_busy": figures.cores_busy(),
        "peak_memory": figures.peaks.memory,
        "processes": figures.peaks.processes,
        "threads": figures.peaks.threads,
        "voluntary_switches": figures.voluntary_switches,
        "involuntary_switches": figures.involuntary_switches,
        "minor_faults": figures.minor_faults,
        "major_faults": figures.major_faults,
        "blocks_read": figures.blocks_read,
        "blocks_written": figures.blocks_written,
        "bytes_read": figures.io.map(|io| io.bytes_read),
        "bytes_written": figures.io.map(|io| io.bytes_written),
        "reads_and_writes": figures.io.map(|io| io.calls),
        "left_running": figures.left_running.len(),
        "instructions": figures.counters.map(|all| all.instructions),
        "cycles": figures.counters.map(|all| all.cycles),
        "cache_misses": figures.counters.map(|all| all.cache_misses),
        "computing_share": figures.computing_share(),
        "verdict": verdict.kind.name(),
        "because": verdict.because,
        "next": next.map(|next| json!({
            "advice": next.advice,
            "page": next.page,
            "run": next.run,
        })),
    })
}
