//! What the program prints, what it refuses, and how it ends.

mod common;

use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::{io_bound, notes, rows, run, text};

/// How long something is waited for that must come.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn the_table_has_a_row_for_each_way() {
    let output = run(&["--requests", "5", "--delay", "0.05"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(text(&output.stderr), "", "progress is for terminals");
    let stdout = text(&output.stdout);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(
        lines[0],
        "pages: 5 requests of 0.05 s \
         (in the Python original 100 of 0.50 s: --as-published)"
    );
    let ways = [
        "way",
        "sequential",
        "thread per request",
        "thread pool (10)",
        "tasks",
        "tasks on all cores",
        "processes (4)",
    ];
    for (line, way) in lines[2..].iter().zip(ways) {
        assert_eq!(line[..20].trim_end(), way);
        assert_eq!(line.chars().count(), lines[2].chars().count());
    }
    assert!(
        lines.iter().all(|line| line.chars().count() <= 100),
        "{stdout}"
    );
    assert_eq!(lines[9..11], ["", "Each way ran once."]);
    let note = "Thread pool: 5 requests ÷ 10 threads, rounded up, are 1 rounds \
                of 0.05 s: 0.05 s. It took ";
    assert!(lines[11].starts_with(note), "{stdout}");
    assert_eq!(lines.len(), 12, "{stdout}");
}

#[test]
fn the_default_pool_of_python_is_explained() {
    let sizes = [
        "--requests",
        "5",
        "--delay",
        "0.05",
        "--only",
        "thread_pool",
    ];
    let json = common::json(&[&["requests"], &sizes[..]].concat());
    let notes = notes(&json).join(" ");
    assert!(notes.contains(" min(32, cores + 4) threads: "), "{notes}");
    assert!(
        notes.contains("9 rounds (1.35 s), as 12 threads"),
        "{notes}"
    );
}

#[test]
fn several_presets_are_several_tables() {
    let sizes = ["--requests", "2", "--delay", "0.01", "--only", "tasks"];
    let presets = ["requests", "downloads"];
    let json = common::json(&[&presets, &sizes[..]].concat());
    let tables = json["tables"].as_array().expect("tables");
    let names: Vec<&Value> =
        tables.iter().map(|table| &table["table"]).collect();
    assert_eq!(names, presets);
}

/// What `--as-published` would run: the requests, the path, and the workers of
/// the pool of threads and of that of processes.
fn published(preset: &str) -> Value {
    let json = common::json(&[preset, "--as-published", "--dry-run"]);
    let rows = rows(&json);
    let first = &rows[0]["work"];
    for row in &rows {
        assert_eq!(row["work"]["requests"], first["requests"]);
        assert_eq!(row["work"]["url"], first["url"]);
    }
    let workers = |way: &str| {
        let row = rows.iter().find(|row| row["way"] == way);
        row.expect("a row")["work"]["workers"].clone()
    };
    let (threads, processes) = (workers("thread_pool"), workers("processes"));
    json!([first["requests"], first["url"], threads, processes])
}

#[test]
fn as_published_takes_the_sizes_of_the_originals() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    assert_eq!(published("downloads"), json!([64, "/delay/1", 8, 8]));
    let default = (cores + 4).min(32);
    assert_eq!(
        published("requests"),
        json!([100, "/delay/0.15", default, cores])
    );
    assert_eq!(published("pages"), json!([100, "/delay/0.5", 10, 4]));
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    let sizes = ["0", "-3", "99999999999999999999", "1e3", "ten", "2.5", ""];
    for size in sizes {
        for option in ["--requests", "--workers"] {
            refused(&[option, size], "a whole number, 1 to 100000, is needed");
        }
    }
    for delay in ["0", "-1", "11", "nan", "inf", "soon", ""] {
        refused(&["--delay", delay], "seconds, 0.001 to 10, are needed");
    }
    refused(&["--as-published", "--requests", "5"], "'--requests <N>'");
    refused(&["everything"], "'[PRESETS]...'");
    refused(&["--only", "magic"], "'--only <WAY>'");
}

/// Looks that the arguments are a mistake whose sentence ends so.
fn refused(arguments: &[&str], end: &str) {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    let stderr = text(&output.stderr);
    let sentence = stderr.lines().next().unwrap_or_default();
    assert!(sentence.ends_with(end), "{arguments:?}: {stderr}");
}

/// Runs it with so many open files at the most.
#[cfg(unix)]
fn run_with_open_files(limit: usize, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -n {limit}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_io_bound"))
        .args(arguments)
        .output()
        .expect("there is a shell")
}

