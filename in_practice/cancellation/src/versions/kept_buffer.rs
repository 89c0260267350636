//! Same as `read_exact`, except that the buffer outlives the branch: a tick
//! drops the read, but not the bytes.

use std::io;

use anyhow::Result;
use tokio::io::AsyncReadExt;
use tokio::time;

use crate::wire::{self, RECORD, Seen, Stream, TICK};
use crate::work::{Answer, Work};

/// Receives all records.
pub fn run(work: &Work) -> Result<Answer> {
    wire::exchange(work, receive)
}

async fn receive(mut stream: Stream, seen: &mut Seen) -> io::Result<()> {
    let mut ticker = time::interval(TICK);
    let mut buffer = Vec::new();
    loop {
        tokio::select! {
            // One read: either it is done, or it has taken no bytes.
            read = stream.read_buf(&mut buffer) => {
                if read? == 0 {
                    return Ok(());
                }
                let (records, _) = buffer.as_chunks::<RECORD>();
                records.iter().for_each(|record| seen.record(*record));
                let used = records.len() * RECORD;
                buffer.drain(..used);
            }
            _ = ticker.tick() => seen.tick(),
        }
    }
}
