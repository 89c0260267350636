//! Three tasks: their requests overlap.

use checks::{Program, requests};

const EXAMPLE: Program = Program(env!("CARGO_BIN_EXE_ex_3_2"));

#[test]
fn the_three_requests_are_in_flight_together() {
    requests::three_together(EXAMPLE);
}

#[test]
fn it_prints_the_responses_then_the_time() {
    let (_site, seen) = requests::ask(EXAMPLE, "/bytes/5");
    let lines: Vec<_> = seen.lines().collect();
    assert_eq!(lines[..3], ["200 OK, 5 bytes"; 3]);
    assert!(lines[3].starts_with("Took "), "{seen}");
}

checks::tests_of_an_example!(EXAMPLE, requests: 3, peak: 3);

#[cfg(target_os = "linux")]
#[test]
fn one_thread_is_enough() {
    requests::one_thread(EXAMPLE, 3);
}
