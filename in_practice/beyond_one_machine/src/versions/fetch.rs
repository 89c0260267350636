//! What a job does: it fetches a URL.

use std::time::Duration;

use anyhow::Result;
use reqwest::Client;

/// Returns a client that fetches no URL for longer than the time limit, and keeps
/// its connections for the next one.
pub fn client(time_limit: Duration) -> Result<Client> {
    // For a second client in the same program, it is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(Client::builder().timeout(time_limit).build()?)
}

/// Fetches a URL to its end, and returns the status of the response.
pub async fn status(client: &Client, url: &str) -> Result<u16> {
    let response = client.get(url).send().await?;
    let status = response.status();
    response.bytes().await?;
    Ok(status.as_u16())
}
