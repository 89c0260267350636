//! What the tests of the examples that make requests ask of each of them.

mod faults;
mod https;

use std::process::Output;
use std::thread;
use std::time::Duration;

use assert_cmd::Command;
use local_httpbin::Site;

pub use self::faults::{faults, gives_up};
pub use self::https::https;

/// A program that has not ended by now hangs: it is killed and the test
/// fails. No example should need a tenth of it.
const DEADLINE: Duration = Duration::from_secs(120);

/// Runs the program `example` with `arguments` to its end. It is as likely to
/// print a backtrace as on the machine of a learner who asked for them.
///
/// # Panics
///
/// Where it cannot be started or does not end.
pub fn run(example: &str, arguments: &[&str]) -> Output {
    command(example, arguments)
        .output()
        .expect("an example starts")
}

fn command(example: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(example);
    command.args(arguments).env("RUST_BACKTRACE", "1");
    command.timeout(DEADLINE);
    command
}

/// What `output` holds as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a program said beside its result.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Starts a site, lets `example` ask it for `path`, and returns both.
///
/// # Panics
///
/// Where either cannot be started.
pub fn ask(example: &str, path: &str) -> (Site, Output) {
    let site = Site::start().expect("a local site starts");
    let output = run(example, &[&format!("{}{path}", site.url())]);
    (site, output)
}

/// Any status is an answer, an empty or a binary body is a body, and each is
/// asked for exactly `requests` times.
///
/// # Panics
///
/// Where it is not so.
pub fn answers(example: &str, requests: usize) {
    for (path, status, length) in [
        ("/bytes/777", 200, 777),
        ("/bytes/0", 200, 0),
        ("/status/404", 404, 0),
        ("/status/503", 503, 0),
    ] {
        let (site, output) = ask(example, path);
        let seen = stdout(&output);
        assert!(output.status.success(), "{path}: {}", stderr(&output));
        assert_eq!(site.log().requests(), requests, "{path}: requests made");
        // Either a line for each, or one list of pairs.
        let lines = seen.lines().filter(|line| {
            line.starts_with(&status.to_string())
                && line.ends_with(&format!(", {length} bytes"))
        });
        let pair = format!("({status}, {length})");
        let pairs = seen.matches(&pair);
        assert_eq!(lines.count() + pairs.count(), requests, "{path}: {seen}");
    }
}

/// `--help` is answered on stdout with status 0, and a command line that
/// makes no sense on stderr with status 2: one sentence and the usage.
///
/// # Panics
///
/// Where it is not so.
pub fn usage(example: &str) {
    let help = run(example, &["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(stdout(&help).starts_with("Usage: ex_3_"), "{help:?}");

    for (arguments, sentence) in [
        (&["ftp://localhost/"][..], "its scheme is `ftp`"),
        (&["localhost"], "it has no scheme: try `http://localhost`"),
        (&["localhost:80/a"], "try `http://localhost:80/a`"),
        (
            &["127.0.0.1:80"],
            "it has no scheme: try `http://127.0.0.1:80`",
        ),
        (&["mailto:a@b.c"], "its scheme is `mailto`"),
        (&["http://"], "empty host"),
        (&["http://localhost:99999/"], "invalid port number"),
        (&[""], "it is empty"),
        (
            &["http://localhost/", "http://localhost/"],
            "unexpected argument",
        ),
        (&["--url"], "invalid option '--url'"),
    ] {
        let output = run(example, arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert_eq!(stdout(&output), "", "{arguments:?}");
        assert!(said.starts_with("Error: "), "{arguments:?}: {said}");
        assert!(said.contains(sentence), "{arguments:?}: {said}");
        assert!(said.contains("\nUsage: ex_3_"), "{arguments:?}: {said}");
    }
}

/// Everything runs on one thread while `requests` are in flight, and stays
/// there: the program is ended, and nothing else.
///
/// # Panics
///
/// Where it is not so.
#[cfg(target_os = "linux")]
pub fn one_thread(example: &str, requests: usize) {
    use std::fs;
    use std::process::{Command, Stdio};

    let site = Site::start().expect("a local site starts");
    let mut running = Command::new(example)
        .arg(format!("{}/fault/hang", site.url()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("an example starts");
    while site.log().in_flight() < requests {
        let ended = running.try_wait().expect("it is ours");
        assert_eq!(ended, None, "it ended before it asked");
        thread::sleep(Duration::from_millis(5));
    }
    let tasks = fs::read_dir(format!("/proc/{}/task", running.id()));
    let threads = tasks.expect("it still runs").count();
    running.kill().expect("it is ours");
    running.wait().expect("it is ours");
    assert_eq!(threads, 1);
}

/// Without a URL, the site is local, and the picture of what it saw is part
/// of the result: `requests` of them, `peak` at once.
///
/// # Panics
///
/// Where it is not so.
pub fn timeline(example: &str, requests: usize, peak: usize) {
    let output = run(example, &[]);
    let seen = stdout(&output);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let plural = if requests == 1 { "" } else { "s" };
    let summary = format!(
        "The site saw {requests} request{plural}, \
         at most {peak} in flight at once.\n"
    );
    assert!(seen.contains(&summary), "{seen}");
    let lanes = seen.lines().filter(|line| line.contains("GET /delay/1"));
    assert_eq!(lanes.count(), requests, "{seen}");
}

/// A full disk is told in a sentence, and a reader that has seen enough is no
/// failure, for an example that asks a site.
///
/// # Panics
///
/// Where it is not so.
#[cfg(target_os = "linux")]
pub fn unwritable_output(example: &str) {
    let site = Site::start().expect("a local site starts");
    unwritable_output_of(example, &[&format!("{}/get", site.url())]);
}

/// The same for any program.
///
/// # Panics
///
/// Where it is not so.
#[cfg(target_os = "linux")]
pub fn unwritable_output_of(program: &str, arguments: &[&str]) {
    use std::fs::File;
    use std::io;
    use std::process::{Command, Stdio};

    let run = |stdout: Stdio| {
        let mut command = Command::new(program);
        command.args(arguments).env("RUST_BACKTRACE", "1");
        command.stdout(stdout).output().expect("a program starts")
    };
    let full = File::create("/dev/full").expect("Linux has a full disk");
    let output = run(full.into());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(
        stderr(&output),
        "Error: cannot write the output: No space left on device \
         (os error 28)\n"
    );

    let (reader, writer) = io::pipe().expect("a pipe is to be had");
    drop(reader);
    let output = run(writer.into());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(stderr(&output), "");
}

/// Runs `check` on each of `cases` at once, and fails with all that fail.
fn all_at_once<Case: Sync>(
    cases: &[Case],
    check: impl Fn(&Case) -> Result<(), String> + Sync,
) {
    let failures: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = cases
            .iter()
            .map(|case| scope.spawn(|| check(case)))
            .collect();
        let ended = threads.into_iter().map(|thread| thread.join());
        ended
            .filter_map(|result| result.expect("a check does not panic").err())
            .collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
