//! How much memory this process uses, asked without allocating any.

use nix::{
    errno::Errno,
    fcntl::{self, OFlag},
    sys::stat::Mode,
    unistd,
};

/// Where Linux tells a process about its memory, all areas added up.
const SUMMARY: &std::ffi::CStr = c"/proc/self/smaps_rollup";

/// The memory of a process, in KiB.
pub struct Usage {
    /// All pages that it can reach at once, also those it shares.
    pub resident: u64,
    /// Pages that it has written and shares with nobody.
    pub private_dirty: u64,
}

/// Returns what this process uses. A forked child may call this: the calls
/// are raw and the text stays on the stack.
pub fn usage() -> nix::Result<Usage> {
    let flags = OFlag::O_RDONLY | OFlag::O_CLOEXEC;
    let file = fcntl::open(SUMMARY, flags, Mode::empty())?;
    let mut text = [0; 4096];
    let length = unistd::read(&file, &mut text)?;
    Ok(Usage {
        resident: field(&text[..length], b"Rss:")?,
        private_dirty: field(&text[..length], b"Private_Dirty:")?,
    })
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
