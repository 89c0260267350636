//! Consumers, one of which is disturbed at a call that the check chooses, and
//! what came of it. No clock and no second thread decides anything here.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::queue;
use crate::store::{Sent, Store};

/// Largest number of consumers, one after another: enough for a job that kills
/// some of them to be given up.
pub const MOST_CONSUMERS: usize = 10;

/// Largest number of calls of one consumer. Few jobs need few calls.
const MOST_CALLS: usize = 1_000;

/// A disturbance of the first consumer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trouble {
    /// It is killed before the effect of this call.
    KilledBefore(usize),
    /// It is killed after the effect of this call.
    KilledAfter(usize),
    /// Another consumer takes over all its jobs before this call.
    SlowAt(usize),
    /// This one of its acknowledgements never arrives.
    Lost(usize),
}

/// Observations, at the end.
pub struct Seen {
    pub jobs: Vec<Sent>,
    /// Name of the call in which the trouble happened, if it did.
    pub happened: Option<&'static str>,
    /// Number of consumers that were started one after another.
    pub consumers: usize,
    /// Ids of the jobs that were run, once for each time.
    pub runs: Vec<u64>,
    pub waiting: Vec<u64>,
    pub given_up: Vec<u64>,
    pub balance: u64,
}

/// What the consumers share, and what they did.
pub struct World {
    store: Arc<dyn Store>,
    jobs: Vec<Sent>,
    /// Number of calls of all consumers.
    pub calls: AtomicUsize,
    names: AtomicUsize,
    happened: Mutex<Option<&'static str>>,
    runs: Mutex<Vec<u64>>,
    /// Sentence for the learner about a call that makes no sense.
    fault: Mutex<Option<String>>,
}

impl World {
    pub fn new(store: Arc<dyn Store>, jobs: &[Sent]) -> Arc<World> {
        jobs.iter().for_each(|job| store.send(*job));
        Arc::new(World {
            store,
            jobs: jobs.to_vec(),
            calls: AtomicUsize::new(0),
            names: AtomicUsize::new(0),
            happened: Mutex::new(None),
            runs: Mutex::new(Vec::new()),
            fault: Mutex::new(None),
        })
    }

    /// Starts one consumer after another until nothing waits.
    ///
    /// # Errors
    /// Returns a sentence about a call that makes no sense.
    pub fn consume_all(
        self: &Arc<World>,
        mut trouble: Option<Trouble>,
    ) -> Result<Seen, String> {
        let mut consumers = 0;
        while consumers < MOST_CONSUMERS {
            consumers += 1;
            self.consume(trouble.take());
            let fault = self.fault.lock().expect("no panic").take();
            if let Some(fault) = fault {
                return Err(fault);
            }
            if self.store.waiting().is_empty() {
                break;
            }
        }
        Ok(Seen {
            jobs: self.jobs.clone(),
            happened: *self.happened.lock().expect("no panic"),
            consumers,
            runs: self.runs.lock().expect("no panic").clone(),
            waiting: self.store.waiting(),
            given_up: self.store.given_up(),
            balance: self.store.balance(),
        })
    }

    /// Runs one consumer until it returns or is killed.
    fn consume(self: &Arc<World>, trouble: Option<Trouble>) {
        let number = self.names.fetch_add(1, Ordering::Relaxed);
        let consumer = Arc::new(Consumer {
            name: format!("consumer-{number}"),
            world: self.clone(),
            trouble,
            calls: AtomicUsize::new(0),
            acknowledged: AtomicUsize::new(0),
            is_dead: AtomicBool::new(false),
        });
        let (queue, account) = queue::of(&consumer);
        let call = || crate::exercise::consume(&queue, &account);
        if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(call))
            && !consumer.is_dead.load(Ordering::Relaxed)
        {
            panic::resume_unwind(panic);
        }
    }
}

/// One consumer.
pub struct Consumer {
    name: String,
    world: Arc<World>,
    trouble: Option<Trouble>,
    calls: AtomicUsize,
    acknowledged: AtomicUsize,
    is_dead: AtomicBool,
}

impl Consumer {
    /// Makes a call, with what happens to the consumer there.
    pub fn step<T>(
        &self,
        call: &'static str,
        effect: impl FnOnce(&dyn Store, &str) -> T,
    ) -> T {
        // Nothing that a dead process would still do has an effect.
        if self.is_dead.load(Ordering::Relaxed) {
            self.die();
        }
        self.world.calls.fetch_add(1, Ordering::Relaxed);
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        if number > MOST_CALLS {
            self.fail(format!(
                "`consume` made {MOST_CALLS} calls for {} jobs. It should \
                 return when both `next` and `take_over` return None.",
                self.world.jobs.len()
            ));
        }
        let is_at = |trouble| self.trouble == Some(trouble);
        if is_at(Trouble::KilledBefore(number)) {
            self.happens(call);
            self.die();
        }
        if is_at(Trouble::SlowAt(number)) {
            self.happens(call);
            self.world.consume(None);
        }
        let returned = effect(&*self.world.store, &self.name);
        if is_at(Trouble::KilledAfter(number)) {
            self.happens(call);
            self.die();
        }
        returned
    }

    /// Acknowledges a job, unless that gets lost.
    pub fn acknowledge(&self, effect: impl FnOnce(&dyn Store)) {
        let number = self.acknowledged.fetch_add(1, Ordering::Relaxed) + 1;
        let is_lost = self.trouble == Some(Trouble::Lost(number));
        self.step("acknowledge", |store, _| match is_lost {
            true => self.happens("acknowledge"),
            false => effect(store),
        });
    }

    /// Returns the amount of a job, or is killed by it.
    pub fn run(&self, id: u64) -> u64 {
        let mut jobs = self.world.jobs.iter();
        let job = jobs.find(|job| job.id == id).expect("it was sent");
        self.step("run", |_, _| {
            self.world.runs.lock().expect("no panic").push(id);
            if job.kills {
                self.die();
            }
            job.amount
        })
    }

    /// Ends everything unless a job, or the one with this id, has this amount.
    pub fn expect_amount(&self, id: Option<u64>, amount: u64) {
        let is_right = |job: &Sent| {
            job.amount == amount && id.is_none_or(|id| id == job.id)
        };
        if !self.world.jobs.iter().any(is_right) {
            let whose = id.map_or("No job".to_owned(), |id| {
                format!("No job with the id {id}")
            });
            self.fail(format!(
                "{whose} has the amount {amount}, which was to be added. \
                 `job.run()` returns a job's amount."
            ));
        }
    }

    fn happens(&self, call: &'static str) {
        *self.world.happened.lock().expect("no panic") = Some(call);
    }

    fn fail(&self, sentence: String) -> ! {
        *self.world.fault.lock().expect("no panic") = Some(sentence);
        self.die()
    }

    /// Ends the consumer as a killed process ends, as far as a thread can.
    fn die(&self) -> ! {
        self.is_dead.store(true, Ordering::Relaxed);
        // Unlike `panic!`, this prints nothing.
        panic::resume_unwind(Box::new("killed"))
    }
}
