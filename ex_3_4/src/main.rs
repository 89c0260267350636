//! Three blocking requests, one after another: three times as long.
//!
//! Same as ex_3_3, except that each request keeps the thread until its answer
//! is there, so that the next one cannot even be sent. The time comes first,
//! as in the Python original.
//!
//! Run it with `cargo run -p ex_3_4`, or hand it a URL of your own:
//! `cargo run -p ex_3_4 -- https://www.example.com/`.
//! In Python: `client.get(url)` with `httpx.Client`, or `requests.get(url)`.

use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::StatusCode;
use ureq::tls::{RootCerts, TlsConfig};

use local_httpbin::Site;

/// How many requests are made.
const REQUESTS: usize = 3;

/// How long a request may take, as a whole. httpx waits 5 s for each step.
const TIMEOUT: Duration = Duration::from_secs(5);

fn main() {
    let site = Site::from_args();
    let trusted = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .tls_config(trusted)
        // A proxy that the environment names need not reach this machine.
        .proxy(None)
        .build()
        .into();

    let started = Instant::now();
    let responses: Result<Vec<_>, _> = (0..REQUESTS)
        .map(|_| fetch_data(&agent, site.url()))
        .collect();
    let elapsed = started.elapsed();

    let responses =
        responses.unwrap_or_else(|error| site.fail(error.into_io()));
    println!("Took {:.2} s", elapsed.as_secs_f64());
    for (status, length) in responses {
        println!("{status}, {length} bytes");
    }
    site.print_timeline();
}

/// Asks for `url` and reads the whole answer. Returns its status and the
/// length of its body in bytes; a 404 is an answer, and not an error.
fn fetch_data(
    agent: &Agent,
    url: &str,
) -> Result<(StatusCode, usize), ureq::Error> {
    let mut response = agent.get(url).call()?;
    let body = response.body_mut().read_to_vec()?;
    Ok((response.status(), body.len()))
}
