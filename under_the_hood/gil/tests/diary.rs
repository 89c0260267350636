//! The lanes that a thread's diary makes of its notes.

#[path = "../src/diary.rs"]
mod diary;

use std::thread;
use std::time::{Duration, Instant};

use diary::Diary;
use timeline::{Kind, Lane};

/// A pause that is long enough to count.
const PAUSE: Duration = Duration::from_millis(5);

/// Returns the kinds of all spans, without the pauses before the first work and
/// after the last one: on a busy machine, a thread may have to wait there.
fn kinds(lane: &Lane) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = lane.spans.iter().map(|it| it.kind).collect();
    if kinds.first() == Some(&Kind::Waiting) {
        kinds.remove(0);
    }
    if kinds.last() == Some(&Kind::Waiting) {
        kinds.pop();
    }
    kinds
}

#[test]
fn between_two_chunks_of_work_it_waited() {
    let mut diary = Diary::new(Instant::now());
    diary.note(|| ());
    thread::sleep(PAUSE);
    diary.note(|| thread::sleep(PAUSE));
    thread::sleep(PAUSE);
    diary.note(|| ());
    let lane = diary.lane("a thread".to_owned());
    let (computing, waiting) = (Kind::Computing, Kind::Waiting);
    let expected = [computing, waiting, computing, waiting, computing];
    assert_eq!(kinds(&lane), expected, "{lane:?}");
    assert_eq!(lane.label, "a thread");
    assert!(lane.note.ends_with(" ms"), "{lane:?}");
    for span in &lane.spans {
        assert!(span.start <= span.end, "{lane:?}");
    }
    for pair in lane.spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{lane:?}");
    }
}

#[test]
fn before_its_first_work_and_after_its_last_it_waited() {
    let mut diary = Diary::new(Instant::now());
    thread::sleep(PAUSE);
    diary.note(|| ());
    thread::sleep(PAUSE);
    let lane = diary.lane(String::new());
    let all: Vec<Kind> = lane.spans.iter().map(|it| it.kind).collect();
    assert_eq!(all, [Kind::Waiting, Kind::Computing, Kind::Waiting]);
}

#[test]
fn chunks_without_a_pause_are_one() {
    const CHUNKS: usize = 1000;
    let mut diary = Diary::new(Instant::now());
    (0..CHUNKS).for_each(|_| diary.note(|| ()));
    // A busy machine may put a few pauses in between.
    let spans = diary.lane(String::new()).spans;
    assert!(spans.len() < CHUNKS / 10, "{spans:?}");
}
