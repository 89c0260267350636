//! Pictures for the book, as inline SVG.
//!
//! Each function returns one `<svg>` element that a Markdown page can
//! include: it holds no blank line, and its classes are coloured by
//! `book/css/pictures.css` in every theme of mdBook. Without that style sheet,
//! as in a file that is opened by itself, the colours are plain ones.
//!
//! `name` becomes part of each id in the picture, because one page can have
//! several pictures. It consists of `a` to `z`, `0` to `9`, `_` and `-`. A
//! screen reader says `title` first, and the description after it holds every
//! figure in words.

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

/// Environment variable that names a file for a program's picture.
const FILE: &str = "TIMELINE_SVG";

/// Writes the picture that `draw` returns to the file that the environment
/// variable `TIMELINE_SVG` names, if it is set. `draw` receives the picture's
/// name, which is that of the file without its extension.
///
/// # Errors
///
/// Returns an error with a sentence that names the file if it cannot be
/// written.
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
