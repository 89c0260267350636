//! One asynchronous GET: how long does a single request take?
//!
//! The site answers after one second, and the program does nothing but wait
//! for it. The next two examples make three such requests in the same time.
//!
//! Run it with `cargo run -p ex_3_1`, or hand it a URL of your own:
//! `cargo run -p ex_3_1 -- https://www.example.com/`.
//! In Python: `await client.get(url)` with httpx, under `asyncio.run`.

use std::time::{Duration, Instant};

use anyhow::Result;
use reqwest::{Client, StatusCode};

use local_httpbin::Site;

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
    let response = fetch_data(&client, site.url()).await;
    let elapsed = started.elapsed();

    let (status, length) = response.unwrap_or_else(|error| site.fail(error));
    println!("{status}, {length} bytes");
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
