// Unsolved: fetch_within gave up, and the site still holds its request
//! A request that nobody answers.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/time_out.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::Duration;

use local_httpbin::{Exchange, Site};
use reqwest::Client;

/// What a request is given that is answered in any case.
const LONG: Duration = Duration::from_secs(60);

/// What a request is given that is never answered: enough to be sent.
const SHORT: Duration = Duration::from_millis(300);

/// How many times a request is made that may be given up too early.
const TRIES: usize = 3;

/// How many other requests the site answers, one after another, before a
/// check stops to wait: in all, for several times `SHORT`.
const OTHERS: usize = 20;

/// Each of them.
const OTHER: &str = "/delay/0.1";

/// What is never answered.
const HANGS: &str = "/fault/hang";

/// What is answered, and not to its end.
const STALLS: &str = "/fault/stall";

fn main() -> ExitCode {
    exercises::run(
        "one_request",
        &[
            ("a slow answer is waited for, where there is time", slow),
            ("a request that fails gives an error", fails),
            ("a server that never answers is given up", gives_up),
            ("an answer that stops half-way is given up, too", half_way),
            ("the site sees the connection closed", closed),
            ("the next request on the same client is answered", next),
        ],
    )
}

/// What the exercise gives for a path.
type Outcome = Result<Option<usize>, reqwest::Error>;

/// Lets the exercise ask for a path. None, where it was still waiting when the
/// site had answered all the others.
async fn fetch(
    site: &Site,
    client: &Client,
    path: &str,
    patience: Duration,
) -> Option<Outcome> {
    let url = format!("{}{path}", site.base_url());
    let asking = support::client();
    let others = async {
        // Where the answer comes for certain, no end is needed.
        if patience == LONG {
            std::future::pending::<()>().await;
        }
        for _ in 0..OTHERS {
            ask_another(site, &asking).await;
        }
    };
    tokio::select! {
        outcome = exercise::fetch_within(client, &url, patience) => {
            Some(outcome)
        }
        () = others => None,
    }
}

/// Asks for something else, and waits for the answer.
async fn ask_another(site: &Site, client: &Client) {
    let url = format!("{}{OTHER}", site.base_url());
    let answer = client.get(url).send().await;
    answer.expect("an answer");
}

/// What an outcome is, in a message.
fn shown(outcome: &Option<Outcome>) -> String {
    match outcome {
        Some(Ok(length)) => format!("Ok({length:?})"),
        Some(Err(error)) => format!("the error: {}", support::causes(error)),
        None => "nothing".to_owned(),
    }
}

fn slow() {
    let site = Site::start().expect("a local site");
    let client = support::client();
    let fetch = fetch(&site, &client, "/delay/0.5", LONG);
    let outcome = support::runtime().block_on(fetch);
    assert!(
        matches!(outcome, Some(Ok(Some(_)))),
        "the answer came after half a second, and 60 s were allowed; \
         fetch_within gave {}",
        shown(&outcome)
    );
}

fn fails() {
    let site = Site::start().expect("a local site");
    let client = support::client();
    let fetch = fetch(&site, &client, "/fault/reset", LONG);
    let outcome = support::runtime().block_on(fetch);
    assert!(
        matches!(outcome, Some(Err(_))),
        "the connection was reset, which is an Err: Ok(None) is for answers \
         that did not come in time; fetch_within gave {}",
        shown(&outcome)
    );
}

fn gives_up() {
    let site = Site::start().expect("a local site");
    let client = support::client();
    let fetch = fetch(&site, &client, HANGS, SHORT);
    match support::runtime().block_on(fetch) {
        Some(Ok(None)) => {}
        None => panic!(
            "fetch_within was given 0.3 s, and still waited when the site had \
             answered {OTHERS} other requests of 0.1 s, one after another"
        ),
        outcome => panic!(
            "the site never answers, and Ok(None) is wanted after 0.3 s; \
             fetch_within gave {}",
            shown(&outcome)
        ),
    }
}

fn half_way() {
    let client = support::client();
    // On a machine that is very busy, the time may be up before the headers
    // come.
    for _ in 0..TRIES {
        let site = Site::start().expect("a local site");
        let fetch = fetch(&site, &client, STALLS, SHORT);
        match support::runtime().block_on(fetch) {
            Some(Ok(None)) => {}
            None => panic!(
                "the headers came in time and the body never did: the time is \
                 for the whole answer. fetch_within was given 0.3 s, and still \
                 waited when the site had answered {OTHERS} other requests of \
                 0.1 s, one after another"
            ),
            outcome => panic!(
                "the headers came in time and the body never did: the time is \
                 for the whole answer, and Ok(None) is wanted when it is up; \
                 fetch_within gave {}",
                shown(&outcome)
            ),
        }
    }
}

fn closed() {
    let mut site = Site::start().expect("a local site");
    let client = support::client();
    // All in one runtime: when it ends, so do its connections.
    support::runtime().block_on(async {
        // On a machine that is very busy, the time may be up before the site
        // has seen the request. Another site knows nothing of it.
        for _ in 0..TRIES {
            let _ = fetch(&site, &client, HANGS, SHORT).await;
            if hanging(&site).is_some() {
                break;
            }
            site = Site::start().expect("a local site");
        }
        let asking = support::client();
        for _ in 0..OTHERS {
            let exchange = hanging(&site).expect("the site saw the request");
            if exchange.ended.is_some() {
                return;
            }
            ask_another(&site, &asking).await;
        }
        panic!(
            "fetch_within gave up, and the site still holds its request: the \
             connection was open while {OTHERS} others were answered, so that \
             something in the program still waits for it"
        );
    });
}

/// The request that the site does not answer, as it saw it.
fn hanging(site: &Site) -> Option<Exchange> {
    let mut exchanges = site.log().exchanges().into_iter();
    exchanges.find(|exchange| exchange.request.ends_with(HANGS))
}

fn next() {
    let site = Site::start().expect("a local site");
    let client = support::client();
    let outcome = support::runtime().block_on(async {
        let _ = fetch(&site, &client, HANGS, SHORT).await;
        fetch(&site, &client, "/bytes/7", LONG).await
    });
    assert!(
        matches!(outcome, Some(Ok(Some(7)))),
        "the site answers the next request with 7 bytes; fetch_within gave {}",
        shown(&outcome)
    );
}
