//! Tests of the queue: what its workers do with jobs, with faults, and with
//! secrets, and what is left at the end.
#![cfg(unix)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::{env, fs};

use checks::{Program, processes, rows, until};
use redis::{Client, Commands, Connection};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_beyond_one_machine"));

/// Jobs that take little time.
const SMALL: [&str; 5] = ["queue", "--jobs", "30", "--wait", "0.01"];

/// Number of rounds of the tests with a random moment in them.
fn rounds() -> u32 {
    let rounds = env::var("RUNS").map(|runs| runs.parse());
    rounds.map_or(1, |runs| runs.expect("RUNS is a number"))
}

/// Returns whether there is an engine. If not, prints a sentence, and the test
/// has nothing to check; with `ENGINES_REQUIRED` set, as in `.ci/run`, that is a
/// failure.
fn engine() -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders).any(|folder| {
        ["redis-server", "valkey-server"].map(|it| folder.join(it).is_file())
            != [false, false]
    });
    let required = env::var_os("ENGINES_REQUIRED").is_some();
    assert!(
        found || !required,
        "redis-server or valkey-server is required"
    );
    if !found {
        eprintln!("skipped: there is no redis-server and no valkey-server");
    }
    found
}

/// An engine for a test.
struct Engine {
    keeper: Child,
    stdin: Option<ChildStdin>,
    port: u16,
}

const PASSWORD: &str = "a-secret-of-this-test";

impl Engine {
    fn start() -> Engine {
        let mut keeper = PROGRAM
            .command(&["engine"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = keeper.stdin.take().expect("it is piped");
        writeln!(stdin, "{PASSWORD}").expect("it reads");
        let mut line = String::new();
        let stdout = keeper.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        Engine {
            keeper,
            stdin: Some(stdin),
            port: line.trim_end().parse().expect("a port"),
        }
    }

    fn url(&self) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{}", self.port)
    }

    fn connection(&self) -> Connection {
        let client = Client::open(self.url()).expect("a URL");
        client.get_connection().expect("it listens")
    }

    /// Returns a command with the URL in its environment.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = PROGRAM.command(arguments);
        command.env("BEYOND_REDIS_URL", self.url());
        command
    }

    /// Starts a worker of the default queue that ends jobs after 0.2 s.
    fn worker(&self) -> Worker {
        let child = self
            .command(&["worker", "--time-limit", "0.2"])
            .args(["--take-over-after", "0.3"])
            .stderr(Stdio::piped())
            .spawn();
        Worker(Some(child.expect("it starts")))
    }

    /// Adds an entry to the stream of the default queue.
    fn add(&self, fields: &[(&str, &str)]) {
        let key = "beyond_one_machine:stream";
        let added = self.connection().xadd(key, "*", fields);
        let _: String = added.expect("it can be added");
    }

    /// Returns a hash of the default queue.
    fn hash(&self, kind: &str) -> HashMap<String, String> {
        let key = format!("beyond_one_machine:{kind}");
        self.connection().hgetall(key).expect("a hash")
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.keeper.wait();
    }
}

struct Worker(Option<Child>);

impl Worker {
    fn id(&self) -> u32 {
        self.0.as_ref().expect("it runs").id()
    }

