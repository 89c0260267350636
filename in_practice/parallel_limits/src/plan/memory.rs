//! New pages, long arrays, and reads in a chain.

use measure::{Row, Table};

use super::{Tables, columns, predicted, sizes, table};
use crate::work::{Answer, Work};

/// Bytes of new memory.
const NEW_BYTES: u64 = 256 << 20;

impl Tables<'_> {
    pub fn new_pages(&self) -> Table<Work, Answer> {
        let rows = self.one_and_many(&["new_pages", "same_pages"], NEW_BYTES);
        let title = format!(
            "new pages: a write to each page of {} MiB\n(predicted: the cores \
             share the work)",
            NEW_BYTES >> 20
        );
        table("new_pages", title, rows, columns::PAGES)
    }

    pub fn bandwidth(&self) -> Table<Work, Answer> {
        let bytes = sizes::bytes();
        let rows = self.one_and_many(&["triad", "half_the_bytes"], bytes);
        let title = format!(
            "bandwidth: {} MiB of arrays, read and written again and again\n\
             (predicted: the cores share the work)",
            bytes >> 20
        );
        table("bandwidth", title, rows, columns::BYTES)
    }

    pub fn latency(&self) -> Table<Work, Answer> {
        let bytes = sizes::bytes();
        let mut rows = self.one_and_many(&["chain"], bytes);
        let work = Work {
            size: bytes,
            threads: 1,
            predicted: Some(1.0),
            ..Work::default()
        };
        rows.push(self.row("eight_chains", " (1)", work));
        let title = format!(
            "latency: reads in {} MiB, in an order that no core can guess\n\
             (predicted: the cores share the work)",
            bytes >> 20
        );
        table("latency", title, rows, columns::READS)
    }

    /// Returns a row with one thread and one with several of each version.
    fn one_and_many(&self, names: &[&str], size: u64) -> Vec<Row<Work>> {
        let rows = names.iter().flat_map(|name| {
            [1, self.arguments.threads()].map(|threads| {
                let work = Work {
                    size,
                    threads,
                    predicted: Some(predicted::amdahl(0, threads)),
                    ..Work::default()
                };
                self.row(name, &format!(" ({threads})"), work)
            })
        });
        rows.collect()
    }
}
