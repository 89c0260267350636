// Unsolved: at most 1 page was awaited at a time
//! Pages that are fetched and computed, in a way that wastes nothing.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/speed_up_this.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use local_httpbin::{Log, Site};

/// How many pieces a page is computed for at the most, where it goes on until
/// another one is computed, too: far longer than that one takes to come.
const PIECES: u64 = 400;

/// How many pieces a page of the last run has, which is timed for information.
const PIECES_OF_A_PAGE: u64 = 100;

/// How long a page of the last run is awaited.
const DELAY: Duration = Duration::from_millis(200);

/// How near to the bound is near enough.
const TARGET: f64 = 1.5;

fn main() -> ExitCode {
    exercises::run(
        "strategies",
        &[
            ("the results come in the order of the URLs", results),
            ("a page that does not come is an error", fails),
            ("each page is fetched once and computed once", once),
            ("all pages are awaited at the same time", awaited),
            ("a page is computed while others are awaited", as_it_comes),
            ("two pages are computed at the same time", computed),
        ],
    )
}

/// Lets the exercise process the pages of a site that have these delays, in
/// hundredths of a second.
fn process(site: &Site, delays: &[u32], compute: fn(&str) -> u64) -> Vec<u64> {
    let urls: Vec<String> = (1..)
        .zip(delays)
        .map(|(number, delay)| {
            let seconds = f64::from(*delay) / 100.0;
            format!("{}/delay/{seconds}?number={number}", site.base_url())
        })
        .collect();
    let results = exercise::fetch_and_compute(&urls, compute);
    if let Some(text) = no_page().take() {
        panic!(
            "compute was given {text:?} in place of a page: it takes the whole \
             body of a response"
        );
    }
    match results {
        Ok(results) => results,
        Err(error) => panic!("fetch_and_compute gave the error: {error:#}"),
    }
}

fn start() -> Site {
    Site::start().expect("a local site")
}

/// What compute was given in place of a page.
fn no_page() -> MutexGuard<'static, Option<String>> {
    static NO_PAGE: Mutex<Option<String>> = Mutex::new(None);
    NO_PAGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of a page, from 1: it is in the URL that the site sends back.
/// Notes what is no page, which has the number 0.
fn number(page: &str) -> u64 {
    let number = page.split_once("?number=").map(|(_, rest)| rest);
    let end = number.and_then(|rest| rest.split_once('"'));
    let number = end.and_then(|(number, _)| number.parse().ok());
    number.unwrap_or_else(|| {
        *no_page() = Some(page.chars().take(60).collect());
        0
    })
}

fn results() {
    /// No solution knows it in advance.
    static FACTOR: LazyLock<u64> = LazyLock::new(|| fastrand::u64(10..1_000));
    // The first page is the last to come.
    let results =
        process(&start(), &[30, 15, 0], |page| number(page) * *FACTOR);
    let wanted = [1, 2, 3].map(|number| number * *FACTOR);
    assert!(
        results == wanted,
        "compute returned {wanted:?} for the three pages, in the order of the \
         URLs; fetch_and_compute returned {results:?}"
    );
}

fn fails() {
    for (path, what) in support::FAILURES {
        let site = start();
        let urls = support::urls(&site, ["/get?number=1", path]);
        // A panic is no answer, either, and does not pretend to be one.
        let call = || exercise::fetch_and_compute(&urls, |_| 1);
        if let Some(Ok(results)) = support::caught(call) {
            panic!(
                "{what} for one of two pages; expected the Err of this \
                 request, got Ok({results:?})"
            );
        }
    }
}

fn once() {
    static COMPUTED: Mutex<Vec<u64>> = Mutex::new(Vec::new());
    let site = start();
    process(&site, &[0; 4], |page| {
        COMPUTED.lock().expect("no panic").push(number(page));
        0
    });
    let requests = site.log().requests();
    assert!(
        requests == 4,
        "expected 4 requests, one for each page; the site saw {requests}"
    );
    let mut computed = COMPUTED.lock().expect("no panic").clone();
    computed.sort_unstable();
    assert!(
        computed == [1, 2, 3, 4],
        "each of the 4 pages should be computed once; compute was called for \
         pages {computed:?}"
    );
}

