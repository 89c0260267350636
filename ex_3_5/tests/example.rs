//! CPU-bound work on one thread and on two: what is printed, and who computed.

use assert_cmd::Command;

const EXAMPLE: &str = env!("CARGO_BIN_EXE_ex_3_5");

/// What a program that succeeds prints.
fn printed(mut command: Command) -> String {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// The number of seconds that follows `name` in `line`.
fn seconds(line: &str, name: &str) -> f64 {
    let mut words = line.split_whitespace();
    words.find(|word| *word == name).expect("the name is there");
    words
        .next()
        .and_then(|word| word.parse().ok())
        .expect("a number follows")
}

#[test]
fn it_prints_two_values_and_the_times_for_each_way() {
    let seen = printed(Command::new(EXAMPLE));
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("Cores: "), "{seen}");
    assert_eq!(
        lines[1],
        "Times: the median of 9 runs; spread: 3rd quartile / 1st"
    );
    assert_eq!(lines[3..5], ["200000000"; 2]);
    assert!(lines[5].starts_with("1 thread "), "{seen}");
    assert_eq!(lines[6], "---");
    assert_eq!(lines[7..9], ["200000000"; 2]);
    assert!(lines[9].starts_with("2 threads"), "{seen}");

    for line in [lines[5], lines[9]] {
        let (_, spread) = line.split_once("  spread ").expect("a spread");
        let spread = spread.strip_suffix('x').and_then(|n| n.parse().ok());
        let spread: f64 = spread.expect("a number");
        assert!(spread >= 1.0, "{seen}");
    }

    // The speed-up is that of the times on the wall, which are printed
    // rounded to a thousandth of a second.
    let [alone, together] = [5, 9].map(|line| seconds(lines[line], "wall"));
    let speed_up = lines[11].strip_prefix("Speed-up: ").expect("a ratio");
    let speed_up = speed_up.strip_suffix('x').and_then(|n| n.parse().ok());
    let speed_up: f64 = speed_up.expect("a number");
    let most = (alone + 0.0006) / (together - 0.0006) + 0.006;
    let least = (alone - 0.0006) / (together + 0.0006) - 0.006;
    assert!((least..most).contains(&speed_up), "{seen}");
}

#[cfg(target_os = "linux")]
#[test]
fn one_thread_computes_alone_and_then_two_others() {
    use std::collections::HashMap;
    use std::fs;
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::Duration;

    let mut example = Command::new(EXAMPLE)
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let tasks = format!("/proc/{}/task", example.id());

    // The CPU time of each thread, in clock ticks, as last seen.
    let mut ticks: HashMap<String, u64> = HashMap::new();
    while example.try_wait().expect("it is ours").is_none() {
        for task in fs::read_dir(&tasks).into_iter().flatten().flatten() {
            let Ok(stat) = fs::read_to_string(task.path().join("stat")) else {
                continue;
            };
            // The 14th field, the 12th behind the name in parentheses.
            let (_, behind) = stat.rsplit_once(')').expect("a name");
            let user = behind.split_whitespace().nth(11).expect("a time");
            let id = task.file_name().to_string_lossy().into_owned();
            ticks.insert(id, user.parse().expect("a number"));
        }
        thread::sleep(Duration::from_millis(5));
    }
    let computed: Vec<_> = ticks.iter().filter(|(_, t)| **t > 0).collect();
    assert_eq!(computed.len(), 3, "the main thread and two more: {ticks:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn on_one_core_it_promises_nothing() {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let allowed = status
        .lines()
        .find_map(|line| line.strip_prefix("Cpus_allowed_list:\t"))
        .expect("Linux tells");
    let first = allowed.split([',', '-']).next().expect("there is a core");

    let mut on_one_core = Command::new("taskset");
    on_one_core.args(["-c", first, EXAMPLE]);
    let seen = printed(on_one_core);
    assert!(seen.starts_with("Cores: 1 logical to use, "), "{seen}");
    assert!(seen.contains("no speed-up is to be had"), "{seen}");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    use std::fs::File;
    use std::process::Command;

    let full = File::create("/dev/full").expect("Linux has a full disk");
    let mut example = Command::new(EXAMPLE);
    let output = example.stdout(full).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "Error: cannot write the output: No space left on device \
         (os error 28)\n"
    );
}

#[test]
fn it_takes_no_arguments() {
    let run = |argument: &str| {
        Command::new(EXAMPLE)
            .arg(argument)
            .output()
            .expect("it starts")
    };
    let help = run("--help");
    assert_eq!(help.status.code(), Some(0));
    let usage = "Usage: ex_3_5 (it takes no arguments)\n";
    assert_eq!(String::from_utf8_lossy(&help.stdout), usage);

    for argument in ["nonsense", "--threads"] {
        let output = run(argument);
        assert_eq!(output.status.code(), Some(2));
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.starts_with("Error: "), "{text}");
        assert!(text.contains(argument) && text.ends_with(usage), "{text}");
    }
}
