//! One request for one item, blocking and asynchronous.

use std::time::Duration;

use anyhow::{Result, ensure};
use reqwest::Client;
use ureq::Agent;

use crate::work::{Item, Response, Work};

/// Time limit of each step of a request (ureq), or of the whole request
/// (reqwest).
const TIMEOUT: Duration = Duration::from_secs(30);

/// Bytes per buffer of a connection, as reqwest starts with. ureq's own 128 KiB
/// for reading and for writing would be most of what a thread costs here.
const BUFFER: usize = 8 << 10;

/// Returns a client for blocking requests. Clones share its connections.
pub fn agent() -> Agent {
    Agent::config_builder()
        // These limits start after the name look-up. A limit on the whole
        // request would start a thread per look-up, which would be counted,
        // too.
        .timeout_connect(Some(TIMEOUT))
        .timeout_recv_response(Some(TIMEOUT))
        .timeout_recv_body(Some(TIMEOUT))
        .http_status_as_error(false)
        .input_buffer_size(BUFFER)
        .output_buffer_size(BUFFER)
        // Every connection is kept for the next request, which is reqwest's
        // default.
        .max_idle_connections(usize::MAX)
        .max_idle_connections_per_host(usize::MAX)
        // HTTP_PROXY is ignored, because a proxy could not reach a server on
        // this machine.
        .proxy(None)
        .build()
        .into()
}

/// Fetches an item, and waits for the whole response.
pub fn get(agent: &Agent, work: &Work, number: u64) -> Result<Response> {
    let item = Item::begin();
    let mut response = agent.get(format!("{}{number}", work.url)).call()?;
    let status = response.status();
    ensure!(status.is_success(), "the server responded with {status}");
    Response::read(item, &response.body_mut().read_to_vec()?)
}

/// Returns a client for asynchronous requests. Clones share its connections.
pub fn client() -> Result<Client> {
    // reqwest asks for a crypto provider, even if no URL needs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .timeout(TIMEOUT)
        // Reading the trusted certificates of this machine would take 30 ms,
        // and plain HTTP needs none of them.
        .tls_certs_only([])
        // HTTP_PROXY is ignored, because a proxy could not reach a server on
        // this machine.
        .no_proxy()
        .build()?;
    Ok(client)
}

/// Fetches an item, and lets other tasks run until the response arrives.
pub async fn get_async(
    client: &Client,
    work: &Work,
    number: u64,
) -> Result<Response> {
    let item = Item::begin();
    let response = client.get(format!("{}{number}", work.url)).send().await?;
    let status = response.status();
    ensure!(status.is_success(), "the server responded with {status}");
    Response::read(item, &response.bytes().await?)
}
