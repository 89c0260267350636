// Fails: waits for its next record after 0 of 25 ticks
use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

pub async fn receive(
    mut connection: Connection,
    _clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    loop {
        let mut record = [0; RECORD];
        match connection.read_exact(&mut record).await {
            Ok(_) => seen.record(record),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}
