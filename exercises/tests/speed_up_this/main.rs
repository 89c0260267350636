// Unsolved: Only 1 page was being fetched at a time
//! Pages that are fetched and computed without wasting any time.

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

/// Largest number of chunks of work per page, while a page waits for another
/// one to be computed too: far longer than that one takes to arrive.
const CHUNKS: u64 = 400;

/// Number of chunks of work per page in the last run, which is timed for
/// information.
const CHUNKS_OF_A_PAGE: u64 = 100;

/// Delay of each page in the last run.
const DELAY: Duration = Duration::from_millis(200);

/// Largest ratio to the lower bound that is good enough.
const TARGET: f64 = 1.5;

fn main() -> ExitCode {
    exercises::run(
        "strategies",
        &[
            ("the results are in the order of the URLs", results),
            ("a page that doesn't arrive is an error", fails),
            ("each page is fetched once and computed once", once),
            ("all pages are fetched at the same time", awaited),
            (
                "a page is computed while others are still fetched",
                as_it_comes,
            ),
            ("two pages are computed at the same time", computed),
        ],
    )
}

/// Lets the exercise process pages of the test server with these delays, in
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
            "`compute` was given {text:?} instead of a page. It takes the \
             whole body of a response."
        );
    }
    match results {
        Ok(results) => results,
        Err(error) => {
            panic!("`fetch_and_compute` returned an error: {error:#}")
        }
    }
}

fn start() -> Site {
    Site::start().expect("a test server")
}

/// The text that `compute` was given instead of a page, if any.
fn no_page() -> MutexGuard<'static, Option<String>> {
    static NO_PAGE: Mutex<Option<String>> = Mutex::new(None);
    NO_PAGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the number of a page, from 1, which is in the URL that the server
/// sends back. Notes a text that is not a page, and returns 0 for it.
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
    /// A number that no solution knows in advance.
    static FACTOR: LazyLock<u64> = LazyLock::new(|| fastrand::u64(10..1_000));
    // The first page arrives last.
    let results =
        process(&start(), &[30, 15, 0], |page| number(page) * *FACTOR);
    let wanted = [1, 2, 3].map(|number| number * *FACTOR);
    assert!(
        results == wanted,
        "Expected {wanted:?}, the results of `compute` in the order of the \
         URLs; got {results:?}."
    );
}

fn fails() {
    for (path, what) in support::FAILURES {
        let site = start();
        let urls = support::urls(&site, ["/get?number=1", path]);
        // A panic is accepted too: it does not pretend to be a result.
        let call = || exercise::fetch_and_compute(&urls, |_| 1);
        if let Some(Ok(results)) = support::caught(call) {
            panic!(
                "{what} for one of two pages. Expected the Err of that \
                 request; got Ok({results:?})."
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
        "Expected 4 requests, one per page; the server received {requests}."
    );
    let mut computed = COMPUTED.lock().expect("no panic").clone();
    computed.sort_unstable();
    assert!(
        computed == [1, 2, 3, 4],
        "Each of the 4 pages should be computed once; `compute` was called for \
         pages {computed:?}."
    );
}

fn awaited() {
    let site = start();
    process(&site, &[50; 6], |_| 0);
    let peak = site.log().peak();
    let pages = if peak == 1 { "page was" } else { "pages were" };
    assert!(
        peak == 6,
        "Only {peak} {pages} being fetched at a time; all 6 should have been, \
         because waiting for a page needs no core."
    );
}

fn as_it_comes() {
    assert!(
        awaited_meanwhile(&[5, 60, 60, 60], 1) > 0,
        "The first of four pages arrived long before the others, but when its \
         computation began, no other page was being fetched. A core had \
         nothing to do until then."
    );
    assert!(
        awaited_meanwhile(&[60, 60, 60, 5], 4) > 0,
        "The last of four pages arrived long before the others, but when its \
         computation began, no other page was being fetched. It had to wait \
         for the pages before it. Compute each page as soon as it arrives, \
         whichever it is."
    );
}

/// Returns the number of pages that are still being fetched when the
/// computation of this one begins.
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

/// Number of pages that are being computed now, and the largest number so far.
static COMPUTING: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn computed() {
    // A single core cannot do better.
    let wanted = command_line::cores().min(2);
    // The pages arrive one after another: computing the first must not keep the
    // second from being read.
    process(&start(), &[0, 5, 10, 15], |page| {
        let now = COMPUTING.fetch_add(1, Ordering::SeqCst) + 1;
        PEAK.fetch_max(now, Ordering::SeqCst);
        let mut result = number(page);
        for _ in 0..CHUNKS {
            result = support::compute(result);
            if PEAK.load(Ordering::SeqCst) > 1 {
                break;
            }
        }
        COMPUTING.fetch_sub(1, Ordering::SeqCst);
        result
    });
    assert!(
        PEAK.load(Ordering::SeqCst) >= wanted,
        "Two pages were never computed at the same time, although the next one \
         arrived while the one before it was being computed. The others waited \
         until it was done, and one core did everything."
    );
    exercises::note(how_long_it_takes());
}

/// Says how near to the lower bound the exercise comes. No check depends on it,
/// because the figure includes whatever else the machine does.
fn how_long_it_takes() -> String {
    let compute = |page: &str| {
        (0..CHUNKS_OF_A_PAGE).fold(number(page), |it, _| support::compute(it))
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
    // This is rounded like the figure that is shown, so both agree.
    let times = (took.div_duration_f64(bound) * 10.0).round() / 10.0;
    let above = if times > TARGET {
        format!(
            ".\n  That's above the target of {TARGET} times; no check depends \
             on it. Run it again on an\n  idle machine."
        )
    } else {
        ".".to_owned()
    };
    format!(
        "\n  {pages} pages, fetched for {:.2} s and computed for {:.2} s each, \
         took {:.2} s;\n  one after another they take {:.2} s. The lower bound \
         is {:.2} s. You took {times:.1} times\n  that, including whatever \
         else this machine did{above}",
        DELAY.as_secs_f64(),
        alone.as_secs_f64(),
        took.as_secs_f64(),
        ((DELAY + alone) * pages).as_secs_f64(),
        bound.as_secs_f64(),
    )
}
