//! The claims of the pages `cancellation.md` and `graceful_shutdown.md`.

use super::verdict::{Claim, Result, Verdict, at_least, between, each_of};
use crate::archive::Archive;
use crate::figures::Missing;

/// Recordings of the parts, in Rust and in both languages.
const BYTES: &str = "cancellation-bytes";
const BYTES_IN_PYTHON: &str = "cancellation-python-bytes";
const TRANSFERS: &str = "cancellation-transfers";
const TRANSFERS_IN_PYTHON: &str = "cancellation-python-transfers";
const ERRORS: &str = "cancellation-python-errors";
const ENDS: &str = "cancellation-shutdown";
const ENDS_IN_PYTHON: &str = "cancellation-python-shutdown";

/// Columns with transfers that are half done.
const HALF_DONE: [&str; 4] =
    ["sibling fails", "timeout", "set dropped", "abort"];

/// The same without the one that Python does not have.
const HALF_DONE_IN_PYTHON: [&str; 3] = ["sibling fails", "timeout", "abort"];

/// Versions of the server, without the one of the trap.
const SERVERS: [&str; 5] = [
    "no_handler",
    "returns",
    "waits",
    "cancellation_token",
    "deadline",
];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "With read_exact in the branch, a fifth of the bytes is \
                   lost, and of the records that the service sees, half were \
                   never sent.",
        check: |archive| {
            let cell = |column| cell(archive, BYTES, "read_exact", column);
            let lost = cell("bytes lost")? / cell("bytes sent")?;
            let seen = cell("intact")? + cell("garbled")?;
            let garbled = cell("garbled")? / seen;
            Ok(is(lost, 0.2).and(is(garbled, 0.5)))
        },
    },
    Claim {
        sentence: "With a kept buffer, a reader task or a codec, nothing is \
                   lost.",
        check: |archive| {
            let versions = ["kept_buffer", "reader_task", "framed"];
            each_of(&versions, |version| {
                let cell = |column| cell(archive, BYTES, version, column);
                let records = cell("bytes sent")? / 8.0;
                let lost = is(cell("bytes lost")?, 0.0);
                Ok(lost.and(is(cell("intact")?, records)))
            })
        },
    },
    Claim {
        sentence: "It makes no difference how a transfer is cancelled: of 24, \
                   eight are half done each time.",
        check: |archive| {
            each_of(&HALF_DONE, |column| {
                let half = cell(archive, TRANSFERS, "two_effects", column)?;
                Ok(is(half, 8.0))
            })
        },
    },
    Claim {
        sentence: "In a task of its own, a transfer is finished only if \
                   something waits for that task before the program ends.",
        check: |archive| {
            let cell = |version| cell(archive, TRANSFERS, version, "done");
            // All that are done without a task were cancelled after the end.
            let detached = is(cell("detached")?, cell("two_effects")?);
            Ok(detached.and(is(cell("tracked")?, 4.0 * 24.0)))
        },
    },
    Claim {
        sentence: "Another order of effects and an undo leave no transfer half \
                   done, but they finish only those that were cancelled after \
                   their last effect.",
        check: |archive| {
            let none = each_of(&["one_effect", "undo"], |version| {
                each_of(&HALF_DONE, |column| {
                    Ok(is(cell(archive, TRANSFERS, version, column)?, 0.0))
                })
            })?;
            let done = each_of(&["one_effect", "undo"], |version| {
                let done = cell(archive, TRANSFERS, version, "done")?;
                // A third of them.
                Ok(is(done, 4.0 * 8.0))
            })?;
            Ok(none.and(done))
        },
    },
    Claim {
        sentence: "In Python, a timeout around one readexactly loses \
                   nothing, and around two reads it loses as much as Rust's \
                   read_exact.",
        check: |archive| {
            let name = BYTES_IN_PYTHON;
            let lost = |version| {
                archive.in_python(name, version, "columns/bytes lost")
            };
            let in_rust = cell(archive, name, "read_exact", "bytes lost")?;
            let none = is(lost("read_exact")?, 0.0);
            let some = at_least(in_rust, 1.0);
            Ok(none.and(some).and(is(lost("two_reads")?, in_rust)))
        },
    },
    Claim {
        sentence: "In Python, the same versions leave transfers half done, and \
                   the same versions don't.",
        check: |archive| {
            let versions =
                ["two_effects", "detached", "tracked", "one_effect", "undo"];
            each_of(&versions, |version| {
                each_of(&HALF_DONE_IN_PYTHON, |column| {
                    let name = TRANSFERS_IN_PYTHON;
                    let column = format!("columns/{column}");
                    let python = archive.in_python(name, version, &column)?;
                    let rust = archive.figure(name, version, &column)?;
                    Ok(is(python, rust))
                })
            })
        },
    },
    Claim {
        sentence: "With 31 futures instead of 30, try_join_all no longer \
                   reports the error, while a JoinSet and Python's gather \
                   report it.",
        check: |archive| {
            let seen = |version: &str, requests: f64, language: &str| {
                error_seen(archive, version, requests, language)
            };
            let of_30 = is(seen("try_join_all", 30.0, "Rust")?, 1.0);
            let of_31 = is(seen("try_join_all", 31.0, "Rust")?, 0.0);
            let set = is(seen("join_set", 31.0, "Rust")?, 1.0);
            let gather = is(seen("try_join_all", 31.0, "Python")?, 1.0);
            Ok(of_30.and(of_31).and(set).and(gather))
        },
    },
    Claim {
        sentence: "The other column matters as much: when try_join_all \
                   fails, it drops the responses that have already arrived, \
                   while a JoinSet still has all of them.",
        check: |archive| {
            let cell = |version, column| cell(archive, ERRORS, version, column);
            let finished = cell("join_set", "finished")?;
            let dropped = is(cell("try_join_all", "kept")?, 0.0);
            Ok(dropped.and(is(cell("join_set", "kept")?, finished)))
        },
    },
];

