//! Same as `kept_buffer`, except that the buffer is in a `FramedRead`: we only
//! say what a record is.

use std::io;

use anyhow::Result;
use futures_util::StreamExt;
use tokio::time;
use tokio_util::bytes::{Buf, BytesMut};
use tokio_util::codec::{Decoder, FramedRead};

use crate::wire::{self, RECORD, Record, Seen, Stream, TICK};
use crate::work::{Answer, Work};

/// Receives all records.
pub fn run(work: &Work) -> Result<Answer> {
    wire::exchange(work, receive)
}

async fn receive(stream: Stream, seen: &mut Seen) -> io::Result<()> {
    let mut ticker = time::interval(TICK);
    let mut records = FramedRead::new(stream, Records);
    loop {
        tokio::select! {
            record = records.next() => match record {
                Some(record) => seen.record(record?),
                None => return Ok(()),
            },
            _ = ticker.tick() => seen.tick(),
        }
    }
}

/// Cuts bytes into records.
struct Records;

impl Decoder for Records {
    type Item = Record;
    type Error = io::Error;

    fn decode(&mut self, bytes: &mut BytesMut) -> io::Result<Option<Record>> {
        let record = bytes.first_chunk().copied();
        if record.is_some() {
            bytes.advance(RECORD);
        }
        Ok(record)
    }
}
