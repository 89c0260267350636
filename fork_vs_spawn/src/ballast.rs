//! Memory that a parent really uses.

use anyhow::{Context, Result};

/// Bytes in a MiB.
const MIB: usize = 1024 * 1024;

/// Bytes in a block: the largest page size of a common processor, so a block
/// always consists of whole pages.
const BLOCK: usize = 64 * 1024;

/// Block of memory that starts at the start of a page.
#[allow(dead_code, reason = "only `memory` looks inside, only on Linux")]
#[derive(Clone)]
#[repr(align(65536))]
pub struct Block(pub [u8; BLOCK]);

/// Returns `mib` MiB of memory, with every page of it in use.
///
/// # Errors
///
/// Returns an error if there is not enough memory.
pub fn fill(mib: usize) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    let count = mib * MIB / BLOCK;
    blocks
        .try_reserve_exact(count)
        .with_context(|| format!("could not hold {mib} MiB"))?;
    use_small_pages(&mut blocks);
    // Ones rather than zeros, because the kernel can show one page of zeros in
    // many places, and that page would not need to exist many times.
    blocks.resize(count, Block([1; BLOCK]));
    Ok(blocks)
}

/// Asks for pages of the usual size. With huge pages of 2 MiB, a fork copies a
/// five-hundredth of the page table entries, and the figures would depend on a
/// setting of the machine.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "nix has no safe call for madvise")]
fn use_small_pages(blocks: &mut Vec<Block>) {
    use std::ptr::NonNull;

    use nix::sys::mman::{self, MmapAdvise::MADV_NOHUGEPAGE};

    let bytes = blocks.capacity() * BLOCK;
    if let Some(start) = NonNull::new(blocks.as_mut_ptr()) {
        // SAFETY: the range belongs to this vector, and its content stays.
        let advised =
            unsafe { mman::madvise(start.cast(), bytes, MADV_NOHUGEPAGE) };
        // A kernel without huge pages refuses, which is just as good.
        advised.ok();
    }
}

/// Other systems have no such switch.
#[cfg(not(target_os = "linux"))]
fn use_small_pages(_blocks: &mut Vec<Block>) {}
