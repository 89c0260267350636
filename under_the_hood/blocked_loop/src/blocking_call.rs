//! Calls that wait, and keep the thread while they do: they block the loop as
//! work does, though they compute nothing.
//!
//! Neither the compiler nor the runtime says a word. Use `tokio::time::sleep`
//! and an asynchronous client instead, or `spawn_blocking` around the call.
//!
//! In Python: `time.sleep` and `requests.get` inside an `async def`.

use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::StatusCode;

/// Time limit of a whole request, which is more than the server ever waits.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Sleeps for `duration`, and the loop with it.
pub async fn sleep(duration: Duration) {
    thread::sleep(duration);
}

/// Sends a request, and reads the whole response. Returns its status.
///
/// # Errors
///
/// Returns an error if there is no response.
pub async fn get(url: String) -> Result<StatusCode, ureq::Error> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        // A proxy could not reach a server on this machine.
        .proxy(None)
        .build()
        .into();
    let mut response = agent.get(url).call()?;
    response.body_mut().read_to_vec()?;
    Ok(response.status())
}
