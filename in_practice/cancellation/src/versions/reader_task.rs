//! Same as `read_exact`, except that a task of its own reads: a tick drops the
//! wait for a channel, and nothing drops the read.

use std::io;

use anyhow::Result;
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;
use tokio::{task, time};

use crate::wire::{self, RECORD, Record, Seen, Stream, TICK};
use crate::work::{Answer, Work};

/// Records that may wait in the channel.
const ROOM: usize = 16;

/// Receives all records.
pub fn run(work: &Work) -> Result<Answer> {
    wire::exchange(work, receive)
}

async fn receive(stream: Stream, seen: &mut Seen) -> io::Result<()> {
    let (sender, mut records) = mpsc::channel(ROOM);
    let reader = task::spawn(read_all(stream, sender));
    let mut ticker = time::interval(TICK);
    loop {
        tokio::select! {
            record = records.recv() => match record {
                Some(record) => seen.record(record),
                None => break,
            },
            _ = ticker.tick() => seen.tick(),
        }
    }
    reader.await.expect("the reader does not panic")
}

/// Reads all records and passes them on.
async fn read_all(
    mut stream: Stream,
    sender: mpsc::Sender<Record>,
) -> io::Result<()> {
    loop {
        let mut record = [0; RECORD];
        match stream.read_exact(&mut record).await {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Ok(());
            }
            Err(error) => return Err(error),
        }
        if sender.send(record).await.is_err() {
            return Ok(());
        }
    }
}
