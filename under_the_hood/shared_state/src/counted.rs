//! The input and the result of every version.

use serde::{Deserialize, Serialize};

/// Additions of one that a version has to make.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Additions {
    /// Number of threads that add.
    pub threads: u64,
    /// Number of additions per thread.
    pub each: u64,
}

impl Additions {
    /// Returns the number of additions of all threads together.
    pub fn all(&self) -> u64 {
        self.threads * self.each
    }
}

/// The counter at the end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Counted {
    /// The version promises that no addition is missing.
    Exactly(u64),
    /// The version promises only that there are no more than these.
    AtMost(u64),
}

impl Counted {
    /// Returns the number.
    pub fn number(self) -> u64 {
        let (Counted::Exactly(number) | Counted::AtMost(number)) = self;
        number
    }
}

/// Returns in words how a version has broken its promise, if it has.
pub fn difference(expected: &Counted, counted: &Counted) -> Option<String> {
    let all = expected.number();
    match *counted {
        Counted::Exactly(number) if number != all => {
            Some(format!("{number} counted, not {all}"))
        }
        Counted::AtMost(number) if number > all => {
            Some(format!("{number} counted, more than {all}"))
        }
        _ => None,
    }
}
