//! The descendants of this process.

#[cfg(target_os = "linux")]
pub use linux::*;
#[cfg(not(target_os = "linux"))]
pub use others::*;

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;
    use std::{fs, process, thread};

    use nix::sys::prctl;
    use nix::sys::signal::{self, Signal};
    use nix::unistd::Pid;

    /// Number of rounds of killing: a process may start another one meanwhile.
    const TIMES: usize = 200;

    /// Largest number of characters of a command that are shown.
    const SHOWN: usize = 60;

    /// Makes descendants that lose their parent children of this process.
    pub fn adopt() {
        // This fails on kernels that are too old.
        let _ = prctl::set_child_subreaper(true);
    }

    /// Returns the living descendants of a process, parents first.
    pub fn descendants(of: u32) -> Vec<u32> {
        let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter_map(|id| Some((id, parent(id)?)))
            .collect();
        let mut found = vec![of];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            let children = parents.iter().filter(|(_, of)| *of == parent);
            found.extend(children.map(|(id, _)| id));
            next += 1;
        }
        found.remove(0);
        found
    }

    /// Returns the parent of a process, unless the process has ended.
    fn parent(id: u32) -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name is in parentheses; the state and the parent follow it.
        let mut fields = stat.rsplit_once(") ")?.1.split(' ');
        let has_ended = matches!(fields.next()?, "Z" | "X");
        let parent = fields.next()?.parse().ok()?;
        (!has_ended).then_some(parent)
    }

    /// Returns the command that a process was started with.
    pub fn command(id: u32) -> Option<String> {
        let bytes = fs::read(format!("/proc/{id}/cmdline")).ok()?;
        let text = String::from_utf8_lossy(&bytes).replace('\0', " ");
        // The folder is long, and seldom useful.
        let end = text.find(' ').unwrap_or(text.len());
        let name = text[..end].rfind('/').map_or(0, |slash| slash + 1);
        Some(text[name..].trim().chars().take(SHOWN).collect())
    }

    /// Kills all descendants of this process, for good.
    pub fn end_descendants() {
        for _ in 0..TIMES {
            let left = descendants(process::id());
            if left.is_empty() {
                break;
            }
            left.into_iter().for_each(end);
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Kills a process.
    pub fn end(id: u32) {
        let id = Pid::from_raw(id.try_into().expect("an id"));
        // This fails if the process has ended.
        let _ = signal::kill(id, Signal::SIGKILL);
    }
}

/// Functions that do nothing, because other systems do not list processes in
/// files.
#[cfg(not(target_os = "linux"))]
mod others {
    pub fn adopt() {}

    pub fn descendants(_of: u32) -> Vec<u32> {
        Vec::new()
    }

    pub fn command(_id: u32) -> Option<String> {
        None
    }

    pub fn end_descendants() {}

    /// Ends a process.
    #[cfg(unix)]
    pub fn end(id: u32) {
        use nix::sys::signal::{self, Signal};
        use nix::unistd::Pid;

        let id = Pid::from_raw(id.try_into().expect("an id"));
        let _ = signal::kill(id, Signal::SIGTERM);
    }

    #[cfg(not(unix))]
    pub fn end(_id: u32) {}
}
