//! Servers with every failure that a learner may meet.

use std::thread;

use super::site::site;
use crate::{Program, Run};

/// Checks that each fault ends `example` with status 1 and one sentence that
/// names the URL and the cause in words, without a panic or a backtrace. Two
/// faults have their own check: one takes long ([`gives_up`]), and Wine does not
/// have the other ([`reset`]).
pub fn faults(example: Program) {
    let site = site();
    let at = |path: &str| format!("{}{path}", site.base_url());
    let plain_port = site.base_url().replace("http://", "https://") + "/";
    let cases = [
        // A part of a name has at most 63 characters, so no server is asked.
        (
            format!("http://{}.invalid/", "x".repeat(64)),
            "unknown host: ",
        ),
        // Port 1 is reserved for a service that hardly exists today.
        (
            "http://127.0.0.1:1/".to_owned(),
            "connection refused: nothing is listening there",
        ),
        (
            at("/fault/truncate"),
            "the connection was closed in the middle of the response",
        ),
        (at("/fault/garbage"), "the response isn't HTTP: "),
        (at("/fault/redirect"), "too many redirects"),
        (plain_port, "the server doesn't speak TLS: try http://"),
    ];
    // They run at once, because each takes a while.
    thread::scope(|scope| {
        for (url, cause) in &cases {
            scope.spawn(move || one_sentence(example, url, cause));
        }
    });
}

/// Checks that a server that resets the connection ends `example` the same way.
pub fn reset(example: Program) {
    let site = site();
    let url = format!("{}/fault/reset", site.base_url());
    one_sentence(example, &url, "the server reset the connection");
}

/// Checks that a server that never responds ends `example` the same way, after
/// its time limit.
pub fn gives_up(example: Program) {
    let site = site();
    let url = format!("{}/fault/hang", site.base_url());
    one_sentence(example, &url, "no response within the time limit");
}

/// Checks that a name server at `address` that never responds ends `example`
/// the same way, after `requests` lookups. It ends as soon as its time limit is
/// over, although the OS continues the lookups.
///
/// Only root can run a name server with its own `/etc/resolv.conf`.
#[cfg(target_os = "linux")]
pub fn gives_up_on_a_name(example: Program, address: &str, requests: usize) {
    use std::net::UdpSocket;
    use std::{env, fs, process};

    let Ok(name_server) = UdpSocket::bind((address, 53)) else {
        eprintln!("skipped: only root can run a name server");
        return;
    };
    // The time limit of an example is over long before the second attempt.
    let settings =
        format!("nameserver {address}\noptions timeout:30 attempts:2\n");
    let file = env::temp_dir().join(format!("{}-{address}", process::id()));
    fs::write(&file, settings).expect("a temporary file");
    let url = "http://nowhere.example/";
    let script = "mount --bind \"$1\" /etc/resolv.conf && exec \"$2\" \"$3\"";
    let mut command = process::Command::new("unshare");
    command.args(["--mount", "sh", "-c", script, "sh"]);
    command.arg(&file).args([example.0, url]);
    let run = crate::run(command);
    fs::remove_file(file).expect("it was written");
    is_one_sentence(&run, url, "no response within the time limit");

    // Each lookup asks for an IPv4 and for an IPv6 address.
    name_server.set_nonblocking(true).expect("a socket");
    let asked = (0..).map_while(|_| name_server.recv(&mut [0; 512]).ok());
    assert_eq!(asked.count(), 2 * requests, "questions: {}", example.0);
}

/// Checks that `example` starts or explains why it cannot, however few files it
/// may open.
#[cfg(unix)]
pub fn few_files(example: Program) {
    let site = site();
    let url = format!("{}/get", site.base_url());
    for limit in (8..32).step_by(3) {
        let run = example.run_after(&format!("ulimit -n {limit}"), &[&url]);
        if !run.status.success() {
            let sentence = "Error: ";
            assert_eq!(run.status.code(), Some(1), "{limit}: {run:?}");
            assert!(run.stderr.starts_with(sentence), "{limit}: {run:?}");
            assert_eq!(run.stderr.lines().count(), 1, "{limit}: {run:?}");
        }
    }
}

/// Checks that `example` fails with `cause` in one sentence for this `url`.
pub(super) fn one_sentence(example: Program, url: &str, cause: &str) {
    is_one_sentence(&example.run(&[url]), url, cause);
}

fn is_one_sentence(run: &Run, url: &str, cause: &str) {
    let start = format!("Error: GET {url} failed: {cause}");
    assert_eq!(run.status.code(), Some(1), "{url}: {run:?}");
    assert_eq!(run.stdout, "", "{url}: {run:?}");
    assert!(run.stderr.starts_with(&start), "wanted {start}: {run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{url}: {run:?}");
}
