//! Input and output shared by all versions.

use serde::{Deserialize, Serialize};

/// The input of a version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Size: the largest number of a sieve, units to compute, additions,
    /// operations on a map, or bytes of memory.
    pub size: u64,
    /// Number of threads.
    pub threads: usize,
    /// Rounds of mixing that a unit takes.
    pub rounds: u64,
    /// True if a unit takes the longer the higher its number is: twice
    /// `rounds` for the last one.
    pub skewed: bool,
    /// Part of the units that one thread computes before the others start.
    pub serial_percent: u64,
    /// Number of pieces that the units are handed out in.
    pub pieces: u64,
    /// Speedup that the table's simple rule predicts for this row.
    pub predicted: Option<f64>,
}

impl Work {
    /// Returns the rounds of one unit.
    pub fn rounds_of(&self, unit: u64) -> u64 {
        match self.skewed {
            true => 2 * self.rounds * (unit + 1) / (self.size + 1),
            false => self.rounds,
        }
    }
}

/// The output of a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "Summary", into = "Summary")]
pub enum Answer {
    /// A list of primes.
    Primes(Vec<u32>),
    /// Everything else, and what leaves the version's process instead of the
    /// list.
    Summary(Summary),
}

/// The answer in a few numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Number on which all versions must agree.
    pub number: u64,
    /// Number of primes in the list.
    pub primes: Option<u64>,
    /// Number of pieces that each thread computed.
    pub pieces: Vec<u64>,
    /// 99th percentile of the time of an operation, in seconds.
    pub p99: Option<f64>,
}

impl Answer {
    /// Returns the answer of a version that has only this number.
    pub fn number(number: u64) -> Answer {
        Answer::new(number, Vec::new())
    }

    /// Returns the answer of threads that have computed this many pieces.
    pub fn new(number: u64, pieces: Vec<u64>) -> Answer {
        Answer::Summary(Summary {
            number,
            pieces,
            ..Summary::default()
        })
    }

    /// Returns the answer from the sum and the number of pieces of each thread.
    pub fn of(parts: impl IntoIterator<Item = (u64, u64)>) -> Answer {
        let (sums, pieces): (Vec<u64>, _) = parts.into_iter().unzip();
        Answer::new(sums.into_iter().fold(0, u64::wrapping_add), pieces)
    }

    /// Returns the summary, of the list if there is one: equal lists have equal
    /// summaries, in Python, too, and others hardly ever.
    pub fn summary(&self) -> Summary {
        match self {
            Answer::Summary(summary) => summary.clone(),
            Answer::Primes(primes) => {
                let places = (1..).zip(primes);
                let products = places
                    .map(|(place, prime): (u64, _)| place * u64::from(*prime));
                Summary {
                    number: products.fold(0, u64::wrapping_add),
                    primes: Some(primes.len() as u64),
                    ..Summary::default()
                }
            }
        }
    }
}

impl From<Answer> for Summary {
    fn from(answer: Answer) -> Summary {
        answer.summary()
    }
}

impl From<Summary> for Answer {
    fn from(summary: Summary) -> Answer {
        Answer::Summary(summary)
    }
}

/// Returns how an answer differs from the expected one. Pieces and times are not
/// compared, because that is where the versions differ.
pub fn difference(expected: &Answer, answer: &Answer) -> Option<String> {
    let (expected, answer) = (expected.summary(), answer.summary());
    if let Some((primes, expected)) = answer.primes.zip(expected.primes)
        && primes != expected
    {
        return Some(format!("{primes} primes, not {expected}"));
    }
    (answer.number != expected.number)
        .then(|| format!("{}, not {}", answer.number, expected.number))
}
