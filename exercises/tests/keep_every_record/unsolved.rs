//! Exercise: a loop that waits for records and for a clock, and loses bytes.
//!
//! Records of 8 bytes arrive in pieces, and a piece may end in the middle of a
//! record. Now and then the clock ticks, and the next piece comes only after
//! `seen` has counted that tick. Count each record and each tick once, in the
//! order in which they come, until the stream ends, which is after a whole
//! record. See `connection.rs`, next to this file, for the connection and the
//! clock.
//!
//! The page: book/src/cancellation.md. Stuck? `cargo ex hint`

use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Record, Seen};

/// Counts records and ticks until the stream ends.
pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    // TODO: a tick drops the future that reads, with what it has read.
    loop {
        tokio::select! {
            record = read_record(&mut connection) => match record? {
                Some(record) => seen.record(record),
                None => return Ok(()),
            },
            () = clock.tick() => seen.tick(),
        }
    }
}

/// Reads the next record; None at the end of the stream.
async fn read_record(
    connection: &mut Connection,
) -> io::Result<Option<Record>> {
    let mut record = [0; RECORD];
    match connection.read_exact(&mut record).await {
        Ok(_) => Ok(Some(record)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
