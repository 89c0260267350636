//! A stand-in for httpbin.org on this machine: it answers like the original,
//! under the same paths and with the same JSON keys, and it remembers what it
//! saw, so that a client can be judged without a word of code inside it.
//!
//! ```
//! let site = local_httpbin::Site::start()?;
//! assert!(site.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(site.log().peak(), 0);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A program that ends with [`Site::print_timeline`] draws what the site saw.
//! Where the environment variable `TIMELINE_SVG` names a file, it draws that
//! there too, as an SVG element for a page:
//! `TIMELINE_SVG=picture.svg cargo run -p ex_3_3`. Of several such programs,
//! the last one's picture stays.

mod arguments;
mod connection;
mod echo;
mod explain;
mod log;
mod routes;
mod server;
mod site;

pub use crate::log::{Exchange, Log};
pub use crate::routes::ROUTES;
pub use crate::site::{Site, serve_until_stdin_ends};
