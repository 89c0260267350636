//! Requests as bytes, so that what is tested is the site and no client.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use local_httpbin::Site;

/// Where a test stops to wait for what should have come long ago.
const DEADLINE: Duration = Duration::from_secs(60);

/// A local site.
pub fn site() -> Site {
    Site::start().expect("a local site starts")
}

/// A connection to the site at `url`.
pub fn connect(url: &str) -> TcpStream {
    let address = url.strip_prefix("http://").expect("a plain URL");
    let stream = TcpStream::connect(address).expect("the site listens");
    stream
        .set_read_timeout(Some(DEADLINE))
        .expect("a timeout that is not zero");
    stream
}

/// Sends `request` and returns everything that comes back until the end of
/// the connection, and whether that end was an orderly one.
pub fn send(url: &str, request: &[u8]) -> (String, bool) {
    let mut stream = connect(url);
    stream.write_all(request).expect("the site reads");
    let mut answer = Vec::new();
    let ended = stream.read_to_end(&mut answer);
    (String::from_utf8_lossy(&answer).into_owned(), ended.is_ok())
}

/// The status and the body that a GET of `path` gives.
pub fn get(url: &str, path: &str) -> (u16, String) {
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: site\r\nconnection: close\r\n\r\n"
    );
    let (answer, _) = send(url, request.as_bytes());
    (status(&answer), body(&answer).to_owned())
}

/// The status in the first line of `answer`.
pub fn status(answer: &str) -> u16 {
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    status.unwrap_or_else(|| panic!("no status: {answer:?}"))
}

/// What follows the head of `answer`.
pub fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}