    /// Ends it, and returns what it has said.
    fn end(mut self) -> String {
        processes::kill("TERM", self.id());
        let run = checks::ended(self.0.take().expect("it runs"));
        assert!(run.status.success(), "{run:?}");
        run.stderr
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Returns a count in a column.
fn count(row: &Value, column: &str) -> u64 {
    let cell = row["columns"][column].as_f64();
    cell.unwrap_or_else(|| panic!("{column}: {row}")) as u64
}

#[test]
fn each_url_is_fetched_once() {
    if !engine() {
        return;
    }
    let json = PROGRAM.json(&SMALL);
    let labels: Vec<Value> =
        rows(&json).iter().map(|row| row["label"].clone()).collect();
    assert_eq!(labels, ["tasks", "job queue (1)", "job queue (2)"]);
    for row in rows(&json) {
        assert_eq!(row["failure"], Value::Null);
        assert_eq!(count(&row, "results"), 30, "{row}");
        assert_eq!(row["requests"], 30, "{row}");
    }
}

/// Runs the row of a fault, and returns it. None if this system cannot make it.
fn with_fault(fault: &str) -> Option<Value> {
    let json =
        PROGRAM.json(&["failures", "--only", "job_queue", "--fault", fault]);
    let rows = rows(&json);
    let row = rows.into_iter().nth(1)?;
    assert_eq!(row["failure"], Value::Null, "{row}");
    assert_eq!(count(&row, "results"), 60, "{row}");
    assert!(count(&row, "runs") >= 60, "{row}");
    let pills = u64::from(fault == "always-fails");
    assert_eq!(count(&row, "jobs"), 60 + pills, "{row}");
    assert_eq!(count(&row, "given up"), pills, "{row}");
    eprintln!("{fault}: {}", row["columns"]);
    Some(row)
}

#[test]
fn a_killed_worker_loses_nothing() {
    for _ in 0..rounds() {
        if engine() {
            with_fault("worker-killed").expect("it is possible");
        }
    }
}

#[test]
fn a_stopped_worker_is_counted_once() {
    for _ in 0..rounds() {
        if engine() {
            // A worker that stops at the wrong moment does nothing twice.
            let again = (0..5).any(|_| {
                let row = with_fault("worker-stopped").expect("it is possible");
                let twice = count(&row, "done twice");
                assert!(count(&row, "runs") >= 60 + twice, "{row}");
                twice > 0
            });
            assert!(again, "nothing was done twice, five times");
        }
    }
}

#[test]
fn a_poison_pill_is_given_up() {
    for _ in 0..rounds() {
        if engine() {
            let row = with_fault("always-fails").expect("it is possible");
            assert_eq!(count(&row, "most"), 3, "{row}");
        }
    }
}

#[test]
fn an_engine_that_is_killed_loses_nothing() {
    for _ in 0..rounds() {
        if engine() {
            with_fault("engine-killed").expect("it is possible");
        }
    }
}

#[test]
fn a_submitter_can_begin_again() {
    for _ in 0..rounds() {
        if engine() {
            with_fault("submitter-killed").expect("it is possible");
        }
    }
}

#[test]
fn a_host_that_is_cut_off_loses_nothing() {
    for _ in 0..rounds() {
        if engine() && with_fault("host-cut-off").is_none() {
            let root = fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
            let required = env::var_os("ENGINES_REQUIRED").is_some();
            assert!(!(required && root), "networks of our own are required");
            eprintln!("skipped: networks of our own need root on Linux");
        }
    }
}

#[test]
fn a_job_without_sense_is_refused_and_reported() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let worker = engine.worker();
    let all: [&[(&str, &str)]; 4] = [
        &[("name", "a"), ("kind", "print"), ("version", "1")],
        &[("name", "b"), ("kind", "fetch"), ("version", "2")],
        &[("name", "c"), ("kind", "fetch"), ("version", "1")],
        &[("something", "else")],
    ];
    all.iter().for_each(|fields| engine.add(fields));
    until("all are given up", || engine.hash("given_up").len() == 4);
    let said = worker.end();
    let given_up = engine.hash("given_up");
    for (name, reason) in [
        ("a", "an unknown kind of job, \"print\""),
        ("b", "version \"2\" of a job, not \"1\""),
        ("c", "a job without url"),
    ] {
        assert_eq!(given_up[name], reason);
        let line = format!("Error: {name}: given up: {reason}\n");
        assert!(said.contains(&line), "{said}");
    }
    assert!(engine.hash("results").is_empty());
}

#[test]
fn a_job_that_fails_is_given_up_after_three_runs() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let worker = engine.worker();
    let url = "http://127.0.0.1:1/";
    engine.add(&[
        ("name", "a"),
        ("kind", "fetch"),
        ("version", "1"),
        ("url", url),
    ]);
    until("it is given up", || engine.hash("given_up").len() == 1);
    let said = worker.end();
    assert_eq!(engine.hash("given_up")["a"], "no result after 3 deliveries");
    assert_eq!(said.matches("Error: a: ").count(), 4, "{said}");
    let started: usize = engine
        .connection()
        .scard("beyond_one_machine:started")
        .expect("a set");
    assert_eq!(started, 3);
}

