//! What is measured: for now, one size for every way.

use std::time::Duration;

use measure::{Options, Refusal, Row, Table};

use crate::COMPARISON;
use crate::work::{Page, Work};

/// What `io_bound` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Makes the tables.
pub fn plan(
    _arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Vec<Page>>>, Refusal> {
    let work = Work {
        url: String::new(),
        requests: 100,
        delay: Duration::from_millis(50),
        workers: 10,
    };
    let rows = COMPARISON.ways.iter().map(|way| Row::new(way, &work));
    let title = "100 requests, each of which waits for 0.05 s.";
    Ok(vec![Table::new("pages", title, rows.collect())])
}
