//! A heartbeat beside calls that block without looking like it: how long the
//! loop stands still, what to write instead, and how to find such a call.
//!
//! `cargo run --release -p hidden_blocking`, or one part: `-- files`, `-- calls`,
//! `-- find`.
//! In Python: `open().read()`, `json.loads`, `print` and `threading.Lock` in a
//! coroutine, `asyncio.to_thread`, and asyncio's debug mode.

mod around;
mod beside;
mod heartbeat;
mod plan;
mod timed;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Version, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Answer, Work};

/// Lists a version by its part and the name of its file: it runs next to a
/// heartbeat, in what `$around` makes.
macro_rules! version {
    ($part:ident, $name:ident, $around:path, $about:literal) => {
        Version::new(stringify!($name), $about, Workers::One, |work| {
            $around(work, versions::$part::$name::run)
        })
        .only_in(stringify!($part))
    };
}

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "hidden_blocking",
    about: "A heartbeat beside calls that block without looking like it",
    versions: &[
        version!(
            files,
            in_the_task,
            beside::a_heartbeat,
            "std::fs in the task"
        ),
        version!(
            files,
            tokio_fs,
            beside::a_heartbeat,
            "tokio::fs, one file after another"
        ),
        version!(
            files,
            blocking_call_per_file,
            beside::a_heartbeat,
            "spawn_blocking per file, all at once"
        ),
        version!(
            files,
            limited_calls,
            beside::a_heartbeat,
            "spawn_blocking per file, four at a time"
        ),
        version!(
            files,
            thread_pool,
            beside::a_heartbeat,
            "rayon's threads, one per core"
        ),
        version!(
            files,
            one_blocking_call,
            beside::a_heartbeat,
            "one spawn_blocking for all files"
        ),
        version!(
            calls,
            parse,
            beside::a_heartbeat,
            "parse a large JSON text in the task"
        ),
        version!(
            calls,
            parse_elsewhere,
            beside::a_heartbeat,
            "the same on the blocking pool"
        ),
        #[cfg(unix)]
        version!(
            calls,
            print,
            around::full_pipe,
            "println! to a pipe that is not read for a while"
        ),
        #[cfg(unix)]
        version!(
            calls,
            print_elsewhere,
            around::full_pipe,
            "a bounded channel, and one thread that prints"
        ),
        version!(
            calls,
            lock_across_await,
            beside::a_heartbeat,
            "a std mutex held across an await: a deadlock"
        ),
        version!(
            calls,
            lock_before_await,
            beside::a_heartbeat,
            "the same mutex, released before the await"
        ),
        version!(
            calls,
            tokio_lock,
            beside::a_heartbeat,
            "tokio's mutex, held across an await"
        ),
        version!(
            calls,
            look_up,
            beside::a_heartbeat,
            "a timeout around a look-up that nobody answers"
        ),
        version!(
            calls,
            full_pool,
            beside::a_heartbeat,
            "one file, with look-ups in the whole blocking pool"
        ),
        version!(
            calls,
            block_on,
            around::noted_panic,
            "block_on inside a task: a panic"
        ),
        version!(
            find,
            all_awaited,
            around::timed_polls,
            "a service that hides nothing"
        ),
        version!(
            find,
            hidden_parse,
            around::timed_polls,
            "its reporter parses a large JSON text"
        ),
        version!(
            find,
            hidden_look_up,
            around::timed_polls,
            "its reporter waits for a look-up"
        ),
        version!(
            find,
            hidden_deadlock,
            around::timed_polls,
            "its reporter waits for a lock forever"
        ),
    ],
    columns: &[plan::columns::CALLS, plan::columns::FIND],
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
