//! The squares again, in new memory with pages of 2 MiB instead of 4 KiB, so
//! the kernel has to supply far fewer pages.
//!
//! In Python: `GLIBC_TUNABLES=glibc.malloc.hugetlb=1 python3 …`, for what comes
//! from malloc, such as a list's array; the numbers themselves do not.

use std::ptr::NonNull;

use anyhow::Result;
use nix::sys::mman::{self, MmapAdvise::MADV_HUGEPAGE};

use crate::squares;
use crate::work::{Answer, Part, Work};

/// The size of a huge page, in bytes.
const HUGE_PAGE: usize = 2 << 20;

/// Computes all jobs, one after another.
pub fn run(work: &Work) -> Result<Answer> {
    let mut parts = Vec::new();
    for job in work.jobs() {
        let numbers = job.numbers();
        let mut squares = Vec::with_capacity(numbers.clone().count());
        ask_for_huge_pages(&mut squares);
        squares::store_in(&mut squares, numbers);
        parts.push(Part::squares(squares));
    }
    Ok(Answer::of(parts))
}

/// Advises the kernel to use huge pages for memory that was not touched yet.
#[allow(unsafe_code, reason = "nix has no safe call for madvise")]
fn ask_for_huge_pages(squares: &mut Vec<u64>) {
    let first = squares.as_ptr().align_offset(HUGE_PAGE);
    // A smaller vector has no whole huge page.
    let Some(pages) = squares.spare_capacity_mut().get_mut(first..) else {
        return;
    };
    let bytes = size_of_val(pages);
    // SAFETY: the range is this vector's own and begins with a page, and the
    // advice changes no content.
    let advised = unsafe {
        mman::madvise(NonNull::from(pages).cast(), bytes, MADV_HUGEPAGE)
    };
    // A kernel without huge pages refuses, and then the pages are small.
    advised.ok();
}
