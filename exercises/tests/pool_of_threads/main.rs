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

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread::{self, ThreadId};
use std::time::Duration;

use local_httpbin::Site;
use ureq::Agent;

/// How many threads are wanted, and how many requests they share.
const THREADS: usize = 4;
const URLS: usize = 8;

/// So many that four threads cannot make the same number each.
const MORE_URLS: usize = 10;

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
                panic,
            ),
        ],
    )
}

/// Calls `fetch_all`, which is not to panic itself.
fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    support::caught(|| exercise::fetch_all(urls, fetch)).unwrap_or_else(|| {
        panic!(
            "fetch_all panicked, because one job did: the answers of all \
             others are lost with it"
        )
    })
}

/// So many URLs, each with an answer of another length.
fn urls(site: &Site) -> Vec<String> {
    let urls = (1..=URLS).map(|n| format!("{}/bytes/{n}", site.base_url()));
    urls.collect()
}

/// Asks for a URL, and waits until all of the answer is there.
fn ask(agent: &Agent, url: &str) -> usize {
    let mut response = agent.get(url).call().expect("an answer");
    let body = response.body_mut().read_to_vec();
    body.expect("a body").len()
}

fn answers() {
    let wanted: Vec<_> = (1..=URLS).map(Some).collect();
    let urls: Vec<String> = (1..=URLS).map(|n| "#".repeat(n)).collect();
    // The first answer is the last to come.
    let lengths = fetch_all(&urls, &|url| {
        thread::sleep(Duration::from_millis(if url == "#" { 200 } else { 1 }));
        url.len()
    });
    assert!(
        lengths == wanted,
        "{wanted:?} were the answers, in the order of the URLs; fetch_all \
         returned {lengths:?}"
    );
}

fn once() {
    let site = Site::start().expect("a local site");
    let agent = support::agent();
    fetch_all(&urls(&site), &|url| ask(&agent, url));
    let requests = site.log().requests();
    assert!(
        requests == URLS,
        "{URLS} requests were wanted, and the site saw {requests}"
    );
}

fn threads() {
    let site = Site::start().expect("a local site");
    let agent = support::agent();
    let ids: Mutex<BTreeSet<String>> = Mutex::default();
    // Long enough to be sent beside each other on a busy machine, too.
    let urls = vec![format!("{}/delay/0.5", site.base_url()); URLS];
    fetch_all(&urls, &|url| {
        let id = name(thread::current().id());
        ids.lock().expect("no panic").insert(id);
        ask(&agent, url)
    });
    let ids = ids.into_inner().expect("no panic");
    let peak = site.log().peak();
    assert!(
        ids.len() > 1 || !ids.contains(&name(thread::current().id())),
        "the thread that called fetch_all made all {URLS} requests itself, \
         one after another; {THREADS} threads were to share them"
    );
    assert!(
        peak > 1,
        "never more than 1 request was in flight, though threads were \
         started: one is joined before the next is started, or holds a lock \
         that the others need while its request waits"
    );
    assert!(
        ids.len() == THREADS && peak == THREADS,
        "{} threads made the {URLS} requests, at most {peak} at one time; \
         {THREADS} threads were to make them, each of them several, and \
         {THREADS} at one time",
        ids.len(),
    );
}

fn no_more() {
    let ids: Mutex<BTreeSet<String>> = Mutex::default();
    fetch_all(&vec!["#".to_owned(); MORE_URLS], &|url| {
        let id = name(thread::current().id());
        ids.lock().expect("no panic").insert(id);
        url.len()
    });
    let ids = ids.into_inner().expect("no panic");
    assert!(
        ids.len() <= THREADS,
        "for {MORE_URLS} URLs there were {} threads, and {THREADS} were \
         wanted, however many URLs there are",
        ids.len()
    );
}

fn name(id: ThreadId) -> String {
    format!("{id:?}")
}

fn panic() {
    let urls: Vec<String> = (1..=URLS).map(|n| "#".repeat(n)).collect();
    let fails = 3;
    let wanted: Vec<_> =
        (1..=URLS).map(|n| (n != fails).then_some(n)).collect();
    let lengths = fetch_all(&urls, &|url| {
        assert!(url.len() != fails, "one job panics now, as it is meant to");
        url.len()
    });
    assert!(
        lengths == wanted,
        "one job panicked, and the answers were to be {wanted:?}; fetch_all \
         returned {lengths:?}"
    );
}
