//! The exercises, in the order of the book, and where their files are.

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
    /// How long it takes, in minutes, for someone who has read the page.
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

    /// The folder of its files.
    pub fn folder(&self) -> PathBuf {
        package().join("tests").join(self.name)
    }

    /// What the learner edits.
    pub fn file(&self) -> PathBuf {
        self.folder().join("exercise.rs")
    }

    /// Why the learner's file is none that could be compiled, if that is so.
    pub fn fault(&self) -> Option<String> {
        let (file, place, name) = (self.file(), self.place(), self.name);
        let back = format!("`cargo ex reset {name}` brings it back");
        let metadata = match file.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(format!("{place} is gone: {back}."));
            }
            Err(error) => return Some(format!("{place}: {error}.")),
        };
        if !metadata.is_file() {
            return Some(format!(
                "{place} is not a file: move it away, and {back}."
            ));
        }
        if metadata.len() > LARGEST {
            return Some(format!(
                "{place} has {} bytes, and an exercise at most {LARGEST}. \
                 Something else is in it.",
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
                Some(format!("{place} is empty: {back}."))
            }
            Ok(_) => None,
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let ends = before.iter().filter(|byte| **byte == b'\n');
                Some(format!(
                    "{place} isn't UTF-8 text from line {} on: save it as \
                     UTF-8.",
                    ends.count() + 1
                ))
            }
        }
    }

    /// What the learner was given.
    pub fn unsolved(&self) -> PathBuf {
        self.folder().join("unsolved.rs")
    }

    /// A solution, with the hints before it.
    pub fn solution(&self) -> PathBuf {
        self.folder().join("solution.rs")
    }

    /// Where the learner finds the file, from the workspace's root.
    pub fn place(&self) -> String {
        format!("exercises/tests/{}/exercise.rs", self.name)
    }

    /// The hints: the first lines of the solution, where each begins with
    /// `// Hint: ` and goes on with `//     `.
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

/// The exercise of this name, or of this file, as a shell completes it.
pub fn find(name: &str) -> io::Result<Exercise> {
    let mut parts = name.split(['/', '\\']);
    let found = parts.find_map(|part| {
        EXERCISES.iter().find(|exercise| exercise.name == part)
    });
    found.copied().ok_or_else(|| {
        let message = format!(
            "there is no exercise `{}`: `cargo ex list` names all of them",
            visible(name)
        );
        io::Error::other(message)
    })
}

/// What makes an error of files a sentence about one of them.
pub fn about(what: &str, file: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::other(format!("{what} {}: {error}", file.display()))
}

/// The folder of this package: cargo tells it, wherever the workspace is now.
pub fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// A folder for what may be lost, in the one that cargo builds into.
pub fn scratch() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let profile = program.parent().unwrap_or(Path::new("target/debug"));
    let folder = profile.join("exercises_scratch");
    fs::create_dir_all(&folder).map_err(about("cannot make", &folder))?;
    Ok(folder)
}
