//! Three blocking requests, one after another, on one thread.
//!
//! Same as ex_3_3, except that each request keeps the thread until its
//! response has arrived. The time comes first, as in the Python version.
//!
//! Run it with `cargo run -p ex_3_4`, or pass it a URL of your own:
//! `cargo run -p ex_3_4 -- https://www.example.com/`.
//! In Python: `client.get(url)` with `httpx.Client`, or `requests.get(url)`.

use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::StatusCode;
use ureq::tls::{RootCerts, TlsConfig};

use local_httpbin::Site;

/// Number of requests.
const REQUESTS: usize = 3;

/// Time limit for a whole request. httpx allows 5 s per step.
const TIMEOUT: Duration = Duration::from_secs(5);

fn main() {
    let site = Site::from_args();
    let agent = build_agent();

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

/// Returns a client that trusts the certificates that the OS trusts, and gives
/// up after `TIMEOUT`.
fn build_agent() -> Agent {
    let trusted = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .tls_config(trusted)
        // A proxy set in the environment could not reach this machine.
        .proxy(None)
        .build()
        .into()
}

/// Requests `url` and reads the whole response. Returns the status and the
/// length of the body in bytes. A 404 is a response too, not an error.
fn fetch_data(
    agent: &Agent,
    url: &str,
) -> Result<(StatusCode, usize), ureq::Error> {
    let mut response = agent.get(url).call()?;
    let body = response.body_mut().read_to_vec()?;
    Ok((response.status(), body.len()))
}
