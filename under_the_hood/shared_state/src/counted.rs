//! What every version is given, and what it returns.

use serde::{Deserialize, Serialize};

/// Additions of one, to be made.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Additions {
    /// How many threads add.
    pub threads: u64,
    /// How often each of them does.
    pub each: u64,
}

impl Additions {
    /// How many additions all threads make together.
    pub fn all(&self) -> u64 {
        self.threads * self.each
    }
}

/// What the counter shows in the end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Counted {
    /// The version promises that no addition is missing.
    Exactly(u64),
    /// The version promises nothing but that there are not more.
    AtMost(u64),
}

impl Counted {
    /// The number.
    pub fn number(self) -> u64 {
        let (Counted::Exactly(number) | Counted::AtMost(number)) = self;
        number
    }
}

/// Says how a version has broken its promise, if it has.
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
