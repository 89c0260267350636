//! One asynchronous GET request, and how long it takes.
//!
//! The server responds after one second, and the program only waits for it.
//! The next two examples send three such requests.
//!
//! Run it with `cargo run -p ex_3_1`, or pass it a URL of your own:
//! `cargo run -p ex_3_1 -- https://www.example.com/`.
//! In Python: `await client.get(url)` with httpx, under `asyncio.run`.

use std::time::{Duration, Instant};

use anyhow::Result;
use reqwest::{Client, StatusCode};

use local_httpbin::Site;

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
    let response = fetch_data(&client, site.url()).await;
    let elapsed = started.elapsed();

    let (status, length) = response.unwrap_or_else(|error| site.fail(error));
    println!("{status}, {length} bytes");
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
