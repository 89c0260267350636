//! The table: the ticks of the heartbeat, its gaps and the times, one row per
//! version.

use std::time::Duration;

use blocked_loop::beside::Measured;
use blocked_loop::heartbeat::PERIOD;
use blocked_loop::work::CHUNKS;

/// Prints the legend.
pub fn title(work: Duration) {
    println!(
        "Heartbeat every {} ms, next to {} s of CPU-bound work in {CHUNKS} \
         chunks.\n\
         p50, p99 and longest: time from one tick to the next. Ratio: wall time \
         ÷ that of the first row.\n\
         Each row is one run.",
        PERIOD.as_millis(),
        work.as_secs_f64()
    );
}

/// Prints the headings.
pub fn heading(title: &str) {
    println!(
        "\n{title:<27}{:>6}{:>8}{:>11}{:>11}{:>11}{:>9}{:>7}{:>9}",
        "ticks", "missed", "p50", "p99", "longest", "wall", "ratio", "CPU"
    );
}

/// Prints a row. Its ratio is that of its wall time to `baseline`.
pub fn row<Output>(
    version: &str,
    measured: &Measured<Output>,
    baseline: Duration,
) {
    let ticks = &measured.ticks;
    let [p50, p99, longest] =
        [0.5, 0.99, 1.0].map(|share| ticks.gap(share).as_secs_f64() * 1000.0);
    let (wall, cpu) = (measured.wall, measured.cpu);
    println!(
        "{version:<27}{:>6}{:>8}{p50:>8.1} ms{p99:>8.1} ms{longest:>8.1} ms\
         {:>7.3} s{:>6.2}x{:>7.3} s",
        ticks.made,
        ticks.missed,
        wall.as_secs_f64(),
        wall.div_duration_f64(baseline),
        cpu.as_secs_f64(),
    );
}

/// Prints a sentence on the number of cores.
pub fn about_cores(cores: usize) {
    match cores {
        1 => println!(
            "\nWith one core, work off the loop still shares the loop's core: \
             the kernel preempts it."
        ),
        _ => println!(
            "\n{cores} worker threads and the heartbeat share {cores} cores, so \
             the kernel preempts a worker."
        ),
    }
}
