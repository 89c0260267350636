//! Requests as bytes, which test the server rather than a client.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use local_httpbin::Site;

/// Maximum wait of a test. No response needs a tenth of it.
const DEADLINE: Duration = Duration::from_secs(60);

/// Returns a test server.
pub fn site() -> Site {
    Site::start().expect("a test server starts")
}

/// Returns a connection to the server at `url`.
pub fn connect(url: &str) -> TcpStream {
    let address = url.strip_prefix("http://").expect("a plain URL");
    let stream = TcpStream::connect(address).expect("the server listens");
    stream
        .set_read_timeout(Some(DEADLINE))
        .expect("a timeout that is not zero");
    stream
}

/// Sends `request` and returns everything that comes back until the end of
/// the connection, and whether that end was an orderly one.
pub fn send(url: &str, request: &[u8]) -> (String, bool) {
    let mut stream = connect(url);
    stream.write_all(request).expect("the server reads");
    let mut response = Vec::new();
    let ended = stream.read_to_end(&mut response);
    (
        String::from_utf8_lossy(&response).into_owned(),
        ended.is_ok(),
    )
}

/// Returns the status and the body of the response to a GET of `path`.
pub fn get(url: &str, path: &str) -> (u16, String) {
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: site\r\nconnection: close\r\n\r\n"
    );
    let (response, _) = send(url, request.as_bytes());
    (status(&response), body(&response).to_owned())
}

/// Returns the status in the first line of `response`.
pub fn status(response: &str) -> u16 {
    let status = response
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok());
    status.unwrap_or_else(|| panic!("no status: {response:?}"))
}

/// Returns the part of `response` after its head.
pub fn body(response: &str) -> &str {
    response.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}
