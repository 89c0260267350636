//! The output of both parts and of the Python version, and their exit status.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use checks::Program;

/// Requests that have not come by now never will.
const DEADLINE: Duration = Duration::from_secs(60);

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_event_loop"));

#[test]
fn the_small_executor_polls_a_task_once_and_after_each_wake_up() {
    steps(&PROGRAM.printed(&["small"]), "poll task");
}

#[test]
fn the_python_loop_resumes_a_task_once_and_after_each_wake_up() {
    let Some(python) = checks::python() else {
        return;
    };
    let mut program = Command::new(python);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/event_loop.py");
    program.args(["-B", script]);
    steps(&checks::run(program).printed(), "send to task");
}

/// Checks the printed steps of three tasks, of which the third waits twice.
fn steps(text: &str, run: &str) {
    for (task, waits) in [(1, 1), (2, 1), (3, 2)] {
        let count = |step: String| text.matches(&step).count();
        assert_eq!(count(format!("wake task {task}\n")), waits, "{text}");
        assert_eq!(count(format!("{run} {task}: ")), 1 + waits, "{text}");
    }
    // Each sleep ends with a wake-up, and there are no others.
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let is_sleep = line.starts_with("sleep for ");
        let is_wake = lines.clone().next();
        let is_wake = is_wake.is_some_and(|it| it.starts_with("wake task "));
        assert_eq!(is_sleep, is_wake, "{line}: {text}");
    }
}

#[test]
fn it_prints_the_steps_and_the_responses() {
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
    for line in [
        "request 1  /delay/0.6  200, ",
        "request 2  /delay/0.2  200, ",
        "request 3  /delay/0.4  200, ",
        "timer      0.3 s elapsed\n",
        "The server saw 3 requests, at most ",
    ] {
        assert!(seen.contains(line), "{line}: {seen}");
    }
}

#[test]
fn each_run_has_a_reason_and_each_sleep_an_end() {
    let seen = PROGRAM.printed(&[]);
    let count = |text: &str| seen.matches(text).count();
    for name in ["request 1", "request 2", "request 3", "timer"] {
        let wakes = count(&format!("  wake   {name}, "));
        let runs = count(&format!("  run    {name}, "));
        // A task runs because it is new, or because it was woken.
        assert_eq!(runs, 1 + wakes, "{name}: {seen}");
        // It has to wait to connect. The response may be there before it looks.
        let least = 1;
        let most = if name == "timer" { 1 } else { 2 };
        // Other systems may report a socket twice.
        let most = if cfg!(target_os = "linux") { most } else { 30 };
        assert!((least..=most).contains(&wakes), "{name}: {seen}");
    }
    let (runs, sleeps) = (count("  run    "), count("  sleep  "));
    let counts = [format!(" ran {runs} times "), format!(" {sleeps} sleeps.")];
    assert!(counts.iter().all(|count| seen.contains(count)), "{seen}");

    // Each sleep is followed by the wake-up that ended it.
    let mut lines = seen.lines();
    while lines.by_ref().any(|line| line.contains("  sleep  ")) {
        let next = lines.next().expect("a line follows");
        // Other systems may end it early.
        let is_early = next.contains("  ready  none");
        let is_early = is_early && !cfg!(target_os = "linux");
        assert!(next.contains("  wake   ") || is_early, "{seen}");
    }
}

/// A server that responds only when it has read three requests, each on a
/// connection of its own.
struct Together {
    address: SocketAddr,
    /// Receives all connections once the requests have come.
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
            // If the test has failed, it no longer receives them.
            let _ = sender.send(three.collect());
        });
        Together {
            address,
            connections,
        }
    }

    /// Responds to all three with `status`.
    fn respond(self, status: &'static str) {
        thread::spawn(move || {
            let response =
                format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
            let connections = self.connections.recv_timeout(DEADLINE);
            // If they do not come, the test fails.
            for mut connection in connections.unwrap_or_default() {
                // A client that has failed before does not read it.
                let _ = connection.write_all(response.as_bytes());
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
fn another_server_gets_three_requests_at_once_and_is_named_in_any_form() {
    for (before, after) in [("", ""), ("http://", ""), ("http://", "/")] {
        let server = Together::listen();
        let address = server.address;
        server.respond("200 OK");
        let seen = PROGRAM.printed(&[&format!("{before}{address}{after}")]);
        assert_eq!(seen.matches("  200, 0 bytes\n").count(), 3, "{seen}");
        assert!(!seen.contains("The server saw"), "{seen}");
    }
}

#[test]
fn a_response_without_success_is_one_sentence() {
    for status in ["404 Not Found", "500 Internal Server Error", "302 Found"] {
        let server = Together::listen();
        let address = server.address;
        server.respond(status);
        let run = PROGRAM.run(&[&address.to_string()]);
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        assert_eq!(
            run.stderr,
            format!(
                "Error: GET http://{address}/delay/0.6 failed with status {}\n",
                &status[..3]
            )
        );
    }
}

/// With another server, the program needs no test server, which has threads.
#[cfg(target_os = "linux")]
#[test]
fn the_loop_is_the_only_thread() {
    use std::process::Stdio;

    let server = Together::listen();
    let mut running = PROGRAM
        .command(&[&server.address.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // All three wait for their responses.
    let connections = server.connections.recv_timeout(DEADLINE);
    let tasks = std::fs::read_dir(format!("/proc/{}/task", running.id()));
    let threads = tasks.map(Iterator::count);
    // In any case, the program is not left running.
    running.kill().expect("it is ours");
    running.wait().expect("it is ours");
    connections.expect("three requests come");
    assert_eq!(threads.expect("it still ran"), 1);
}

#[test]
fn a_refused_connection_is_one_sentence() {
    // A client's own port: no other socket gets it, and none listens there.
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
        &["small", "small"],
        &["--address"],
    ];
    PROGRAM.has_usage("Usage: event_loop [ADDRESS | small]\n", &mistakes);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_one_sentence() {
    PROGRAM.explains_unwritable_output(&[]);
    PROGRAM.explains_unwritable_output(&["small"]);
}
