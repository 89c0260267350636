//! Three requests in one call: they overlap.

use checks::{Program, requests};

const EXAMPLE: Program = Program(env!("CARGO_BIN_EXE_ex_3_3"));

#[test]
fn the_three_requests_are_in_flight_together() {
    requests::three_together(EXAMPLE);
}

#[test]
fn it_prints_the_collection_and_its_type() {
    let (_site, seen) = requests::ask(EXAMPLE, "/bytes/5");
    let lines: Vec<_> = seen.lines().collect();
    assert_eq!(lines[0], "[(200, 5), (200, 5), (200, 5)]");
    assert_eq!(
        lines[1],
        "alloc::vec::Vec<(http::status::StatusCode, usize)>"
    );
    assert!(lines[2].starts_with("Took "), "{seen}");
}

checks::tests_of_an_example!(EXAMPLE, requests: 3, peak: 3);

#[cfg(target_os = "linux")]
#[test]
fn one_thread_is_enough() {
    requests::one_thread(EXAMPLE, 3);
}
