//! Files that programs write: a new text is there as a whole, or the old one
//! stays.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::printable;

/// How many links may lead from one to the next, as on Linux.
const MOST_LINKS: usize = 40;

/// Names of the program's own output, which must not be opened once more: that
/// would begin at the beginning of its file.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Where these are, opening a file leads to one that is open already.
const OPEN_FILES: [&str; 3] = ["/dev/fd/", "/dev/std", "/proc/"];

/// What a file on the command line is written to.
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
    /// A plain file, or one that is to be made.
    Plain,
}

impl Output {
    /// Looks that `path` can be written to: `-` is standard output. What is
    /// there stays.
    ///
    /// # Errors
    ///
    /// Returns a sentence that names it.
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

    /// Writes the text. If nobody reads it from a pipe, nobody wants it.
    ///
    /// # Errors
    ///
    /// Returns a sentence that names the file.
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

/// Whether it is no plain file, nor one that is to be made.
fn is_open_already(path: &Path) -> bool {
    let name = path.to_string_lossy();
    OPEN_FILES.iter().any(|start| name.starts_with(start))
        || fs::metadata(path).is_ok_and(|it| !it.is_file())
}

/// A file's new text, beside its place.
#[derive(Debug)]
pub struct Replacement {
    place: PathBuf,
    /// The file that holds the text; or the text, if it cannot be moved there.
    new: Result<PathBuf, String>,
}

impl Replacement {
    /// Writes a text beside the file that it is to replace. If that is a link,
    /// it is the file that it leads to.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be written. Nothing is left of it.
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
        let new = match written_beside(&place, text, old.as_ref()) {
            Ok(new) => new.ok_or(text.to_owned()),
            // In a folder that is not ours, a file may be ours.
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

    /// Puts the new text into its place.
    ///
    /// # Errors
    ///
    /// Returns an error if that is refused. The old text stays.
    pub fn finish(self) -> io::Result<()> {
        match &self.new {
            Ok(file) => fs::rename(file, &self.place),
            Err(text) => {
                let old = fs::read(&self.place)?;
                let written = fs::write(&self.place, text);
                if written.is_err() {
                    // It had room for that.
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
            // It isn't there if it was moved.
            let _ = fs::remove_file(file);
        }
    }
}

/// Writes a text into a new file in the folder of `place`, which gets the mode
/// and the owner of the old one. None: it cannot be the same file to others.
fn written_beside(
    place: &Path,
    text: &str,
    old: Option<&fs::Metadata>,
) -> io::Result<Option<PathBuf>> {
    let (name, mut file) = new_beside(place)?;
    let written = (|| {
        if let Some(old) = old {
            if !is_taken_over(&file, old)? {
                return Ok(false);
            }
            file.set_permissions(old.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        // A disk may only say now that it is full.
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

/// Makes a file in the folder of `place`, under a name that nothing has.
fn new_beside(place: &Path) -> io::Result<(PathBuf, File)> {
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

/// Gives a file the owner of another one, or says that it cannot be, or that
/// the other one has a second name, which would keep the old text.
#[cfg(unix)]
fn is_taken_over(file: &File, old: &fs::Metadata) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    let same = (new.uid(), new.gid()) == (old.uid(), old.gid());
    let owner = || fchown(file, Some(old.uid()), Some(old.gid()));
    Ok(old.nlink() == 1 && (same || owner().is_ok()))
}

#[cfg(not(unix))]
fn is_taken_over(_: &File, _: &fs::Metadata) -> io::Result<bool> {
    Ok(true)
}
