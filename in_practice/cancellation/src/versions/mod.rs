//! The versions, one file per version.

pub mod detached;
pub mod framed;
pub mod join_set;
pub mod kept_buffer;
pub mod one_effect;
pub mod read_exact;
pub mod reader_task;
pub mod tracked;
pub mod try_join_all;
pub mod two_effects;
pub mod undo;

#[cfg(unix)]
pub mod cancellation_token;
#[cfg(unix)]
pub mod deadline;
#[cfg(unix)]
pub mod impatient;
#[cfg(unix)]
pub mod no_handler;
#[cfg(unix)]
pub mod returns;
#[cfg(unix)]
pub mod waits;
