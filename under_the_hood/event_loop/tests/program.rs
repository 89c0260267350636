//! What the program prints, and how it ends.

use std::net::TcpListener;
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use local_httpbin::Site;

/// A program that has not ended by now hangs.
const DEADLINE: Duration = Duration::from_secs(60);

const PROGRAM: &str = env!("CARGO_BIN_EXE_event_loop");

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env("RUST_BACKTRACE", "1");
    command.timeout(DEADLINE);
    command.output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn it_prints_the_steps_and_the_answers() {
    let output = run(&[]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    let seen = text(&output.stdout);
    let widest = seen.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{seen}");

    // On a busy machine, two of them may be ready in the same round.
    let mut ends: Vec<&str> = seen
        .lines()
        .filter(|line| line.ends_with(", done"))
        .filter_map(|line| line.split("  run    ").nth(1))
        .collect();
    ends.sort();
    let expected = ["request 1", "request 2", "request 3", "timer"];
    assert_eq!(ends, expected.map(|name| format!("{name}, done")));
    for answer in [
        "request 1  /delay/0.6  200, ",
        "request 2  /delay/0.2  200, ",
        "request 3  /delay/0.4  200, ",
        "timer      0.3 s are over\n",
        "The site saw 3 requests, at most 3 in flight at once.\n",
    ] {
        assert!(seen.contains(answer), "{answer}: {seen}");
    }
    // A request: at first, once connected, once answered. The timer: twice.
    assert!(seen.contains(" ran 11 times"), "{seen}");
    assert_eq!(seen.matches("  run    ").count(), 11, "{seen}");
    // Each sleep is followed by what has ended it.
    let mut lines = seen.lines();
    while lines.by_ref().any(|line| line.contains("  sleep  ")) {
        let next = lines.next().expect("a line follows");
        assert!(next.contains("  wake   "), "{seen}");
    }
}

#[test]
fn another_site_sees_three_requests_at_once() {
    let site = Site::start().expect("a local site starts");
    let address = site.url().trim_start_matches("http://");
    let output = run(&[address]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!((site.log().requests(), site.log().peak()), (3, 3));
    assert!(!text(&output.stdout).contains("The site saw"));
}

#[test]
fn a_refused_connection_is_one_sentence() {
    // It has a port that nobody else gets, and does not listen any more.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it has one").to_string();
    drop(listener);
    let output = run(&[&address]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = text(&output.stderr);
    let expected = format!("Error: GET http://{address}/delay/0.6 failed");
    assert!(said.starts_with(&expected), "{said}");
    assert!(said.contains("refused"), "{said}");
}

#[test]
fn usage() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).starts_with("Usage: event_loop [ADDRESS]\n"));

    for arguments in [
        &["localhost:80"][..],
        &["127.0.0.1"],
        &["127.0.0.1:99999"],
        &["http://127.0.0.1:80"],
        &[""],
        &["127.0.0.1:80", "127.0.0.1:80"],
        &["--address"],
    ] {
        let output = run(arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert!(said.starts_with("Error: "), "{arguments:?}: {said}");
        assert!(said.contains("\n\nUsage: event_loop "), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    check_example::unwritable_output_of(PROGRAM, &[]);
}
