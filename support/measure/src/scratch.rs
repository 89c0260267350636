//! A folder for the files of a comparison, removed at its end and on Ctrl-C.

use std::env;
use std::fs;
use std::io;
use std::mem;
use std::panic;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Start of the message with which `println!` panics.
const PRINTING_FAILED: &str = "failed printing to stdout: ";

/// The folders to remove.
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A folder that is removed when this is dropped, with everything in it. A plan
/// can keep it in the notes of its table.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes an empty folder in the system's folder for temporary files.
    ///
    /// # Errors
    ///
    /// Returns an error if that folder cannot be used.
    pub fn new(name: &str) -> io::Result<Scratch> {
        let mut folders = folders();
        let path = env::temp_dir().join(format!(".{name}-{}", process::id()));
        fs::create_dir(&path)?;
        folders.push(path.clone());
        Ok(Scratch { path })
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let mut folders = folders();
        folders.retain(|path| *path != self.path);
        remove(&self.path);
    }
}

/// Removes all folders. The lock is never released, so a thread that was
/// writing to one of them does not report that it is gone.
pub(crate) fn remove_all() {
    let folders = folders();
    folders.iter().for_each(|path| remove(path));
    mem::forget(folders);
}

/// Removes all folders if output cannot be written, because that ends the
/// program without dropping anything.
pub(crate) fn remove_at_failed_output() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>();
        if message.is_some_and(|it| it.starts_with(PRINTING_FAILED)) {
            remove_all();
        }
        others(info);
    }));
}

fn remove(path: &Path) {
    // From now on, no file can be added to it under the old name.
    let old = path.with_extension("old");
    if fs::rename(path, &old).is_ok() {
        // This process ends, and temporary files have no reader.
        let _ = fs::remove_dir_all(&old);
    }
}

fn folders() -> MutexGuard<'static, Vec<PathBuf>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}
