//! The ways, by counts and ids: on which thread the work runs, and whether the
//! heart beats meanwhile.

use std::env;
use std::hint;
use std::iter;
use std::panic;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use blocked_loop::beside::{self, Measured};
use blocked_loop::blocking_call;
use blocked_loop::heart::{PERIOD, Pulse};
use blocked_loop::work::{self, PIECES, Work};
use blocked_loop::{
    in_the_task, own_thread, rayon, spawn_blocking, two_runtimes, yielding,
};
use local_httpbin::Site;

/// How many beats the work waits for.
const BEATS: u64 = 3;

/// The most pieces where the heart is free to beat: a core computes for about
/// ten seconds.
const MANY: u64 = 200_000;

/// The most pieces where it is not: longer than a few beats take.
const SOME: u64 = 1_000;

/// Names the process in which work panics in rayon's pool.
const PANICS: &str = "BLOCKED_LOOP_PANICS";

/// A pulse without beats.
fn new_pulse() -> Arc<Pulse> {
    // A test never ends if a heart does not beat.
    checks::end_in_time();
    Arc::default()
}

/// Where the work ran.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    thread: ThreadId,
    name: Option<String>,
    is_in_rayon: bool,
}

impl Place {
    fn here() -> Place {
        Place {
            thread: thread::current().id(),
            name: thread::current().name().map(str::to_owned),
            is_in_rayon: ::rayon::current_thread_index().is_some(),
        }
    }
}

/// The places of all pieces.
type Places = Arc<Mutex<Vec<Place>>>;

/// Work that goes on until the heart has beaten so often beside it, and gives
/// up after so many pieces. Its answer is how often the heart has beaten.
fn until_it_beats(pulse: &Arc<Pulse>, most: u64, places: &Places) -> impl Work {
    let (pulse, places) = (pulse.clone(), places.clone());
    let (mut begun, mut pieces, mut is_over) = (None, 0, false);
    iter::from_fn(move || {
        if is_over {
            return None;
        }
        let begun = *begun.get_or_insert_with(|| pulse.beats());
        is_over = pulse.beats() >= begun + BEATS || pieces == most;
        let here = Place::here();
        let mut places = places.lock().expect("no piece panics");
        if places.last() != Some(&here) {
            places.push(here);
        }
        pieces += 1;
        for number in 0..100_000_u64 {
            hint::black_box(number);
        }
        Some(pulse.beats() - begun)
    })
}

/// Runs a way with that work. Returns how often the heart has beaten beside it,
/// and where the work ran.
macro_rules! beside_a_heart {
    ($way:path, $most:expr) => {{
        let (pulse, places) = (new_pulse(), Places::default());
        let work = until_it_beats(&pulse, $most, &places);
        let measured = beside::one_loop(&pulse, $way(work));
        let Measured { answer, beats, .. } = measured.expect("a loop");
        assert!(beats.made > 0, "it beats once the work is done");
        let places = places.lock().expect("no piece panics").clone();
        (answer, places)
    }};
}

/// The one place of all pieces, which is not this thread.
fn the_other_thread(places: Vec<Place>) -> Place {
    let [place] = &places[..] else {
        panic!("one thread does it: {places:?}");
    };
    assert_ne!(place.thread, thread::current().id());
    place.clone()
}

#[test]
fn in_the_task_the_heart_does_not_beat() {
    let (beats, places) = beside_a_heart!(in_the_task::run, SOME);
    assert_eq!(beats, 0);
    assert_eq!(places, [Place::here()]);
}

#[test]
fn between_pieces_the_heart_beats_on_the_same_thread() {
    let (beats, places) = beside_a_heart!(yielding::run, MANY);
    assert!(beats >= BEATS, "{beats}");
    assert_eq!(places, [Place::here()]);
}

#[test]
fn spawn_blocking_takes_a_thread_of_tokio() {
    let (beats, places) = beside_a_heart!(spawn_blocking::run, MANY);
    assert!(beats >= BEATS, "{beats}");
    let place = the_other_thread(places);
    let name = place.name.as_deref().expect("tokio names its threads");
    assert!(name.starts_with("tokio"), "{name}");
}

#[test]
fn rayon_does_it_in_its_pool() {
    let (beats, places) = beside_a_heart!(rayon::run, MANY);
    assert!(beats >= BEATS, "{beats}");
    let place = the_other_thread(places);
    assert!(place.is_in_rayon);
}

#[test]
fn a_thread_of_its_own_belongs_to_no_pool() {
    let (beats, places) = beside_a_heart!(own_thread::run, MANY);
    assert!(beats >= BEATS, "{beats}");
    let place = the_other_thread(places);
    assert_eq!((&place.name, place.is_in_rayon), (&None, false));
}

#[test]
fn a_second_runtime_has_another_thread() {
    let (beats, places) = beside_a_heart!(two_runtimes::run, MANY);
    assert!(beats >= BEATS, "{beats}");
    let place = the_other_thread(places);
    let name = place.name.as_deref().expect("tokio names its threads");
    assert!(name.starts_with("tokio"), "{name}");
}

#[test]
fn a_heart_that_is_a_thread_beats_beside_a_thread_for_each_core() {
    let pulse = new_pulse();
    let cores = command_line::cores();
    let places = Places::default();
    let work = || until_it_beats(&pulse, MANY, &places);
    let works = (0..cores).map(|_| work()).collect();
    let measured = beside::threads(&pulse, works);
    assert_eq!(measured.answer.len(), cores);
    assert!(measured.answer.iter().all(|&beats| beats >= BEATS));
}

