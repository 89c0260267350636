// Unsolved: fetch_within gave up, and the site still holds 1 request
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

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use local_httpbin::Site;
use reqwest::Client;

/// What a request is given that is answered in any case.
const LONG: Duration = Duration::from_secs(60);

/// Number of times that a request is made that may be given up too early, or
/// whose answer may be there too late, on a machine that is very busy.
const TRIES: usize = 3;

/// Number of other requests that the site answers, one after another, before a
/// check stops to wait: in all, for several times `short`.
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
            ("the time is for the whole answer", whole),
            ("the site sees the connection closed", closed),
            ("the next request on the same client is answered", next),
        ],
    )
}

/// What a request is given that is never answered: enough to be sent. No
/// solution knows it in advance.
fn short() -> Duration {
    Duration::from_millis(fastrand::u64(300..450))
}

/// A duration, in a message.
fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// A server whose answer comes byte by byte.
#[derive(Clone, Copy)]
struct Drips {
    /// The time until the head of the answer comes, and each byte after that.
    head: Duration,
    byte: Duration,
    /// Number of bytes of the body.
    bytes: usize,
}

impl Drips {
    /// Answers one request. Returns the URL, and what tells when the answer has
    /// ended, or the client closed the connection.
    fn start(self) -> (String, Receiver<()>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (sender, ended) = mpsc::channel();
        thread::spawn(move || {
            let answered = listener.accept().and_then(|it| self.answer(it.0));
            // An error says that the connection is closed, which is an end, too.
            let _ = (answered, sender.send(()));
        });
        (format!("http://{address}/"), ended)
    }

    fn answer(self, mut client: TcpStream) -> io::Result<()> {
        let _request = client.read(&mut [0; 4_096])?;
        thread::sleep(self.head);
        let bytes = self.bytes;
        write!(client, "HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n")?;
        for _ in 0..bytes {
            thread::sleep(self.byte);
            client.write_all(b"x")?;
        }
        Ok(())
    }
}

/// What the exercise gives for a URL.
type Outcome = Result<Option<usize>, reqwest::Error>;

/// Lets the exercise ask for a URL. None, if it was still waiting when the site
/// had answered all the others.
async fn fetch(
    site: &Site,
    client: &Client,
    url: &str,
    patience: Duration,
) -> Option<Outcome> {
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
        outcome = exercise::fetch_within(client, url, patience) => {
            Some(outcome)
        }
        () = others => None,
    }
}

