//! A service of two futures, a loader and a reporter, whose polls are timed. In
//! most versions, the reporter hides a call that blocks.

pub mod all_awaited;
pub mod hidden_deadlock;
pub mod hidden_look_up;
pub mod hidden_parse;
mod loader;
