use std::io;
use std::pin::pin;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    // One future reads everything, and `select!` only borrows it.
    let mut reading = pin!(async {
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
    });
    loop {
        tokio::select! {
            ended = &mut reading => return ended,
            () = clock.tick() => seen.tick(),
        }
    }
}
