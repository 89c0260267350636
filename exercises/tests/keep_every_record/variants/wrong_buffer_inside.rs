// Fails: 20 of 50 records arrived as they were sent, and 40 were counted
use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    loop {
        // A new one in each round: the rest of the last piece is gone.
        let mut buffer = Vec::new();
        tokio::select! {
            read = connection.read_buf(&mut buffer) => {
                if read? == 0 {
                    return Ok(());
                }
                let (records, _) = buffer.as_chunks::<RECORD>();
                records.iter().for_each(|record| seen.record(*record));
            }
            () = clock.tick() => seen.tick(),
        }
    }
}
