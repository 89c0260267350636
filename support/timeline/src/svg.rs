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

mod bars;
mod canvas;
mod lanes;
mod lines;
mod scale;
mod words;

pub use bars::{Bar, Bars, bars};
pub use lanes::lanes;
pub use lines::{Lines, Series, lines};
pub use scale::Scale;
