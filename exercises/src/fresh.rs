//! Whether a program is built of the files as they are now. Cargo compares
//! times, and a file that is moved into its place keeps an older one.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::build::Files;
use crate::exercise::{self, Exercise};

/// A number that is another one if a file of the exercise has other contents.
pub fn contents(exercise: Exercise, files: Files) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut paths = BTreeSet::new();
    collect(&exercise.folder(), &mut paths);
    collect(&exercise.folder().with_file_name("support"), &mut paths);
    if let Files::Variants(folder) = files {
        paths.insert(folder.join(format!("{}.rs", exercise.name)));
    }
    for path in paths {
        // What cannot be read does not compile.
        let text = fs::read(&path).ok();
        (path, text).hash(&mut hasher);
    }
    hasher.finish()
}

/// Adds the files in a folder, but for the variants.
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

/// Where it is noted what a program was built of.
fn place(exercise: Exercise, files: Files) -> io::Result<PathBuf> {
    let kind = match files {
        Files::Exercises => "exercise",
        Files::Solutions => "solution",
        Files::Variants(_) => "variant",
    };
    let name = format!("{}.{kind}.built", exercise.name);
    Ok(exercise::scratch()?.join(name))
}

/// What is noted: of which contents, and which program that was.
fn line(program: &Path, contents: u64) -> io::Result<String> {
    let program = fs::metadata(program)?;
    let time = program.modified()?;
    Ok(format!("{contents} {} {time:?}", program.len()))
}

/// Notes what a program was built of. If that fails, it is built again.
pub fn note(program: &Path, exercise: Exercise, files: Files, contents: u64) {
    let place = place(exercise, files);
    let noted =
        place.and_then(|place| fs::write(place, line(program, contents)?));
    noted.unwrap_or_default();
}

/// Whether it is noted that this program was built of these contents.
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

/// Whether the checks of an exercise were ever built.
pub fn is_noted(exercise: Exercise, files: Files) -> bool {
    place(exercise, files).is_ok_and(|place| place.exists())
}
