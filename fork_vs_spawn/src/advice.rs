//! Advice about errors of the operating system.

use anyhow::Error;

/// Returns advice to print after the error's sentence, or nothing.
#[cfg(unix)]
pub fn for_error(error: &Error) -> &'static str {
    use nix::errno::Errno;

    let cause = error.root_cause();
    let errno = match cause.downcast_ref::<std::io::Error>() {
        Some(error) => error.raw_os_error().map(Errno::from_raw),
        None => cause.downcast_ref::<Errno>().copied(),
    };
    match errno {
        Some(Errno::EAGAIN) => {
            ": end some processes, or raise their limit with `ulimit -u`"
        }
        Some(Errno::EMFILE) => {
            ": raise the limit on open files with `ulimit -n`"
        }
        Some(Errno::ENOMEM) => ": close other programs, memory is short",
        _ => "",
    }
}

/// On Windows, the error's own sentence is enough.
#[cfg(not(unix))]
pub fn for_error(_error: &Error) -> &'static str {
    ""
}
