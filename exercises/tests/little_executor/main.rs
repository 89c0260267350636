// Unsolved: No task had been woken. Expected [1, 1, 1] polls
//! An executor whose tasks count their polls.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/little_executor.rs"));
}

use std::future;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn main() -> ExitCode {
    exercises::run(
        "event_loop",
        &[
            ("a task that is ready at once is polled once", at_once),
            (
                "a waiting task is polled again once it is woken",
                from_elsewhere,
            ),
            ("a wake-up during a poll isn't lost", during_a_poll),
            (
                "three wake-ups before a task's turn are one poll",
                three_times,
            ),
            #[cfg(target_os = "linux")]
            ("the thread sleeps while no task is ready", asleep),
        ],
    )
}

/// A future whose polls are counted.
#[derive(Default)]
struct Probe {
    polls: AtomicUsize,
    /// Polls that have returned.
    polled: AtomicUsize,
    /// The waker that it was given in its last poll.
    waker: Mutex<Option<Waker>>,
    /// Set if its next poll should be its last.
    may_end: AtomicBool,
}

impl Probe {
    fn polls(&self) -> usize {
        self.polls.load(Ordering::SeqCst)
    }

    /// Returns true while a poll has begun and not returned.
    fn is_in_a_poll(&self) -> bool {
        self.polls() > self.polled.load(Ordering::SeqCst)
    }

    /// Makes its next poll its last, and wakes it.
    fn end(&self) {
        self.may_end.store(true, Ordering::SeqCst);
        self.wake();
    }

    fn wake(&self) {
        let waker = self.waker.lock().expect("no panic").clone();
        waker.expect("it was polled").wake();
    }

    /// Returns the future. Each poll also calls `besides` with the number of
    /// the poll, from 1, and the waker.
    fn task(
        self: &Arc<Self>,
        mut besides: impl FnMut(usize, &Waker) + 'static,
    ) -> exercise::Task {
        let probe = self.clone();
        Box::pin(future::poll_fn(move |context| {
            let number = probe.polls.fetch_add(1, Ordering::SeqCst) + 1;
            let waker = context.waker().clone();
            besides(number, &waker);
            *probe.waker.lock().expect("no panic") = Some(waker);
            probe.polled.fetch_add(1, Ordering::SeqCst);
            match probe.may_end.load(Ordering::SeqCst) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        }))
    }

    /// Returns the future, which only waits.
    fn waits(self: &Arc<Self>) -> exercise::Task {
        self.task(|_, _| {})
    }
}

/// Runs tasks on a thread of their own, while this one observes them.
fn start(tasks: impl FnOnce() -> Vec<exercise::Task> + Send + 'static) -> Run {
    let thread = thread::spawn(|| exercise::run(tasks()));
    Run(Some(thread))
}

/// The thread of a run, until it has ended.
struct Run(Option<JoinHandle<()>>);

impl Run {
    /// Waits until `has_come` holds, and gives up after many samples. Tasks are
    /// left until then, so `run` should not have returned.
    fn comes(&mut self, mut has_come: impl FnMut() -> bool) -> bool {
        comes(|| {
            // The order matters: the last event may be the end of the run.
            let is_finished = self.is_finished();
            let came = has_come();
            if !came {
                self.goes_on(is_finished);
            }
            came
        })
    }

    /// Panics if `run` had returned while tasks were left.
    fn goes_on(&mut self, is_finished: bool) {
        if is_finished {
            self.join();
            panic!(
                "`run` returned before all tasks had finished. It should go on \
                 until they have."
            );
        }
    }

    /// Waits for the end, when all tasks are done.
    fn end(mut self) {
        assert!(
            comes(|| self.is_finished()),
            "All tasks had finished, but `run` didn't return."
        );
        self.join();
    }

    fn is_finished(&self) -> bool {
        self.0.as_ref().is_some_and(JoinHandle::is_finished)
    }

    fn join(&mut self) {
        let thread = self.0.take().expect("it is joined once");
        assert!(
            thread.join().is_ok(),
            "`run` panicked; its message is above."
        );
    }
}

/// Waits until `has_come` holds, and gives up after many samples.
fn comes(mut has_come: impl FnMut() -> bool) -> bool {
    (0..150).any(|_| {
        let has_come = has_come();
        if !has_come {
            thread::sleep(Duration::from_millis(10));
        }
        has_come
    })
}

/// Gives an executor time to do something that it should not do.
fn let_some_time_pass() {
    thread::sleep(Duration::from_millis(100));
}

fn at_once() {
    let probes: [Arc<Probe>; 3] = Default::default();
    let tasks = probes.clone();
    for probe in &probes {
        probe.may_end.store(true, Ordering::SeqCst);
    }
    start(move || tasks.iter().map(Probe::waits).collect()).end();
    let polls = probes.map(|probe| probe.polls());
    assert!(
        polls == [1; 3],
        "Three tasks were ready at their first poll. Expected [1, 1, 1] polls; \
         got {polls:?}."
    );
}

