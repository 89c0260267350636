//! What the program prints, and how it ends.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use checks::Program;

/// Requests that have not come by now never will.
const DEADLINE: Duration = Duration::from_secs(60);

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_event_loop"));

#[test]
fn it_prints_the_steps_and_the_answers() {
    let seen = PROGRAM.printed(&[]);
    checks::no_line_is_wider(&seen, 100);

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
        "The site saw 3 requests, at most ",
    ] {
        assert!(seen.contains(answer), "{answer}: {seen}");
    }
}

#[test]
fn each_run_has_a_reason_and_each_sleep_an_end() {
    let seen = PROGRAM.printed(&[]);
    let count = |text: &str| seen.matches(text).count();
    for name in ["request 1", "request 2", "request 3", "timer"] {
        let wakes = count(&format!("  wake   {name}, "));
        let runs = count(&format!("  run    {name}, "));
        // It is new, or it was woken.
        assert_eq!(runs, 1 + wakes, "{name}: {seen}");
        // To connect it has to wait. The answer may be there before it looks.
        let least = 1;
        let most = if name == "timer" { 1 } else { 2 };
        // Other systems may tell of a socket twice.
        let most = if cfg!(target_os = "linux") { most } else { 30 };
        assert!((least..=most).contains(&wakes), "{name}: {seen}");
    }
    let (runs, sleeps) = (count("  run    "), count("  sleep  "));
    assert!(seen.contains(&format!(" ran {runs} times; {sleeps} sleeps.")));

    // Each sleep is followed by what has ended it.
    let mut lines = seen.lines();
    while lines.by_ref().any(|line| line.contains("  sleep  ")) {
        let next = lines.next().expect("a line follows");
        // Other systems may end it early.
        let is_early = next.contains("  ready  nobody");
        let is_early = is_early && !cfg!(target_os = "linux");
        assert!(next.contains("  wake   ") || is_early, "{seen}");
    }
}

/// A site that has read three requests, each on a connection of its own,
/// before it answers one.
struct Together {
    address: SocketAddr,
    /// Comes when the requests have come.
    connections: mpsc::Receiver<Vec<TcpStream>>,
}

impl Together {
    fn listen() -> Together {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has one");
        let (sender, connections) = mpsc::channel();
        thread::spawn(move || {
            let three = listener.incoming().take(3);
            let three = three.map(|it| request_of(it.expect("one")));
            // Nobody waits for them any more where the test has failed.
            let _ = sender.send(three.collect());
        });
        Together {
            address,
            connections,
        }
    }

    /// Answers all three so.
    fn answer(self, status: &'static str) {
        thread::spawn(move || {
            let answer =
                format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
            let connections = self.connections.recv_timeout(DEADLINE);
            // The test fails where they do not come.
            for mut connection in connections.unwrap_or_default() {
                // Whoever has failed before does not read it.
                let _ = connection.write_all(answer.as_bytes());
            }
        });
    }
}

/// Reads a request to its end.
fn request_of(mut connection: TcpStream) -> TcpStream {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        connection.read_exact(&mut byte).expect("a request");
        request.push(byte[0]);
    }
    connection
}

#[test]
fn another_site_has_three_requests_at_once_and_is_named_in_any_way() {
    for (before, after) in [("", ""), ("http://", ""), ("http://", "/")] {
        let site = Together::listen();
        let address = site.address;
        site.answer("200 OK");
        let seen = PROGRAM.printed(&[&format!("{before}{address}{after}")]);
        assert_eq!(seen.matches("  200, 0 bytes\n").count(), 3, "{seen}");
        assert!(!seen.contains("The site saw"), "{seen}");
    }
}

#[test]
fn an_answer_without_success_is_one_sentence() {
    for status in ["404 Not Found", "500 Internal Server Error", "302 Found"] {
        let site = Together::listen();
        let address = site.address;
        site.answer(status);
        let run = PROGRAM.run(&[&address.to_string()]);
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        assert_eq!(
            run.stderr,
            format!(
                "Error: GET http://{address}/delay/0.6 was answered with {}\n",
                &status[..3]
            )
        );
    }
}

/// With another site, there is none of its own, which has threads.
#[cfg(target_os = "linux")]
#[test]
fn the_loop_is_the_only_thread() {
    use std::process::Stdio;

    let site = Together::listen();
    let mut running = PROGRAM
        .command(&[&site.address.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // All three wait for their answers.
    let connections = site.connections.recv_timeout(DEADLINE);
    let tasks = std::fs::read_dir(format!("/proc/{}/task", running.id()));
    let threads = tasks.map(Iterator::count);
    // Whatever was seen, it is not left behind.
    running.kill().expect("it is ours");
    running.wait().expect("it is ours");
    connections.expect("three requests come");
    assert_eq!(threads.expect("it still ran"), 1);
}

#[test]
fn a_refused_connection_is_one_sentence() {
    // A client's own port: nobody else gets it, and nobody listens there.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let listens = listener.local_addr().expect("it has one");
    let client = TcpStream::connect(listens).expect("it listens");
    let address = client.local_addr().expect("it has one").to_string();
    let run = PROGRAM.run(&[&address]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let said = run.stderr;
    let expected = format!("Error: GET http://{address}/delay/0.6 failed");
    assert!(said.starts_with(&expected), "{said}");
    assert!(said.contains("refused"), "{said}");
}

#[test]
fn usage() {
    let mistakes = [
        &["localhost:80"][..],
        &["127.0.0.1"],
        &["127.0.0.1:99999"],
        &["http://localhost:80"],
        &["https://127.0.0.1:80"],
        &["http://127.0.0.1:80/get"],
        &["http://"],
        &[""],
        &["127.0.0.1:80", "127.0.0.1:80"],
        &["--address"],
    ];
    PROGRAM.has_usage("Usage: event_loop [ADDRESS]\n", &mistakes);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    PROGRAM.explains_unwritable_output(&[]);
}
