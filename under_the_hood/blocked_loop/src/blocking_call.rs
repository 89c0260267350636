//! Calls that wait, and keep the thread while they do: the loop stands still
//! as it does for work, though nothing is computed.
//!
//! Neither the compiler nor the runtime says a word. In their place belong
//! `tokio::time::sleep` and an asynchronous client; or `spawn_blocking` around
//! the call.
//!
//! In Python: `time.sleep` and `requests.get` inside an `async def`.

use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::StatusCode;

/// How long a request may take, as a whole: more than the site ever waits.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Sleeps for so long, and the loop with it.
pub async fn sleep(duration: Duration) {
    thread::sleep(duration);
}

/// Asks for a URL, and reads the whole answer. Returns its status.
///
/// # Errors
///
/// There is no answer.
pub async fn get(url: String) -> Result<StatusCode, ureq::Error> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        // A proxy that the environment names need not reach this machine.
        .proxy(None)
        .build()
        .into();
    let mut response = agent.get(url).call()?;
    response.body_mut().read_to_vec()?;
    Ok(response.status())
}
