//! A stand-in for httpbin.org on this machine: it answers like the original,
//! under the same paths and with the same JSON keys, and it remembers what it
//! saw, so that a client can be judged without a word of code inside it.
//!
//! ```
//! let site = local_httpbin::Site::start()?;
//! assert!(site.url().starts_with("http://127.0.0.1:"));
//! assert_eq!(site.log().peak(), 0);
//! # Ok::<(), std::io::Error>(())
//! ```

mod arguments;
mod echo;
mod explain;
mod log;
mod routes;
mod server;
mod site;

pub use crate::explain::RequestFailed;
pub use crate::log::{Exchange, Log};
pub use crate::routes::ROUTES;
pub use crate::site::Site;
