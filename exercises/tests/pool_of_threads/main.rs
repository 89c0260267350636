// Unsolved: the thread that called fetch_all made all 8 requests itself
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

/// Number of threads that are wanted, and of requests that they share.
const THREADS: usize = 4;
const URLS: usize = 8;

/// So many that four threads cannot make the same number each.
const MORE_URLS: usize = 10;

/// The jobs that panic, in the last two checks: one, and more than there are
/// threads. Others come before them and after them, in either direction.
const ONE: Range<usize> = 2..3;
const SEVERAL: Range<usize> = 2..7;

fn main() -> ExitCode {
    exercises::run(
        "blocking",
        &[
            ("the answers come in the order of the URLs", answers),
            ("each URL is asked for once", once),
            ("four threads share the requests", threads),
            ("there are no more threads for more URLs", no_more),
            (
                "a job that panics loses its own answer, and no other",
                || panics(URLS, ONE),
            ),
            ("five jobs that panic lose no other answer, either", || {
                panics(MORE_URLS, SEVERAL)
            }),
        ],
    )
}

/// What was seen of a call of `fetch_all`.
#[derive(Default)]
struct Run {
    answers: Vec<Option<usize>>,
    /// Number of jobs that each thread has begun.
    threads: HashMap<ThreadId, usize>,
    /// The thread that called `fetch_all`.
    caller: Option<ThreadId>,
    /// Jobs that have ended, in whatever way.
    ended: usize,
}

impl Run {
    fn begun(&self) -> usize {
        self.threads.values().sum()
    }
}

/// Calls `fetch_all` with these URLs, of which `panics` says at which a job
/// panics.
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
            let answer = (!fails).then(|| fetch(url));
            locked(&seen).ended += 1;
            // A panic as any other, but nothing is printed.
            answer.unwrap_or_else(|| {
                panic::resume_unwind(Box::new("a job panics, as it should"))
            })
        };
        exercise::fetch_all(&urls, &job)
    };
    let progress = || {
        let run = locked(&shared);
        (run.begun(), run.ended)
    };
    let answers = support::watched(call, progress, |(begun, ended)| {
        format!(
            "of {jobs} jobs, {begun} were begun and {ended} have ended; \
             nothing happens any more, and fetch_all doesn't return. Something \
             waits for the end of a channel that still has a sender, for a \
             lock that isn't given back, or for a thread that waits, too"
        )
    });
    let mut run = std::mem::take(&mut *locked(&shared));
    run.answers = answers.unwrap_or_else(|| match expected {
        0 => panic!("fetch_all panicked, as said above"),
        1 => panic!(
            "1 of {jobs} jobs panicked, and so did fetch_all: the answers of \
             all others are lost with it"
        ),
        _ => panic!(
            "{expected} of {jobs} jobs panicked, and so did fetch_all, which \
             goes on if a single one does"
        ),
    });
    run
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many names, of which a URL may be made.
fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("job {number}")).collect()
}

/// Asks for a URL, and waits until all of the answer is there.
fn ask(agent: &Agent, url: &str) -> usize {
    let mut response = agent.get(url).call().expect("an answer");
    let body = response.body_mut().read_to_vec();
    body.expect("a body").len()
}

/// Answers that no solution knows in advance.
fn random_answers(count: usize) -> Vec<usize> {
    (0..count).map(|_| fastrand::usize(1..1_000)).collect()
}

/// Returns the job of a URL: the one of these answers that belongs to it.
fn job_of(
    urls: &[String],
    answers: &[usize],
) -> impl Fn(&str) -> usize + Send + Sync + 'static {
    let pairs = urls.iter().cloned().zip(answers.iter().copied());
    let answers: HashMap<String, usize> = pairs.collect();
    move |url| answers[url]
}

fn answers() {
    let urls = names(URLS);
    let wanted = random_answers(URLS);
    let (first, job) = (urls[0].clone(), job_of(&urls, &wanted));
    // The first answer is the last to come.
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
        run.answers == wanted,
        "the answers aren't in the order of the URLs: expected {wanted:?}; got \
         {:?}",
        run.answers
    );
}

fn once() {
    let site = Site::start().expect("a local site");
    let agent = support::agent();
    let urls = (1..=URLS).map(|n| format!("{}/bytes/{n}", site.base_url()));
    fetch_all(urls.collect(), 0..0, move |url| ask(&agent, url));
    let requests = site.log().requests();
    assert!(
        requests == URLS,
        "the site saw {requests} requests; expected {URLS}, one for each URL"
    );
}

fn threads() {
    let site = Site::start().expect("a local site");
    let agent = support::agent();
    // Long enough to be sent beside each other on a busy machine, too.
    let urls = vec![format!("{}/delay/0.5", site.base_url()); URLS];
    let run = fetch_all(urls, 0..0, move |url| ask(&agent, url));
    let peak = site.log().peak();
    let caller = run.caller.expect("fetch_all was called");
    let (threads, most) = (run.threads.len(), run.threads.values().max());
    assert!(
        threads > 1 || !run.threads.contains_key(&caller),
        "the thread that called fetch_all made all {URLS} requests itself, \
         one after another; {THREADS} threads should share them"
    );
    assert!(
        peak > 1,
        "never more than 1 request was in flight, though threads were \
         started: one is joined before the next is started, or holds a lock \
         that the others need while its request waits"
    );
    assert!(
        threads == THREADS && peak == THREADS,
        "expected {THREADS} threads with several requests each, and {THREADS} \
         requests at a time; got {threads} threads for {URLS} requests, and \
         at most {peak} at a time"
    );
    assert!(
        most < Some(&(THREADS + 1)),
        "{THREADS} threads made the {URLS} requests, but one of them made \
         {}: the others were done long before. Share the URLs evenly, or let \
         each thread take the next one",
        most.expect("a thread")
    );
}

fn no_more() {
    let run = fetch_all(names(MORE_URLS), 0..0, str::len);
    assert!(
        run.threads.len() <= THREADS,
        "for {MORE_URLS} URLs there were {} threads; expected {THREADS}, \
         however many URLs there are",
        run.threads.len()
    );
}

/// Looks at what `fetch_all` returns if jobs panic.
fn panics(count: usize, panics: Range<usize>) {
    let urls = names(count);
    let answers = random_answers(count);
    let job = job_of(&urls, &answers);
    let jobs = panics.clone().count();
    let run = fetch_all(urls, panics.clone(), job);
    let wanted: Vec<_> = (0..count)
        .map(|n| (!panics.contains(&n)).then_some(answers[n]))
        .collect();
    let why = if jobs == 1 {
        "the answers that its thread had are lost with it, or those that \
         it should have fetched next"
    } else {
        "a panic that isn't caught ends its thread, and when all are gone, \
         no thread is left for the URLs that remain"
    };
    assert!(
        run.answers == wanted,
        "{jobs} of {count} jobs panicked: {why}. Expected {wanted:?}; got {:?}",
        run.answers
    );
}
