//! Samples of threads become lanes.

use std::time::Duration;

use record::threads::{Threads, Times};
use timeline::Kind;

fn milliseconds(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Returns threads with these samples: id, time of the sample, time spent
/// computing, and time spent waiting for a core, in milliseconds.
fn noted(notes: &[(u32, u64, u64, u64)]) -> Threads {
    let mut threads = Threads::default();
    for (id, now, computed, waiting) in notes {
        let times = Times {
            computed: milliseconds(*computed),
            waiting_for_core: milliseconds(*waiting),
        };
        threads.note(*id, milliseconds(*now), times);
    }
    threads
}

#[test]
fn intervals_of_one_kind_are_one_span() {
    let threads = noted(&[
        (7, 0, 0, 0),
        (7, 20, 19, 0),
        (7, 40, 38, 0),
        (7, 60, 39, 0),
        (7, 80, 39, 0),
        (9, 40, 0, 0),
        (9, 60, 15, 0),
    ]);
    let lanes = threads.lanes().expect("they computed");
    let spans = |lane: usize| {
        let spans = lanes[lane].spans.iter();
        let spans = spans.map(|span| (span.kind, span.start, span.end));
        spans.collect::<Vec<_>>()
    };
    assert_eq!(
        spans(0),
        [
            (Kind::Computing, milliseconds(0), milliseconds(40)),
            (Kind::Waiting, milliseconds(40), milliseconds(80)),
        ]
    );
    let computing = (Kind::Computing, milliseconds(40), milliseconds(60));
    assert_eq!(spans(1), [computing]);
    assert_eq!(lanes[0].label, "thread 1");
    assert_eq!(lanes[0].note, "0.04 s CPU");
    assert_eq!(threads.warning("it"), None);
}

#[test]
fn waiting_for_a_core_counts_as_computing_and_is_reported() {
    let threads = noted(&[(7, 0, 0, 0), (7, 20, 4, 16), (7, 40, 20, 20)]);
    let lanes = threads.lanes().expect("they computed");
    assert_eq!(lanes[0].spans.len(), 1);
    assert_eq!(lanes[0].spans[0].kind, Kind::Computing);
    let warning = threads.warning("ex_3_5").expect("it was disturbed");
    assert!(
        warning.starts_with(
            "The threads of ex_3_5 computed for 0.02 s, and waited for a core \
             for 0.02 s"
        ),
        "{warning}"
    );
}

#[test]
fn an_os_that_does_not_report_times_gives_no_lanes() {
    assert!(Threads::default().lanes().is_none());
    assert!(noted(&[(7, 0, 0, 0), (7, 20, 0, 0)]).lanes().is_none());
}

#[test]
fn a_time_that_falls_does_not_panic() {
    let threads = noted(&[(7, 0, 9, 9), (7, 20, 3, 3)]);
    assert_eq!(threads.lanes().expect("it computed").len(), 1);
}
