// Unsolved: The thread that called `fetch_all` sent all 8 requests itself
//! Blocking requests on four threads.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/pool_of_threads.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::ops::Range;
use std::panic;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use local_httpbin::Site;
use ureq::Agent;

/// Number of threads that should be started, and of requests that they share.
const THREADS: usize = 4;
const URLS: usize = 8;

/// A number of requests that four threads cannot share equally.
const MORE_URLS: usize = 10;

/// The jobs that panic in the last two checks: one, and more than there are
/// threads. Other jobs come before and after them.
const ONE: Range<usize> = 2..3;
const SEVERAL: Range<usize> = 2..7;

fn main() -> ExitCode {
    exercises::run(
        "blocking",
        &[
            ("the lengths are in the order of the URLs", lengths),
            ("each URL is requested once", once),
            ("four threads share the requests", threads),
            ("more URLs don't start more threads", no_more),
            (
                "a job that panics loses its own length, and no other",
                || panics(URLS, ONE),
            ),
            ("five jobs that panic lose no other length, either", || {
                panics(MORE_URLS, SEVERAL)
            }),
        ],
    )
}

/// Observations of one call of `fetch_all`.
#[derive(Default)]
struct Run {
    lengths: Vec<Option<usize>>,
    /// Number of jobs that each thread has begun.
    threads: HashMap<ThreadId, usize>,
    /// The thread that called `fetch_all`.
    caller: Option<ThreadId>,
    /// Number of jobs that have ended, with or without a panic.
    ended: usize,
}

impl Run {
    fn begun(&self) -> usize {
        self.threads.values().sum()
    }
}

/// Calls `fetch_all` with these URLs. The jobs in the range `panics` panic.
fn fetch_all(
    urls: Vec<String>,
    panics: Range<usize>,
    fetch: impl Fn(&str) -> usize + Send + Sync + 'static,
) -> Run {
    let shared = Arc::new(Mutex::new(Run::default()));
    let (seen, jobs, expected) =
        (shared.clone(), urls.len(), panics.clone().count());
    let call = move || {
        let this = || thread::current().id();
        locked(&seen).caller = Some(this());
        let job = |url: &str| {
            *locked(&seen).threads.entry(this()).or_default() += 1;
            let fails = urls[panics.clone()].iter().any(|it| it == url);
            let length = (!fails).then(|| fetch(url));
            locked(&seen).ended += 1;
            // A panic like any other, but without a message.
            length.unwrap_or_else(|| {
                panic::resume_unwind(Box::new("a job panics, as it should"))
            })
        };
        exercise::fetch_all(&urls, &job)
    };
    let progress = || {
        let run = locked(&shared);
        (run.begun(), run.ended)
    };
    let lengths = support::watched(call, progress, |(begun, ended)| {
        format!(
            "Of {jobs} jobs, {begun} were started and {ended} have ended. \
             Nothing moves any more, and `fetch_all` doesn't return. Something \
             waits for the end of a channel that still has a sender, for a \
             lock that isn't released, or for a thread that is waiting too."
        )
    });
    let mut run = std::mem::take(&mut *locked(&shared));
    run.lengths = lengths.unwrap_or_else(|| match expected {
        0 => panic!("`fetch_all` panicked; its message is above."),
        1 => panic!(
            "1 of {jobs} jobs panicked, and so did `fetch_all`. The lengths of \
             all others are lost with it."
        ),
        _ => panic!(
            "{expected} of {jobs} jobs panicked, and so did `fetch_all`, which \
             goes on if only one does."
        ),
    });
    run
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns `count` names, which take the place of URLs.
fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("job {number}")).collect()
}

/// Requests a URL, and waits for the whole response.
fn fetch(agent: &Agent, url: &str) -> usize {
    let mut response = agent.get(url).call().expect("a response");
    let body = response.body_mut().read_to_vec();
    body.expect("a body").len()
}

/// Returns lengths that no solution knows in advance.
fn random_lengths(count: usize) -> Vec<usize> {
    (0..count).map(|_| fastrand::usize(1..1_000)).collect()
}

