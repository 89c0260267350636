//! The claims of the pages `hidden_blocking.md` and `finding_blocking.md`.

use super::verdict::{Claim, Result, at_least, at_most, between, each_of};
use crate::archive::Archive;

/// The recordings of the parts.
const FILES: &str = "hidden_blocking-files";
const CALLS: &str = "hidden_blocking-calls";
const FIND: &str = "hidden_blocking-find";
const FILES_IN_PYTHON: &str = "hidden_blocking-python-files";
const CALLS_IN_PYTHON: &str = "hidden_blocking-python-calls";

/// Columns of the longest gap, and of its ratio to the time of the version.
const LONGEST: &str = "columns/longest";
const OF_WALL: &str = "columns/÷ wall";

/// Ratios to the time of a version: of a gap that lasts as long, and of one that
/// doesn't.
const LEAST: f64 = 0.9;
const MOST: f64 = 1.25;
const FREE: f64 = 0.5;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "If the task itself reads the files, the longest gap lasts as \
                   long as the reading.",
        check: |archive| {
            let gap = archive.figure(FILES, "in_the_task", OF_WALL)?;
            Ok(between(gap, LEAST, MOST))
        },
    },
    Claim {
        sentence: "With one call per file, the heartbeat stands still for most \
                   of the time, and for longer than if the task itself reads the \
                   files.",
        check: |archive| {
            let per_file = "blocking_call_per_file";
            let of_wall = archive.figure(FILES, per_file, OF_WALL)?;
            let gap = |version| archive.figure(FILES, version, LONGEST);
            let longer = gap(per_file)? / gap("in_the_task")?;
            Ok(at_least(of_wall, FREE).and(at_least(longer, 1.0)))
        },
    },
    Claim {
        sentence: "tokio::fs, four calls at a time, a pool and one call for all \
                   files keep the longest gap below half of their own time.",
        check: |archive| {
            let free = [
                "tokio_fs",
                "limited_calls",
                "thread_pool",
                "one_blocking_call",
            ];
            each_of(&free, |version| {
                Ok(at_most(archive.figure(FILES, version, OF_WALL)?, FREE))
            })
        },
    },
    Claim {
        sentence: "But tokio::fs takes more than twice as long as one call for \
                   all files.",
        check: |archive| {
            let wall = |version| archive.figure(FILES, version, "columns/wall");
            Ok(at_least(
                wall("tokio_fs")? / wall("one_blocking_call")?,
                2.0,
            ))
        },
    },
    Claim {
        sentence: "Parsing and printing stop the heartbeat for as long as they \
                   take, and so does the lock that is held across an await.",
        check: |archive| {
            let blocking = ["parse", "print", "lock_across_await"];
            each_of(&blocking, |version| {
                let gap = archive.figure(CALLS, version, OF_WALL)?;
                Ok(between(gap, LEAST, MOST))
            })
        },
    },
    Claim {
        sentence: "With each of the cures, the longest gap is less than half of \
                   that.",
        check: |archive| {
            let gap = |version: &str| archive.figure(CALLS, version, LONGEST);
            let of = |blocking, cures: &[&str]| {
                let blocking = gap(blocking)?;
                each_of(cures, |cure| Ok(at_most(gap(cure)? / blocking, FREE)))
            };
            let lock = ["lock_before_await", "tokio_lock"];
            Ok(of("parse", &["parse_elsewhere"])?
                .and(of("print", &["print_elsewhere"])?)
                .and(of("lock_across_await", &lock)?))
        },
    },
    Claim {
        sentence: "The timeout ends the wait for the look-up in less than half \
                   of its time, but the runtime can't end before the look-up has.",
        check: |archive| {
            let silence = silence(archive, CALLS)?;
            let after = |column| archive.figure(CALLS, "look_up", column);
            let waited = at_most(after("columns/wall")? / silence, FREE);
            let ended = at_least(after("columns/ended")? / silence, 1.0);
            Ok(waited.and(ended))
        },
    },
    Claim {
        sentence: "With the pool full, one small file takes as long as a \
                   look-up, and the heartbeat ticks on.",
        check: |archive| {
            let wall = archive.figure(CALLS, "full_pool", "columns/wall")?;
            let gap = archive.figure(CALLS, "full_pool", OF_WALL)?;
            let as_long = at_least(wall / silence(archive, CALLS)?, 1.0);
            Ok(as_long.and(at_most(gap, 0.75)))
        },
    },
    Claim {
        sentence: "In Python, a thread doesn't help: while json.loads runs there, \
                   the heartbeat stands still for most of the time.",
        check: |archive| {
            let gap = archive.in_python(
                CALLS_IN_PYTHON,
                "parse_elsewhere",
                OF_WALL,
            )?;
            Ok(at_least(gap, 0.6))
        },
    },
    Claim {
        sentence: "Python's heartbeat, too, stands still for a good part of the \
                   time with one call per file, and ticks on with one call for \
                   all of them.",
        check: |archive| {
            let gap =
                |version| archive.in_python(FILES_IN_PYTHON, version, OF_WALL);
            let per_file = at_least(gap("blocking_call_per_file")?, 0.3);
            Ok(per_file.and(at_most(gap("one_blocking_call")?, FREE)))
        },
    },
];

pub const FINDING: &[Claim] = &[
    Claim {
        sentence: "The reporter's longest poll is nearly as long as the longest \
                   gap, while the loader's isn't half as long.",
        check: |archive| {
            each_of(&["hidden_parse", "hidden_look_up"], |version| {
                let figure = |column| archive.figure(FIND, version, column);
                let gap = figure(LONGEST)?;
                let reporter = figure("columns/reporter")? / gap;
                let loader = figure("columns/loader")? / gap;
                Ok(at_least(reporter, 0.8).and(at_most(loader, FREE)))
            })
        },
    },
    Claim {
        sentence: "For the look-up, CPU time is less than a third of the busy \
                   time; for the parser, that share is more than twice as \
                   large.",
        check: |archive| {
            let share = |version: &str| {
                let of = |column| archive.figure(FIND, version, column);
                Ok(of("columns/CPU")? / of("columns/busy")?)
            };
            let look_up = share("hidden_look_up")?;
            let larger = share("hidden_parse")? / look_up;
            Ok(at_most(look_up, 1.0 / 3.0).and(at_least(larger, 2.0)))
        },
    },
    Claim {
        sentence: "From outside, the loop's thread was seen at work without a \
                   pause for nearly all of the time until we gave up.",
        check: |archive| {
            let of = |column| archive.figure(FIND, "hidden_deadlock", column);
            Ok(at_least(of("columns/unparked")? / of("columns/wall")?, 0.8))
        },
    },
];

/// Returns the time for which whatever is waited for stays silent, in
/// milliseconds.
fn silence(archive: &Archive, recording: &str) -> Result<f64> {
    Ok(1e3 * archive.figures(recording)?.whole("silence")?)
}
