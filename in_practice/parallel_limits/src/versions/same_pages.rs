//! The same number of writes, but to pages that each thread uses again and
//! again.

use anyhow::Result;

use crate::versions::new_pages::{PAGE, in_threads, write};
use crate::work::{Answer, Work};

/// Size of each thread's buffer: 256 pages.
const BUFFER: usize = 256 * PAGE;

/// Writes to a page as often as `work.size` bytes have pages.
pub fn run(work: &Work) -> Result<Answer> {
    let rounds = work.size as usize / work.threads / BUFFER;
    let pages = in_threads(work.threads, || {
        let mut buffer = vec![0; BUFFER];
        (0..rounds).map(|_| write(&mut buffer)).sum()
    });
    Ok(Answer::number(pages))
}
