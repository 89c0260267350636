//! Input and output shared by all versions.

use std::collections::BTreeSet;
use std::ops::Range;
use std::{process, thread};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{pi, primes, squares};

/// First limit of the primes, as published.
pub const FIRST_LIMIT: usize = 1_000;

/// Seed of the first job of pi; the next one's is one higher.
const SEED: u64 = 20_000;

/// Something to compute, and the number of workers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// The computation.
    pub kind: Kind,
    /// Number of jobs.
    pub jobs: usize,
    /// Number of threads or processes that compute at a time.
    pub workers: usize,
}

/// The computation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// The squares of the numbers from 1 to this one.
    Squares(u64),
    /// The primes up to a limit: one job per limit.
    Primes,
    /// Pi, from this number of random points per job.
    Pi(u64),
}

/// One job: the part of a computation that one worker does at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Job {
    /// The squares of the numbers from the first one up to before the second.
    Squares(u64, u64),
    /// The primes up to this limit.
    Primes(usize),
    /// Number of random points, and their seed.
    Pi(u64, u64),
}

impl Work {
    /// Returns all jobs, in order.
    pub fn jobs(&self) -> Vec<Job> {
        let jobs = self.jobs as u64;
        let job = |index: u64| match self.kind {
            Kind::Squares(numbers) => {
                let border = |index| 1 + numbers * index / jobs;
                Job::Squares(border(index), border(index + 1))
            }
            Kind::Primes => Job::Primes(FIRST_LIMIT + index as usize),
            Kind::Pi(samples) => Job::Pi(samples, SEED + index),
        };
        (0..jobs).map(job).collect()
    }
}

impl Job {
    /// Returns its result, computed on the calling thread.
    pub fn compute(&self) -> Part {
        Part::by_this_thread(match *self {
            Job::Squares(first, end) => {
                Value::Squares(squares::store(first..end))
            }
            Job::Primes(limit) => Value::Primes(primes::up_to(limit)),
            Job::Pi(samples, seed) => Value::Pi(pi::inside(samples, seed)),
        })
    }

    /// Returns the numbers to square; none if this is another computation.
    pub fn numbers(&self) -> Range<u64> {
        match *self {
            Job::Squares(first, end) => first..end,
            _ => 0..0,
        }
    }

    /// Returns the sum of the squares instead of storing them. Other jobs are
    /// computed as usual.
    pub fn sum(&self) -> Part {
        match *self {
            Job::Squares(first, end) => {
                Part::by_this_thread(Value::Sum(squares::sum(first..end)))
            }
            _ => self.compute(),
        }
    }
}

/// The result of a job, and the worker that computed it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    value: Value,
    worker: Worker,
}

/// The result of a job.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Value {
    /// Squares, or their sum alone.
    Squares(Vec<u64>),
    Sum(u128),
    /// Primes.
    Primes(Vec<u32>),
    /// Number of points in the circle.
    Pi(u64),
}

/// A process id, and a thread of it as Rust numbers them.
pub type Worker = (u32, String);

impl Part {
    /// Returns the result of a thread that has stored squares.
    #[cfg(target_os = "linux")]
    pub fn squares(squares: Vec<u64>) -> Part {
        Part::by_this_thread(Value::Squares(squares))
    }

    /// Returns the sum of squares that the calling thread has stored, and does
    /// not keep.
    pub fn sum_of(squares: &[u64]) -> Part {
        let sum = squares.iter().map(|square| u128::from(*square)).sum();
        Part::by_this_thread(Value::Sum(sum))
    }

    fn by_this_thread(value: Value) -> Part {
        let thread = format!("{:?}", thread::current().id());
        let worker = (process::id(), thread);
        Part { value, worker }
    }

    /// Returns the number to check: the sum of the squares, the number of
    /// primes, or the number of points in the circle.
    fn number(&self) -> u128 {
        match &self.value {
            Value::Squares(squares) => {
                squares.iter().map(|square| u128::from(*square)).sum()
            }
            Value::Sum(sum) => *sum,
            Value::Primes(primes) => primes.len() as u128,
            Value::Pi(inside) => u128::from(*inside),
        }
    }
}

/// The output of a version.
#[derive(Debug, Clone)]
pub enum Answer {
    /// All parts in order, and the number of messages to workers.
    Parts(Vec<Part>, usize),
    /// A summary of them, made after the measurement. Only this leaves the
    /// version's process.
    Summary(Summary),
}

/// Summary of all parts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Per job, the sum of its squares, its number of primes, or its number of
    /// points in the circle.
    pub numbers: Vec<u128>,
    /// Number of messages to worker processes, which return as many.
    pub messages: usize,
    /// The workers that computed.
    pub workers: BTreeSet<Worker>,
}

impl Answer {
    /// Returns the answer of a version that sends no messages.
    pub fn of(parts: Vec<Part>) -> Answer {
        Answer::Parts(parts, 0)
    }

    /// Returns the summary of the parts.
    pub fn summary(&self) -> Summary {
        match self {
            Answer::Summary(summary) => summary.clone(),
            Answer::Parts(parts, messages) => Summary {
                numbers: parts.iter().map(Part::number).collect(),
                messages: *messages,
                workers: parts.iter().map(|part| part.worker.clone()).collect(),
            },
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.summary().serialize(out)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Summary::deserialize(input).map(Answer::Summary)
    }
}

/// Returns how an answer differs from the expected one. Workers and messages
/// are not compared, because that is where the versions differ.
pub fn difference(expected: &Answer, answer: &Answer) -> Option<String> {
    let (expected, numbers) =
        (expected.summary().numbers, answer.summary().numbers);
    if numbers.len() != expected.len() {
        let (parts, expected) = (numbers.len(), expected.len());
        return Some(format!("{parts} parts, not {expected}"));
    }
    let both = expected.iter().zip(&numbers).enumerate();
    let (index, (expected, number)) = both
        .into_iter()
        .find(|(_, (expected, number))| expected != number)?;
    Some(format!("part {}: {number}, not {expected}", index + 1))
}
