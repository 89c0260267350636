//! An interval, divided into computing, waiting for a core, and being blocked.
#![cfg(target_os = "linux")]

use std::time::Duration;

use profile_task::figures::Parts;
use profile_task::window::{Busy, Room, divide};

const SPAN: Duration = Duration::from_millis(100);

fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Returns the parts of 100 ms, in milliseconds, in which the threads were on a
/// core and queued for the given times.
fn divided(on_a_core: u64, queued: u64, cores: usize) -> [u128; 3] {
    let room = Room {
        cores,
        at_once: usize::MAX,
        others: Duration::MAX,
    };
    divided_in(on_a_core, queued, room)
}

fn divided_in(on_a_core: u64, queued: u64, room: Room) -> [u128; 3] {
    let busy = Busy {
        on_a_core: milliseconds(on_a_core),
        queued: milliseconds(queued),
    };
    rounded(divide(SPAN, busy, room))
}

fn rounded(parts: Parts) -> [u128; 3] {
    [parts.computing, parts.queued, parts.blocked]
        .map(|part| (part + Duration::from_micros(500)).as_millis())
}

#[test]
fn one_thread_computes_is_queued_and_is_blocked() {
    assert_eq!(divided(0, 0, 2), [0, 0, 100]);
    assert_eq!(divided(100, 0, 2), [100, 0, 0]);
    assert_eq!(divided(30, 0, 2), [30, 0, 70]);
    assert_eq!(divided(50, 50, 2), [50, 50, 0]);
    assert_eq!(divided(20, 30, 1), [20, 30, 50]);
}

#[test]
fn threads_that_share_the_cores_take_nothing_from_each_other() {
    // Eight threads on two cores: six are queued at each moment.
    assert_eq!(divided(200, 600, 2), [100, 0, 0]);
    // Other programs had one of the two cores half of the time.
    assert_eq!(divided(150, 650, 2), [75, 25, 0]);
}

#[test]
fn two_threads_on_two_cores_fill_the_time_once() {
    assert_eq!(divided(200, 0, 2), [100, 0, 0]);
    // Both were busy for the same half, or each for a different half.
    assert_eq!(divided(100, 0, 2), [100, 0, 0]);
}

#[test]
fn one_after_another_compute_as_long_as_they_are_on_a_core() {
    let room = Room {
        cores: 2,
        at_once: 1,
        others: Duration::MAX,
    };
    // The next one is queued before the last one has left its core.
    assert_eq!(divided_in(99, 16, room), [99, 1, 0]);
    assert_eq!(divided_in(50, 70, room), [50, 50, 0]);
    assert_eq!(divided_in(60, 10, room), [60, 10, 30]);
}

#[test]
fn others_have_taken_no_more_than_they_had() {
    let room = |others| Room {
        cores: 2,
        at_once: 8,
        others: milliseconds(others),
    };
    // If cores are idle, queued threads wait for one another.
    assert_eq!(divided_in(60, 300, room(0)), [60, 0, 40]);
    assert_eq!(divided_in(60, 300, room(20)), [60, 20, 20]);
    // Eight threads, and others that had one of two cores half of the time.
    assert_eq!(divided_in(150, 650, room(50)), [75, 25, 0]);
}

#[test]
fn cpu_time_is_between_one_core_s_and_that_of_all() {
    let parts = |computing, queued, blocked| Parts {
        computing: milliseconds(computing),
        queued: milliseconds(queued),
        blocked: milliseconds(blocked),
        on_disk: Duration::ZERO,
    };
    let within =
        |parts: Parts, cpu| rounded(parts.within(milliseconds(cpu), 2));
    assert_eq!(within(parts(60, 10, 30), 60), [60, 10, 30]);
    assert_eq!(within(parts(60, 10, 30), 40), [40, 10, 50]);
    assert_eq!(within(parts(60, 10, 30), 180), [90, 10, 0]);
    assert_eq!(within(parts(0, 90, 10), 180), [90, 10, 0]);
    assert_eq!(within(parts(0, 0, 100), 500), [100, 0, 0]);
}

#[test]
fn the_parts_add_up() {
    for on_a_core in [0, 1, 40, 99, 100, 150, 400] {
        for queued in [0, 1, 40, 250] {
            for cores in [1, 2, 64] {
                let sum: u128 = divided(on_a_core, queued, cores).iter().sum();
                assert!((99..=101).contains(&sum), "{sum}");
            }
        }
    }
}

#[test]
fn missed_time_is_like_seen_time() {
    let seen = Parts {
        computing: milliseconds(30),
        queued: milliseconds(10),
        blocked: milliseconds(60),
        on_disk: milliseconds(60),
    };
    let cpu = milliseconds(30);
    assert_eq!(rounded(seen.completed(cpu, cpu)), [30, 10, 60]);
    // Half of the CPU time was seen.
    let whole = seen.completed(cpu, 2 * cpu);
    assert_eq!(rounded(whole), [60, 20, 20]);
    assert_eq!(whole.on_disk, milliseconds(20));
    // No more than all of the wall time can be filled.
    assert_eq!(rounded(seen.completed(cpu, 9 * cpu)), [75, 25, 0]);
    // A program that ends at once is not seen at all.
    let unseen = Parts {
        blocked: milliseconds(100),
        ..Parts::default()
    };
    let whole = unseen.completed(Duration::ZERO, milliseconds(40));
    assert_eq!(rounded(whole), [40, 0, 60]);
    let whole = unseen.completed(Duration::ZERO, milliseconds(400));
    assert_eq!(rounded(whole), [100, 0, 0]);
}

#[test]
fn stolen_time_is_queued_time() {
    let parts = Parts {
        computing: milliseconds(70),
        queued: milliseconds(0),
        blocked: milliseconds(30),
        on_disk: milliseconds(0),
    };
    assert_eq!(
        rounded(parts.without_stolen(milliseconds(20))),
        [70, 20, 10]
    );
    assert_eq!(rounded(parts.without_stolen(milliseconds(90))), [70, 30, 0]);
}