#[test]
fn the_same_urls_are_the_same_jobs() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let submit = |urls: &str| {
        let mut child = engine
            .command(&["submit"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin.write_all(urls.as_bytes()).expect("it reads");
        drop(stdin);
        checks::ended(child).printed()
    };
    let urls = "http://a.test/\nhttp://b.test/\n";
    assert_eq!(submit(urls), "2 pushed, 0 were there\n");
    let more = format!("{urls}http://c.test/\n");
    assert_eq!(submit(&more), "1 pushed, 2 were there\n");
}

#[test]
fn the_engine_is_for_this_machine_and_has_a_password() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let bound: HashMap<String, String> = redis::cmd("CONFIG")
        .arg("GET")
        .arg("bind")
        .query(&mut engine.connection())
        .expect("a setting");
    assert_eq!(bound["bind"], "127.0.0.1");
    let url = format!("redis://127.0.0.1:{}", engine.port);
    let client = Client::open(url).expect("a URL");
    let refused = client.get_connection().and_then(|mut connection| {
        redis::cmd("PING").query::<String>(&mut connection)
    });
    assert!(refused.is_err());
}

#[test]
fn the_password_is_nowhere_to_be_read() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let worker = engine.worker();
    let url = engine.url();
    // It takes the URL out of its own command line.
    let mut second = PROGRAM
        .command(&["worker", "--queue", "other", "--redis", &url])
        .spawn()
        .expect("it starts");
    let command_line = |id: u32| {
        let line = fs::read(format!("/proc/{id}/cmdline"));
        String::from_utf8(line.unwrap_or_default()).expect("UTF-8")
    };
    if cfg!(target_os = "linux") {
        until("it has begun again", || {
            let line = command_line(second.id());
            line.contains("worker") && !line.contains("--redis")
        });
        until("it has joined", || {
            let stream = "other:stream";
            engine.connection().exists(stream).expect("an answer")
        });
        let ids = [engine.keeper.id(), worker.id(), second.id()];
        let servers = processes::children(engine.keeper.id());
        assert_eq!(servers.len(), 1);
        for id in ids.iter().chain(&servers) {
            let line = command_line(*id);
            assert!(!line.is_empty() && !line.contains(PASSWORD), "{line}");
        }
    }
    processes::kill("TERM", second.id());
    assert!(second.wait().expect("it is ours").success());
    let said = worker.end();
    assert!(!said.contains(PASSWORD), "{said}");

    // A server that runs, one that does not, and a wrong password.
    let gone = format!("redis://:{PASSWORD}@127.0.0.1:1");
    let wrong = url.replace(PASSWORD, "another-secret");
    let nonsense = format!("redis//:{PASSWORD}@127.0.0.1");
    for (url, status) in [(&url, 0), (&gone, 1), (&wrong, 1), (&nonsense, 2)] {
        let mut arguments = SMALL.to_vec();
        arguments.extend(["--json", "--redis", url]);
        let run = PROGRAM.run(&arguments);
        assert_eq!(run.status.code(), Some(status), "{run:?}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.contains("secret"), "{said}");
    }
    for command in ["worker", "submit"] {
        let run = PROGRAM.run(&[command, "--redis", &gone]);
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        assert!(run.stderr.contains("127.0.0.1:1"), "{run:?}");
        assert!(!run.stderr.contains(PASSWORD), "{run:?}");
    }
}

