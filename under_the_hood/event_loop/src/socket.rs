//! A TCP connection that never blocks: where the system says "not yet", the
//! task waits, and others run.

use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::rc::Rc;

use mio::net::TcpStream;

use crate::step::Source;
use crate::waiting::Handle;

/// A connection, of which the system tells its loop until it is closed.
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
    /// As `TcpStream::connect`.
    pub async fn connect(
        handle: &Rc<Handle>,
        address: SocketAddr,
    ) -> io::Result<Socket> {
        // The one in std waits for the other side, and the thread with it.
        // mio's begins, and returns.
        let mut stream = TcpStream::connect(address)?;
        let number = handle.register(&mut stream)?;
        // That it is writable may be told before it is connected.
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
    /// As `TcpStream::write`.
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

    /// Reads what there is, like `loop.sock_recv_into`. Returns how many bytes
    /// that were: 0 at the end.
    ///
    /// # Errors
    ///
    /// As `TcpStream::read`.
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
