//! The counters that show memory stalls, if the OS lets us read any.
#![cfg(target_os = "linux")]

use std::process::Command;

use perf_event::events::Software;
use profile_task::counters;

#[test]
fn the_work_of_a_command_s_children_is_counted() {
    // Few machines that run tests have counters in hardware. The kernel counts
    // some events itself, in the same way.
    let Some(mut counter) = counters::counter(Software::PAGE_FAULTS) else {
        eprintln!("skipped: no counters can be read here");
        return;
    };
    // A child of the child needs 16 MiB: a page fault for each page.
    let script = "head -c 16M /dev/zero | tail -c 16M > /dev/null";
    let status = Command::new("sh").args(["-c", script]).status();
    assert!(status.is_ok_and(|status| status.success()));
    let faults = counter.read().expect("it can be read");
    assert!(faults > 2000, "{faults} page faults");
}
