use std::io;

use tokio::io::AsyncReadExt;

use crate::connection::{Clock, Connection, RECORD, Seen};

pub async fn receive(
    mut connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    let (mut record, mut filled) = ([0; RECORD], 0);
    loop {
        tokio::select! {
            read = connection.read(&mut record[filled..]) => match read? {
                0 => return Ok(()),
                read => filled += read,
            },
            () = clock.tick() => seen.tick(),
        }
        if filled == RECORD {
            seen.record(record);
            filled = 0;
        }
    }
}
