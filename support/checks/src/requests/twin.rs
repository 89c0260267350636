//! The Python program next to an example, which does the same.

use std::process::Command;

use super::site::site;
use crate::Run;

/// Checks that the Python program `script` makes `requests` requests, at most
/// `peak` of them at a time, that any status is a response to it, and that it
/// explains a mistake and a failure in one sentence.
pub fn twin(script: &str, requests: usize, peak: usize) {
    let Some(interpreter) = crate::python() else {
        return;
    };
    let run = |arguments: &[&str]| -> Run {
        let mut command = Command::new(&interpreter);
        command.args(["-B", script]).args(arguments);
        crate::run(command)
    };
    for (path, status, length) in
        [("/bytes/777", 200, 777), ("/status/404", 404, 0)]
    {
        let site = site();
        let seen = run(&[&format!("{}{path}", site.base_url())]).printed();
        assert_eq!(site.log().requests(), requests, "{path}: {seen}");
        let line = format!("{status}, {length} bytes");
        let pair = format!("({status}, {length})");
        let count = seen.matches(&line).count() + seen.matches(&pair).count();
        assert_eq!(count, requests, "{path}: {seen}");
    }
    let site = site();
    // No request gets past this barrier alone, except if it is the only one.
    let url = format!("{}/barrier/{peak}", site.base_url());
    let seen = run(&[&url]).printed();
    assert_eq!(seen.matches("200").count(), requests, "{seen}");
    assert_eq!(site.log().peak(), peak, "{seen}");

    let url = "http://127.0.0.1:1/";
    let failed = run(&[url]);
    let start = format!("Error: GET {url} failed: ");
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    assert!(failed.stderr.starts_with(&start), "{failed:?}");
    // After that, asyncio may list tasks whose errors were never retrieved.
    let is_alone = failed.stderr.lines().count() == 1;
    let of_tasks = failed.stderr.contains("exception was never retrieved");
    assert!(is_alone || of_tasks, "{failed:?}");
    let mistaken = run(&[]);
    assert_eq!(mistaken.status.code(), Some(2), "{mistaken:?}");
    assert_eq!(mistaken.stderr.lines().count(), 1, "{mistaken:?}");
}
