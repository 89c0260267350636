//! The server that has to end, in its own process: what its versions share.

use std::io::{self, Write};
use std::process::{self, ExitCode};
use std::{future, thread};

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::versions::{
    cancellation_token, deadline, impatient, no_handler, returns, waits,
};

/// Line that the server prints when it begins to shut down.
pub const SHUTTING_DOWN: &str = "shutting down";

/// Serves requests with the version of this name until it is done. Returns the
/// exit status of the process.
pub fn main(version: &str) -> ExitCode {
    end_with_parent();
    match serve(version) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn serve(version: &str) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    match version {
        "no_handler" => no_handler::serve(listener).await,
        "returns" => returns::serve(listener).await,
        "waits" => waits::serve(listener).await,
        "cancellation_token" => cancellation_token::serve(listener).await,
        "deadline" => deadline::serve(listener).await,
        _ => impatient::serve(listener).await,
    }
}

/// Handles the one request of a connection. An upload needs the rest of its
/// body, a request for news waits until there is some, and the database of
/// another is silent.
///
/// # Errors
///
/// Returns an error if the connection fails.
pub async fn handle(stream: TcpStream, stop: CancellationToken) -> Result<()> {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    stream.read_line(&mut request).await?;
    stream.write_all(b"100 Continue\n").await?;
    let response = match request.trim_end() {
        "upload" => {
            let mut body = String::new();
            stream.read_line(&mut body).await?;
            "200 OK\n"
        }
        "news" => {
            tokio::select! {
                () = stop.cancelled() => "503 Service Unavailable\n",
                () = news() => "200 OK\n",
            }
        }
        _ => silent_database().await,
    };
    stream.write_all(response.as_bytes()).await?;
    Ok(())
}

/// Waits for news. There are none today.
async fn news() {
    future::pending().await
}

/// Waits for a database that has stopped responding.
async fn silent_database() -> &'static str {
    future::pending().await
}

/// Says on stdout that the server begins to shut down.
///
/// # Errors
///
/// Returns an error if nothing reads stdout.
pub fn say_that_it_ends() -> Result<()> {
    let mut stdout = io::stdout();
    writeln!(stdout, "{SHUTTING_DOWN}").context("nothing reads stdout")
}

/// Ends this process when the one that started it is gone, which closes stdin.
fn end_with_parent() {
    thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        process::exit(1);
    });
}
