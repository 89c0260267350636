//! One exchange of HTTP/1.1, on a connection of its own.

use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use futures_util::future::{self, Either};
use httparse::{EMPTY_HEADER, Response, Status};

use crate::socket::Socket;
use crate::waiting::Handle;

/// How long a request may take, as a whole. httpx waits 5 s for each step.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How many headers an answer may have.
const HEADERS: usize = 32;

/// Asks for a path, and reads the whole answer. Returns its status and the
/// length of its body in bytes.
///
/// # Errors
///
/// There is no answer, or none in time, or it is not HTTP.
pub async fn get(
    handle: &Rc<Handle>,
    address: SocketAddr,
    path: &str,
) -> Result<(u16, usize)> {
    let request = pin!(exchange(handle, address, path));
    let timeout = pin!(handle.sleep(TIMEOUT));
    // Whichever is done first. The other one is dropped, which cancels it.
    let answer = match future::select(request, timeout).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(anyhow!("no answer within the time limit")),
    };
    answer.with_context(|| format!("GET http://{address}{path} failed"))
}

async fn exchange(
    handle: &Rc<Handle>,
    address: SocketAddr,
    path: &str,
) -> Result<(u16, usize)> {
    let mut socket = Socket::connect(handle, address).await?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    socket.write_all(head.as_bytes()).await?;

    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let read = socket.read(&mut buffer).await?;
        ensure!(read > 0, "the connection was closed in mid-answer");
        answer.extend_from_slice(&buffer[..read]);
        if let Some(answer) = whole(&answer)? {
            return Ok(answer);
        }
    }
}

/// The status and the length of the body, once all of that is there.
fn whole(answer: &[u8]) -> Result<Option<(u16, usize)>> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = Response::new(&mut headers);
    let Status::Complete(head) = response.parse(answer)? else {
        return Ok(None);
    };
    let status = response.code.context("the answer has no status")?;
    let header = response
        .headers
        .iter()
        .find(|it| it.name.eq_ignore_ascii_case("Content-Length"))
        .context("the answer does not say how long it is")?;
    let length: usize = str::from_utf8(header.value)?.parse()?;
    Ok((answer.len() - head >= length).then_some((status, length)))
}