/// Returns a job that returns the length that belongs to its URL.
fn job_of(
    urls: &[String],
    lengths: &[usize],
) -> impl Fn(&str) -> usize + Send + Sync + 'static {
    let pairs = urls.iter().cloned().zip(lengths.iter().copied());
    let lengths: HashMap<String, usize> = pairs.collect();
    move |url| lengths[url]
}

fn lengths() {
    let urls = names(URLS);
    let wanted = random_lengths(URLS);
    let (first, job) = (urls[0].clone(), job_of(&urls, &wanted));
    // The first response arrives last.
    let run = fetch_all(urls, 0..0, move |url| {
        thread::sleep(Duration::from_millis(if url == first {
            200
        } else {
            1
        }));
        job(url)
    });
    let wanted: Vec<_> = wanted.into_iter().map(Some).collect();
    assert!(
        run.lengths == wanted,
        "Expected the lengths {wanted:?}, in the order of the URLs; got {:?}.",
        run.lengths
    );
}

fn once() {
    let site = Site::start().expect("a test server");
    let agent = support::agent();
    let urls = (1..=URLS).map(|n| format!("{}/bytes/{n}", site.base_url()));
    fetch_all(urls.collect(), 0..0, move |url| fetch(&agent, url));
    let requests = site.log().requests();
    assert!(
        requests == URLS,
        "Expected {URLS} requests, one per URL; the server received {requests}."
    );
}

fn threads() {
    let site = Site::start().expect("a test server");
    let agent = support::agent();
    // The delay is long enough for them to overlap even on a busy machine.
    let urls = vec![format!("{}/delay/0.5", site.base_url()); URLS];
    let run = fetch_all(urls, 0..0, move |url| fetch(&agent, url));
    let peak = site.log().peak();
    let caller = run.caller.expect("fetch_all was called");
    let (threads, most) = (run.threads.len(), run.threads.values().max());
    assert!(
        threads > 1 || !run.threads.contains_key(&caller),
        "The thread that called `fetch_all` sent all {URLS} requests itself, \
         one after another; {THREADS} threads should share them."
    );
    assert!(
        peak > 1,
        "Threads were started, but only 1 request was in flight at a time. One \
         thread is joined before the next one starts, or holds a lock that the \
         others need while its request waits."
    );
    assert!(
        threads == THREADS && peak == THREADS,
        "Expected {THREADS} threads with several requests each, and {THREADS} \
         requests in flight; got {threads} threads for {URLS} requests, and at \
         most {peak} in flight."
    );
    assert!(
        most < Some(&(THREADS + 1)),
        "{THREADS} threads sent the {URLS} requests, but one of them sent {}, \
         long after the others were done. Share the URLs evenly, or let each \
         thread take the next one.",
        most.expect("a thread")
    );
}

fn no_more() {
    let run = fetch_all(names(MORE_URLS), 0..0, str::len);
    assert!(
        run.threads.len() <= THREADS,
        "Expected {THREADS} threads, however many URLs there are; got {} for \
         {MORE_URLS} URLs.",
        run.threads.len()
    );
}

/// Checks the result of `fetch_all` if jobs panic.
fn panics(count: usize, panics: Range<usize>) {
    let urls = names(count);
    let lengths = random_lengths(count);
    let job = job_of(&urls, &lengths);
    let jobs = panics.clone().count();
    let run = fetch_all(urls, panics.clone(), job);
    let wanted: Vec<_> = (0..count)
        .map(|n| (!panics.contains(&n)).then_some(lengths[n]))
        .collect();
    let why = if jobs == 1 {
        "The lengths that its thread had are lost with it, or those that it \
         should have fetched next."
    } else {
        "A panic that isn't caught ends its thread, and once all have ended, \
         no thread is left for the remaining URLs."
    };
    assert!(
        run.lengths == wanted,
        "{jobs} of {count} jobs panicked. {why} Expected {wanted:?}; got {:?}.",
        run.lengths
    );
}
