//! Does nothing: on other systems, a key needs Enter.

pub fn keys_at_once() {}

pub fn set_back() {}
