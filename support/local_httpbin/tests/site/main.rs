//! The server, as a library and as a program. All tests are in one program,
//! because some of them wait for seconds, and may as well wait together.

mod binary;
mod clients;
mod common;
mod routes;
