//! A client's connection, as hyper reads it. A client that has started a head
//! must finish it in time, and one that only stops sending still gets its
//! response.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{self, Interval, Sleep};

/// Time limit for a request's head after its first byte.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);

/// Interval between two checks for whether a client that has stopped sending is
/// gone.
const CHECK: Duration = Duration::from_millis(20);

/// Interim response. Every client ignores it, but if the client is gone, its
/// kernel responds with a reset.
const INTERIM: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// Number of starts and ends of responses on a connection, which is odd while a
/// request waits for its response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns(Arc<AtomicUsize>);

impl Turns {
    /// Notes that a head was read. Dropping the guard notes that the response
    /// is ready.
    pub(crate) fn respond(&self) -> Responding {
        self.0.fetch_add(1, Ordering::Relaxed);
        Responding(self.clone())
    }

    fn now(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Guard of a request that waits for its response.
pub(crate) struct Responding(Turns);

impl Drop for Responding {
    fn drop(&mut self) {
        self.0.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A connection whose client sends one request after another.
pub(crate) struct Connection {
    stream: TcpStream,
    turns: Turns,
    /// Turn in which a head was started, and its deadline.
    head: Option<(usize, Pin<Box<Sleep>>)>,
    /// Set once the client has stopped sending before its response.
    checks: Option<Interval>,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream, turns: Turns) -> Connection {
        Connection {
            stream,
            turns,
            head: None,
            checks: None,
        }
    }

    pub(crate) fn into_inner(self) -> TcpStream {
        self.stream
    }

    /// Continues to read between two requests, or in the middle of a head.
    fn poll_head(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let turn = self.turns.now();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(read) => {
                if self.head.as_ref().is_none_or(|(begun, _)| *begun != turn) {
                    let end = Box::pin(time::sleep(HEAD_TIMEOUT));
                    self.head = Some((turn, end));
                }
                Poll::Ready(read)
            }
            Poll::Pending => match &mut self.head {
                Some((begun, end)) if *begun == turn => {
                    ready!(end.as_mut().poll(context));
                    Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
                }
                _ => Poll::Pending,
            },
        }
    }

    /// Waits until a client that has stopped sending is gone. Closing one
    /// direction and closing both look the same until something is sent.
    /// (Windows reports no error then, so there such a client counts as gone.)
    fn poll_gone(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if cfg!(windows) {
            return Poll::Ready(Ok(()));
        }
        let stream = &self.stream;
        let checks = self.checks.get_or_insert_with(|| {
            // If there is no room for it, the next write fails as well.
            let _ = stream.try_write(INTERIM);
            time::interval(CHECK)
        });
        loop {
            ready!(checks.poll_tick(context));
            if let Some(error) = stream.take_error()? {
                return Poll::Ready(Err(error));
            }
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.turns.now().is_multiple_of(2) {
            return this.poll_head(context, buffer);
        }
        if this.checks.is_none() {
            let before = buffer.filled().len();
            ready!(Pin::new(&mut this.stream).poll_read(context, buffer))?;
            if buffer.filled().len() > before {
                return Poll::Ready(Ok(()));
            }
        }
        this.poll_gone(context)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
