//! The versions, one file per version.

pub mod amdahl;
pub mod bits;
pub mod chain;
pub mod channel;
pub mod counter;
pub mod eight_chains;
pub mod from_the_square;
pub mod half_the_bytes;
pub mod mutex;
pub mod new_pages;
pub mod odd_numbers;
pub mod owner;
pub mod padded;
pub mod plain;
pub mod plain_threads;
pub mod rayon;
pub mod rayon_min_len;
pub mod rw_lock;
pub mod same_pages;
pub mod segments;
pub mod shards;
pub mod side_by_side;
pub mod static_chunks;
pub mod triad;
