//! The tables: what each way took.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// One way of doing two jobs.
pub struct Row<'a> {
    name: &'static str,
    /// Does both jobs, and returns how often the lock was handed over.
    run: Box<dyn Fn() -> u32 + 'a>,
}

impl<'a> Row<'a> {
    /// Makes a row.
    pub fn new(name: &'static str, run: impl Fn() -> u32 + 'a) -> Row<'a> {
        let run = Box::new(run);
        Row { name, run }
    }
}

/// What a run took. The first field is what runs are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    wall: Duration,
    cpu: Duration,
    hand_overs: u32,
}

/// Runs each row so many times, and prints the median runs. The first row is
/// the one that others are compared with.
pub fn print(title: &str, runs: u32, rows: &[Row]) {
    println!("\n{title}");
    let [wall, cpu, ratio, hand_overs] = ["wall", "CPU", "ratio", "hand-overs"];
    println!("{:<22}{wall:>11}{cpu:>11}{ratio:>8}{hand_overs:>12}", "");
    let mut baseline = None;
    let mut widest = None;
    for Row { name, run } in rows {
        let (median, spread) = measure(runs as usize, run);
        let Taken { wall, cpu, .. } = median;
        let hand_overs = median.hand_overs;
        let ratio = wall.div_duration_f64(*baseline.get_or_insert(wall));
        let [wall, cpu] = [wall, cpu].map(|time| time.as_secs_f64() * 1e3);
        println!(
            "{name:<22}{wall:>8.1} ms{cpu:>8.1} ms{ratio:>7.2}x{hand_overs:>12}"
        );
        let is_wider = |(widest, _)| spread > Some(widest);
        if widest.is_none_or(is_wider) {
            widest = spread.map(|spread| (spread, *name));
        }
    }
    match widest {
        None => println!("Median of {runs}."),
        Some((spread, name)) => {
            println!("Median of {runs}; widest spread {spread:.2}x ({name}).");
        }
    }
}

/// Returns what the median run took, and how far the runs lie apart: the third
/// quartile of the wall times, divided by the first. None below four runs,
/// where both may be the same run.
fn measure(runs: usize, run: &dyn Fn() -> u32) -> (Taken, Option<f64>) {
    let once = |_| {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let hand_overs = run();
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        Taken {
            wall,
            cpu,
            hand_overs,
        }
    };
    let mut all: Vec<Taken> = (0..runs).map(once).collect();
    all.sort();
    let quartile = |nth: usize| all[(runs - 1) * nth / 4].wall;
    let spread = || quartile(3).div_duration_f64(quartile(1));
    (all[(runs - 1) / 2], (runs >= 4).then(spread))
}
