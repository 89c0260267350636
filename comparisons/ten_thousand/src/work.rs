//! What every version is given, and what becomes of its answers.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use measure::words::counted;
use serde::{Deserialize, Serialize};

/// Requests to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// What to ask for.
    pub url: String,
    /// How many requests are made, all at once.
    pub requests: usize,
    /// How long the site takes for each of them, in seconds.
    pub delay: f64,
    /// How many bytes a thread's connection reads and writes at once.
    pub buffer: usize,
}

impl Work {
    /// So many requests, each of which takes the site so long.
    pub fn new(requests: usize, delay: Duration, buffer: usize) -> Work {
        let delay = delay.as_secs_f64();
        Work {
            url: format!("/delay/{delay}"),
            requests,
            delay,
            buffer,
        }
    }

    /// Puts the site's address before the path.
    pub fn ask(&mut self, site: &str) {
        self.url.insert_str(0, site);
    }

    /// Makes the requests with `make`, and counts the answers.
    pub fn answers(
        &self,
        make: fn(&Work) -> Result<Vec<u16>>,
    ) -> Result<Answers> {
        let mut answers = Answers {
            asked: self.requests,
            statuses: BTreeMap::new(),
        };
        for status in make(self)? {
            *answers.statuses.entry(status).or_default() += 1;
        }
        Ok(answers)
    }
}

/// The answers to all requests.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Answers {
    /// How many requests there were.
    pub asked: usize,
    /// How many answers had which status.
    pub statuses: BTreeMap<u16, usize>,
}

/// Says what is wrong with answers: each request must have one, with status
/// 200. Rows of a table ask for different numbers of them, so that none is what
/// all others must equal.
pub fn difference(_: &Answers, answers: &Answers) -> Option<String> {
    let Answers { asked, statuses } = answers;
    let came: usize = statuses.values().sum();
    let other = statuses.iter().find(|(status, _)| **status != 200);
    match other {
        _ if came != *asked => {
            Some(format!("{}, not {asked}", counted(came, "answer")))
        }
        Some((status, count)) => {
            let answers = counted(*count, "answer");
            Some(format!("{answers} with status {status}, not 200"))
        }
        None => None,
    }
}
