//! A value that reports its own end: the only clean-up a dropped future gets.

use std::fmt::Display;

/// Prints its message when it is dropped.
pub struct OnDrop<T: Display>(pub T);

impl<T: Display> Drop for OnDrop<T> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}
