//! Four parts on cancelled futures: bytes that get lost, transfers that stay
//! half done, an error that hides, and a server that shuts down.
//!
//! `cargo run --release -p cancellation`, or one part: `-- bytes`,
//! `-- transfers`, `-- errors`, `-- shutdown`.
//! In Python: asyncio, with `wait_for`, `TaskGroup`, `shield` and `finally`.

mod bank;
mod cancelled;
mod plan;
mod requests;
#[cfg(unix)]
mod server;
#[cfg(unix)]
mod supervisor;
mod versions;
mod wire;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Version, Workers, version};

use crate::plan::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "cancellation",
    about: "Four parts on cancelled futures, one version after another",
    versions: &[
        version!(read_exact, One, "a read in the branch of a select! (bytes)")
            .only_in("bytes"),
        Version::in_python(
            "two_reads",
            "a coroutine with two reads, only in Python (bytes)",
            Workers::One,
        )
        .only_in("bytes"),
        version!(kept_buffer, One, "a buffer outside the loop (bytes)")
            .only_in("bytes"),
        version!(reader_task, One, "a task that reads (bytes)")
            .only_in("bytes"),
        version!(framed, One, "the codec of tokio-util (bytes)")
            .only_in("bytes"),
        version!(two_effects, One, "an await in between (transfers)")
            .only_in("transfers"),
        version!(detached, One, "in a task of its own (transfers)")
            .only_in("transfers"),
        version!(tracked, One, "in a task that main awaits (transfers)")
            .only_in("transfers"),
        version!(one_effect, One, "no await in between (transfers)")
            .only_in("transfers"),
        version!(undo, One, "undone when dropped (transfers)")
            .only_in("transfers"),
        version!(try_join_all, One, "one future for all (errors)")
            .only_in("errors"),
        version!(join_set, One, "one task per request (errors)")
            .only_in("errors"),
        #[cfg(unix)]
        version!(no_handler, One, "nothing handles the signal (shutdown)")
            .only_in("shutdown"),
        #[cfg(unix)]
        version!(returns, One, "main returns at once (shutdown)")
            .only_in("shutdown"),
        #[cfg(unix)]
        version!(waits, One, "main waits for a JoinSet (shutdown)")
            .only_in("shutdown"),
        #[cfg(unix)]
        version!(
            cancellation_token,
            One,
            "the same, and tells the tasks (shutdown)"
        )
        .only_in("shutdown"),
        #[cfg(unix)]
        version!(deadline, One, "the same, for a second at most (shutdown)")
            .only_in("shutdown"),
        #[cfg(unix)]
        version!(impatient, One, "and cancels the tasks (shutdown)")
            .only_in("shutdown"),
    ],
    columns: &[
        plan::columns::BYTES,
        plan::columns::TRANSFERS,
        plan::columns::ERRORS,
        plan::columns::SHUTDOWN,
    ],
    runs: 1,
    optimised: false,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    // The part `shutdown` starts this program once more, as its server.
    #[cfg(unix)]
    if let Some(version) = supervisor::server_to_run() {
        return server::main(&version);
    }
    measure::main(&COMPARISON)
}
