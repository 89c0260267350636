//! One request, blocking and asynchronous, as in ex_3_4 and ex_3_3.

use std::time::Duration;

use anyhow::Result;
use reqwest::Client;
use ureq::Agent;

use crate::work::Page;

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

/// Asks for `url` and waits for the whole answer.
pub fn page(agent: &Agent, url: &str) -> Result<Page> {
    let mut response = agent.get(url).call()?;
    let status = response.status().as_u16();
    response.body_mut().read_to_vec()?;
    Ok(Page::read(status))
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

/// Asks for `url`, and lets other tasks run until the answer is there.
pub async fn page_async(client: &Client, url: &str) -> Result<Page> {
    let response = client.get(url).send().await?;
    let status = response.status().as_u16();
    response.bytes().await?;
    Ok(Page::read(status))
}
