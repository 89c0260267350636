//! Input shared by all versions, and the steps of an item.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Items to fetch and compute.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// URL to request; the number of an item is appended.
    pub url: String,
    /// Number of items.
    pub items: u64,
    /// Maximum items in progress.
    pub at_once: usize,
    /// Number of threads that only compute, if there are any.
    pub workers: usize,
    /// Rounds of computation per item.
    pub rounds: u64,
    /// Lower bound of the wall time: no version can take less, in seconds.
    pub lower_bound: f64,
    /// The same for Python, which takes longer to compute.
    pub lower_bound_in_python: f64,
}

impl Work {
    /// Puts the server's address before the path.
    pub fn send_to(&mut self, server: &str) {
        self.url.insert_str(0, server);
    }
}

/// Number of items in progress in this process.
static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// An item in progress, until it is dropped.
#[derive(Debug)]
pub struct Item {
    /// Number of items in progress when this one started, itself included.
    alive: usize,
}

impl Item {
    /// Starts an item.
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

/// The response to the request for an item.
#[derive(Debug)]
pub struct Response {
    item: Item,
    /// Number of the item, as the server repeats it.
    number: u64,
    fetched_by: String,
}

impl Response {
    /// Reads the JSON in which the server repeats the item's number.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no number in it.
    pub fn read(item: Item, body: &[u8]) -> Result<Response> {
        let json: Value = serde_json::from_slice(body)?;
        let number = json["args"]["item"].as_str();
        let number = number.context("the response has no item")?.parse()?;
        let fetched_by = this_thread();
        Ok(Response {
            item,
            number,
            fetched_by,
        })
    }

    /// Returns the result for this response, computed on the calling thread.
    pub fn compute(self, rounds: u64) -> Computed {
        Computed {
            result: calibrate::mix(self.number, rounds),
            alive: self.item.alive,
            computed_by: this_thread(),
            fetched_by: self.fetched_by,
        }
    }
}

/// A computed item, and the threads that worked on it.
#[derive(Debug)]
pub struct Computed {
    /// The result.
    pub result: u64,
    /// Number of items in progress when this one started.
    pub alive: usize,
    /// Thread that read its response, as Rust numbers them.
    pub fetched_by: String,
    /// Thread that computed it.
    pub computed_by: String,
}

fn this_thread() -> String {
    format!("{:?}", thread::current().id())
}
