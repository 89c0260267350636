//! Three blocking requests: they do not overlap.

use checks::{Program, requests};

const EXAMPLE: Program = Program(env!("CARGO_BIN_EXE_ex_3_4"));

#[test]
fn the_three_requests_are_never_in_flight_together() {
    // The delay is long enough that any overlap of two would be counted.
    let (site, _output) = requests::ask(EXAMPLE, "/delay/0.5");
    assert_eq!(site.log().requests(), 3);
    assert_eq!(site.log().peak(), 1);
}

#[test]
fn one_agent_keeps_one_connection() {
    let (site, _output) = requests::ask(EXAMPLE, "/get");
    let exchanges = site.log().exchanges();
    let mut connections = exchanges.iter().map(|exchange| exchange.connection);
    assert_eq!(connections.clone().count(), 3);
    assert!(connections.all(|connection| connection == 1));
}

#[test]
fn it_prints_the_time_then_the_responses() {
    let (_site, seen) = requests::ask(EXAMPLE, "/bytes/5");
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("Took "), "{seen}");
    assert_eq!(lines[1..], ["200 OK, 5 bytes"; 3]);
}

checks::tests_of_an_example!(EXAMPLE, requests: 3, peak: 1);