/// The same, in a runtime of its own, for a path of the site.
fn fetched(site: &Site, path: &str, patience: Duration) -> Option<Outcome> {
    let url = format!("{}{path}", site.base_url());
    let client = support::client();
    support::runtime().block_on(fetch(site, &client, &url, patience))
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

fn start() -> Site {
    Site::start().expect("a local site")
}

fn slow() {
    let bytes = fastrand::usize(2..9);
    let answer = Drips {
        head: Duration::from_millis(400),
        byte: Duration::from_millis(10),
        bytes,
    };
    let (url, _) = answer.start();
    let (site, client) = (start(), support::client());
    let outcome =
        support::runtime().block_on(fetch(&site, &client, &url, LONG));
    assert!(
        matches!(outcome, Some(Ok(Some(length))) if length == bytes),
        "the answer came after half a second, and 60 s were allowed; expected \
         Ok(Some({bytes})), got {}",
        shown(&outcome)
    );
}

fn fails() {
    for (path, what) in [
        ("/fault/reset", "the connection was reset"),
        ("/fault/truncate", "the body of the answer ended too early"),
    ] {
        let outcome = fetched(&start(), path, LONG);
        assert!(
            matches!(outcome, Some(Err(_))),
            "{what}, which is an Err: Ok(None) is for answers that don't come \
             in time. fetch_within gave {}",
            shown(&outcome)
        );
    }
}

fn gives_up() {
    let patience = short();
    let started = Instant::now();
    let outcome = fetched(&start(), HANGS, patience);
    let took = started.elapsed();
    let given = seconds(patience);
    match outcome {
        Some(Ok(None)) => {}
        None => panic!(
            "fetch_within was given {given}, and still waited when the site \
             had answered {OTHERS} other requests of 0.1 s, one after another"
        ),
        outcome => panic!(
            "the site never answers, and Ok(None) is expected after {given}; \
             fetch_within gave {}",
            shown(&outcome)
        ),
    }
    assert!(
        took >= patience,
        "fetch_within was given {given} for an answer, and gave up after {} \
         already",
        seconds(took)
    );
}

fn half_way() {
    // On a machine that is very busy, the time may be up before the headers
    // come.
    for _ in 0..TRIES {
        let patience = short();
        let given = seconds(patience);
        match fetched(&start(), STALLS, patience) {
            Some(Ok(None)) => {}
            None => panic!(
                "the headers came in time and the body never did: the time is \
                 for the whole answer. fetch_within was given {given}, and \
                 still waited when the site had answered {OTHERS} other \
                 requests of 0.1 s, one after another"
            ),
            outcome => panic!(
                "the headers came in time and the body never did: the time is \
                 for the whole answer, and Ok(None) is expected when it is up; \
                 fetch_within gave {}",
                shown(&outcome)
            ),
        }
    }
}

fn whole() {
    let patience = Duration::from_millis(600);
    // Neither the head nor any byte takes as long, but both together do.
    let answer = Drips {
        head: Duration::from_millis(400),
        byte: Duration::from_millis(100),
        bytes: 5,
    };
    let (site, client) = (start(), support::client());
    let runtime = support::runtime();
    let mut outcomes = (0..TRIES).map(|_| {
        let (url, _) = answer.start();
        runtime.block_on(fetch(&site, &client, &url, patience))
    });
    let is_late = |outcome: &_| matches!(outcome, Some(Ok(None)));
    let first = outcomes.next().expect("a first try");
    assert!(
        is_late(&first) || outcomes.any(|outcome| is_late(&outcome)),
        "the headers came after 0.4 s, and the last byte 0.5 s later: too late \
         for {}, which is for both together, and Ok(None) is expected. \
         fetch_within gave {}",
        seconds(patience),
        shown(&first)
    );
}

fn closed() {
    let client = support::client();
    let asking = support::client();
    // All in one runtime: when it ends, so do its connections.
    support::runtime().block_on(async {
        let mut site = start();
        // On a machine that is very busy, the time may be up before the site
        // has seen the request. Another site knows nothing of it.
        for _ in 0..TRIES {
            let url = format!("{}{HANGS}", site.base_url());
            let _ = fetch(&site, &client, &url, short()).await;
            if hanging(&site).0 > 0 {
                break;
            }
            site = start();
        }
        for _ in 0..OTHERS {
            if hanging(&site).1 == 0 {
                break;
            }
            ask_another(&site, &asking).await;
        }
        let (seen, left) = hanging(&site);
        let requests = if left == 1 { "request" } else { "requests" };
        assert!(seen > 0, "the site saw no request for {HANGS}");
        assert!(
            left == 0,
            "fetch_within gave up, and the site still holds {left} {requests}: \
             the connection was open while {OTHERS} others were answered, so \
             something in the program still waits for an answer"
        );
        let answer = Drips {
            head: Duration::ZERO,
            byte: Duration::from_millis(50),
            bytes: 1_000,
        };
        let (url, ended) = answer.start();
        let _ = fetch(&site, &client, &url, Duration::from_secs(1)).await;
        for _ in 0..OTHERS {
            if ended.try_recv().is_ok() {
                return;
            }
            ask_another(&site, &asking).await;
        }
        panic!(
            "fetch_within gave up in the middle of an answer, and the rest of \
             it is still being received: {OTHERS} others were answered \
             meanwhile, so something in the program still waits for the body"
        );
    });
}

/// Number of requests of this site that it does not answer, and of those among
/// them whose connections are open.
fn hanging(site: &Site) -> (usize, usize) {
    let mut exchanges = site.log().exchanges();
    exchanges.retain(|exchange| exchange.request.ends_with(HANGS));
    let left = exchanges.iter().filter(|it| it.ended.is_none()).count();
    (exchanges.len(), left)
}

fn next() {
    let (site, client) = (start(), support::client());
    let bytes = fastrand::usize(2..1_000);
    let url = |path: &str| format!("{}{path}", site.base_url());
    let outcome = support::runtime().block_on(async {
        let _ = fetch(&site, &client, &url(HANGS), short()).await;
        let next = url(&format!("/bytes/{bytes}"));
        fetch(&site, &client, &next, LONG).await
    });
    assert!(
        matches!(outcome, Some(Ok(Some(length))) if length == bytes),
        "the site answers the next request with {bytes} bytes; fetch_within \
         gave {}",
        shown(&outcome)
    );
}
