//! Counters and maps that threads share.

use measure::Table;
use measure::words::grouped;

use super::{Tables, columns, predicted, table};
use crate::work::{Answer, Work};

/// Additions to the counters, and operations on the maps.
const ADDITIONS: u64 = 40_000_000;
const OPERATIONS: u64 = 30_000;

impl Tables<'_> {
    pub fn counters(&self) -> Table<Work, Answer> {
        let row = |name: &str, threads| {
            let work = Work {
                size: ADDITIONS,
                threads,
                predicted: Some(predicted::amdahl(0, threads)),
                ..Work::default()
            };
            self.row(name, &format!(" ({threads})"), work)
        };
        let rows = ["side_by_side", "padded"].into_iter().flat_map(|name| {
            let row = &row;
            let most = self.arguments.threads();
            [1, most].into_iter().map(move |threads| row(name, threads))
        });
        let title = format!(
            "counters: {} additions, each thread to its own counter\n\
             (predicted: nothing is shared)",
            grouped(ADDITIONS as usize)
        );
        table("counters", title, rows.collect(), columns::SIEVE)
    }

    pub fn map(&self) -> Table<Work, Answer> {
        let names = ["mutex", "rw_lock", "shards", "owner"];
        let rows = names.into_iter().flat_map(|name| {
            self.numbers_of_threads().map(move |threads| {
                let work = Work {
                    size: OPERATIONS,
                    threads,
                    predicted: Some(predicted::amdahl(0, threads)),
                    ..Work::default()
                };
                self.row(name, &format!(" ({threads})"), work)
            })
        });
        let title = format!(
            "map: {} operations, one in ten of them a write\n(predicted: \
             nothing is shared)",
            grouped(OPERATIONS as usize)
        );
        table("map", title, rows.collect(), columns::MAP)
    }
}