#[test]
#[cfg(unix)]
fn what_fits_into_the_open_files_is_said_and_fits() {
    let ways = [
        ("tasks", 80),
        ("thread_per_request", 140),
        ("processes", 256),
    ];
    for (way, limit) in ways {
        let sizes = ["--only", way, "--workers", "2", "--delay", "0.05"];
        let all = [&sizes[..], &["--requests", "5000"]].concat();
        let output = run_with_open_files(limit, &all);
        assert_eq!(output.status.code(), Some(1), "{way}");
        assert_eq!(text(&output.stdout), "", "{way}");
        let stderr = text(&output.stderr);
        let has = format!("of which a process has {limit} (ulimit -n); ");
        let (_, advice) = stderr.trim_end().split_once(&has).expect("a limit");
        let fitting = advice.strip_suffix(" requests would fit");
        let fitting = fitting.expect("advice");
        let some = [&sizes[..], &["--requests", fitting]].concat();
        let output = run_with_open_files(limit, &some);
        assert_eq!(output.status.code(), Some(0), "{way}: {output:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_fits_into_threads_and_memory_is_said() {
    let sizes = [
        "--only",
        "thread_pool",
        "--delay",
        "0.01",
        "--requests",
        "1",
    ];
    let output = run(&[&sizes[..], &["--workers", "100000"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    assert!(
        stderr.starts_with("Error: 100000 workers take "),
        "{stderr}"
    );
    assert!(
        stderr.trim_end().ends_with(" workers would fit"),
        "{stderr}"
    );
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

/// Starts a run of the processes alone that would take a minute.
#[cfg(target_os = "linux")]
fn start_processes() -> (Child, Vec<u32>) {
    let sizes = ["--requests", "60", "--workers", "3", "--delay", "3"];
    let child = io_bound(&[&sizes[..], &["--only", "processes"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let workers = waiting_workers(child.id());
    (child, workers)
}

/// The three workers of a run, as soon as each waits for its answer.
#[cfg(target_os = "linux")]
fn waiting_workers(program: u32) -> Vec<u32> {
    let started = Instant::now();
    loop {
        let ways = children(program).into_iter();
        let workers: Vec<u32> = ways.flat_map(children).collect();
        if workers.len() == 3 && workers.iter().all(|id| has_connection(*id)) {
            return workers;
        }
        assert!(started.elapsed() < PATIENCE, "there are no workers");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Whether a process is connected to the site.
#[cfg(target_os = "linux")]
fn has_connection(id: u32) -> bool {
    let table = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let inodes: Vec<String> = table
        .lines()
        .filter_map(|line| line.split_whitespace().nth(9))
        .map(|inode| format!("socket:[{inode}]"))
        .collect();
    let files = fs::read_dir(format!("/proc/{id}/fd"));
    files.into_iter().flatten().flatten().any(|file| {
        let target = fs::read_link(file.path()).unwrap_or_default();
        inodes
            .iter()
            .any(|inode| target.as_os_str() == inode.as_str())
    })
}

/// The processes that this one has started and that can still do something.
#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<u32> {
    let ids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = ids.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"));
        let stat = stat.unwrap_or_default();
        let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
        let fields: Vec<&str> = rest.split_whitespace().take(2).collect();
        fields.get(1) == Some(&parent.to_string().as_str()) && fields[0] != "Z"
    };
    ids.filter(is_child).collect()
}

#[cfg(target_os = "linux")]
fn kill(signal: &str, id: u32) {
    let status = Command::new("kill")
        .args(["-s", signal, &id.to_string()])
        .status();
    assert!(status.expect("there is kill").success());
}

#[cfg(target_os = "linux")]
fn wait_until_gone(ids: &[u32]) {
    let started = Instant::now();
    let runs = |id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"));
        stat.is_ok_and(|stat| !stat.contains(") Z "))
    };
    while ids.iter().any(runs) {
        assert!(started.elapsed() < PATIENCE, "one of {ids:?} still runs");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_is_killed_ends_in_a_row_that_says_so() {
    let (child, workers) = start_processes();
    kill("KILL", workers[1]);
    let output = child.wait_with_output().expect("it was started");
    assert_eq!(output.status.code(), Some(1));
    let stdout = text(&output.stdout);
    let row = "processes (3)         failed: a worker process ended before it \
               had answered: ";
    assert!(stdout.contains(row), "{stdout}");
    wait_until_gone(&workers);
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_leaves_nothing_running() {
    let (mut child, mut started) = start_processes();
    started.extend(children(child.id()));
    kill("INT", child.id());
    assert_eq!(child.wait().expect("it was started").code(), Some(130));
    wait_until_gone(&started);
}
