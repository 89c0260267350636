// Hint: `select!` drops the future of the branch that isn't ready, and
//     `read_exact` keeps what it has read in that future. So either let
//     something else keep the bytes, or don't let `select!` own the future.
// Hint: A single `read` is cancel safe: it's either done, or it has taken no
//     byte. `read_buf` adds what it reads to the end of a `Vec<u8>`. Where does
//     that have to live, to outlast a round of the loop?
// Hint: `let mut buffer = Vec::new();` before the loop, and then
//     `read = connection.read_buf(&mut buffer) => { … }`. Take out all whole
//     records after each read: `buffer.drain(..RECORD)`. If the read returns 0,
//     the stream has ended.

//! Exercise: a loop that waits for records and for a clock, and loses bytes.

use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

/// Counts records and ticks until the stream ends.
pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    loop {
        tokio::select! {
            read = connection.read_buf(&mut buffer) => {
                if read? == 0 {
                    return Ok(());
                }
                let (records, _) = buffer.as_chunks::<RECORD>();
                records.iter().for_each(|record| seen.record(*record));
                let used = records.len() * RECORD;
                buffer.drain(..used);
            }
            () = clock.tick() => seen.tick(),
        }
    }
}
