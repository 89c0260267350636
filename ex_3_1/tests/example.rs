//! One request: it is sent once, and the response is printed.

use checks::{Program, requests};

const EXAMPLE: Program = Program(env!("CARGO_BIN_EXE_ex_3_1"));

#[test]
fn it_prints_the_response_then_the_time() {
    let (site, seen) = requests::ask(EXAMPLE, "/get");
    let exchanges = site.log().exchanges();
    assert_eq!(exchanges[0].request, "GET /get");
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("200 OK, "), "{seen}");
    assert!(lines[1].starts_with("Took "), "{seen}");
    assert_eq!(lines.len(), 2, "{seen}");
}

checks::tests_of_an_example!(EXAMPLE, requests: 1, peak: 1);

#[cfg(target_os = "linux")]
#[test]
fn one_thread_is_enough() {
    requests::one_thread(EXAMPLE, 1);
}
