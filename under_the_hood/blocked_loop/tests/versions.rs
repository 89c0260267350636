//! The versions, by counts and ids: the thread on which the work runs, and the
//! ticks of the heartbeat meanwhile.

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
use blocked_loop::heartbeat::{PERIOD, Pulse};
use blocked_loop::work::{self, CHUNKS, Work};
use blocked_loop::{
    in_the_task, own_thread, rayon, spawn_blocking, two_runtimes, yielding,
};
use local_httpbin::Site;

/// Number of ticks that the work waits for.
const TICKS: u64 = 3;

/// Maximum number of chunks if the heartbeat is free to tick. A core needs about
/// ten seconds for them.
const MANY: u64 = 200_000;

/// Maximum number of chunks if it is not free. They last for more than a few
/// ticks.
const SOME: u64 = 1_000;

/// Variable of the process in which work panics in rayon's pool.
const PANICS: &str = "BLOCKED_LOOP_PANICS";

/// Returns a pulse without ticks.
fn new_pulse() -> Arc<Pulse> {
    // A test never ends if a heartbeat does not tick.
    checks::end_in_time();
    Arc::default()
}

/// A thread on which work ran.
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

/// Places of all chunks.
type Places = Arc<Mutex<Vec<Place>>>;

/// Returns work that goes on until the heartbeat has ticked `TICKS` times, but
/// ends after `most` chunks. Its result is the number of ticks meanwhile.
fn until_it_ticks(pulse: &Arc<Pulse>, most: u64, places: &Places) -> impl Work {
    let (pulse, places) = (pulse.clone(), places.clone());
    let (mut begun, mut chunks, mut is_over) = (None, 0, false);
    iter::from_fn(move || {
        if is_over {
            return None;
        }
        let begun = *begun.get_or_insert_with(|| pulse.ticks());
        is_over = pulse.ticks() >= begun + TICKS || chunks == most;
        let here = Place::here();
        let mut places = places.lock().expect("no chunk panics");
        if places.last() != Some(&here) {
            places.push(here);
        }
        chunks += 1;
        for number in 0..100_000_u64 {
            hint::black_box(number);
        }
        Some(pulse.ticks() - begun)
    })
}

/// Runs a version with that work. Returns the number of ticks meanwhile, and the
/// places of the work.
macro_rules! beside_a_heartbeat {
    ($version:path, $most:expr) => {{
        let (pulse, places) = (new_pulse(), Places::default());
        let work = until_it_ticks(&pulse, $most, &places);
        let measured = beside::one_loop(&pulse, $version(work));
        let Measured { result, ticks, .. } = measured.expect("a loop");
        assert!(ticks.made > 0, "it ticks once the work is done");
        let places = places.lock().expect("no chunk panics").clone();
        (result, places)
    }};
}

/// Returns the one place of all chunks, which is not this thread.
fn the_other_thread(places: Vec<Place>) -> Place {
    let [place] = &places[..] else {
        panic!("one thread does it: {places:?}");
    };
    assert_ne!(place.thread, thread::current().id());
    place.clone()
}

#[test]
fn in_the_task_the_heartbeat_does_not_tick() {
    let (ticks, places) = beside_a_heartbeat!(in_the_task::run, SOME);
    assert_eq!(ticks, 0);
    assert_eq!(places, [Place::here()]);
}

#[test]
fn between_chunks_the_heartbeat_ticks_on_the_same_thread() {
    let (ticks, places) = beside_a_heartbeat!(yielding::run, MANY);
    assert!(ticks >= TICKS, "{ticks}");
    assert_eq!(places, [Place::here()]);
}

#[test]
fn spawn_blocking_uses_a_thread_of_tokio() {
    let (ticks, places) = beside_a_heartbeat!(spawn_blocking::run, MANY);
    assert!(ticks >= TICKS, "{ticks}");
    let place = the_other_thread(places);
    let name = place.name.as_deref().expect("tokio names its threads");
    assert!(name.starts_with("tokio"), "{name}");
}

#[test]
fn rayon_does_it_in_its_pool() {
    let (ticks, places) = beside_a_heartbeat!(rayon::run, MANY);
    assert!(ticks >= TICKS, "{ticks}");
    let place = the_other_thread(places);
    assert!(place.is_in_rayon);
}

#[test]
fn its_own_thread_belongs_to_no_pool() {
    let (ticks, places) = beside_a_heartbeat!(own_thread::run, MANY);
    assert!(ticks >= TICKS, "{ticks}");
    let place = the_other_thread(places);
    assert_eq!((&place.name, place.is_in_rayon), (&None, false));
}

#[test]
fn a_second_runtime_has_another_thread() {
    let (ticks, places) = beside_a_heartbeat!(two_runtimes::run, MANY);
    assert!(ticks >= TICKS, "{ticks}");
    let place = the_other_thread(places);
    let name = place.name.as_deref().expect("tokio names its threads");
    assert!(name.starts_with("tokio"), "{name}");
}

