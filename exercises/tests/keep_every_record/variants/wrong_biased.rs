// Fails: Only 20 of 50 records arrived as they were sent; all of them should
use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    loop {
        let mut record = [0; RECORD];
        tokio::select! {
            // The read is polled first, but it's dropped all the same.
            biased;
            read = connection.read_exact(&mut record) => match read {
                Ok(_) => seen.record(record),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return Ok(());
                }
                Err(error) => return Err(error),
            },
            () = clock.tick() => seen.tick(),
        }
    }
}
