//! Three requests gathered in one call, with one `await` for all of them.
//!
//! Same as ex_3_2, except that nothing is spawned: `try_join_all` polls the
//! three futures inside this one task.
//!
//! Run it with `cargo run -p ex_3_3`, or pass it a URL of your own:
//! `cargo run -p ex_3_3 -- https://www.example.com/`.
//! In Python: `await asyncio.gather(*[fetch_data(…) for _ in range(3)])`.

use std::any;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future;
use reqwest::{Client, StatusCode};

use local_httpbin::Site;

/// Number of requests.
const REQUESTS: usize = 3;

/// Time limit for a whole request. httpx allows 5 s per step.
const TIMEOUT: Duration = Duration::from_secs(5);

fn main() -> Result<()> {
    run(Site::from_args())
}

// One thread runs everything, as in `asyncio.run`.
#[tokio::main(flavor = "current_thread")]
async fn run(site: Site) -> Result<()> {
    // A proxy set in the environment could not reach a server on this machine.
    let client = Client::builder().timeout(TIMEOUT).no_proxy().build()?;

    let started = Instant::now();
    let requests = (0..REQUESTS).map(|_| fetch_data(&client, site.url()));
    // The first failure ends the wait, as with `gather` (for up to 30 futures).
    // But `gather` lets the others run on; here, dropping them cancels them.
    let responses = future::try_join_all(requests).await;
    let elapsed = started.elapsed();

    let responses = responses.unwrap_or_else(|error| site.fail(error));
    println!("{responses:?}");
    println!("{}", any::type_name_of_val(&responses));
    println!("Took {:.2} s", elapsed.as_secs_f64());
    site.print_timeline();
    Ok(())
}

/// Requests `url` and reads the whole response. Returns the status and the
/// length of the body in bytes. A 404 is a response too, not an error.
async fn fetch_data(
    client: &Client,
    url: &str,
) -> reqwest::Result<(StatusCode, usize)> {
    let response = client.get(url).send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    Ok((status, body.len()))
}