pub const SHUTDOWN: &[Claim] = &[
    Claim {
        sentence: "Without a handler, and with a main that returns, all 100 \
                   requests are cut off.",
        check: |archive| {
            each_of(&["no_handler", "returns"], |version| {
                Ok(is(cell(archive, ENDS, version, "cut off")?, 100.0))
            })
        },
    },
    Claim {
        sentence: "The server that waits for all tasks answers all 80 uploads, \
                   and is killed.",
        check: |archive| {
            let cell = |column| cell(archive, ENDS, "waits", column);
            Ok(is(cell("answered")?, 80.0)
                .and(is(cell("exit status")?, KILLED)))
        },
    },
    Claim {
        sentence: "With a token, those that wait for news get a response, too, \
                   but the silent database still keeps the server until it's \
                   killed.",
        check: |archive| {
            let cell =
                |column| cell(archive, ENDS, "cancellation_token", column);
            Ok(is(cell("answered")?, 90.0)
                .and(is(cell("exit status")?, KILLED)))
        },
    },
    Claim {
        sentence: "With a deadline, the server answers as many, and ends by \
                   itself, after about a second.",
        check: |archive| {
            let cell = |column| cell(archive, ENDS, "deadline", column);
            let answered = is(cell("answered")?, 90.0);
            let status = is(cell("exit status")?, 1.0);
            let time = between(cell("time to end")?, 1.0, 1.3);
            Ok(answered.and(status).and(time))
        },
    },
    Claim {
        sentence: "In Python, each of the five servers answers as many \
                   requests as in Rust, and ends with the same status.",
        check: |archive| {
            each_of(&SERVERS, |version| {
                each_of(&["answered", "exit status"], |column| {
                    let name = ENDS_IN_PYTHON;
                    let column = format!("columns/{column}");
                    let python = archive.in_python(name, version, &column)?;
                    Ok(is(python, archive.figure(name, version, &column)?))
                })
            })
        },
    },
    Claim {
        sentence: "In the table, it's the last row: with the work in a branch \
                   beside the token, the server cuts off all requests, and \
                   still ends with status 0.",
        check: |archive| {
            let cell = |column| cell(archive, ENDS, "impatient", column);
            Ok(is(cell("answered")?, 0.0).and(is(cell("exit status")?, 0.0)))
        },
    },
];

/// Exit status of a process that SIGKILL has ended.
const KILLED: f64 = 137.0;

/// Judges whether a count is this one.
fn is(value: f64, expected: f64) -> Verdict {
    between(value, expected, expected)
}

/// Returns a number of a table, of the version in Rust.
fn cell(
    archive: &Archive,
    name: &str,
    version: &str,
    column: &str,
) -> Result<f64> {
    archive.figure(name, version, &format!("columns/{column}"))
}

/// Returns the number of errors that the caller saw in time.
fn error_seen(
    archive: &Archive,
    version: &str,
    requests: f64,
    language: &str,
) -> Result<f64> {
    let figures = archive.figures(ERRORS)?;
    let row = figures.rows().find(|row| {
        row.version() == version
            && row.language() == language
            && row.get("work/size") == Ok(requests)
    });
    let row = row.ok_or_else(|| {
        Missing(format!(
            "{ERRORS} has no {version} with {requests} requests"
        ))
    })?;
    row.get("columns/errors seen")
}
