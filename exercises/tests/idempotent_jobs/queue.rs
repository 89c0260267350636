//! The queue and the account, as one consumer sees them. Other consumers use the
//! same ones, and any consumer may be killed inside any of these calls.

// A solution needs only some of these.
#![allow(dead_code)]

use std::sync::Arc;

use crate::consumer::Consumer;
use crate::store::Message;

/// Number of deliveries after which a job has been tried often enough.
pub const TRIES: u32 = 3;

/// A queue that delivers each job at least once.
pub struct Queue(Arc<Consumer>);

impl Queue {
    /// Takes a job that no consumer has had yet. Returns None if there is none.
    pub fn next(&self) -> Option<Delivery> {
        let Queue(consumer) = self;
        let message = consumer.step("next", |store, name| store.next(name))?;
        Some(Delivery::new(message, consumer))
    }

    /// Takes over a job that another consumer has had for too long without
    /// acknowledging it: that one is dead, or slow. Returns None if there is
    /// none.
    pub fn take_over(&self) -> Option<Delivery> {
        let Queue(consumer) = self;
        let message =
            consumer.step("take_over", |store, name| store.take_over(name))?;
        Some(Delivery::new(message, consumer))
    }

    /// Removes a job that is done from the queue, which otherwise delivers it
    /// again.
    pub fn acknowledge(&self, delivery: &Delivery) {
        let message = &delivery.message;
        self.0.acknowledge(|store| store.remove(&message.key));
    }

    /// Moves a job that cannot be done from the queue to a list for people to
    /// look at.
    pub fn give_up(&self, delivery: &Delivery) {
        let message = &delivery.message;
        self.0.step("give_up", |store, _| store.give_up(message));
    }
}

/// A job that this consumer has been given.
pub struct Delivery {
    pub job: Job,
    /// Number of times that the queue has delivered it, to any consumer: 1 at
    /// first.
    pub times: u32,
    message: Message,
}

impl Delivery {
    fn new(message: Message, consumer: &Arc<Consumer>) -> Delivery {
        Delivery {
            job: Job {
                id: message.job.id,
                consumer: consumer.clone(),
            },
            times: message.times,
            message,
        }
    }
}

/// A job. If its sender sends it twice, both have the same id.
pub struct Job {
    pub id: u64,
    consumer: Arc<Consumer>,
}

impl Job {
    /// Works out the amount. This may take long, and some jobs kill each
    /// consumer that tries.
    pub fn run(&self) -> u64 {
        self.consumer.run(self.id)
    }
}

/// An account in a database, which also holds a set of ids.
pub struct Account(Arc<Consumer>);

impl Account {
    /// Adds an amount to the balance.
    pub fn add(&self, amount: u64) {
        self.0.expect_amount(None, amount);
        self.0.step("add", |store, _| store.add(amount));
    }

    /// Returns whether the set has this id.
    pub fn has(&self, id: u64) -> bool {
        self.0.step("has", |store, _| store.has(id))
    }

    /// Adds an id to the set.
    pub fn note(&self, id: u64) {
        self.0.step("note", |store, _| store.note(id));
    }

    /// In one step, as a transaction: if the set has this id, returns false.
    /// Otherwise adds the id to the set and the amount to the balance.
    pub fn add_once(&self, id: u64, amount: u64) -> bool {
        self.0.expect_amount(Some(id), amount);
        self.0
            .step("add_once", |store, _| store.add_once(id, amount))
    }
}

/// Returns the queue and the account for this consumer.
pub fn of(consumer: &Arc<Consumer>) -> (Queue, Account) {
    (Queue(consumer.clone()), Account(consumer.clone()))
}