#[test]
fn a_heartbeat_that_is_a_thread_ticks_next_to_one_worker_per_core() {
    let pulse = new_pulse();
    let cores = command_line::cores();
    let places = Places::default();
    let work = || until_it_ticks(&pulse, MANY, &places);
    let jobs = (0..cores).map(|_| work()).collect();
    let measured = beside::threads(&pulse, jobs);
    assert_eq!(measured.result.len(), cores);
    assert!(measured.result.iter().all(|&ticks| ticks >= TICKS));
}

#[test]
fn all_versions_have_the_same_result() {
    let work = || work::mixing(CHUNKS);
    let result = work().result();
    assert_ne!(result, 0);
    macro_rules! results {
        ($($version:path),*) => {
            [$(beside::one_loop(&new_pulse(), $version(work()))
                .expect("a loop").result),*]
        };
    }
    let results = results!(
        in_the_task::run,
        yielding::run,
        spawn_blocking::run,
        rayon::run,
        own_thread::run,
        two_runtimes::run
    );
    assert_eq!(results, [result; 6]);
    let threads = beside::threads(&new_pulse(), vec![work(), work()]);
    assert_eq!(threads.result, [result; 2]);
}

#[test]
fn the_work_comes_in_chunks_that_make_up_the_whole() {
    assert_eq!(work::mixing(CHUNKS * 3).count() as u64, CHUNKS);
    // A chunk of two rounds does the same as two chunks of one.
    let once: Vec<u64> = work::mixing(CHUNKS).collect();
    let twice: Vec<u64> = work::mixing(CHUNKS * 2).collect();
    assert_eq!(once[1], twice[0]);
    assert_eq!(once[999], twice[499]);
}

#[test]
fn while_a_thread_sleeps_no_task_runs_on_it() {
    let pulse = new_pulse();
    let seen = pulse.clone();
    let version = async move {
        let before = seen.ticks();
        blocking_call::sleep(Duration::from_millis(50)).await;
        seen.ticks() - before
    };
    let measured = beside::one_loop(&pulse, version).expect("a loop");
    assert_eq!(measured.result, 0);
}

#[test]
fn missed_ticks_are_counted_and_their_gaps_are_recorded() {
    // On a busy machine, there may be a tick before the loop is blocked.
    let with_one_gap = (0..100).find_map(|_| {
        let version = blocking_call::sleep(10 * PERIOD);
        let measured = beside::one_loop(&new_pulse(), version).expect("a loop");
        (measured.ticks.made == 1).then_some(measured.ticks)
    });
    let ticks = with_one_gap.expect("a heartbeat that is blocked at once");
    assert!(ticks.missed >= 9, "{ticks:?}");
    // The tick that was due first would have waited longest.
    let [least, median, most] = [0.0, 0.5, 1.0].map(|share| ticks.gap(share));
    assert!(least < 3 * PERIOD, "{ticks:?}");
    assert!(least < median && median < most, "{ticks:?}");
    assert!(most >= 10 * PERIOD, "{ticks:?}");
}

#[test]
fn a_blocking_request_stops_the_heartbeat_until_its_response() {
    let server = Site::start().expect("a test server starts");
    let url = format!("{}/delay/0.05", server.base_url());
    let pulse = new_pulse();
    let seen = pulse.clone();
    let version = async move {
        let before = seen.ticks();
        let status = blocking_call::get(url).await;
        let status = status.expect("a response").as_u16();
        (status, seen.ticks() - before)
    };
    let measured = beside::one_loop(&pulse, version).expect("a loop");
    assert_eq!(measured.result, (200, 0));
    assert_eq!(server.log().requests(), 1);
}

#[test]
fn an_awaited_sleep_lets_the_heartbeat_tick() {
    let pulse = new_pulse();
    let seen = pulse.clone();
    let version = async move {
        let before = seen.ticks();
        while seen.ticks() < before + TICKS {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let measured = beside::one_loop(&pulse, version).expect("a loop");
    assert!(measured.ticks.made >= TICKS);
}

#[test]
fn tasks_of_the_second_runtime_may_sleep() {
    let (pulse, mut is_over) = (new_pulse(), false);
    // Making a timer panics if the runtime has none.
    let work = iter::from_fn(move || {
        drop(tokio::time::sleep(Duration::ZERO));
        let chunk = (!is_over).then_some(7);
        is_over = true;
        chunk
    });
    let measured = beside::one_loop(&pulse, two_runtimes::run(work));
    assert_eq!(measured.expect("a loop").result, 7);
}

/// Returns work that panics in its first chunk.
fn panicking() -> impl Work {
    iter::from_fn(|| panic::resume_unwind(Box::new("on purpose")))
}

#[test]
fn a_panic_in_the_work_reaches_the_task_that_awaits_it() {
    macro_rules! panics {
        ($($version:path),*) => {
            $(panic::catch_unwind(|| {
                let pulse = new_pulse();
                beside::one_loop(&pulse, $version(panicking()))
            })
            .expect_err(stringify!($version));)*
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
    // A failed test would say so. The whole process has ended instead.
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("test result"), "{said}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Rayon: detected unexpected panic"), "{said}");
}
