//! CPU-bound work twice: on one thread, then on two at once.
//!
//! Nothing waits here, so tasks on one thread would not help: the work has to
//! be spread over cores. In Rust threads do that; Python needs processes,
//! because one interpreter runs the bytecode of one thread at a time.
//!
//! Run it with `cargo run -p ex_3_5`.
//! In Python: `partial(cpu_bound_task, step=2)` under `Pool(2).map`, for the
//! same 100,000,000 additions.

use std::time::Instant;

use anyhow::Result;
use cpu_time::ProcessTime;

/// How often the step is added.
const ADDITIONS: u32 = 100_000_000;

/// What is added.
const STEP: f64 = 2.0;

/// How often each way is measured, an odd number: the median is printed.
const RUNS: usize = 9;

fn main() -> Result<()> {
    command_line::expect_no_arguments();
    let (logical, physical) = (command_line::cores(), num_cpus::get_physical());
    println!("Cores: {logical} logical to use, {physical} physical in all");
    println!("Times: the median of {RUNS} runs; spread: 3rd quartile / 1st\n");

    // A closure that holds one of the two arguments is Python's `partial`.
    let step = STEP;
    let add_steps = move |additions| cpu_bound_task(step, additions);
    // Starting threads takes time, and is not what is compared.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;

    let alone = report("1 thread", || [ADDITIONS; 2].map(add_steps));
    println!("---");
    let together = report("2 threads", || {
        let [first, second] = [ADDITIONS; 2];
        pool.join(|| add_steps(first), || add_steps(second)).into()
    });

    let remark = match logical {
        1 => " (there are fewer than two cores to use)",
        _ => "",
    };
    println!("\nSpeed-up: {:.2}x{remark}", alone / together);
    Ok(())
}

/// Adds `step` to 0, `additions` times, and returns the sum.
///
/// With integers, an optimised build would hold one multiplication in place of
/// the loop. With floating point it may not, in any profile: each addition
/// rounds, and so each has to be made, in this order. (Up to 2^53 the sum is
/// exact all the same.) Without inlining, both ways run the same instructions.
#[inline(never)]
fn cpu_bound_task(step: f64, additions: u32) -> f64 {
    let mut sum = 0.0;
    for _ in 0..additions {
        sum += step;
    }
    sum
}

/// Runs `work` several times, prints its two values, the wall and CPU time of
/// the median run and how far the runs lie apart, and returns the median wall
/// time in seconds.
fn report(way: &str, work: impl Fn() -> [f64; 2]) -> f64 {
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
    println!("{way:9}  wall {wall:.3} s  CPU {cpu:.3} s  spread {spread:.2}x");
    wall
}
