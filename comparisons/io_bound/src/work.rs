//! What every version is given, and what it returns.

use std::time::Duration;
use std::{process, thread};

use measure::words::counted;
use serde::{Deserialize, Serialize};

/// Requests to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// What to ask for.
    pub url: String,
    /// How many requests are made.
    pub requests: usize,
    /// How many threads or processes wait for the answers.
    pub workers: usize,
}

impl Work {
    /// So many requests, each of which takes the site so long.
    pub fn new(requests: usize, delay: Duration, workers: usize) -> Work {
        Work {
            url: format!("/delay/{}", delay.as_secs_f64()),
            requests,
            workers,
        }
    }

    /// Puts the site's address before the path.
    pub fn ask(&mut self, site: &str) {
        self.url.insert_str(0, site);
    }
}

/// An answer of the site, and who had waited for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Its status: 200 where all is well.
    pub status: u16,
    /// The process that asked.
    pub process: u32,
    /// The thread of that process, as Rust counts them.
    pub thread: String,
}

impl Page {
    /// A page that the calling thread has read to its end.
    pub fn read(status: u16) -> Page {
        Page {
            status,
            process: process::id(),
            thread: format!("{:?}", thread::current().id()),
        }
    }
}

/// Says how pages differ from those expected. Who had waited for them is not
/// compared: that is where the versions differ. Nor is the text of a page, which
/// repeats the headers of the client that asked.
pub fn difference(expected: &[Page], pages: &[Page]) -> Option<String> {
    if pages.len() != expected.len() {
        let (pages, expected) = (counted(pages.len(), "page"), expected.len());
        return Some(format!("{pages}, not {expected}"));
    }
    let both = expected.iter().zip(pages);
    let (expected, page) = both
        .map(|(expected, page)| (expected.status, page.status))
        .find(|(expected, page)| expected != page)?;
    Some(format!("a page with status {page}, not {expected}"))
}
