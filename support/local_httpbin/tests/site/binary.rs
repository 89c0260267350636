//! The server as a program.

use std::io::Read;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use checks::Program;
#[cfg(unix)]
use checks::processes;

use crate::common::get;

const SITE: Program = Program(env!("CARGO_BIN_EXE_local_httpbin"));

/// A running server. It ends with the test, even if that fails.
struct Serving {
    child: Child,
    url: String,
    /// The part of its stdout that was read.
    said: String,
}

impl Serving {
    fn start() -> Serving {
        Serving::start_as(&mut SITE.command(&[]))
    }

    fn start_as(command: &mut Command) -> Serving {
        let mut child =
            command.stdout(Stdio::piped()).spawn().expect("it starts");
        let stdout = child.stdout.as_mut().expect("its stdout is a pipe");
        let mut said = String::new();
        while !said.contains("Ctrl-C ends it.\n") {
            let mut byte = [0];
            stdout.read_exact(&mut byte).expect("it keeps printing");
            said.push(byte[0].into());
        }
        let url = said.lines().next().unwrap_or_default().to_owned();
        Serving { child, url, said }
    }

    /// Returns what it prints after Ctrl-C, and whether it ends well.
    #[cfg(unix)]
    fn interrupt(self) -> (String, bool) {
        let (said, status, _) = self.interrupted();
        (said, status == Some(0))
    }

    /// Returns what it prints after Ctrl-C, its exit status, and what it prints
    /// on stderr, if that is a pipe.
    #[cfg(unix)]
    fn interrupted(mut self) -> (String, Option<i32>, String) {
        processes::kill("INT", self.child.id());
        let mut rest = String::new();
        let stdout = self.child.stdout.as_mut().expect("a pipe");
        stdout.read_to_string(&mut rest).expect("text");
        let mut errors = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            stderr.read_to_string(&mut errors).expect("text");
        }
        let status = self.child.wait().expect("it is ours");
        (rest, status.code(), errors)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // If it was interrupted, it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_helps() {
    let text = SITE.printed(&["--help"]);
    assert!(text.contains("TIMELINE_SVG"), "{text}");
    assert!(text.contains("\n/barrier/{n} "), "{text}");
}

#[test]
fn a_mistake_gets_a_sentence_and_the_usage() {
    let mistakes = [
        &["--port", "eighty"][..],
        &["--port", "65536"],
        &["--port"],
        &["--speed"],
        &["8000"],
    ];
    SITE.has_usage("Usage: local_httpbin [--port N] [COMMAND", &mistakes);
}

