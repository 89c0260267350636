//! Three tasks, started first and awaited one after another: three requests
//! in the time of one.
//!
//! Same as ex_3_1, except that three requests are on their way at once.
//!
//! Run it with `cargo run -p ex_3_2`, or hand it a URL of your own:
//! `cargo run -p ex_3_2 -- https://www.example.com/`.
//! In Python: `asyncio.create_task(fetch_data(…))` three times, then `await`.

use std::time::{Duration, Instant};

use anyhow::Result;
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
    // Calling an async function runs none of it: a future is lazy. `spawn`
    // makes it a task, which runs whenever this one waits, as `create_task`
    // does. `collect` is needed because an iterator is lazy as well: without
    // it, each task would be started only when its turn to be awaited came.
    let tasks: Vec<_> = (0..REQUESTS)
        .map(|_| fetch_data(client.clone(), site.url().to_owned()))
        .map(tokio::spawn)
        .collect();
    let mut responses = Vec::new();
    for task in tasks {
        responses.push(task.await.expect("fetch_data does not panic"));
    }
    let elapsed = started.elapsed();

    for response in responses {
        let (status, length) =
            response.unwrap_or_else(|error| site.fail(error));
        println!("{status}, {length} bytes");
    }
    println!("Took {:.2} s", elapsed.as_secs_f64());
    site.print_timeline();
    Ok(())
}

/// Asks for `url` and reads the whole answer. Returns its status and the
/// length of its body in bytes; a 404 is an answer, and not an error.
///
/// A task may outlive the function that spawned it, so it owns what it uses;
/// a clone of a client is another handle to the same connections.
async fn fetch_data(
    client: Client,
    url: String,
) -> reqwest::Result<(StatusCode, usize)> {
    let response = client.get(url).send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    Ok((status, body.len()))
}