#[test]
fn all_ways_have_the_same_answer() {
    let work = || work::mixing(PIECES);
    let answer = work().answer();
    assert_ne!(answer, 0);
    macro_rules! answers {
        ($($way:path),*) => {
            [$(beside::one_loop(&new_pulse(), $way(work()))
                .expect("a loop").answer),*]
        };
    }
    let answers = answers!(
        in_the_task::run,
        yielding::run,
        spawn_blocking::run,
        rayon::run,
        own_thread::run,
        two_runtimes::run
    );
    assert_eq!(answers, [answer; 6]);
    let threads = beside::threads(&new_pulse(), vec![work(), work()]);
    assert_eq!(threads.answer, [answer; 2]);
}

#[test]
fn the_work_comes_in_pieces_and_as_much_of_it_as_was_asked() {
    assert_eq!(work::mixing(PIECES * 3).count() as u64, PIECES);
    // Two rounds a piece are what one round a piece is, twice.
    let once: Vec<u64> = work::mixing(PIECES).collect();
    let twice: Vec<u64> = work::mixing(PIECES * 2).collect();
    assert_eq!(once[1], twice[0]);
    assert_eq!(once[999], twice[499]);
}

#[test]
fn while_a_thread_sleeps_no_task_runs_on_it() {
    let pulse = new_pulse();
    let seen = pulse.clone();
    let way = async move {
        let before = seen.beats();
        blocking_call::sleep(Duration::from_millis(50)).await;
        seen.beats() - before
    };
    let measured = beside::one_loop(&pulse, way).expect("a loop");
    assert_eq!(measured.answer, 0);
}

#[test]
fn what_a_blocked_heart_misses_is_counted_and_its_gaps_are_recorded() {
    // On a busy machine, there may be a beat before the loop is blocked.
    let with_one_gap = (0..100).find_map(|_| {
        let way = blocking_call::sleep(10 * PERIOD);
        let measured = beside::one_loop(&new_pulse(), way).expect("a loop");
        (measured.beats.made == 1).then_some(measured.beats)
    });
    let beats = with_one_gap.expect("a heart that is blocked at once");
    assert!(beats.missed >= 9, "{beats:?}");
    // Those that would have come first had to wait the longest.
    let [least, median, most] = [0.0, 0.5, 1.0].map(|share| beats.gap(share));
    assert!(least < 3 * PERIOD, "{beats:?}");
    assert!(least < median && median < most, "{beats:?}");
    assert!(most >= 10 * PERIOD, "{beats:?}");
}

#[test]
fn a_blocking_request_stops_the_heart_until_it_is_answered() {
    let site = Site::start().expect("a local site starts");
    let url = format!("{}/delay/0.05", site.base_url());
    let pulse = new_pulse();
    let seen = pulse.clone();
    let way = async move {
        let before = seen.beats();
        let status = blocking_call::get(url).await;
        let status = status.expect("an answer").as_u16();
        (status, seen.beats() - before)
    };
    let measured = beside::one_loop(&pulse, way).expect("a loop");
    assert_eq!(measured.answer, (200, 0));
    assert_eq!(site.log().requests(), 1);
}

#[test]
fn what_is_awaited_lets_the_heart_beat() {
    let pulse = new_pulse();
    let seen = pulse.clone();
    let way = async move {
        let before = seen.beats();
        while seen.beats() < before + BEATS {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let measured = beside::one_loop(&pulse, way).expect("a loop");
    assert!(measured.beats.made >= BEATS);
}

#[test]
fn tasks_of_the_second_runtime_may_sleep() {
    let (pulse, mut is_over) = (new_pulse(), false);
    // To make a timer panics where the runtime has none.
    let work = iter::from_fn(move || {
        drop(tokio::time::sleep(Duration::ZERO));
        let piece = (!is_over).then_some(7);
        is_over = true;
        piece
    });
    let measured = beside::one_loop(&pulse, two_runtimes::run(work));
    assert_eq!(measured.expect("a loop").answer, 7);
}

/// Work that panics in its first piece.
fn panicking() -> impl Work {
    iter::from_fn(|| panic::resume_unwind(Box::new("on purpose")))
}

#[test]
fn a_panic_in_the_work_reaches_whoever_awaits_it() {
    macro_rules! panics {
        ($($way:path),*) => {
            $(panic::catch_unwind(|| {
                let pulse = new_pulse();
                beside::one_loop(&pulse, $way(panicking()))
            })
            .expect_err(stringify!($way));)*
        };
    }
    panics!(
        in_the_task::run,
        yielding::run,
        spawn_blocking::run,
        own_thread::run,
        two_runtimes::run
    );
}

#[test]
fn a_panic_in_the_pool_of_rayon_ends_the_process() {
    if env::var_os(PANICS).is_some() {
        let pulse = new_pulse();
        let _ = beside::one_loop(&pulse, rayon::run(panicking()));
        return;
    }
    let this = "a_panic_in_the_pool_of_rayon_ends_the_process";
    let mut process = Command::new(env::current_exe().expect("it runs"));
    process
        .args(["--exact", this, "--nocapture"])
        .env(PANICS, "1");
    let output = process.output().expect("it starts");
    assert!(!output.status.success(), "{output:?}");
    // Not the test failed, which would say so, but all of it was ended.
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("test result"), "{said}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Rayon: detected unexpected panic"), "{said}");
}
