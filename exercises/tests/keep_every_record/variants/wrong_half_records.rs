// Fails: of 50 records arrived as they were sent, and 60 were counted
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
            // A read may return less than it has room for.
            read = connection.read(&mut record) => match read? {
                0 => return Ok(()),
                _ => seen.record(record),
            },
            () = clock.tick() => seen.tick(),
        }
    }
}
