//! A test server that stands in for httpbin.org on this machine. It responds
//! like the original, under the same paths and with the same JSON keys. It also
//! keeps a log of requests, which shows how a client behaves without a word of
//! code inside that client.
//!
//! ```
//! let site = local_httpbin::Site::start()?;
//! assert!(site.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(site.log().peak(), 0);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A program that ends with [`Site::print_timeline`] draws a timeline of its
//! requests. If the environment variable `TIMELINE_SVG` names a file, the
//! timeline is written there as well, as an SVG element for a page:
//! `TIMELINE_SVG=picture.svg cargo run -p ex_3_3`. If several such programs
//! run, the picture of the last one stays.

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
