// Unsolved: `fetch_within` gave up, but the server still holds 1 request
//! A request that never gets a response.

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

/// Time limit of a request whose response always arrives.
const LONG: Duration = Duration::from_secs(60);

/// Number of tries, because on a very busy machine a stall may hide for once
/// that a solution gives up too early or too late.
const TRIES: usize = 3;

/// Number of other requests that the server answers, one after another, before
/// a check stops waiting: together they take several times `short`.
const OTHERS: usize = 20;

/// The path of each of them.
const OTHER: &str = "/delay/0.1";

/// A path that never gets a response.
const HANGS: &str = "/fault/hang";

/// A path whose response stops before its end.
const STALLS: &str = "/fault/stall";

fn main() -> ExitCode {
    exercises::run(
        "one_request",
        &[
            ("a slow response is awaited, if there is time", slow),
            ("a failed request is an error", fails),
            ("a request that never gets a response times out", gives_up),
            ("a response that stops half-way times out, too", half_way),
            ("the time limit is for the whole response", whole),
            ("the server sees the connection closed", closed),
            ("the next request on the same client works", next),
        ],
    )
}

/// Returns the time limit of a request that never gets a response: enough for
/// it to be sent. No solution knows it in advance.
fn short() -> Duration {
    Duration::from_millis(fastrand::u64(300..450))
}

/// Returns a duration as text, for a message.
fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// A server that sends its response byte by byte.
#[derive(Clone, Copy)]
struct Drips {
    /// The delay of the head of the response, and that of each byte after it.
    head: Duration,
    byte: Duration,
    /// Number of bytes of the body.
    bytes: usize,
}

