//! What every version is given, and what it returns.

use std::collections::BTreeSet;
use std::ops::Range;
use std::{process, thread};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{pi, primes, squares};

/// The first limit up to which primes are searched, as in the Python original.
pub const FIRST_LIMIT: usize = 1_000;

/// The seed of the first piece of pi; that of the next is one higher.
const SEED: u64 = 20_000;

/// Something to compute, and by how many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// What is computed.
    pub kind: Kind,
    /// In how many pieces it comes.
    pub pieces: usize,
    /// How many threads or processes compute at one time.
    pub workers: usize,
}

/// What is computed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// The squares of the numbers from 1 to this one.
    Squares(u64),
    /// The primes up to a limit: a piece for each limit.
    Primes,
    /// Pi, by so many random points a piece.
    Pi(u64),
}

/// What is computed in one go.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Piece {
    /// The squares of the numbers from the first one up to before the second.
    Squares(u64, u64),
    /// The primes up to this limit.
    Primes(usize),
    /// So many random points, with this seed.
    Pi(u64, u64),
}

impl Work {
    /// All pieces, in their order.
    pub fn pieces(&self) -> Vec<Piece> {
        let pieces = self.pieces as u64;
        let piece = |index: u64| match self.kind {
            Kind::Squares(numbers) => {
                let border = |index| 1 + numbers * index / pieces;
                Piece::Squares(border(index), border(index + 1))
            }
            Kind::Primes => Piece::Primes(FIRST_LIMIT + index as usize),
            Kind::Pi(samples) => Piece::Pi(samples, SEED + index),
        };
        (0..pieces).map(piece).collect()
    }
}

impl Piece {
    /// Computes it, on the calling thread.
    pub fn compute(&self) -> Part {
        Part::by_this_thread(match *self {
            Piece::Squares(first, end) => {
                Value::Squares(squares::store(first..end))
            }
            Piece::Primes(limit) => Value::Primes(primes::up_to(limit)),
            Piece::Pi(samples, seed) => Value::Pi(pi::inside(samples, seed)),
        })
    }

    /// The numbers whose squares it consists of; none where it has no squares.
    pub fn numbers(&self) -> Range<u64> {
        match *self {
            Piece::Squares(first, end) => first..end,
            _ => 0..0,
        }
    }

    /// Adds the squares in place of storing them. Other pieces are computed.
    pub fn sum(&self) -> Part {
        match *self {
            Piece::Squares(first, end) => {
                Part::by_this_thread(Value::Sum(squares::sum(first..end)))
            }
            _ => self.compute(),
        }
    }
}

/// What a piece has become, and who has computed it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    value: Value,
    worker: Worker,
}

/// What a piece has become.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Value {
    /// Squares, or their sum alone.
    Squares(Vec<u64>),
    Sum(u128),
    /// Primes.
    Primes(Vec<u32>),
    /// How many points lie in the circle.
    Pi(u64),
}

/// A process, and a thread of it as Rust counts them.
pub type Worker = (u32, String);

impl Part {
    /// Squares that the calling thread has stored.
    #[cfg(target_os = "linux")]
    pub fn squares(squares: Vec<u64>) -> Part {
        Part::by_this_thread(Value::Squares(squares))
    }

    /// The sum of squares that the calling thread has stored, and does not
    /// keep.
    pub fn sum_of(squares: &[u64]) -> Part {
        let sum = squares.iter().map(|square| u128::from(*square)).sum();
        Part::by_this_thread(Value::Sum(sum))
    }

    fn by_this_thread(value: Value) -> Part {
        let thread = format!("{:?}", thread::current().id());
        let worker = (process::id(), thread);
        Part { value, worker }
    }

    /// What tells right from wrong: the sum of the squares, how many primes
    /// there are, how many points lie in the circle.
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

/// What a version returns.
#[derive(Debug, Clone)]
pub enum Answer {
    /// All parts in their order, and how many messages went to workers.
    Parts(Vec<Part>, usize),
    /// What they come to: this alone leaves the version's process, and it is made
    /// after the measurement.
    Summary(Summary),
}

/// What all parts come to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// For each piece the sum of its squares, how many primes there are, or how
    /// many points lie in the circle.
    pub numbers: Vec<u128>,
    /// Messages to worker processes. As many come back.
    pub messages: usize,
    /// Who has computed.
    pub workers: BTreeSet<Worker>,
}

impl Answer {
    /// The answer of a version that sends no messages.
    pub fn of(parts: Vec<Part>) -> Answer {
        Answer::Parts(parts, 0)
    }

    /// What the parts come to.
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

/// Says how an answer differs from what is expected. Who has computed it, and
/// with how many messages, is not compared: that is where the versions differ.
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
