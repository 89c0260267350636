//! Resources that the OS has run out of, in words that say what to do.

use std::io::{self, ErrorKind};

/// Too many open files, in this process or in all of them.
const TOO_MANY_FILES: [i32; 2] = [24, 23];

/// Returns the text of an error. If the OS has run out of something, the text
/// also says of what, and what to do.
pub fn in_words(error: &io::Error) -> String {
    lack(error).unwrap_or_else(|| error.to_string())
}

/// Returns the same text for the message of a panic, if the OS has run out of
/// something. std, tokio, rayon and procspawn panic if there is no thread,
/// process or file left.
pub fn lacked(panic: &str) -> Option<String> {
    let code = match panic.split_once("Os { code: ") {
        Some((_, code)) => code.split_once(',')?.0,
        None => {
            let tokio = panic.strip_prefix("OS can't spawn worker thread: ")?;
            tokio.rsplit_once("(os error ")?.1.strip_suffix(')')?
        }
    };
    lack(&io::Error::from_raw_os_error(code.parse().ok()?))
}

pub(crate) fn lack(error: &io::Error) -> Option<String> {
    let code = error.raw_os_error().unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::WouldBlock => {
            "no more threads or processes are available; end some, or raise \
             their limit (`ulimit -u`)"
        }
        ErrorKind::OutOfMemory => {
            "no more memory is available; close other programs, or raise the \
             limit (`ulimit -v`)"
        }
        _ if cfg!(unix) && TOO_MANY_FILES.contains(&code) => {
            "too many files are open; raise their limit (`ulimit -n`)"
        }
        _ => return None,
    };
    Some(format!("{what}: {error}"))
}
