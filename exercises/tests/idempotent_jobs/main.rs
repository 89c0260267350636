// Unsolved: A sender that gets no confirmation sends its job again
//! Consumers of a queue that delivers at least once, with each kind of trouble
//! at each possible moment: in memory, and with a real Redis if there is one.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/idempotent_jobs.rs"));
}

mod consumer;
mod queue;
#[cfg(unix)]
mod redis;
mod store;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::consumer::{MOST_CONSUMERS, Seen, Trouble, World};
use crate::queue::TRIES;
use crate::store::{Memory, Sent, Store};

/// Number of jobs.
const JOBS: usize = 3;

/// Ratio of the amounts of two jobs: each has two digits of the balance.
const APART: u64 = 100;

fn main() -> ExitCode {
    exercises::run(
        "job_queue",
        &[
            ("all jobs are done and acknowledged", || done(in_memory)),
            ("a job that was sent twice is added once", || {
                sent_twice(in_memory);
            }),
            ("the same if an acknowledgement gets lost", || {
                lost(in_memory);
            }),
            ("the same if a consumer is slow, at any moment", || {
                slow(in_memory);
            }),
            ("the same if a consumer is killed, at any moment", || {
                killed(in_memory);
            }),
            ("a job that kills its consumers is given up", || {
                poison(in_memory);
            }),
            (
                "all of that with a real server, if there is one",
                real_server,
            ),
        ],
    )
}

/// Makes a new store, without any jobs.
type NewStore = fn() -> Arc<dyn Store>;

fn in_memory() -> Arc<dyn Store> {
    Arc::new(Memory::default())
}

/// Returns jobs whose ids no solution knows.
fn jobs() -> Vec<Sent> {
    let mut id = fastrand::u64(100..1_000);
    let mut amounts: Vec<u64> =
        (0..JOBS).map(|job| APART.pow(job as u32)).collect();
    fastrand::shuffle(&mut amounts);
    let job = |amount| {
        id += fastrand::u64(1..10);
        let kills = false;
        Sent { id, amount, kills }
    };
    amounts.into_iter().map(job).collect()
}

/// Sends the jobs, and lets consumers work until none waits, the first of them
/// with this trouble.
fn consume(
    store: Arc<dyn Store>,
    jobs: &[Sent],
    trouble: Option<Trouble>,
) -> Seen {
    let world = World::new(store, jobs);
    let seen = world.clone();
    let stuck = |calls| {
        format!(
            "`consume` made {calls} calls, and then no more; but it doesn't \
             return."
        )
    };
    let call = move || world.consume_all(trouble);
    let calls = move || seen.calls.load(Ordering::Relaxed);
    match support::watched(call, calls, stuck) {
        Some(Ok(seen)) => seen,
        Some(Err(sentence)) => panic!("{sentence}"),
        None => panic!("`consume` panicked; its message is above."),
    }
}

impl Seen {
    /// Panics unless each job was added once, and the queue is done with it.
    /// `event` says what happened, and `twice` why a job was added again.
    fn look(&self, event: &str, twice: &str) {
        for job in &self.jobs {
            if !job.kills {
                self.look_at(job, event, twice);
            }
        }
    }

    fn look_at(&self, job: &Sent, event: &str, twice: &str) {
        let id = job.id;
        let added = self.balance / job.amount % APART;
        let is_waiting = self.waiting.contains(&id);
        assert!(
            added <= 1,
            "{event} Job {id} was added {added} times; it should have been \
             added once. {twice}"
        );
        let is_given_up = self.given_up.contains(&id);
        assert!(
            !is_given_up || added == 0,
            "{event} Job {id} was added, and given up later. If a job comes \
             again, it was often done before, so acknowledge it. Only one that \
             has been delivered more than {TRIES} times should be given up."
        );
        assert!(
            !is_given_up,
            "{event} Job {id} was given up, but it never killed a consumer. \
             Only a job that has been delivered more than {TRIES} times should \
             be given up. And if a consumer has other jobs in its hands when \
             it's killed, they count as delivered, too, so take one at a time."
        );
        assert!(
            added == 1 || !is_waiting,
            "{event} Job {id} wasn't done, and the queue still has it, for a \
             consumer that no longer works on it. `next` has only new jobs; \
             the others must be taken over."
        );
        assert!(
            added == 1,
            "{event} Job {id} was never added, but it's gone from the queue. \
             Something that is acknowledged isn't delivered again, so \
             acknowledge a job after its effect."
        );
        assert!(
            !is_waiting,
            "{event} Job {id} was added, but the queue still has it, because \
             it wasn't acknowledged. `next` has only new jobs, so take the \
             others over, and acknowledge each, even if it was done before."
        );
    }
}

fn done(new: NewStore) {
    let seen = consume(new(), &jobs(), None);
    let waiting = seen.waiting.len();
    assert!(
        seen.consumers == 1 || waiting > 0,
        "`consume` returned while there were jobs to take, {} times. It should \
         return when both `next` and `take_over` return None.",
        seen.consumers - 1
    );
    let again = "Nothing went wrong, and no job was sent twice.";
    seen.look(&format!("{JOBS} jobs were sent."), again);
}

