// Unsolved: 1 of them was in a job at a time
//! A Python program that calls the learner's function.

// Only the library uses the rest of it.
#[allow(dead_code)]
mod job;

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longest time for a Python program, which needs half a second.
const LONGEST: Duration = Duration::from_secs(12);

/// Number of jobs of the run that Ctrl-C ends.
const JOBS: usize = 1_000;

fn main() -> ExitCode {
    exercises::run(
        "from_python",
        &[
            ("the sum of the results is returned", sum),
            ("two Python threads are in jobs at the same time", threads),
            ("Ctrl-C ends the function between two jobs", ctrl_c),
        ],
    )
}

/// Returns the last line that the Python program prints; None without Python.
fn calls(what: &str, jobs: &[u64]) -> Option<String> {
    let python = match command_line::bare_python() {
        Ok(python) => python,
        Err(sentence) => {
            exercises::note(format!("           Left out: {sentence}."));
            return None;
        }
    };
    let library = env::var_os("EXERCISE_LIBRARY");
    let library = library.expect("`cargo ex` names the library");
    Some(output(python, &library, what, jobs))
}

fn output(
    python: PathBuf,
    library: &OsStr,
    what: &str,
    jobs: &[u64],
) -> String {
    let program = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/release_the_gil/calls.py"
    );
    let mut child = Command::new(python)
        .args(["-B".as_ref(), program.as_ref(), library, what.as_ref()])
        .args(jobs.iter().map(u64::to_string))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    wait(&mut child);
    let output = child.wait_with_output().expect("its output");
    let text = String::from_utf8_lossy(&output.stdout);
    let text = text.trim_end();
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    print!("{before}");
    assert!(
        output.status.success(),
        "The Python program failed: {}. Its last words are above.",
        output.status
    );
    last.to_owned()
}

/// Waits for the end of a program, but not forever.
fn wait(child: &mut Child) {
    let begin = Instant::now();
    while child.try_wait().expect("a status").is_none() {
        if begin.elapsed() > LONGEST {
            let _ = child.kill();
            let _ = child.wait();
            panic!(
                "The Python program hung for {LONGEST:?}. A thread that needs \
                 the GIL waits for another one to give it away: don't wait for \
                 such a thread outside `detach`."
            );
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Returns jobs that no solution knows in advance.
fn random_jobs(number: usize) -> Vec<u64> {
    (0..number).map(|_| fastrand::u64(1..1_000_000)).collect()
}

fn sum() {
    let jobs = random_jobs(fastrand::usize(5..10));
    let expected: u64 = jobs.iter().map(|&job| job::result(job)).sum();
    if let Some(returned) = calls("sum", &jobs) {
        assert!(
            returned == expected.to_string(),
            "Expected {expected}, the sum of `job::run` of {jobs:?}; got \
             {returned}."
        );
    }
    if let Some(returned) = calls("sum", &[]) {
        assert!(
            returned == "0",
            "Without a job, the sum is 0; got {returned}."
        );
    }
}

fn threads() {
    let mut jobs = random_jobs(3);
    jobs.push(job::WAITS);
    if let Some(most) = calls("threads", &jobs) {
        assert!(
            most == "2",
            "Two Python threads called the function, and {most} of them was in \
             a job at a time. The function keeps the GIL while a job runs, so \
             no other thread of Python gets on: not the second one, and not an \
             event loop, either. A job needs nothing from Python, so give the \
             GIL away meanwhile."
        );
    }
}

fn ctrl_c() {
    let mut jobs = random_jobs(JOBS);
    jobs[0] = job::WAITS;
    let Some(said) = calls("ctrl_c", &jobs) else {
        return;
    };
    let (outcome, begun) = said.split_once(' ').unwrap_or((&said, ""));
    assert!(
        outcome == "interrupted",
        "SIGINT arrived during the first job, and the function returned as if \
         nothing had happened, after {begun} of {JOBS} jobs. Return the \
         exception, so that Python raises it."
    );
    assert!(
        begun.parse::<usize>().is_ok_and(|begun| begun < JOBS),
        "SIGINT arrived during the first job, and all {JOBS} jobs were done \
         before Python raised KeyboardInterrupt. Its handler of signals sets a \
         flag, at which your function has to look now and then."
    );
}
