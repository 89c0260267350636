//! Tests that all examples with requests have in common.

mod faults;
mod https;
mod site;
mod twin;

use std::path::Path;

use local_httpbin::Site;

use crate::Program;

#[cfg(unix)]
pub use self::faults::few_files;
#[cfg(target_os = "linux")]
pub use self::faults::gives_up_on_a_name;
pub use self::faults::{faults, gives_up, reset};
pub use self::https::https;
use self::site::printed_without_timeline;
pub use self::site::site;
pub use self::twin::twin;

/// Defines the tests of an example that sends `$requests` requests, with at most
/// `$peak` of them in flight.
#[macro_export]
macro_rules! tests_of_an_example {
    ($program:expr, requests: $requests:expr, peak: $peak:expr) => {
        #[test]
        fn any_status_and_any_body_is_a_response() {
            $crate::requests::responses($program, $requests);
        }

        #[test]
        fn the_test_server_draws_a_timeline() {
            $crate::requests::timeline($program, $requests, $peak);
        }

        #[test]
        fn the_python_program_does_the_same() {
            let script = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/",
                env!("CARGO_PKG_NAME"),
                ".py"
            );
            $crate::requests::twin(script, $requests, $peak);
        }

        #[test]
        fn each_fault_is_explained_in_one_sentence() {
            $crate::requests::faults($program);
        }

        #[test]
        fn a_reset_is_explained_in_one_sentence() {
            $crate::requests::reset($program);
        }

        #[test]
        fn a_mistake_on_the_command_line_gets_the_usage() {
            $crate::requests::usage($program);
        }

        #[cfg(target_os = "linux")]
        #[test]
        fn https_works_if_the_certificate_is_trusted() {
            $crate::requests::https($program);
        }

        #[cfg(unix)]
        #[test]
        fn too_few_files_are_explained_in_one_sentence() {
            $crate::requests::few_files($program);
        }

        #[cfg(target_os = "linux")]
        #[test]
        fn output_that_cannot_be_written_is_explained() {
            let site = $crate::requests::site();
            let url = format!("{}/get", site.base_url());
            $program.explains_unwritable_output(&[&url]);
        }
    };
}

/// Starts a test server, lets `example` request `path`, and returns the server
/// and the example's output.
pub fn ask(example: Program, path: &str) -> (Site, String) {
    let site = site();
    let run = example.run(&[&format!("{}{path}", site.base_url())]);
    (site, printed_without_timeline(run))
}

/// Checks that any status counts as a response, that an empty or a binary body
/// counts as a body, and that each is requested exactly `requests` times.
pub fn responses(example: Program, requests: usize) {
    for (path, status, length) in [
        ("/bytes/777", 200, 777),
        ("/bytes/0", 200, 0),
        ("/status/404", 404, 0),
        ("/status/503", 503, 0),
    ] {
        let (site, seen) = ask(example, path);
        assert_eq!(site.log().requests(), requests, "{path}: requests made");
        // An example prints one line per response, or one list of pairs.
        let lines = seen.lines().filter(|line| {
            line.starts_with(&status.to_string())
                && line.ends_with(&format!(", {length} bytes"))
        });
        let pair = format!("({status}, {length})");
        let pairs = seen.matches(&pair);
        assert_eq!(lines.count() + pairs.count(), requests, "{path}: {seen}");
    }
}

/// Checks that `--help` prints the usage, and that a mistake gets one sentence
/// and the usage.
pub fn usage(example: Program) {
    let mistakes = [
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
    ];
    for (arguments, sentence) in mistakes {
        let said = example.mistake(arguments);
        assert!(said.contains(sentence), "{arguments:?}: {said}");
    }
    let name = Path::new(example.0).file_stem().expect("it has a name");
    let usage = format!("Usage: {} ", name.to_string_lossy());
    example.has_usage(&usage, &mistakes.map(|(mistake, _)| mistake));
}

/// Checks that three requests are in flight together, each on its own
/// connection.
pub fn three_together(example: Program) {
    // No request gets past this barrier alone.
    let (site, seen) = ask(example, "/barrier/3");
    assert_eq!(seen.matches("200").count(), 3);
    assert_eq!(site.log().peak(), 3);
    let exchanges = site.log().exchanges();
    let connections = exchanges.iter().map(|exchange| exchange.connection);
    let mut connections: Vec<_> = connections.collect();
    connections.sort_unstable();
    assert_eq!(connections, [1, 2, 3]);
}

/// Checks that everything runs on one thread while `requests` requests are in
/// flight. The program is killed then.
#[cfg(target_os = "linux")]
pub fn one_thread(example: Program, requests: usize) {
    use std::process::Stdio;

    use crate::{processes, until};

    let site = site();
    let mut running = example
        .command(&[&format!("{}/fault/hang", site.base_url())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("an example starts");
    until("its requests", || {
        let ended = running.try_wait().expect("it is ours");
        assert_eq!(ended, None, "it ended before it sent its requests");
        site.log().in_flight() == requests
    });
    let threads = processes::threads(running.id());
    running.kill().expect("it is ours");
    running.wait().expect("it is ours");
    assert_eq!(threads, 1);
}

/// Checks that the output without a URL has the test server's timeline of
/// `requests` requests, at most `peak` of them in flight.
pub fn timeline(example: Program, requests: usize, peak: usize) {
    let seen = example.printed(&[]);
    let plural = if requests == 1 { "" } else { "s" };
    let summary = format!(
        "The server saw {requests} request{plural}, \
         at most {peak} in flight at once.\n"
    );
    assert!(seen.contains(&summary), "{seen}");
    let lanes = seen.lines().filter(|line| line.contains("GET /delay/1"));
    assert_eq!(lanes.count(), requests, "{seen}");
}
