//! A TCP connection that never blocks: when the kernel says "not yet", the task
//! waits, and others run.

use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::rc::Rc;

use mio::net::TcpStream;

use crate::step::Source;
use crate::waiting::Handle;

/// A connection, whose events the kernel reports to the loop.
pub struct Socket {
    stream: TcpStream,
    number: usize,
    handle: Rc<Handle>,
}

impl Socket {
    /// Connects, like `loop.sock_connect`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `TcpStream::connect`.
    pub async fn connect(
        handle: &Rc<Handle>,
        address: SocketAddr,
    ) -> io::Result<Socket> {
        // `connect` of std would block the thread until the server accepts.
        // mio's only begins to connect, and returns.
        let mut stream = TcpStream::connect(address)?;
        let number = handle.register(&mut stream)?;
        // An event may say that it is writable before it is connected.
        loop {
            handle.until(Source::Writable(number)).await;
            if let Some(error) = stream.take_error()? {
                return Err(error);
            }
            match stream.peer_addr() {
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::NotConnected => {}
                Err(error) => return Err(error),
            }
        }
        let handle = handle.clone();
        Ok(Socket {
            stream,
            number,
            handle,
        })
    }

    /// Writes all bytes, like `loop.sock_sendall`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `TcpStream::write`.
    pub async fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.stream.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.handle.until(Source::Writable(self.number)).await;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads the bytes that are there, like `loop.sock_recv_into`. Returns their
    /// number, which is 0 at the end.
    ///
    /// # Errors
    ///
    /// Returns the errors of `TcpStream::read`.
    pub async fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.stream.read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.handle.until(Source::Readable(self.number)).await;
                }
                read => return read,
            }
        }
    }
}