fn from_elsewhere() {
    let probes: [Arc<Probe>; 3] = Default::default();
    let tasks = probes.clone();
    let mut run = start(move || tasks.iter().map(Probe::waits).collect());
    let polls = || probes.each_ref().map(|probe| probe.polls());
    let all = run.comes(|| polls().iter().all(|polls| *polls > 0));
    assert!(
        all,
        "Three waiting tasks should each be polled once at the start. Expected \
         [1, 1, 1] polls; got {:?}.",
        polls()
    );
    let_some_time_pass();
    let before = polls();
    assert!(
        before == [1; 3],
        "No task had been woken. Expected [1, 1, 1] polls; got {before:?}. A \
         task should be polled again only once `wake` was called on the waker \
         that it was given."
    );
    run.goes_on(run.is_finished());
    probes[1].end();
    assert!(
        run.comes(|| polls()[1] > 1),
        "The second task was woken from another thread, but it wasn't polled \
         again. The executor slept on: whatever adds a number must also end \
         that sleep."
    );
    let_some_time_pass();
    let after = polls();
    assert!(
        after[0] == 1 && after[2] == 1,
        "The second of three tasks was woken, but another task was polled that \
         hadn't been. Expected [1, 2, 1] polls; got {after:?}."
    );
    let more = after[1] - 1;
    assert!(
        more == 1,
        "The second task was woken once, but polled {more} times after that."
    );
    run.goes_on(run.is_finished());
    probes[0].end();
    probes[2].end();
    run.end();
}

fn during_a_poll() {
    let probes: [Arc<Probe>; 2] = Default::default();
    let [by_itself, from_elsewhere] = probes.clone();
    let mut run = start(move || {
        let itself = by_itself.clone();
        let first = by_itself.task(move |number, waker| match number {
            1 => waker.wake_by_ref(),
            _ => itself.may_end.store(true, Ordering::SeqCst),
        });
        let other = from_elsewhere.clone();
        let second = from_elsewhere.task(move |number, waker| {
            if number > 1 {
                other.may_end.store(true, Ordering::SeqCst);
                return;
            }
            // The poll goes on until the other thread has called `wake`.
            let waker = waker.clone();
            let thread = thread::spawn(move || waker.wake());
            thread.join().expect("wake does not panic");
        });
        vec![first, second]
    });
    let polls = || probes.each_ref().map(|probe| probe.polls());
    let both = run.comes(|| polls().iter().all(|polls| *polls > 1));
    assert!(
        both || !probes.iter().any(|probe| probe.is_in_a_poll()),
        "A task was woken during its poll, and `wake` didn't return. It waits \
         for a lock that `run` holds while it polls. Release the lock before \
         you poll."
    );
    assert!(
        both,
        "Two tasks were woken during their polls, one by itself and one from \
         another thread. Expected [2, 2] polls; got {:?}, so a wake-up was \
         lost.",
        polls()
    );
    run.end();
    let polls = polls();
    assert!(
        polls == [2, 2],
        "Two tasks were woken during their polls. Expected [2, 2] polls; got \
         {polls:?}."
    );
}

fn three_times() {
    let probes: [Arc<Probe>; 2] = Default::default();
    let [woken, waits] = probes.clone();
    let mut run = start(move || {
        let task = woken.task(|number, waker| {
            if number == 1 {
                (0..3).for_each(|_| waker.wake_by_ref());
            }
        });
        vec![task, waits.waits()]
    });
    let [woken, waits] = &probes;
    assert!(
        run.comes(|| woken.polls() > 1 && waits.polls() > 0),
        "A task was woken three times, but never polled again."
    );
    let_some_time_pass();
    let more = woken.polls() - 1;
    assert!(
        more == 1,
        "A task was woken three times before its turn, and then polled {more} \
         times; expected once. It was in the queue more than once."
    );
    woken.end();
    let ended = run.comes(|| woken.polls() == 3);
    assert!(ended, "A task was woken once more, but not polled again.");
    let_some_time_pass();
    run.goes_on(run.is_finished());
    // The finished task must not be polled any more.
    woken.wake();
    let_some_time_pass();
    assert!(
        woken.polls() == 3,
        "A task was woken after it had finished, and it was polled again. A \
         finished future must not be polled."
    );
    run.goes_on(run.is_finished());
    waits.end();
    run.end();
}

/// Observes the executor's thread through the kernel's figures.
#[cfg(target_os = "linux")]
fn asleep() {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::OnceLock;

    let probe = Arc::new(Probe::default());
    let folder: Arc<OnceLock<PathBuf>> = Arc::default();
    let (task, its_folder) = (probe.clone(), folder.clone());
    let mut run = start(move || {
        vec![task.task(move |_, _| {
            let this = fs::read_link("/proc/thread-self").expect("/proc");
            its_folder.get_or_init(|| PathBuf::from("/proc").join(this));
        })]
    });
    let is_polled = run.comes(|| folder.get().is_some());
    assert!(is_polled, "A task wasn't polled.");
    let field = |name: &str| {
        let path = folder.wait().join("status");
        let status = fs::read_to_string(path).expect("the thread's status");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.expect("a field of the status").trim().to_owned()
    };
    assert!(
        comes(|| field("State:").starts_with('S')),
        "No task was ready, but the thread didn't sleep; it kept a core busy."
    );
    let sleeps = || -> usize {
        let sleeps = field("voluntary_ctxt_switches:");
        sleeps.parse().expect("a number")
    };
    let before = sleeps();
    let_some_time_pass();
    let_some_time_pass();
    let wake_ups = sleeps() - before;
    assert!(
        wake_ups <= 1,
        "No task was ready, but the thread woke up {wake_ups} times to check. \
         It should sleep until a task is woken."
    );
    run.goes_on(run.is_finished());
    probe.end();
    run.end();
}
