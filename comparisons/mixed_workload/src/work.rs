//! What every version is given, and what it makes of each item.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Items to fetch and to compute.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// What to ask for: the number of an item is added at its end.
    pub url: String,
    /// How many items there are.
    pub items: u64,
    /// How many of them may be begun and not yet done.
    pub at_once: usize,
    /// How many threads compute, where some do nothing else.
    pub workers: usize,
    /// How many rounds the computation of an item has.
    pub rounds: u64,
    /// The least time that any version can take, in seconds.
    pub bound: f64,
    /// The same for a version in Python, which computes longer.
    pub bound_in_python: f64,
}

impl Work {
    /// Puts the site's address before the path.
    pub fn ask(&mut self, site: &str) {
        self.url.insert_str(0, site);
    }
}

/// How many items are alive in this process.
static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// An item that was begun. It is alive until it is dropped.
#[derive(Debug)]
pub struct Item {
    /// How many were alive once this one was, itself included.
    alive: usize,
}

impl Item {
    /// Begins an item.
    pub fn begin() -> Item {
        let alive = ALIVE.fetch_add(1, Ordering::Relaxed) + 1;
        Item { alive }
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// An item that was fetched.
#[derive(Debug)]
pub struct Page {
    item: Item,
    /// What the site said of it.
    number: u64,
    fetched_by: String,
}

impl Page {
    /// Reads the JSON in which the site repeats the item's number.
    ///
    /// # Errors
    ///
    /// Where there is no number in it.
    pub fn read(item: Item, body: &[u8]) -> Result<Page> {
        let json: Value = serde_json::from_slice(body)?;
        let number = json["args"]["item"].as_str();
        let number = number.context("the page has no item")?.parse()?;
        let fetched_by = this_thread();
        Ok(Page {
            item,
            number,
            fetched_by,
        })
    }

    /// Computes what there is to compute of a page, on the calling thread.
    pub fn compute(self, rounds: u64) -> Computed {
        Computed {
            result: calibrate::mix(self.number, rounds),
            alive: self.item.alive,
            computed_by: this_thread(),
            fetched_by: self.fetched_by,
        }
    }
}

/// An item that was computed, and by whom.
#[derive(Debug)]
pub struct Computed {
    /// What was computed.
    pub result: u64,
    /// How many items were alive when this one was begun.
    pub alive: usize,
    /// The thread that had read its page, as Rust counts them.
    pub fetched_by: String,
    /// The thread that had computed it.
    pub computed_by: String,
}

fn this_thread() -> String {
    format!("{:?}", thread::current().id())
}
