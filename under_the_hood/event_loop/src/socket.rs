//! A TCP connection that never blocks: where the system says "not yet", the
//! task waits, and others run.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;

use polling::Event;
use socket2::{Domain, Type};

use crate::executor::Handle;

/// A connection, in the poller of its loop until it is closed.
pub struct Socket {
    stream: TcpStream,
    number: usize,
    handle: Rc<Handle>,
}

impl Socket {
    /// Connects, like `loop.sock_connect`. The number tells the sockets of a
    /// loop apart.
    ///
    /// # Errors
    ///
    /// As `TcpStream::connect`.
    #[allow(unsafe_code, reason = "the poller does not own its sockets")]
    pub async fn connect(
        handle: &Rc<Handle>,
        number: usize,
        address: SocketAddr,
    ) -> io::Result<Socket> {
        // `TcpStream::connect` would wait for the other side, and the thread
        // with it. Only socket2 leaves the two steps apart.
        let domain = Domain::for_address(address);
        let socket = socket2::Socket::new(domain, Type::STREAM, None)?;
        socket.set_nonblocking(true)?;
        socket.connect(&address.into()).or_else(is_under_way)?;

        let stream = TcpStream::from(socket);
        // SAFETY: nobody else gets the stream, and `drop` takes it out of the
        // poller before it is closed.
        unsafe { handle.poller().add(&stream, Event::none(number))? };
        let handle = handle.clone();
        let socket = Socket { stream, number, handle };
        socket.writable().await?;
        match socket.stream.take_error()? {
            Some(error) => Err(error),
            None => Ok(socket),
        }
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
                    self.writable().await?;
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
                    let event = Event::readable(self.number);
                    self.handle.ready(&self.stream, event).await?;
                }
                read => return read,
            }
        }
    }

    async fn writable(&self) -> io::Result<()> {
        let event = Event::writable(self.number);
        self.handle.ready(&self.stream, event).await
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // It was added, and is open: this does not fail.
        let _ = self.handle.poller().delete(&self.stream);
    }
}

/// Whether a connection has begun, though `connect` returned an error.
fn is_under_way(error: io::Error) -> io::Result<()> {
    match error.kind() {
        // So Windows calls it.
        ErrorKind::WouldBlock => Ok(()),
        _ if error.raw_os_error() == Some(libc::EINPROGRESS) => Ok(()),
        _ => Err(error),
    }
}