fn awaited() {
    let site = start();
    process(&site, &[50; 6], |_| 0);
    let peak = site.log().peak();
    let pages = if peak == 1 { "page was" } else { "pages were" };
    assert!(
        peak == 6,
        "at most {peak} {pages} awaited at a time, and all 6 should have been: \
         waiting for a page needs no core"
    );
}

fn as_it_comes() {
    assert!(
        awaited_meanwhile(&[5, 60, 60, 60], 1) > 0,
        "the first of four pages came long before the others, and when its \
         computation began, no other page was awaited any more: a core had \
         nothing to do until then"
    );
    assert!(
        awaited_meanwhile(&[60, 60, 60, 5], 4) > 0,
        "the last of four pages came long before the others, and when its \
         computation began, no other page was awaited any more: it was its \
         turn only after the pages before it. Compute a page as soon as it's \
         there, whichever it is"
    );
}

/// Number of pages that are still awaited when the computation of this one
/// begins.
fn awaited_meanwhile(delays: &[u32], page: u64) -> usize {
    static ASKED: Mutex<Option<(Log, u64)>> = Mutex::new(None);
    static AWAITED: AtomicUsize = AtomicUsize::new(0);
    let site = start();
    *ASKED.lock().expect("no panic") = Some((site.log().clone(), page));
    AWAITED.store(0, Ordering::SeqCst);
    process(&site, delays, |page| {
        let asked = ASKED.lock().expect("no panic");
        let (log, asked) = asked.as_ref().expect("a site");
        if number(page) == *asked {
            AWAITED.store(log.in_flight(), Ordering::SeqCst);
        }
        0
    });
    AWAITED.load(Ordering::SeqCst)
}

/// How many pages are computed now, and the most that ever were.
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn computed() {
    // Who has one core cannot do better.
    let wanted = command_line::cores().min(2);
    // They come one after another: whoever computes the first must not keep
    // the second from being read.
    process(&start(), &[0, 5, 10, 15], |page| {
        let now = UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1;
        PEAK.fetch_max(now, Ordering::SeqCst);
        let mut result = number(page);
        for _ in 0..PIECES {
            result = support::compute(result);
            if PEAK.load(Ordering::SeqCst) > 1 {
                break;
            }
        }
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
        result
    });
    assert!(
        PEAK.load(Ordering::SeqCst) >= wanted,
        "never were two pages computed at the same time, though the next one \
         came while the one before it was computed: the others waited until it \
         was done, and one core did everything"
    );
    exercises::note(how_long_it_takes());
}

/// Says how near to the bound the exercise comes. Nothing depends on it: what
/// else the machine does is in the figure.
fn how_long_it_takes() -> String {
    let compute = |page: &str| {
        (0..PIECES_OF_A_PAGE).fold(number(page), |it, _| support::compute(it))
    };
    let started = ThreadTime::now();
    compute("?number=1\"");
    let alone = started.elapsed();

    let pages = 6;
    let site = start();
    let started = Instant::now();
    process(&site, &[20; 6], compute);
    let took = started.elapsed();
    let bound = DELAY + alone * pages / command_line::cores() as u32;
    // As it is shown, so that both say the same.
    let times = (took.div_duration_f64(bound) * 10.0).round() / 10.0;
    let above = if times > TARGET {
        format!(
            ".\n  That is above the target, {TARGET} times; time is not what \
             is checked. On an idle\n  machine, look again."
        )
    } else {
        ".".to_owned()
    };
    format!(
        "\n  {pages} pages, awaited for {:.2} s and computed for {:.2} s each, \
         took {:.2} s;\n  one after another they take {:.2} s. The bound is \
         {:.2} s: {times:.1} times that,\n  with all else that this machine \
         did{above}",
        DELAY.as_secs_f64(),
        alone.as_secs_f64(),
        took.as_secs_f64(),
        ((DELAY + alone) * pages).as_secs_f64(),
        bound.as_secs_f64(),
    )
}
