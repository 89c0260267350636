//! Two sums, computed one after the other on one thread, then in parallel on
//! two, with wall time and CPU time.
//!
//! Nothing waits here, so tasks on one thread would not help: the work has to
//! be spread over cores. Rust does that with threads. Python needs processes,
//! because an interpreter runs the bytecode of one thread at a time.
//!
//! Run it with `cargo run -p ex_3_5`.
//! In Python: `partial(cpu_bound_task, step=2)` under `Pool(2).map`, for the
//! same 100,000,000 additions.

use std::time::Instant;

use anyhow::Result;
use cpu_time::ProcessTime;

/// Number of additions per sum.
const ADDITIONS: u32 = 100_000_000;

/// The number that is added.
const STEP: f64 = 2.0;

/// Runs per version. It is odd, so one of them is the median.
const RUNS: usize = 9;

fn main() -> Result<()> {
    command_line::expect_no_arguments();
    let (logical, physical) = (command_line::cores(), num_cpus::get_physical());
    println!(
        "Cores: {logical} logical available, {physical} physical in total"
    );
    println!("Times: median of {RUNS} runs; spread: Q3 ÷ Q1\n");

    // A closure that holds one of two arguments is Rust's `partial`.
    let step = STEP;
    let add_steps = move |additions| cpu_bound_task(step, additions);
    // Starting threads takes time, so it happens before the clock runs.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;

    let alone = report("1 thread", || [ADDITIONS; 2].map(add_steps));
    println!("---");
    let together = report("2 threads", || {
        let [first, second] = [ADDITIONS; 2];
        pool.join(|| add_steps(first), || add_steps(second)).into()
    });

    let remark = match logical {
        1 => " (fewer than two cores are available)",
        _ => "",
    };
    println!("\nSpeedup: {:.2}x{remark}", alone / together);
    Ok(())
}

/// Returns the sum of `additions` steps.
///
/// With integers, an optimised build would replace the loop with a single
/// multiplication. With floating point it must not, in any profile, because
/// each addition rounds. (Up to 2^53 the sum is exact all the same.) Without
/// inlining, both versions run the same instructions.
#[inline(never)]
fn cpu_bound_task(step: f64, additions: u32) -> f64 {
    let mut sum = 0.0;
    for _ in 0..additions {
        sum += step;
    }
    sum
}

/// Runs `work` several times, prints its two sums, the times of the median run
/// and the spread of all runs, and returns the median wall time in seconds.
fn report(version: &str, work: impl Fn() -> [f64; 2]) -> f64 {
    let mut sums = [0.0; 2];
    let mut times: Vec<_> = (0..RUNS)
        .map(|_| {
            let (wall, cpu) = (Instant::now(), ProcessTime::now());
            sums = work();
            (wall.elapsed(), cpu.elapsed())
        })
        .collect();
    let product = STEP * f64::from(ADDITIONS);
    assert_eq!(sums, [product; 2], "a sum is step times additions");

    times.sort();
    let (wall, cpu) = times[RUNS / 2];
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    let spread = times[RUNS * 3 / 4].0.div_duration_f64(times[RUNS / 4].0);
    println!("{}\n{}", sums[0], sums[1]);
    println!(
        "{version:9}  wall {wall:.3} s  CPU {cpu:.3} s  spread {spread:.2}x"
    );
    wall
}
