//! Files that programs write. After a failure, the old text is still there as a
//! whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::printable;

/// Maximum number of links in a row, as on Linux.
const MOST_LINKS: usize = 40;

/// Names of the program's own output. Opening one of them again would write to
/// the start of its file.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Starts of paths that lead to files that are open already.
const OPEN_FILES: [&str; 3] = ["/dev/fd/", "/dev/std", "/proc/"];

/// The destination that a file name on the command line stands for.
#[derive(Debug)]
pub struct Output {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    Stdout,
    /// A pipe, a device, or a file that is open already.
    Open(File),
    /// A plain file, which may not exist yet.
    Plain,
}

impl Output {
    /// Checks that `path` can be written to, and leaves its contents alone. `-`
    /// is standard output.
    ///
    /// # Errors
    ///
    /// Returns an error with a sentence that names the file.
    pub fn new(path: impl Into<PathBuf>) -> Result<Output, String> {
        let path = path.into();
        let to = if STDOUT.iter().any(|it| path == Path::new(it)) {
            Ok(To::Stdout)
        } else if is_open_already(&path) {
            File::options().append(true).open(&path).map(To::Open)
        } else {
            Replacement::new(&path, "").map(|_| To::Plain)
        };
        match to {
            Ok(to) => Ok(Output { path, to }),
            Err(error) => Err(unwritten(&path, &error)),
        }
    }

    /// Writes the text. A pipe whose reader has closed it is not a failure.
    ///
    /// # Errors
    ///
    /// Returns an error with a sentence that names the file.
    pub fn write(self, text: &str) -> Result<(), String> {
        let written = match self.to {
            To::Stdout => {
                let mut stdout = io::stdout();
                let text = stdout.write_all(text.as_bytes());
                text.and_then(|()| stdout.flush())
            }
            To::Open(mut file) => file.write_all(text.as_bytes()),
            To::Plain => {
                Replacement::new(&self.path, text).and_then(Replacement::finish)
            }
        };
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(unwritten(&self.path, &error))
            }
            _ => Ok(()),
        }
    }
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {error}", printable(path))
}

/// Returns whether `path` is something other than a plain file, and exists.
fn is_open_already(path: &Path) -> bool {
    let name = path.to_string_lossy();
    OPEN_FILES.iter().any(|start| name.starts_with(start))
        || fs::metadata(path).is_ok_and(|it| !it.is_file())
}

/// A file's new text, in a file next to it.
#[derive(Debug)]
pub struct Replacement {
    place: PathBuf,
    /// The file that holds the text, or the text if no such file can replace
    /// the old one.
    new: Result<PathBuf, String>,
}

impl Replacement {
    /// Writes a text into a file next to the one that it will replace. If that
    /// is a link, it will replace the file that the link leads to.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be written, and leaves nothing behind.
    pub fn new(path: &Path, text: &str) -> io::Result<Replacement> {
        let mut place = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Ok(leads_to) = fs::read_link(&place) else {
                break;
            };
            place.pop();
            place.push(leads_to);
        }
        let old = match File::options().write(true).open(&place) {
            Ok(file) => Some(file.metadata()?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let new = match written_next_to(&place, text, old.as_ref()) {
            Ok(new) => new.ok_or(text.to_owned()),
            // A folder may refuse new files, although this file is ours.
            Err(error)
                if old.is_some()
                    && matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied
                            | ErrorKind::ReadOnlyFilesystem
                    ) =>
            {
                Err(text.to_owned())
            }
            Err(error) => return Err(error),
        };
        Ok(Replacement { place, new })
    }

    /// Replaces the old text with the new one.
    ///
    /// # Errors
    ///
    /// Returns an error if the OS refuses. The old text stays.
    pub fn finish(self) -> io::Result<()> {
        match &self.new {
            Ok(file) => fs::rename(file, &self.place),
            Err(text) => {
                let old = fs::read(&self.place)?;
                let written = fs::write(&self.place, text);
                if written.is_err() {
                    // There was room for the old text.
                    fs::write(&self.place, old)?;
                }
                written
            }
        }
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Ok(file) = &self.new {
            // If the file was moved, there is nothing left to remove.
            let _ = fs::remove_file(file);
        }
    }
}

/// Writes a text into a new file in the folder of `place`, which gets the mode
/// and the owner of the old one. Returns None if that is impossible, or if the
/// old file has a second name.
fn written_next_to(
    place: &Path,
    text: &str,
    old: Option<&fs::Metadata>,
) -> io::Result<Option<PathBuf>> {
    let (name, mut file) = new_next_to(place)?;
    let written = (|| {
        if let Some(old) = old {
            if !has_taken_over(&file, old)? {
                return Ok(false);
            }
            file.set_permissions(old.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        // A full disk may only show now.
        file.sync_all()?;
        Ok(true)
    })();
    match written {
        Ok(true) => Ok(Some(name)),
        failed => {
            let _ = fs::remove_file(name);
            failed.map(|_| None)
        }
    }
}

/// Creates a file in the folder of `place`, under an unused name.
fn new_next_to(place: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let name = format!(".new-{}-{number}", process::id());
        let name = place.with_file_name(name);
        match File::create_new(&name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                number += 1;
            }
            made => return made.map(|file| (name, file)),
        }
    }
}

/// Gives `file` the owner of the old one. Returns false if that is impossible,
/// or if the old one has a second name, which would keep the old text.
#[cfg(unix)]
fn has_taken_over(file: &File, old: &fs::Metadata) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    let same = (new.uid(), new.gid()) == (old.uid(), old.gid());
    let owner = || fchown(file, Some(old.uid()), Some(old.gid()));
    Ok(old.nlink() == 1 && (same || owner().is_ok()))
}

#[cfg(not(unix))]
fn has_taken_over(_: &File, _: &fs::Metadata) -> io::Result<bool> {
    Ok(true)
}
