//! One request for one item, blocking and asynchronous.

use std::time::Duration;

use anyhow::{Result, ensure};
use reqwest::Client;
use ureq::Agent;

use crate::work::{Item, Page, Work};

/// How long each step of a request may take, or all of them.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How many bytes a connection reads and writes at once, as reqwest begins.
/// ureq's own 128 KiB each way would be most of what a thread costs here.
const BUFFER: usize = 8 << 10;

/// Makes what blocking requests are made with. A clone shares its connections.
pub fn agent() -> Agent {
    Agent::config_builder()
        // For each step behind the host's name. A limit to all of it would
        // start a thread for every name, which would be counted and billed.
        .timeout_connect(Some(TIMEOUT))
        .timeout_recv_response(Some(TIMEOUT))
        .timeout_recv_body(Some(TIMEOUT))
        .http_status_as_error(false)
        .input_buffer_size(BUFFER)
        .output_buffer_size(BUFFER)
        // As many connections are kept for the next request as were used;
        // reqwest does so unasked.
        .max_idle_connections(usize::MAX)
        .max_idle_connections_per_host(usize::MAX)
        // A proxy that the environment names need not reach this machine.
        .proxy(None)
        .build()
        .into()
}

/// Fetches an item, and waits for the whole page.
pub fn page(agent: &Agent, work: &Work, number: u64) -> Result<Page> {
    let item = Item::begin();
    let mut response = agent.get(format!("{}{number}", work.url)).call()?;
    let status = response.status();
    ensure!(status.is_success(), "the site answered {status}");
    Page::read(item, &response.body_mut().read_to_vec()?)
}

/// Makes what asynchronous requests are made with. A clone shares its
/// connections.
pub fn client() -> Result<Client> {
    // reqwest wants its cryptography before it knows what for.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .timeout(TIMEOUT)
        // The certificates that this machine trusts are not asked for here, and
        // reading them would take 30 ms of the client's time.
        .tls_certs_only([])
        // A proxy that the environment names need not reach this machine.
        .no_proxy()
        .build()?;
    Ok(client)
}

/// Fetches an item, and lets other tasks run until the page is there.
pub async fn page_async(
    client: &Client,
    work: &Work,
    number: u64,
) -> Result<Page> {
    let item = Item::begin();
    let response = client.get(format!("{}{number}", work.url)).send().await?;
    let status = response.status();
    ensure!(status.is_success(), "the site answered {status}");
    Page::read(item, &response.bytes().await?)
}
