//! Three requests gathered in one call: one `await` for all of them.
//!
//! Same as ex_3_2, except that nothing is spawned: the three futures are
//! driven together, inside this one task.
//!
//! Run it with `cargo run -p ex_3_3`, or hand it a URL of your own:
//! `cargo run -p ex_3_3 -- https://www.example.com/`.
//! In Python: `await asyncio.gather(*[fetch_data(…) for _ in range(3)])`.

use std::any;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future;
use reqwest::{Client, StatusCode};

use local_httpbin::Site;

/// How many requests are made.
const REQUESTS: usize = 3;

/// How long a request may take, as a whole. httpx waits 5 s for each step.
const TIMEOUT: Duration = Duration::from_secs(5);

fn main() -> Result<()> {
    run(Site::from_args())
}

// One thread runs everything, as in `asyncio.run`.
#[tokio::main(flavor = "current_thread")]
async fn run(site: Site) -> Result<()> {
    // A proxy that the environment names need not reach this machine's sites.
    let client = Client::builder().timeout(TIMEOUT).no_proxy().build()?;

    let started = Instant::now();
    let requests = (0..REQUESTS).map(|_| fetch_data(&client, site.url()));
    // The first failure ends the wait, as it does in `gather` (of up to 30).
    // There the other requests run on; here they are dropped, and cancelled.
    let responses = future::try_join_all(requests).await;
    let elapsed = started.elapsed();

    let responses = responses.unwrap_or_else(|error| site.fail(error));
    println!("{responses:?}");
    println!("{}", any::type_name_of_val(&responses));
    println!("Took {:.2} s", elapsed.as_secs_f64());
    site.print_timeline();
    Ok(())
}

/// Asks for `url` and reads the whole answer. Returns its status and the
/// length of its body in bytes; a 404 is an answer, and not an error.
async fn fetch_data(
    client: &Client,
    url: &str,
) -> reqwest::Result<(StatusCode, usize)> {
    let response = client.get(url).send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    Ok((status, body.len()))
}
