//! One request, blocking and asynchronous, as in io_bound.

use std::time::Duration;

use anyhow::Result;
use reqwest::Client;
use ureq::Agent;

/// How long each step of a request may take, or all of them. On a machine that
/// is busy with something else, ten thousand take their time.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// Makes what blocking requests are made with. A clone shares its connections,
/// each of which reads and writes `buffer` bytes at once.
pub fn agent(buffer: usize) -> Agent {
    Agent::config_builder()
        // For each step behind the host's name. A limit to all of it would
        // start a thread for every name, which would be counted and billed.
        .timeout_connect(Some(TIMEOUT))
        .timeout_recv_response(Some(TIMEOUT))
        .timeout_recv_body(Some(TIMEOUT))
        .http_status_as_error(false)
        .input_buffer_size(buffer)
        .output_buffer_size(buffer)
        // A proxy that the environment names need not reach this machine.
        .proxy(None)
        .build()
        .into()
}

/// Asks for `url`, reads the whole answer, and returns its status.
pub fn page(agent: &Agent, url: &str) -> Result<u16> {
    let mut response = agent.get(url).call()?;
    response.body_mut().read_to_vec()?;
    Ok(response.status().as_u16())
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

/// Asks for `url`, and lets other tasks run until the whole answer is there.
/// Returns its status.
pub async fn page_async(client: Client, url: String) -> Result<u16> {
    let response = client.get(url).send().await?;
    let status = response.status().as_u16();
    response.bytes().await?;
    Ok(status)
}
