//! Memory that this process uses, read without allocating any.

use nix::{
    errno::Errno,
    fcntl::{self, OFlag},
    sys::stat::Mode,
    unistd,
};

/// File in which Linux sums up the memory of a process.
const SUMMARY: &std::ffi::CStr = c"/proc/self/smaps_rollup";

/// Returns the memory of this process in KiB: all of its pages, shared ones
/// included, and the pages that it has written and shares with no other process.
///
/// A forked child may call this, because it makes only raw system calls and
/// keeps the text on the stack.
///
/// # Errors
///
/// Returns an error if the file cannot be read or lacks a line.
pub fn usage() -> nix::Result<[u64; 2]> {
    let flags = OFlag::O_RDONLY | OFlag::O_CLOEXEC;
    let file = fcntl::open(SUMMARY, flags, Mode::empty())?;
    let mut buffer = [0; 4096];
    let length = unistd::read(&file, &mut buffer)?;
    let text = &buffer[..length];
    Ok([field(text, b"Rss:")?, field(text, b"Private_Dirty:")?])
}

/// Returns the number on the line that begins with `name`.
fn field(text: &[u8], name: &[u8]) -> nix::Result<u64> {
    let digits = text
        .split(|byte| *byte == b'\n')
        .find_map(|line| line.strip_prefix(name))
        .ok_or(Errno::ENODATA)?
        .iter()
        .filter(|byte| byte.is_ascii_digit());
    Ok(digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}
