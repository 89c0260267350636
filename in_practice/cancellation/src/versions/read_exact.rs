//! The read is a branch of `select!`: a tick drops it, with the bytes that it
//! has read so far.
//!
//! In Python: `wait_for(reader.readexactly(8), …)`, which loses nothing.

use std::io;

use anyhow::Result;
use tokio::io::AsyncReadExt;
use tokio::time;

use crate::wire::{self, RECORD, Record, Seen, Stream, TICK};
use crate::work::{Answer, Work};

/// Receives all records.
pub fn run(work: &Work) -> Result<Answer> {
    wire::exchange(work, receive)
}

async fn receive(mut stream: Stream, seen: &mut Seen) -> io::Result<()> {
    let mut ticker = time::interval(TICK);
    loop {
        tokio::select! {
            record = read_record(&mut stream) => match record? {
                Some(record) => seen.record(record),
                None => return Ok(()),
            },
            _ = ticker.tick() => seen.tick(),
        }
    }
}

/// Reads the next record; None at the end of the stream.
async fn read_record(stream: &mut Stream) -> io::Result<Option<Record>> {
    let mut record = [0; RECORD];
    match stream.read_exact(&mut record).await {
        Ok(_) => Ok(Some(record)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
