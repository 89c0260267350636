use std::io;

use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;

use crate::connection::{Clock, Connection, RECORD, Record, Seen};

pub async fn receive(
    connection: Connection,
    mut clock: Clock,
    seen: Seen,
) -> io::Result<()> {
    let (sender, mut records) = mpsc::channel(1);
    let reader = tokio::spawn(read_all(connection, sender));
    loop {
        tokio::select! {
            record = records.recv() => match record {
                Some(record) => seen.record(record),
                None => break,
            },
            () = clock.tick() => seen.tick(),
        }
    }
    reader.await.expect("it does not panic")
}

async fn read_all(
    mut connection: Connection,
    sender: mpsc::Sender<Record>,
) -> io::Result<()> {
    loop {
        let mut record = [0; RECORD];
        match connection.read_exact(&mut record).await {
            Ok(_) => sender.send(record).await.expect("a receiver"),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}
