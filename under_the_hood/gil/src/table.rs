//! The tables: wall time, CPU time and handoffs of each row.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// One approach to doing two jobs.
pub struct Row<'a> {
    name: &'static str,
    /// Does both jobs. Returns the number of handoffs.
    run: Box<dyn Fn() -> u32 + 'a>,
}

impl<'a> Row<'a> {
    /// Returns a row.
    pub fn new(name: &'static str, run: impl Fn() -> u32 + 'a) -> Row<'a> {
        let run = Box::new(run);
        Row { name, run }
    }
}

/// Measurements of one run. Runs are sorted by the first field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    wall: Duration,
    cpu: Duration,
    handoffs: u32,
}

/// Runs each row `runs` times, and prints the median runs. Ratios are to the
/// first row.
pub fn print(title: &str, runs: u32, rows: &[Row]) {
    println!("\n{title}");
    let [wall, cpu, ratio, handoffs] = ["wall", "CPU", "ratio", "handoffs"];
    println!("{:<22}{wall:>11}{cpu:>11}{ratio:>8}{handoffs:>10}", "");
    let mut baseline = None;
    let mut widest = None;
    for Row { name, run } in rows {
        let (median, spread) = measure(runs as usize, run);
        let Taken { wall, cpu, .. } = median;
        let handoffs = median.handoffs;
        let ratio = wall.div_duration_f64(*baseline.get_or_insert(wall));
        let [wall, cpu] = [wall, cpu].map(|time| time.as_secs_f64() * 1e3);
        println!(
            "{name:<22}{wall:>8.1} ms{cpu:>8.1} ms{ratio:>7.2}x{handoffs:>10}"
        );
        let is_wider = |(widest, _)| spread > Some(widest);
        if widest.is_none_or(is_wider) {
            widest = spread.map(|spread| (spread, *name));
        }
    }
    match widest {
        None => println!("Median of {runs} runs."),
        Some((spread, name)) => {
            println!(
                "Median of {runs} runs. \
                 Widest spread (Q3/Q1): {spread:.2}x, {name}."
            );
        }
    }
}

/// Returns the median run, and the spread of all runs: the third quartile of
/// the wall times, divided by the first. There is no spread below four runs,
/// because both quartiles may be the same run.
fn measure(runs: usize, run: &dyn Fn() -> u32) -> (Taken, Option<f64>) {
    let once = |_| {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let handoffs = run();
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        Taken {
            wall,
            cpu,
            handoffs,
        }
    };
    let mut all: Vec<Taken> = (0..runs).map(once).collect();
    all.sort();
    let quartile = |nth: usize| all[(runs - 1) * nth / 4].wall;
    let spread = || quartile(3).div_duration_f64(quartile(1));
    (all[(runs - 1) / 2], (runs >= 4).then(spread))
}