#[test]
fn a_mistake_is_shown_without_control_characters() {
    for typed in ["--\u{1b}[31m", "--port=\u{1b}[31m", "--\u{202e}"] {
        let said = SITE.mistake(&[typed]);
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("a bound port").port().to_string();
    let run = SITE.run(&["--port", &port]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(run.stderr.contains(&format!("port {port}")), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
}

#[test]
fn it_names_its_url_and_its_routes() {
    let site = Serving::start();
    assert!(site.url.starts_with("http://127.0.0.1:"), "{}", site.said);
    assert!(site.said.contains("/delay/{seconds} "), "{}", site.said);
    assert_eq!(get(&site.url, "/get").0, 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_at_once_is_heard() {
    for _ in 0..20 {
        let (said, well) = Serving::start().interrupt();
        assert!(well);
        assert!(said.contains("The server saw 0 requests"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_command_is_given_the_url_and_its_status_is_passed_on() {
    let script = "test \"$0\" = \"$SITE_URL/get\" && echo \"$0\" && exit 3";
    let run = SITE.run(&["sh", "-c", script, "{url}/get"]);
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    assert!(run.stdout.starts_with("http://127.0.0.1:"), "{run:?}");
    let summary = "\nThe server saw 0 requests, at most 0 in flight at once.\n";
    assert!(run.stdout.ends_with(summary), "{run:?}");
    assert_eq!(run.stderr, "");
    for (command, status) in [("kill -KILL $$", 137), ("kill -TERM $$", 143)] {
        let run = SITE.run(&["sh", "-c", command]);
        assert_eq!(run.status.code(), Some(status), "{run:?}");
    }
}

#[test]
fn a_command_that_cannot_be_run_is_named() {
    let here = env!("CARGO_MANIFEST_DIR");
    for (command, status) in [("no_such_command", 127), (here, 126)] {
        let run = SITE.run(&[command, "--port", "1"]);
        assert_eq!(run.status.code(), Some(status), "{run:?}");
        assert!(run.stderr.starts_with("Error: "), "{run:?}");
        assert!(run.stderr.contains(command), "{run:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_the_command_as_well() {
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let mut command = SITE.command(&["sleep", "600"]);
        let child = command.stdout(Stdio::piped()).spawn().expect("a start");
        let id = child.id();
        let sleep = checks::poll("the command", || {
            processes::children(id).first().copied()
        });
        processes::kill(signal, id);
        let run = checks::ended(child);
        assert_eq!(run.status.code(), Some(status), "{signal}: {run:?}");
        assert!(run.stdout.contains("The server saw 0 requests"), "{run:?}");
        processes::wait_until_gone(&[sleep]);
    }
}

#[cfg(unix)]
#[test]
fn too_few_file_descriptors_are_explained_in_one_sentence() {
    for limit in 4..12 {
        let run = SITE.run_after(&format!("ulimit -n {limit}"), &[]);
        assert_eq!(run.status.code(), Some(1), "{limit}: {run:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{limit}: {run:?}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_with_a_timeline() {
    let site = Serving::start();
    assert_eq!(get(&site.url, "/status/418").0, 418);
    let (said, well) = site.interrupt();
    assert!(well);
    assert!(
        said.contains("The server saw 1 request, at most 1 "),
        "{said}"
    );
    assert!(said.contains("GET /status/418"), "{said}");
}

/// Sends `requests` requests to a server that draws to `file`. Returns what it
/// printed at its end, its exit status, and what it printed on stderr.
#[cfg(unix)]
fn drawn(requests: usize, file: &str) -> (String, Option<i32>, String) {
    let mut command = SITE.command(&[]);
    command.env("TIMELINE_SVG", file).stderr(Stdio::piped());
    let site = Serving::start_as(&mut command);
    for _ in 0..requests {
        assert_eq!(get(&site.url, "/status/418").0, 418);
    }
    site.interrupted()
}

#[cfg(unix)]
#[test]
fn it_draws_its_timeline_to_the_file_that_it_is_given() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/What it saw.1.svg");
    // Longer than any picture, because nothing of it must remain.
    std::fs::write(file, "before ".repeat(10_000)).expect("a file");
    let (said, status, errors) = drawn(2, file);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let summary = "The server saw 2 requests, at most 1 in flight at once.";
    assert!(said.contains(summary), "{said}");
    let svg = std::fs::read_to_string(file).expect("the picture");
    let title = format!("<title id=\"what-it-saw-1-title\">{summary}</title>");
    assert!(
        svg.starts_with("<svg ") && svg.ends_with("</svg>\n"),
        "{svg}"
    );
    assert!(svg.contains(&title), "{svg}");
    // Each is in a lane, and in the description.
    assert_eq!(svg.matches("GET /status/418").count(), 4, "{svg}");
    assert!(
        svg.contains(">waiting<") && !svg.contains("computing"),
        "{svg}"
    );
    std::fs::remove_file(file).expect("it is ours");
}

#[cfg(unix)]
#[test]
fn a_picture_says_how_many_requests_it_skips() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/skipped.svg");
    let (said, status, _) = drawn(23, file);
    assert_eq!(status, Some(0));
    assert!(said.contains("\n  and 3 more\n"), "{said}");
    let svg = std::fs::read_to_string(file).expect("the picture");
    assert!(svg.contains(">and 3 more</text>"), "{svg}");
    std::fs::remove_file(file).expect("it is ours");
}

#[cfg(unix)]
#[test]
fn a_picture_that_cannot_be_written_is_explained_in_one_sentence() {
    let directory = env!("CARGO_TARGET_TMPDIR");
    let missing = format!("{directory}/missing/a.svg");
    for file in [&missing, directory, ".."] {
        let (said, status, errors) = drawn(1, file);
        assert_eq!(status, Some(1), "{errors}");
        let sentence = format!("Error: cannot write {file}: ");
        assert!(errors.starts_with(&sentence), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(said.contains("The server saw 1 request, "), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn an_empty_name_asks_for_no_picture() {
    let (_, status, errors) = drawn(1, "");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
}

/// The server runs in another process, so each side only needs file descriptors
/// for its own ends of the connections.
#[cfg(unix)]
#[test]
fn it_holds_ten_thousand_requests_in_flight() {
    use std::io::Write;

    use checks::until;

    use crate::common::connect;

    const REQUESTS: usize = 10_000;
    let open_files = rlimit::increase_nofile_limit(REQUESTS as u64 + 1_000)
        .expect("the limit on open files can be read");
    assert!(
        open_files > REQUESTS as u64 + 100,
        "this test needs more open files than {open_files}: raise the hard \
         limit (ulimit -Hn)"
    );
    let site = Serving::start();
    // Each sends its request at once, and then waits.
    let ask = |_| {
        let mut client = connect(&site.url);
        client
            .write_all(b"GET /fault/hang HTTP/1.1\r\nhost: a\r\n\r\n")
            .expect("the server reads");
        client
    };
    let clients: Vec<_> = (0..REQUESTS).map(ask).collect();
    let in_flight = |n: usize| {
        let (_, seen) = get(&site.url, "/in_flight");
        seen.contains(&format!("\"in_flight\": {n},"))
    };
    until("ten thousand in flight", || in_flight(REQUESTS));
    drop(clients);
    until("the end of all", || in_flight(0));
    let (said, well) = site.interrupt();
    assert!(well);
    assert!(said.contains("at most 10000 in flight at once"), "{said}");
    assert!(said.contains("and 9980 more"), "{said}");
}

/// Output that cannot be written does not end in a panic.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_explained() {
    SITE.explains_unwritable_output(&[]);
}

/// A mistake keeps its status, even if its sentence cannot be written.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_stderr_does_not_end_in_a_panic() {
    use std::fs::File;
    use std::io;

    for (arguments, status) in [("--speed", 2), ("no_such_command", 127)] {
        let full = File::create("/dev/full").expect("Linux has a full disk");
        let (reader, closed) = io::pipe().expect("a pipe");
        drop(reader);
        for stderr in [Stdio::from(full), closed.into()] {
            let mut command = SITE.command(&[arguments]);
            let ended = command.stderr(stderr).status().expect("it starts");
            assert_eq!(ended.code(), Some(status), "{arguments}");
        }
    }
}
