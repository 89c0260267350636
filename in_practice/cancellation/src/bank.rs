//! A bank whose transfers can be stopped at each of their awaits.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio_util::task::TaskTracker;

/// Number of awaits in a transfer. Transfer number n is stopped at await n % 3.
const AWAITS: usize = 3;

/// Two accounts, and the transfers between them.
#[derive(Debug)]
pub struct Bank {
    /// Tasks that `main` awaits before it returns.
    pub tasks: TaskTracker,
    transfers: Mutex<Vec<Transfer>>,
    stopped: watch::Sender<usize>,
    opened: watch::Sender<bool>,
}

/// The state of a transfer.
#[derive(Debug, Clone, Default)]
struct Transfer {
    awaits: usize,
    withdrawn: bool,
    deposited: bool,
}

impl Bank {
    /// Returns a bank for so many transfers.
    pub fn new(transfers: usize) -> Bank {
        Bank {
            tasks: TaskTracker::new(),
            transfers: Mutex::new(vec![Transfer::default(); transfers]),
            stopped: watch::Sender::new(0),
            opened: watch::Sender::new(false),
        }
    }

    /// Waits for another server to confirm the next step. At one of its awaits,
    /// a transfer stops until [`Bank::open`].
    pub async fn confirm(&self, number: usize) {
        let nth = {
            let mut transfers = self.transfers();
            let awaits = &mut transfers[number].awaits;
            *awaits += 1;
            *awaits - 1
        };
        if nth == number % AWAITS {
            self.stopped.send_modify(|stopped| *stopped += 1);
            let mut opened = self.opened.subscribe();
            // The bank outlives this borrow of it.
            let _ = opened.wait_for(|opened| *opened).await;
        }
    }

    /// Takes the money of a transfer from one account.
    pub fn withdraw(&self, number: usize) {
        self.transfers()[number].withdrawn = true;
    }

    /// Puts the money of a transfer into the other account.
    pub fn deposit(&self, number: usize) {
        self.transfers()[number].deposited = true;
    }

    /// Returns the money of a transfer to the first account.
    pub fn undo(&self, number: usize) {
        self.transfers()[number].withdrawn = false;
    }

    /// Waits until all transfers are stopped.
    pub async fn all_stopped(&self) {
        let all = self.transfers().len();
        let mut stopped = self.stopped.subscribe();
        // The bank outlives this borrow of it.
        let _ = stopped.wait_for(|stopped| *stopped == all).await;
    }

    /// Lets all transfers go on.
    pub fn open(&self) {
        self.opened.send_replace(true);
    }

    /// Returns the number of transfers that are not begun or undone, half done,
    /// and done.
    pub fn outcome(&self) -> [u64; 3] {
        let mut counts = [0; 3];
        for transfer in self.transfers().iter() {
            counts[match (transfer.withdrawn, transfer.deposited) {
                (false, false) => 0,
                (true, true) => 2,
                _ => 1,
            }] += 1;
        }
        counts
    }

    fn transfers(&self) -> MutexGuard<'_, Vec<Transfer>> {
        self.transfers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
