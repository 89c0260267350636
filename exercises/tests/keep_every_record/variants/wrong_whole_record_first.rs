// Fails: The clock has ticked, but nothing counts the tick
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
            read = connection.read(&mut record[..1]) => {
                if read? == 0 {
                    return Ok(());
                }
                // Nothing is lost here, but the clock has to wait.
                connection.read_exact(&mut record[1..]).await?;
                seen.record(record);
            }
            () = clock.tick() => seen.tick(),
        }
    }
}
