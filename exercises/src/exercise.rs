//! The exercises, in the order of the book, and their files.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::seen::visible;

/// Number of bytes of the longest file that is compiled.
const LARGEST: u64 = 1_000_000;

/// One exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exercise {
    /// Its name, its folder, and its test target.
    pub name: &'static str,
    /// Minutes that it takes a learner who has read the page.
    pub minutes: u32,
    /// The page of the book that it belongs to, without `.md`.
    pub page: &'static str,
}

/// All of them.
pub const EXERCISES: &[Exercise] = &[
    Exercise::new("await_in_turn", 5, "gathering"),
    Exercise::new("gather_with_errors", 10, "gathering"),
    Exercise::new("bounded", 10, "io_bound"),
    Exercise::new("time_out", 10, "one_request"),
    Exercise::new("pool_of_threads", 15, "blocking"),
    Exercise::new("two_cores", 10, "two_cores"),
    Exercise::new("keep_the_loop_alive", 10, "blocked_loop"),
    Exercise::new("lost_updates", 15, "shared_state"),
    Exercise::new("fork_and_reap", 10, "fork_traps"),
    Exercise::new("process_pool", 20, "primes"),
    Exercise::new("pipeline", 20, "mixed_workload"),
    Exercise::new("little_executor", 25, "event_loop"),
    Exercise::new("keep_every_record", 15, "cancellation"),
    Exercise::new("drain_on_shutdown", 15, "graceful_shutdown"),
    Exercise::new("shed_load", 20, "back_pressure"),
    Exercise::new("time_each_poll", 15, "finding_blocking"),
    Exercise::new("release_the_gil", 15, "from_python"),
    Exercise::new("idempotent_jobs", 20, "job_queue"),
    Exercise::new("which_kind", 15, "two_kinds_of_work"),
    Exercise::new("speed_up_this", 20, "strategies"),
];

impl Exercise {
    const fn new(
        name: &'static str,
        minutes: u32,
        page: &'static str,
    ) -> Exercise {
        Exercise {
            name,
            minutes,
            page,
        }
    }

    /// Returns the folder of its files.
    pub fn folder(&self) -> PathBuf {
        package().join("tests").join(self.name)
    }

    /// Returns true if its folder is a package of its own, named after it: a
    /// library that the checks load.
    pub fn has_library(&self) -> bool {
        self.folder().join("Cargo.toml").is_file()
    }

    /// Returns the file that the learner edits.
    pub fn file(&self) -> PathBuf {
        self.folder().join("exercise.rs")
    }

    /// Returns the reason why the learner's file cannot be compiled, if there
    /// is one.
    pub fn fault(&self) -> Option<String> {
        let (file, place, name) = (self.file(), self.place(), self.name);
        let back = format!("`cargo ex reset {name}` restores it");
        let metadata = match file.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(format!("{place} is gone; {back}."));
            }
            Err(error) => return Some(format!("{place}: {error}.")),
        };
        if !metadata.is_file() {
            return Some(format!(
                "{place} isn't a file; `cargo ex reset {name}` moves it aside \
                 and restores the original."
            ));
        }
        if metadata.len() > LARGEST {
            return Some(format!(
                "{place} has {} bytes; an exercise has at most {LARGEST}. It \
                 must contain something else.",
                metadata.len()
            ));
        }
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                return Some(format!("{place} can't be read: {error}."));
            }
        };
        match str::from_utf8(&bytes) {
            Ok(text) if text.trim().is_empty() => {
                Some(format!("{place} is empty; {back}."))
            }
            Ok(_) => None,
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let ends = before.iter().filter(|byte| **byte == b'\n');
                Some(format!(
                    "{place} isn't UTF-8 text from line {} on. Save it as \
                     UTF-8.",
                    ends.count() + 1
                ))
            }
        }
    }

    /// Returns the file that the learner started with.
    pub fn unsolved(&self) -> PathBuf {
        self.folder().join("unsolved.rs")
    }

    /// Returns the file of a solution, which begins with the hints.
    pub fn solution(&self) -> PathBuf {
        self.folder().join("solution.rs")
    }

    /// Returns the path of the learner's file, from the workspace's root.
    pub fn place(&self) -> String {
        format!("exercises/tests/{}/exercise.rs", self.name)
    }

    /// Returns the hints: the first lines of the solution. Each hint begins
    /// with `// Hint: ` and goes on with `//     `.
    pub fn hints(&self) -> io::Result<Vec<String>> {
        let text = fs::read_to_string(self.solution())?;
        let mut hints: Vec<String> = Vec::new();
        for line in text.lines() {
            let Some(line) = line.strip_prefix("//") else {
                break;
            };
            match (line.strip_prefix(" Hint: "), hints.last_mut()) {
                (Some(begin), _) => hints.push(begin.to_owned()),
                (None, Some(hint)) if line.starts_with("     ") => {
                    hint.push(' ');
                    hint.push_str(line.trim());
                }
                _ => break,
            }
        }
        Ok(hints)
    }
}

/// Returns the exercise with this name, or with this file, as a shell completes
/// it.
pub fn find(name: &str) -> io::Result<Exercise> {
    let mut parts = name.split(['/', '\\']);
    let found = parts.find_map(|part| {
        EXERCISES.iter().find(|exercise| exercise.name == part)
    });
    found.copied().ok_or_else(|| {
        let message = format!(
            "unknown exercise `{}`; `cargo ex list` shows all of them",
            visible(name)
        );
        io::Error::other(message)
    })
}

/// Returns a function that turns an I/O error into a sentence about a file.
pub fn about(what: &str, file: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::other(format!("{what} {}: {error}", file.display()))
}

/// Returns the folder of this package. Cargo sets it, wherever the workspace is
/// now.
pub fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// Returns a folder for files that may be lost, inside the target directory.
pub fn scratch() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let profile = program.parent().unwrap_or(Path::new("target/debug"));
    let folder = profile.join("exercises_scratch");
    fs::create_dir_all(&folder).map_err(about("cannot make", &folder))?;
    Ok(folder)
}
