//! What consumers share: the jobs, and the account. One in memory that stands in
//! for a server in the checks.

// A solution needs only some of these.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};

/// A job as it is sent.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    pub id: u64,
    /// Amount to add. Each job's has its own digits, so the balance says how
    /// often each was added.
    pub amount: u64,
    /// Set if it kills each consumer that runs it.
    pub kills: bool,
}

/// A job as it is delivered.
#[derive(Debug, Clone)]
pub struct Message {
    /// Name of the message in the queue: a job that is sent twice has two.
    pub key: String,
    pub job: Sent,
    pub times: u32,
}

/// The calls of a consumer, and three for the checks. Each is one step.
pub trait Store: Send + Sync {
    fn send(&self, job: Sent);
    fn next(&self, consumer: &str) -> Option<Message>;
    /// Delivers a job that another consumer has not acknowledged yet. A server
    /// would wait for some time first, because it cannot know whether that
    /// consumer is dead.
    fn take_over(&self, consumer: &str) -> Option<Message>;
    fn remove(&self, key: &str);
    fn give_up(&self, message: &Message);

    fn add(&self, amount: u64);
    fn has(&self, id: u64) -> bool;
    fn note(&self, id: u64);
    fn add_once(&self, id: u64, amount: u64) -> bool;

    /// Returns the ids of jobs that are neither removed nor given up.
    fn waiting(&self) -> Vec<u64>;
    fn given_up(&self) -> Vec<u64>;
    fn balance(&self) -> u64;
}

/// A store in memory.
#[derive(Default)]
pub struct Memory(Mutex<State>);

#[derive(Default)]
struct State {
    /// Each message with the consumer that has it.
    messages: Vec<(Message, Option<String>)>,
    sent: usize,
    given_up: Vec<u64>,
    balance: u64,
    ids: BTreeSet<u64>,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic in here")
    }

    /// Delivers the first message whose consumer is `wanted`.
    fn deliver(
        &self,
        consumer: &str,
        wanted: impl Fn(Option<&str>) -> bool,
    ) -> Option<Message> {
        let mut state = self.state();
        let mut messages = state.messages.iter_mut();
        let (message, owner) =
            messages.find(|(_, owner)| wanted(owner.as_deref()))?;
        *owner = Some(consumer.to_owned());
        message.times += 1;
        Some(message.clone())
    }
}

impl Store for Memory {
    fn send(&self, job: Sent) {
        let mut state = self.state();
        state.sent += 1;
        let key = state.sent.to_string();
        let times = 0;
        state.messages.push((Message { key, job, times }, None));
    }

    fn next(&self, consumer: &str) -> Option<Message> {
        self.deliver(consumer, |owner| owner.is_none())
    }

    fn take_over(&self, consumer: &str) -> Option<Message> {
        self.deliver(consumer, |owner| {
            owner.is_some_and(|owner| owner != consumer)
        })
    }

    fn remove(&self, key: &str) {
        self.state()
            .messages
            .retain(|(message, _)| message.key != key);
    }

    fn give_up(&self, message: &Message) {
        self.remove(&message.key);
        self.state().given_up.push(message.job.id);
    }

    fn add(&self, amount: u64) {
        self.state().balance += amount;
    }

    fn has(&self, id: u64) -> bool {
        self.state().ids.contains(&id)
    }

    fn note(&self, id: u64) {
        self.state().ids.insert(id);
    }

    fn add_once(&self, id: u64, amount: u64) -> bool {
        let mut state = self.state();
        let is_new = state.ids.insert(id);
        if is_new {
            state.balance += amount;
        }
        is_new
    }

    fn waiting(&self) -> Vec<u64> {
        let state = self.state();
        let messages = state.messages.iter();
        messages.map(|(message, _)| message.job.id).collect()
    }

    fn given_up(&self) -> Vec<u64> {
        self.state().given_up.clone()
    }

    fn balance(&self) -> u64 {
        self.state().balance
    }
}
