//! Three requests in one call: they overlap.

use checks::requests as check;

const EXAMPLE: &str = env!("CARGO_BIN_EXE_ex_3_3");

#[test]
fn the_three_requests_are_in_flight_together() {
    // Nobody gets past this barrier alone.
    let (site, output) = check::ask(EXAMPLE, "/barrier/3");
    assert!(output.status.success(), "{}", check::stderr(&output));
    assert_eq!(check::stdout(&output).matches("200").count(), 3);
    assert_eq!(site.log().peak(), 3);

    let exchanges = site.log().exchanges();
    let mut connections: Vec<_> = exchanges
        .iter()
        .map(|exchange| exchange.connection)
        .collect();
    connections.sort_unstable();
    assert_eq!(
        connections,
        [1, 2, 3],
        "each waits on a connection of its own"
    );
}

#[test]
fn it_prints_the_collection_and_its_type() {
    let (_site, output) = check::ask(EXAMPLE, "/bytes/5");
    let seen = check::stdout(&output);
    let lines: Vec<_> = seen.lines().collect();
    assert_eq!(lines[0], "[(200, 5), (200, 5), (200, 5)]");
    assert_eq!(
        lines[1],
        "alloc::vec::Vec<(http::status::StatusCode, usize)>"
    );
    assert!(lines[2].starts_with("Took "), "{seen}");
}

#[test]
fn any_status_and_any_body_is_an_answer() {
    check::answers(EXAMPLE, 3);
}

#[test]
fn the_local_site_draws_what_it_saw() {
    check::timeline(EXAMPLE, 3, 3);
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

#[cfg(target_os = "linux")]
#[test]
fn one_thread_is_enough() {
    check::one_thread(EXAMPLE, 3);
}