fn sent_twice(new: NewStore) {
    let jobs = jobs();
    for job in 0..JOBS {
        let mut sent = jobs.clone();
        sent.push(jobs[job]);
        let event = format!("One of {JOBS} jobs was sent twice.");
        let why = "A sender that gets no confirmation sends its job again, \
                   with the same id.";
        consume(new(), &sent, None).look(&event, why);
    }
}

/// Lets the trouble happen at the first moment, the second, and so on, and looks
/// at each.
fn at_each(
    new: NewStore,
    trouble: fn(usize) -> Trouble,
    event: fn(&str) -> String,
    twice: &str,
) {
    for moment in 1.. {
        let seen = consume(new(), &jobs(), Some(trouble(moment)));
        let Some(call) = seen.happened else { break };
        seen.look(&event(call), twice);
    }
}

fn lost(new: NewStore) {
    let event = |_: &str| {
        "A consumer acknowledged a job, but the acknowledgement got lost. \
         Then another consumer was started."
            .to_owned()
    };
    let twice = "What one consumer remembers, another one doesn't know. The \
                 account has a set of ids for that.";
    at_each(new, Trouble::Lost, event, twice);
}

fn slow(new: NewStore) {
    let event = |call: &str| {
        format!(
            "A consumer was slow: just before its call of `{call}`, another \
             one took over its jobs and finished them. Then the slow one went \
             on."
        )
    };
    let twice = "Between looking for the id and adding the amount, there must \
                 be no gap for another consumer. `add_once` has none.";
    at_each(new, Trouble::SlowAt, event, twice);
}

fn killed(new: NewStore) {
    let twice = "If the amount and the id are written in two steps, a consumer \
                 may be killed between them. `add_once` is one step.";
    let before = |call: &str| {
        format!(
            "A consumer was killed just before the effect of `{call}`, and \
             another one was started."
        )
    };
    at_each(new, Trouble::KilledBefore, before, twice);
    let after = |call: &str| {
        format!(
            "A consumer was killed just after the effect of `{call}`, and \
             another one was started."
        )
    };
    at_each(new, Trouble::KilledAfter, after, twice);
}

fn poison(new: NewStore) {
    let mut jobs = jobs();
    jobs[1].kills = true;
    let id = jobs[1].id;
    let seen = consume(new(), &jobs, None);
    let runs = seen.runs.iter().filter(|run| **run == id).count();
    assert!(
        seen.waiting.is_empty() || seen.consumers < MOST_CONSUMERS,
        "Job {id} kills each consumer that runs it. It was run {runs} times, \
         and after {MOST_CONSUMERS} consumers the queue still has it. Give it \
         up once it has been tried {TRIES} times: `delivery.times` counts \
         that, whatever happens to the consumers."
    );
    assert!(
        runs == TRIES as usize,
        "Job {id} kills each consumer that runs it. It was run {runs} times \
         before the queue was empty; it should be tried {TRIES} times."
    );
    assert!(
        seen.given_up.contains(&id),
        "Job {id} kills each consumer that runs it. After {TRIES} tries it was \
         gone from the queue, but not on the list of jobs given up, so no one \
         will ever look at it. Call `give_up`."
    );
    let event = format!("Job {id} killed {TRIES} consumers.");
    seen.look(&event, "The others have nothing to do with it.");
}

#[cfg(unix)]
fn real_server() {
    use std::sync::{LazyLock, Mutex, PoisonError};

    use crate::redis::Server;

    /// The server, until this check has ended.
    static SERVER: LazyLock<Mutex<Option<Server>>> =
        LazyLock::new(Default::default);

    fn in_redis() -> Arc<dyn Store> {
        let server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
        server.as_ref().expect("it was started").store()
    }

    let Some(program) = redis::program() else {
        return without_server();
    };
    let server = Server::start(&program).unwrap_or_else(|error| {
        panic!("{} can't be used: {error}.", program.display())
    });
    *SERVER.lock().expect("no panic yet") = Some(server);
    let checks: [fn(NewStore); 6] =
        [done, sent_twice, lost, slow, killed, poison];
    let failed = checks
        .into_iter()
        .find_map(|check| std::panic::catch_unwind(|| check(in_redis)).err());
    // The server ends here.
    SERVER.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(failure) = failed {
        std::panic::resume_unwind(failure);
    }
}

#[cfg(not(unix))]
fn real_server() {
    without_server();
}

/// Says that there is no server, and how to get one.
fn without_server() {
    assert!(
        std::env::var_os("ENGINES_REQUIRED").is_none(),
        "Neither redis-server nor valkey-server is installed, and \
         ENGINES_REQUIRED is set."
    );
    let sentence = "Neither redis-server nor valkey-server was found, so the \
                    jobs were only in memory. To have a real server checked, \
                    too, install one (`apt install redis-server`, `brew \
                    install redis`).";
    let lines = exercises::wrapped(sentence, exercises::WIDTH - 2);
    exercises::note(format!("\n  {}", lines.join("\n  ")));
}
