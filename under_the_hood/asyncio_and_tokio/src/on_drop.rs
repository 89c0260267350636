//! A value that reports its own end: the only clean-up a dropped future gets.

/// Prints its message when it is dropped.
pub struct OnDrop(pub &'static str);

impl Drop for OnDrop {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}
