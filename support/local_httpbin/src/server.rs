//! Accepts connections and serves them, all on one thread.

use std::error::Error;
use std::future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime;
use tokio::sync::oneshot;
use tokio::time;

use crate::connection::{Connection, Turns};
use crate::log::Log;
use crate::routes::{Fault, HANG, Routes};

/// Soft limit on open files, as far as the hard one allows: 10,000 connections
/// with both ends in this process, and room.
const OPEN_FILES: u64 = 32_768;

/// Maximum number of connections that wait to be accepted. The kernel's own
/// limit (`net.core.somaxconn`, often 4,096) is usually lower.
const BACKLOG: u32 = 16_384;

/// Maximum idle time of a connection, longer than the default of the clients
/// that readers use (httpx 5 s, aiohttp and ureq 15 s, reqwest 90 s, curl
/// 118 s). If the server closes while the client sends, the request fails.
const IDLE_TIMEOUT: Duration = Duration::from_secs(600);

/// Maximum size of a request's head, in bytes.
const HEAD_SIZE: usize = 16 * 1024;

/// Maximum lifetime of a connection. A client that never reads its responses
/// must not be remembered forever.
const CONNECTION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Maximum time and number of bytes that the server reads from a client after
/// it has refused an incomplete request. Otherwise the client would see a reset
/// connection instead of the response.
const LINGER: Duration = Duration::from_secs(5);
const LINGER_SIZE: u64 = 16 * 1024 * 1024;

/// A response without its end.
const BEGIN: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n\
    The rest of this body is mi";

/// Serves on the calling thread until `stopped` receives a value or its sender
/// is gone. Sends through `ready` the address that it listens on, or the reason
/// why it cannot.
pub(crate) fn run(
    port: u16,
    log: Log,
    ready: &mpsc::Sender<io::Result<SocketAddr>>,
    stopped: oneshot::Receiver<()>,
) {
    // If the OS has no such limit or does not raise it, that is not an error,
    // because connections beyond it wait until others are closed.
    let _ = rlimit::increase_nofile_limit(OPEN_FILES);
    let started = spare_descriptors().and_then(|()| {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = runtime.block_on(async { listen(port) })?;
        Ok((listener.local_addr()?, listener, runtime))
    });
    // The caller of `Site::start` is waiting for this.
    let (listener, runtime) = match started {
        Ok((address, listener, runtime)) => {
            let _ = ready.send(Ok(address));
            (listener, runtime)
        }
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async {
        tokio::select! {
            () = accept(listener, log) => {}
            _ = stopped => {}
        }
    });
}

/// Returns an error if there are no file descriptors for two runtimes and a few
/// connections. Otherwise tokio would panic for want of one for its signals.
pub(crate) fn spare_descriptors() -> io::Result<()> {
    let pipes: io::Result<Vec<_>> = (0..10).map(|_| io::pipe()).collect();
    let in_words = |error| io::Error::other(command_line::in_words(&error));
    pipes.map(drop).map_err(in_words)
}

/// Listens on the loopback interface only.
fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // On Unix, this allows the port of a server that has just ended. On
    // Windows, the same option would take a port away from another program.
    if cfg!(unix) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    socket.listen(BACKLOG)
}

/// Spawns one task per connection.
async fn accept(listener: TcpListener, log: Log) {
    let routes = Arc::new(Routes::new(log));
    for connection in 1.. {
        let stream = loop {
            match listener.accept().await {
                Ok((stream, _)) => break stream,
                // No file descriptor is left, or the client is gone again.
                // The pause keeps a lasting failure from taking a core.
                Err(_) => time::sleep(Duration::from_millis(20)).await,
            }
        };
        let routes = Arc::clone(&routes);
        tokio::spawn(async move {
            let serve = serve(stream, connection, routes);
            // An error ends one connection. The others are still served.
            let _ = time::timeout(CONNECTION_LIFETIME, serve).await;
        });
    }
}

/// Serves one connection to its end.
async fn serve(
    stream: TcpStream,
    connection: u64,
    routes: Arc<Routes>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let turns = Turns::default();
    let stream = Connection::new(stream, turns.clone());
    let response = service_fn(|request| {
        let responding = turns.respond();
        let response = routes.respond(request, connection);
        Box::pin(async move {
            let _responding = responding;
            response.await
        })
    });
    let mut served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE_TIMEOUT)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), response);
    let ended =
        future::poll_fn(|context| served.poll_without_shutdown(context));
    let fault = ended.await.err().and_then(fault_of);
    let stream = served.into_parts().io.into_inner().into_inner();
    match fault {
        Some(fault) => commit(fault, stream).await,
        None => hang_up(stream).await,
    }
}

/// Returns the fault that a route injected, if that ended the connection.
fn fault_of(error: hyper::Error) -> Option<Fault> {
    error.source()?.downcast_ref().copied()
}

/// Responds as no server should.
async fn commit(fault: Fault, mut stream: TcpStream) -> io::Result<()> {
    match fault {
        Fault::Reset => return stream.set_zero_linger(),
        Fault::Truncate => stream.write_all(BEGIN).await?,
        Fault::Stall => {
            stream.write_all(BEGIN).await?;
            listen_to(&mut stream, HANG).await;
        }
        Fault::Garbage => stream.write_all(b"\x16\x03 garbage\r\n\r\n").await?,
        Fault::Close => {}
    }
    hang_up(stream).await
}

/// Ends a connection and lets the client read what was sent. If bytes of the
/// client were left unread, the end would become a reset.
async fn hang_up(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    listen_to(&mut stream, LINGER).await;
    Ok(())
}

/// Reads what a client still sends, until it ends the connection, for `at_most`
/// this time.
async fn listen_to(stream: &mut TcpStream, at_most: Duration) {
    let mut rest = stream.take(LINGER_SIZE);
    let mut nowhere = tokio::io::sink();
    let drain = tokio::io::copy(&mut rest, &mut nowhere);
    let _ = time::timeout(at_most, drain).await;
}
