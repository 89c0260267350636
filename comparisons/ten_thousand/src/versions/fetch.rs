//! One request, blocking and asynchronous, as in io_bound.

use std::time::Duration;

use anyhow::Result;
use reqwest::Client;
use ureq::Agent;

/// Time limit of each step of a request, or of all steps together. On a busy
/// machine, ten thousand requests take their time.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// Returns a client for blocking requests. Clones share its connections, each
/// of which has `buffer` bytes to read into and to write from.
pub fn agent(buffer: usize) -> Agent {
    Agent::config_builder()
        // These limits start after the name look-up. A limit on the whole
        // request would start a thread per look-up, which would be counted,
        // too.
        .timeout_connect(Some(TIMEOUT))
        .timeout_recv_response(Some(TIMEOUT))
        .timeout_recv_body(Some(TIMEOUT))
        .http_status_as_error(false)
        .input_buffer_size(buffer)
        .output_buffer_size(buffer)
        // HTTP_PROXY is ignored, because a proxy could not reach a server on
        // this machine.
        .proxy(None)
        .build()
        .into()
}

/// Sends a request for `url`, reads the whole response, and returns its status.
pub fn get(agent: &Agent, url: &str) -> Result<u16> {
    let mut response = agent.get(url).call()?;
    response.body_mut().read_to_vec()?;
    Ok(response.status().as_u16())
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

/// Sends a request for `url`, and lets other tasks run until the whole response
/// has arrived. Returns its status.
pub async fn get_async(client: Client, url: String) -> Result<u16> {
    let response = client.get(url).send().await?;
    let status = response.status().as_u16();
    response.bytes().await?;
    Ok(status)
}
