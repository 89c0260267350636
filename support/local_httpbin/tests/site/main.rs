//! The site, as a library and as a program. One test program for all, because
//! some of them wait for seconds, and may as well wait together.

mod binary;
mod clients;
mod common;
mod routes;
