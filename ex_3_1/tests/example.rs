//! One request: it is made once, and what comes back is printed.

use checks::requests as check;

const EXAMPLE: &str = env!("CARGO_BIN_EXE_ex_3_1");

#[test]
fn it_prints_the_answer_then_the_time() {
    let (site, output) = check::ask(EXAMPLE, "/get");
    let exchanges = site.log().exchanges();
    assert_eq!(exchanges[0].request, "GET /get");
    let seen = check::stdout(&output);
    let lines: Vec<_> = seen.lines().collect();
    assert!(lines[0].starts_with("200 OK, "), "{seen}");
    assert!(lines[1].starts_with("Took "), "{seen}");
    assert_eq!(lines.len(), 2, "{seen}");
}

#[test]
fn any_status_and_any_body_is_an_answer() {
    check::answers(EXAMPLE, 1);
}

#[test]
fn the_local_site_draws_what_it_saw() {
    check::timeline(EXAMPLE, 1, 1);
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
    check::one_thread(EXAMPLE, 1);
}
