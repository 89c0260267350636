//! The tables: one row per version.

pub mod columns;
mod notes;
pub mod sizes;

use std::sync::Arc;
use std::time::Duration;

use measure::words::grouped;
use measure::{Options, Row, Scratch, Table, Version};

use self::sizes::{Arguments, Part};
use crate::work::{self, Answer, Work};

/// Time limit of a row on a busy machine.
const DEADLINE: Duration = Duration::from_secs(100);

/// Seconds after which a deadlock is one. More than any version takes.
const STUCK_AFTER: f64 = 0.9;

/// Number of files that the service reads.
const FILES_OF_SERVICE: usize = 200;

/// Bytes of lines to print: three times what a pipe holds on Linux.
const LINES: usize = 2_000;

/// Makes one table per part. The files exist as long as the tables.
pub fn plan(
    versions: &'static [Version<Work, Answer>],
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    // A dry run writes no files.
    let scratch = if options.dry_run {
        None
    } else {
        Some(Arc::new(written(arguments)?))
    };
    let folder = scratch.as_ref().map_or_else(String::new, |scratch| {
        scratch.path().to_string_lossy().into_owned()
    });
    let table = |part: &Part| {
        let name = part.name();
        let versions = versions.iter().filter(|it| it.is_in(&name));
        let rows = versions.map(|version| {
            let work = work(version.name, arguments, &folder);
            Row::new(version, work)
                .label(label(version.name))
                .deadline(DEADLINE)
        });
        let columns = match part {
            Part::Files | Part::Calls => columns::CALLS,
            Part::Find => columns::FIND,
        };
        let title = title(*part, arguments);
        let mut table = Table::new(part.name(), title, rows.collect(), columns);
        let (part, scratch) = (*part, scratch.clone());
        let silence = arguments.silence;
        table.notes = Box::new(move |rows| {
            let _folder_is_still_there = &scratch;
            notes::notes(part, silence, rows)
        });
        table
    };
    Ok(arguments.parts.iter().map(table).collect())
}

/// Writes the files that the parts read, into a folder of their own.
fn written(arguments: &Arguments) -> Result<Scratch, String> {
    let failed = |error| format!("cannot write the files to read: {error}");
    let scratch = Scratch::new("hidden_blocking").map_err(failed)?;
    let files = arguments.parts.iter().map(|part| match part {
        Part::Files => arguments.files,
        Part::Calls => 1,
        Part::Find => FILES_OF_SERVICE,
    });
    let all = Work {
        folder: scratch.path().to_string_lossy().into_owned(),
        files: files.max().unwrap_or(0),
        ..Work::default()
    };
    work::write_files(&all).map_err(failed)?;
    Ok(scratch)
}

/// Returns the name of a version in words.
fn label(version: &str) -> String {
    match version {
        "blocking_call_per_file" => "call per file".to_owned(),
        "limited_calls" => "four calls at a time".to_owned(),
        other => other.replace('_', " "),
    }
}

/// Returns what a version needs.
fn work(version: &str, arguments: &Arguments, folder: &str) -> Work {
    let common = Work {
        folder: folder.to_owned(),
        silence: arguments.silence.as_secs_f64(),
        pool: arguments.pool,
        ..Work::default()
    };
    let bytes =
        |files| (0..files).map(work::size_of_file).sum::<usize>() as u64;
    let stuck_after = 2.0 * common.silence + STUCK_AFTER;
    let (files, records) = (arguments.files, arguments.records);
    match version {
        "parse" | "parse_elsewhere" => Work {
            records,
            expected: records as u64,
            ..common
        },
        "print" | "print_elsewhere" => Work {
            lines: LINES,
            expected: LINES as u64,
            ..common
        },
        "lock_across_await" => Work {
            stuck_after,
            ..common
        },
        "lock_before_await" | "tokio_lock" => Work {
            expected: 2,
            ..common
        },
        "look_up" => Work {
            look_ups: 1,
            ..common
        },
        "full_pool" => Work {
            files: 1,
            look_ups: arguments.pool,
            expected: bytes(1),
            ..common
        },
        "block_on" => Work {
            expected: 1,
            ..common
        },
        "hidden_deadlock" => Work {
            files: FILES_OF_SERVICE,
            stuck_after,
            ..common
        },
        "all_awaited" | "hidden_parse" | "hidden_look_up" => Work {
            files: FILES_OF_SERVICE,
            records: if version == "hidden_parse" {
                records
            } else {
                0
            },
            expected: bytes(FILES_OF_SERVICE),
            ..common
        },
        _ => Work {
            files,
            expected: bytes(files),
            ..common
        },
    }
}

/// Returns the sizes in words.
fn title(part: Part, arguments: &Arguments) -> String {
    let silence = arguments.silence.as_secs_f64();
    let records = grouped(arguments.records);
    let pool = grouped(arguments.pool);
    match part {
        Part::Files => format!(
            "files: {} small files, read next to a heartbeat of 5 ms, with up to \
             {pool} blocking threads",
            grouped(arguments.files)
        ),
        Part::Calls => format!(
            "calls: {records} records, {} lines, {pool} blocking threads; what \
             waits is silent for {silence} s",
            grouped(LINES)
        ),
        Part::Find => format!(
            "find: a loader of {FILES_OF_SERVICE} files and a reporter, which \
             hides {records} records or {silence} s"
        ),
    }
}
