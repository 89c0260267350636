//! Three blocking requests: they do not overlap.

use checks::requests as check;

const EXAMPLE: &str = env!("CARGO_BIN_EXE_ex_3_4");

#[test]
fn the_three_requests_are_never_in_flight_together() {
    // Long enough that any two of them would be seen side by side.
    let (site, _output) = check::ask(EXAMPLE, "/delay/0.5");
    assert_eq!(site.log().requests(), 3);
    assert_eq!(site.log().peak(), 1);
}

#[test]
fn one_agent_keeps_one_connection() {
    let (site, _output) = check::ask(EXAMPLE, "/get");
    let exchanges = site.log().exchanges();
    let mut connections = exchanges.iter().map(|exchange| exchange.connection);
    assert_eq!(connections.clone().count(), 3);
    assert!(connections.all(|connection| connection == 1));
}

#[test]
fn it_prints_the_time_then_the_answers() {
    let (_site, output) = check::ask(EXAMPLE, "/bytes/5");
    let seen = check::stdout(&output);
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("Took "), "{seen}");
    assert_eq!(lines[1..], ["200 OK, 5 bytes"; 3]);
}

#[test]
fn any_status_and_any_body_is_an_answer() {
    check::answers(EXAMPLE, 3);
}

#[test]
fn the_local_site_draws_what_it_saw() {
    check::timeline(EXAMPLE, 3, 1);
}

#[test]
fn each_fault_is_told_in_one_sentence() {
    check::faults(EXAMPLE);
}

#[test]
fn a_mistake_on_the_command_line_gets_the_usage() {
    check::usage(EXAMPLE);
}

#[cfg(target_os = "linux")]
#[test]
fn https_works_where_the_certificate_is_trusted() {
    check::https(EXAMPLE);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    check::unwritable_output(EXAMPLE);
}
