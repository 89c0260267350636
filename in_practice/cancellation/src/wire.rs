//! A connection through which records come in pieces, and the count of what
//! came of them.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use anyhow::Result;
use tokio::io::{AsyncRead, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::work::{Answer, Received, Work};

/// Bytes of a record: its number, from 1 on.
pub const RECORD: usize = 8;

/// A record as it arrives.
pub type Record = [u8; RECORD];

/// Time between two ticks of the clock beside the reads.
pub const TICK: Duration = Duration::from_millis(1);

/// Bytes that are sent at a time: two records and a half.
const PIECE: usize = 20;

/// The receiving end of the connection. It counts the bytes that it hands over:
/// the sender has to know when the receiver waits for more.
#[derive(Debug)]
pub struct Stream {
    socket: TcpStream,
    handed_over: watch::Sender<usize>,
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(context, buffer))?;
        let read = buffer.filled().len() - before;
        self.handed_over.send_modify(|bytes| *bytes += read);
        Poll::Ready(Ok(()))
    }
}

/// Counts of the receiver.
#[derive(Debug)]
pub struct Seen {
    sent: usize,
    intact: u64,
    garbled: u64,
    ticks: watch::Sender<u64>,
}

impl Seen {
    /// Counts a record.
    pub fn record(&mut self, record: Record) {
        let number = u64::from_be_bytes(record);
        if (1..=self.sent as u64).contains(&number) {
            self.intact += 1;
        } else {
            self.garbled += 1;
        }
    }

    /// Counts a tick.
    pub fn tick(&self) {
        self.ticks.send_modify(|ticks| *ticks += 1);
    }
}

/// Sends records in pieces while `receive` runs, and returns the counts. After
/// each piece, the sender pauses until the clock has ticked.
///
/// # Errors
///
/// Returns an error if the connection fails.
#[tokio::main(flavor = "current_thread")]
pub async fn exchange(
    work: &Work,
    receive: impl AsyncFnOnce(Stream, &mut Seen) -> io::Result<()>,
) -> Result<Answer> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let sender = TcpStream::connect(listener.local_addr()?).await?;
    sender.set_nodelay(true)?;
    let (socket, _) = listener.accept().await?;
    let (handed_over, arrived) = watch::channel(0);
    let (ticks, ticked) = watch::channel(0);
    let mut seen = Seen {
        sent: work.size,
        intact: 0,
        garbled: 0,
        ticks,
    };
    let stream = Stream {
        socket,
        handed_over,
    };
    let (sent, received) = tokio::join!(
        send(sender, work.size as u64, arrived, ticked),
        receive(stream, &mut seen)
    );
    received?;
    sent?;
    let sent = (work.size * RECORD) as u64;
    let records = seen.intact + seen.garbled;
    Ok(Answer::Bytes(Received {
        sent,
        lost: sent - records * RECORD as u64,
        intact: seen.intact,
        garbled: seen.garbled,
        ticks: *seen.ticks.borrow(),
    }))
}

/// Sends the records.
async fn send(
    mut socket: TcpStream,
    records: u64,
    mut arrived: watch::Receiver<usize>,
    mut ticked: watch::Receiver<u64>,
) -> Result<()> {
    let bytes: Vec<u8> = (1..=records).flat_map(u64::to_be_bytes).collect();
    let mut sent = 0;
    for piece in bytes.chunks(PIECE) {
        socket.write_all(piece).await?;
        sent += piece.len();
        arrived.wait_for(|bytes| *bytes >= sent).await?;
        let ticks = *ticked.borrow();
        ticked.wait_for(|now| *now > ticks).await?;
    }
    Ok(())
}
