//! Pictures for the book, as inline SVG.
//!
//! Each function returns one `<svg>` element that a Markdown page can
//! include: it holds no blank line, and its classes are coloured by
//! `book/css/pictures.css` in every theme of mdBook. Where that is not
//! loaded, as in a file that is opened by itself, its plain colours hold.
//!
//! `name` becomes part of each id in the picture, because several pictures
//! can stand on one page; it consists of `a` to `z`, `0` to `9`, `_` and `-`.
//! `title` is what a screen reader says first, and the description that
//! follows it holds every figure in words.

use std::ffi::OsStr;
use std::path::Path;
use std::{env, io};

use command_line::Output;

mod bars;
mod canvas;
mod lanes;
mod lines;
mod pairs;
mod scale;
mod words;

pub use bars::{Bar, Bars, bars};
pub use lanes::lanes;
pub use lines::{Lines, Series, lines};
pub use pairs::{Pair, Pairs, pairs};
pub use scale::Scale;

/// The environment variable that names a file for a program's picture.
const FILE: &str = "TIMELINE_SVG";

/// Writes what `draw` returns to the file that the environment variable
/// `TIMELINE_SVG` names, if it does. `draw` is given the picture's name: that
/// of the file, without its extension.
///
/// # Errors
///
/// Returns a sentence that names the file if it cannot be written.
pub fn write_if_asked(draw: impl FnOnce(&str) -> String) -> io::Result<()> {
    let file = env::var_os(FILE).filter(|file| !file.is_empty());
    let Some(file) = file else { return Ok(()) };
    let file = Path::new(&file);
    // A path without a stem is a directory: writing to it fails.
    let stem = file.file_stem().unwrap_or(OsStr::new("timeline"));
    let stem = stem.to_string_lossy().to_ascii_lowercase();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let picture = draw(&stem.replace(|c: char| !allowed(c), "-"));
    let written = Output::new(file).and_then(|file| file.write(&picture));
    written.map_err(io::Error::other)
}
