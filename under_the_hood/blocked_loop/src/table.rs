//! What became of the heart, a line each.

use std::time::Duration;

use blocked_loop::beside::Measured;
use blocked_loop::heart::PERIOD;
use blocked_loop::work::PIECES;

/// Prints what is measured.
pub fn title(work: Duration) {
    println!(
        "A heart that should beat every {} ms, beside {} s of work for one core, \
         in {PIECES} pieces.\n\
         p50, p90 and worst: the time from one beat to the next. Ratio: of the \
         wall time, to the first row's.\n\
         Each way ran once.",
        PERIOD.as_millis(),
        work.as_secs_f64()
    );
}

/// Prints the headings.
pub fn heading(title: &str) {
    println!(
        "\n{title:<27}{:>6}{:>8}{:>11}{:>11}{:>11}{:>9}{:>7}{:>9}",
        "beats", "missed", "p50", "p90", "worst", "wall", "ratio", "CPU"
    );
}

/// Prints a row. `baseline` is what its wall time is compared with.
pub fn row<Answer>(way: &str, measured: &Measured<Answer>, baseline: Duration) {
    let beats = &measured.beats;
    let [p50, p90, worst] =
        [0.5, 0.9, 1.0].map(|share| beats.gap(share).as_secs_f64() * 1000.0);
    let (wall, cpu) = (measured.wall, measured.cpu);
    println!(
        "{way:<27}{:>6}{:>8}{p50:>8.1} ms{p90:>8.1} ms{worst:>8.1} ms\
         {:>7.3} s{:>6.2}x{:>7.3} s",
        beats.made,
        beats.missed,
        wall.as_secs_f64(),
        wall.div_duration_f64(baseline),
        cpu.as_secs_f64(),
    );
}

/// Says what the number of cores has to do with it.
pub fn about_cores(cores: usize) {
    match cores {
        1 => println!(
            "\nOn one core, whoever computes elsewhere computes on the loop's \
             core, too: the system takes it away."
        ),
        _ => println!(
            "\nOn {cores} cores, {cores} of the threads compute, and one is the \
             heart: the system takes a core away."
        ),
    }
}