#[test]
fn a_given_engine_is_left_as_it_was() {
    if !engine() {
        return;
    }
    let engine = Engine::start();
    let run = |arguments: &[&str]| {
        let mut command = engine.command(&SMALL);
        command.args(arguments);
        checks::run(command)
    };
    run(&[]).printed();
    let keys: Vec<String> = engine.connection().keys("*").expect("keys");
    assert_eq!(keys, Vec::<String>::new());
    // Jobs of another program.
    let names = "mine:names";
    let _: bool = engine.connection().hset(names, "a", 1).expect("a hash");
    let refused = run(&["--queue", "mine"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let said = refused.stdout.split_whitespace().collect::<Vec<_>>();
    let said = said.join(" ");
    assert!(said.contains("the queue \"mine\" is in use"), "{said}");
}

#[test]
fn without_an_engine_the_other_rows_run() {
    let mut command = PROGRAM.command(&SMALL);
    command.env("PATH", "/nowhere");
    let run = checks::run(command);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let words = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        words.matches("apt install redis-server").count(),
        1,
        "{words}"
    );
    assert!(words.contains("tasks 0."), "{words}");
}

#[test]
fn mistakes_are_explained() {
    PROGRAM.mistake(&["worker", "--limit", "0"]);
    PROGRAM.mistake(&["queue", "--url", "ftp://a.test"]);
    PROGRAM.mistake(&["worker", "--redis", "nonsense"]);
    let run = PROGRAM.run(&["worker"]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(run.stderr, "Error: which engine? Use --redis URL\n");
    let help = PROGRAM.printed(&["worker", "--help"]);
    assert!(help.contains("Usage: beyond_one_machine worker "), "{help}");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_left_of_the_queue() {
    if !engine() {
        return;
    }
    for (signal, part) in [
        ("INT", "queue"),
        ("TERM", "queue"),
        ("HUP", "failures"),
        ("KILL", "queue"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = PROGRAM
            .command(&[part, "--only", "job_queue", "--jobs", "5000"])
            .env("TMPDIR", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut all = Vec::new();
        let mut address = String::new();
        until("the workers and the engine", || {
            all = below(folder.path());
            let keeper = all.iter().find(|it| it.1.ends_with("\0engine\0"));
            let server = keeper.and_then(|it| server_of(it.0));
            let Some((id, listens)) = server else {
                return false;
            };
            all.push((id, String::new()));
            address = listens;
            all.iter().any(|(_, line)| line.contains("\0worker\0"))
        });
        processes::kill(signal, child.id());
        let status = child.wait().expect("it is ours");
        if signal != "KILL" {
            assert_eq!(status.code(), Some(130), "{signal}");
        }
        let ids: Vec<u32> = all.into_iter().map(|(id, _)| id).collect();
        processes::wait_until_gone(&ids);
        assert!(below(folder.path()).is_empty(), "{signal}");
        assert!(std::net::TcpStream::connect(&address).is_err(), "{address}");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        // After SIGKILL, the folder of the tables is still there.
        assert_eq!(left, usize::from(signal == "KILL"), "{signal}");
    }
}

/// Returns the process of a keeper's server, and the address on which that
/// listens, which it shows in place of its arguments.
#[cfg(target_os = "linux")]
fn server_of(keeper: u32) -> Option<(u32, String)> {
    let id = processes::children(keeper).into_iter().next()?;
    let line = fs::read_to_string(format!("/proc/{id}/cmdline")).ok()?;
    let address = line.split([' ', '\0']).find(|word| word.contains(':'))?;
    Some((id, address.to_owned()))
}

/// Returns ids and command lines of the processes that have this folder for
/// temporary files.
#[cfg(target_os = "linux")]
fn below(folder: &std::path::Path) -> Vec<(u32, String)> {
    let value = format!("TMPDIR={}", folder.display());
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|it| it.file_name().to_str()?.parse().ok());
    let read = |id: u32, file: &str| {
        let bytes = fs::read(format!("/proc/{id}/{file}")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    ids.filter(|id| read(*id, "environ").split('\0').any(|it| it == value))
        .map(|id| (id, read(id, "cmdline")))
        .filter(|(_, line)| !line.is_empty())
        .collect()
}

#[test]
fn python_fetches_each_url_once() {
    if checks::python().is_none() || !engine() {
        return;
    }
    let mut arguments = SMALL.to_vec();
    arguments[2] = "6";
    arguments.push("--python");
    let json = PROGRAM.json(&arguments);
    let rows = rows(&json);
    let rows = rows.iter().filter(|row| row["language"] == "Python");
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), 3);
    for (row, workers) in rows.iter().zip([1, 1, 2]) {
        assert_eq!(row["failure"], Value::Null, "{row}");
        assert_eq!(count(row, "results"), 6, "{row}");
        assert_eq!(row["requests"], 6, "{row}");
        let in_flight = row["in_flight"].as_u64().expect("a count");
        // Its workers have one job at a time.
        assert!(row["version"] == "tasks" || in_flight <= workers, "{row}");
    }
}
