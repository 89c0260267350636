//! Recognises programs that were built from older files. Cargo only compares
//! times, but a file that is moved into place keeps its older time.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::build::Files;
use crate::exercise::{self, Exercise};

/// Returns a hash of all files of the exercise.
pub fn contents(exercise: Exercise, files: Files) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut paths = BTreeSet::new();
    collect(&exercise.folder(), &mut paths);
    collect(&exercise.folder().with_file_name("support"), &mut paths);
    if let Files::Variants(folder) = files {
        paths.insert(folder.join(format!("{}.rs", exercise.name)));
    }
    for path in paths {
        // A file that cannot be read does not compile.
        let text = fs::read(&path).ok();
        (path, text).hash(&mut hasher);
    }
    hasher.finish()
}

/// Adds the files in a folder, except for the variants.
fn collect(folder: &Path, paths: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_file() {
            paths.insert(path);
        } else if path.is_dir() && entry.file_name() != "variants" {
            collect(&path, paths);
        }
    }
}

/// Returns the file with the note about a program.
fn place(exercise: Exercise, files: Files) -> io::Result<PathBuf> {
    let kind = match files {
        Files::Exercises => "exercise",
        Files::Solutions => "solution",
        Files::Variants(_) => "variant",
    };
    let name = format!("{}.{kind}.built", exercise.name);
    Ok(exercise::scratch()?.join(name))
}

/// Returns the note: the hash of the contents, and the program's size and time.
fn line(program: &Path, contents: u64) -> io::Result<String> {
    let program = fs::metadata(program)?;
    let time = program.modified()?;
    Ok(format!("{contents} {} {time:?}", program.len()))
}

/// Notes the contents that a program was built from. If that fails, it is built
/// again.
pub fn note(program: &Path, exercise: Exercise, files: Files, contents: u64) {
    let place = place(exercise, files);
    let noted =
        place.and_then(|place| fs::write(place, line(program, contents)?));
    noted.unwrap_or_default();
}

/// Returns true if a note says that this program was built from these contents.
pub fn is_of(
    program: &Path,
    exercise: Exercise,
    files: Files,
    contents: u64,
) -> bool {
    let noted = place(exercise, files).and_then(fs::read_to_string);
    match (noted, line(program, contents)) {
        (Ok(noted), Ok(now)) => noted == now,
        _ => false,
    }
}

/// Returns true if the checks of an exercise were ever built.
pub fn is_noted(exercise: Exercise, files: Files) -> bool {
    place(exercise, files).is_ok_and(|place| place.exists())
}