impl Drips {
    /// Answers requests. Returns the URL, and a receiver that gets a message
    /// whenever a response has ended or the client has closed the connection.
    fn start(self) -> (String, Receiver<()>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (sender, ended) = mpsc::channel();
        // The listener stays open after a response: closing it would reset the
        // connections of a solution that opens more than one.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let sender = sender.clone();
                thread::spawn(move || {
                    // An error means that the connection is closed, which is an
                    // end, too.
                    let answered = self.respond(client);
                    let _ = (answered, sender.send(()));
                });
            }
        });
        (format!("http://{address}/"), ended)
    }

    fn respond(self, mut client: TcpStream) -> io::Result<()> {
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

/// The result of the exercise for a URL.
type Outcome = Result<Option<usize>, reqwest::Error>;

/// Lets the exercise request a URL. Returns None if it was still waiting when
/// the server had answered all the others.
async fn fetch(
    site: &Site,
    client: &Client,
    url: &str,
    patience: Duration,
) -> Option<Outcome> {
    let other_client = support::client();
    let others = async {
        // A response that always arrives needs no end.
        if patience == LONG {
            std::future::pending::<()>().await;
        }
        for _ in 0..OTHERS {
            request_another(site, &other_client).await;
        }
    };
    tokio::select! {
        outcome = exercise::fetch_within(client, url, patience) => {
            Some(outcome)
        }
        () = others => None,
    }
}

/// Does the same in a runtime of its own, for a path of the test server.
fn fetched(site: &Site, path: &str, patience: Duration) -> Option<Outcome> {
    let url = format!("{}{path}", site.base_url());
    let client = support::client();
    support::runtime().block_on(fetch(site, &client, &url, patience))
}

/// Sends another request, and waits for its response.
async fn request_another(site: &Site, client: &Client) {
    let url = format!("{}{OTHER}", site.base_url());
    let response = client.get(url).send().await;
    response.expect("a response");
}

/// Returns an outcome as text, for a message.
fn shown(outcome: &Option<Outcome>) -> String {
    match outcome {
        Some(Ok(length)) => format!("Ok({length:?})"),
        Some(Err(error)) => format!("an error: {}", support::causes(error)),
        None => "nothing".to_owned(),
    }
}

fn start() -> Site {
    Site::start().expect("a test server")
}

fn slow() {
    let bytes = fastrand::usize(2..9);
    let response = Drips {
        head: Duration::from_millis(400),
        byte: Duration::from_millis(10),
        bytes,
    };
    let (url, _) = response.start();
    let (site, client) = (start(), support::client());
    let outcome =
        support::runtime().block_on(fetch(&site, &client, &url, LONG));
    assert!(
        matches!(outcome, Some(Ok(Some(length))) if length == bytes),
        "The response arrived after half a second, and 60 s were allowed. \
         Expected Ok(Some({bytes})); got {}.",
        shown(&outcome)
    );
}

fn fails() {
    for (path, what) in support::FAILURES {
        let outcome = fetched(&start(), path, LONG);
        assert!(
            matches!(outcome, Some(Err(_))),
            "{what}. Expected an Err, because Ok(None) is for responses that \
             don't arrive in time; got {}.",
            shown(&outcome)
        );
    }
}

fn gives_up() {
    for _ in 0..TRIES {
        let (site, client) = (start(), support::client());
        let url = format!("{}{HANGS}", site.base_url());
        let patience = short();
        let given = seconds(patience);
        let (outcome, took) = support::runtime().block_on(async {
            let started = Instant::now();
            let outcome = fetch(&site, &client, &url, patience).await;
            (outcome, started.elapsed())
        });
        match outcome {
            Some(Ok(None)) => {}
            None => panic!(
                "`fetch_within` was given {given}, but was still waiting when \
                 the server had answered {OTHERS} other requests of 0.1 s, one \
                 after another."
            ),
            outcome => panic!(
                "The server never responds. Expected Ok(None) after {given}; \
                 got {}.",
                shown(&outcome)
            ),
        }
        assert!(
            took >= patience,
            "`fetch_within` was given {given} for a response, but gave up \
             after only {}.",
            seconds(took)
        );
    }
}

fn half_way() {
    // On a very busy machine, the time may be up before the headers arrive.
    for _ in 0..TRIES {
        let patience = short();
        let given = seconds(patience);
        match fetched(&start(), STALLS, patience) {
            Some(Ok(None)) => {}
            None => panic!(
                "The headers arrived in time, but the body never did. The time \
                 limit is for the whole response. `fetch_within` was given \
                 {given}, but was still waiting when the server had answered \
                 {OTHERS} other requests of 0.1 s, one after another."
            ),
            outcome => panic!(
                "The headers arrived in time, but the body never did. The time \
                 limit is for the whole response. Expected Ok(None) when it's \
                 up; got {}.",
                shown(&outcome)
            ),
        }
    }
}

fn whole() {
    let patience = Duration::from_millis(900);
    // Neither the head nor the body takes that long, but together they do.
    let response = Drips {
        head: Duration::from_millis(600),
        byte: Duration::from_millis(100),
        bytes: 6,
    };
    let (site, client) = (start(), support::client());
    let runtime = support::runtime();
    // On a very busy machine, a stall may make any one outcome wrong, or right.
    let mut late = 0;
    let mut in_time = Vec::new();
    while late <= TRIES / 2 && in_time.len() <= TRIES / 2 {
        let (url, _) = response.start();
        let outcome = runtime.block_on(fetch(&site, &client, &url, patience));
        match outcome {
            Some(Ok(None)) => late += 1,
            outcome => in_time.push(outcome),
        }
    }
    assert!(
        late > TRIES / 2,
        "The headers arrived after 0.6 s, and the last byte 0.6 s later. \
         That's too late: the {} are for both together. Expected Ok(None); got \
         {}.",
        seconds(patience),
        shown(&in_time[0])
    );
}

fn closed() {
    let client = support::client();
    let other_client = support::client();
    // Everything runs in one runtime, because its connections end with it.
    support::runtime().block_on(async {
        let mut site = start();
        // On a very busy machine, the time may be up before the server has
        // received the request. A new server knows nothing of the old requests.
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
            request_another(&site, &other_client).await;
        }
        let (seen, left) = hanging(&site);
        let requests = if left == 1 { "request" } else { "requests" };
        assert!(seen > 0, "The server received no request for {HANGS}.");
        assert!(
            left == 0,
            "`fetch_within` gave up, but the server still holds {left} \
             {requests}. The connection stayed open while {OTHERS} others were \
             answered, so something in the program still waits for a response."
        );
        let response = Drips {
            head: Duration::ZERO,
            byte: Duration::from_millis(50),
            bytes: 1_000,
        };
        let (url, ended) = response.start();
        let _ = fetch(&site, &client, &url, Duration::from_secs(1)).await;
        for _ in 0..OTHERS {
            if ended.try_recv().is_ok() {
                return;
            }
            request_another(&site, &other_client).await;
        }
        panic!(
            "`fetch_within` gave up in the middle of a response, but the rest \
             of it is still being received. {OTHERS} others were answered \
             meanwhile, so something in the program still waits for the body."
        );
    });
}

/// Returns the number of requests that the server leaves without a response,
/// and the number of those whose connections are open.
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
        "The server answers the next request with {bytes} bytes. Expected \
         Ok(Some({bytes})); got {}.",
        shown(&outcome)
    );
}
