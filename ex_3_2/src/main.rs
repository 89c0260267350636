//! Three requests, each in a task of its own: all three tasks are started, and
//! then awaited one by one.
//!
//! Same as ex_3_1, except for the tasks and the number of requests.
//!
//! Run it with `cargo run -p ex_3_2`, or pass it a URL of your own:
//! `cargo run -p ex_3_2 -- https://www.example.com/`.
//! In Python: `asyncio.create_task(fetch_data(…))` three times, then `await`.

use std::time::{Duration, Instant};

use anyhow::Result;
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
    // A future is lazy: calling an async function runs none of it. `spawn`
    // turns the future into a task, which runs whenever this one waits, like
    // `create_task`. An iterator is lazy too: without `collect`, the loop
    // would start each task only once the task before it had finished.
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

/// Requests `url` and reads the whole response. Returns the status and the
/// length of the body in bytes. A 404 is a response too, not an error.
///
/// A task may outlive the function that spawned it, so it owns its arguments.
/// A clone of a client is another handle to the same connections.
async fn fetch_data(
    client: Client,
    url: String,
) -> reqwest::Result<(StatusCode, usize)> {
    let response = client.get(url).send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    Ok((status, body.len()))
}
