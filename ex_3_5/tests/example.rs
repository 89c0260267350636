//! CPU-bound work on one thread and on two: the output, and the threads used.

use checks::{Program, numbers};

const EXAMPLE: Program = Program(env!("CARGO_BIN_EXE_ex_3_5"));

#[test]
fn it_prints_two_values_and_the_times_per_version() {
    let seen = EXAMPLE.printed(&[]);
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("Cores: "), "{seen}");
    assert_eq!(lines[1], "Times: median of 9 runs; spread: Q3 ÷ Q1");
    assert_eq!(lines[3..5], ["200000000"; 2]);
    assert!(lines[5].starts_with("1 thread "), "{seen}");
    assert_eq!(lines[6], "---");
    assert_eq!(lines[7..9], ["200000000"; 2]);
    assert!(lines[9].starts_with("2 threads"), "{seen}");

    let [alone, together] = [5, 9].map(|line| {
        let [_, wall, _, spread] = numbers(lines[line])[..] else {
            panic!("{seen}");
        };
        assert!(spread >= 1.0, "{seen}");
        wall
    });
    // The speedup is the ratio of the wall times before they were rounded to a
    // thousandth of a second.
    let speedup = lines[11].strip_prefix("Speedup: ").expect("a ratio");
    let speedup = numbers(speedup)[0];
    let most = (alone + 0.0006) / (together - 0.0006) + 0.006;
    let least = (alone - 0.0006) / (together + 0.0006) - 0.006;
    assert!((least..most).contains(&speedup), "{seen}");
}

#[cfg(target_os = "linux")]
#[test]
fn one_thread_computes_alone_and_then_two_others() {
    use std::collections::HashMap;
    use std::process::Stdio;
    use std::thread;
    use std::time::Duration;

    use checks::processes::Process;

    let mut example = EXAMPLE
        .command(&[])
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let process = Process::new(example.id().cast_signed()).expect("it runs");

    // CPU time per thread in clock ticks, from the latest sample.
    let mut ticks: HashMap<i32, u64> = HashMap::new();
    while example.try_wait().expect("it is ours").is_none() {
        for task in process.tasks().into_iter().flatten().flatten() {
            if let Ok(stat) = task.stat() {
                ticks.insert(task.tid, stat.utime);
            }
        }
        thread::sleep(Duration::from_millis(5));
    }
    let computed: Vec<_> = ticks.iter().filter(|(_, t)| **t > 0).collect();
    assert_eq!(computed.len(), 3, "the main thread and two more: {ticks:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn on_one_core_it_promises_nothing() {
    let seen = EXAMPLE.run_on_one_core(&[]).printed();
    assert!(seen.starts_with("Cores: 1 logical available, "), "{seen}");
    assert!(
        seen.contains("fewer than two cores are available"),
        "{seen}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_reported() {
    EXAMPLE.explains_unwritable_output(&[]);
}

#[test]
fn it_takes_no_arguments() {
    let usage = "Usage: ex_3_5 (it takes no arguments)\n";
    EXAMPLE.has_usage(usage, &[]);
    for argument in ["nonsense", "--threads"] {
        let said = EXAMPLE.mistake(&[argument]);
        assert!(said.contains(argument) && said.ends_with(usage), "{said}");
    }
}

/// With fewer additions: all of them take half a minute.
#[test]
fn the_python_version_prints_the_same_sums() {
    let Some(python) = checks::python() else {
        return;
    };
    let script = "import ex_3_5\n\
                  if __name__ == '__main__':\n    \
                  ex_3_5.ADDITIONS = 100_000\n    ex_3_5.main()";
    let mut command = std::process::Command::new(python);
    command
        .args(["-c", script])
        .env("PYTHONPATH", env!("CARGO_MANIFEST_DIR"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let seen = checks::run(command).printed();
    let lines: Vec<_> = seen.lines().collect();
    assert_eq!(lines[3..5], ["200000"; 2], "{seen}");
    assert!(lines[5].starts_with("1 process "), "{seen}");
    assert_eq!(lines[7..9], ["200000"; 2], "{seen}");
    assert!(lines[9].starts_with("2 processes "), "{seen}");
    assert!(lines[11].starts_with("Speedup: "), "{seen}");
}
