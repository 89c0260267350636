// Unsolved: no task had been woken
//! An executor whose tasks tell how often they were polled.

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
            ("what is done at once is polled once", at_once),
            ("what waits is polled when it was woken", from_elsewhere),
            ("a wake-up during a poll is not lost", during_a_poll),
            ("three wake-ups before its turn are one turn", three_times),
            #[cfg(target_os = "linux")]
            ("the thread sleeps while nothing is ready", asleep),
        ],
    )
}

/// A future that is polled, seen from outside.
#[derive(Default)]
struct Probe {
    polls: AtomicUsize,
    /// Polls that have come back.
    polled: AtomicUsize,
    /// What it was handed in its last poll.
    waker: Mutex<Option<Waker>>,
    /// Whether its next poll is to be its last.
    may_end: AtomicBool,
}

impl Probe {
    fn polls(&self) -> usize {
        self.polls.load(Ordering::SeqCst)
    }

    /// Whether a poll has begun and not come back.
    fn is_in_a_poll(&self) -> bool {
        self.polls() > self.polled.load(Ordering::SeqCst)
    }

    /// Lets its next poll be its last, and wakes it.
    fn end(&self) {
        self.may_end.store(true, Ordering::SeqCst);
        self.wake();
    }

    fn wake(&self) {
        let waker = self.waker.lock().expect("no panic").clone();
        waker.expect("it was polled").wake();
    }

    /// The future. In each poll it does something besides: it gets the number
    /// of the poll, from 1, and the waker.
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

    /// The future, which only waits.
    fn waits(self: &Arc<Self>) -> exercise::Task {
        self.task(|_, _| {})
    }
}

/// Runs tasks on a thread of their own: this one looks on.
fn start(tasks: impl FnOnce() -> Vec<exercise::Task> + Send + 'static) -> Run {
    let thread = thread::spawn(|| exercise::run(tasks()));
    Run(Some(thread))
}

/// The thread of a run, until it has ended.
struct Run(Option<JoinHandle<()>>);

impl Run {
    /// Waits until something has come, and gives up after many looks. Until
    /// then, tasks are left: run should not have returned.
    fn comes(&mut self, mut has_come: impl FnMut() -> bool) -> bool {
        comes(|| {
            // In this order: what comes at last may be the end of the run.
            let is_finished = self.is_finished();
            let came = has_come();
            if !came {
                self.goes_on(is_finished);
            }
            came
        })
    }

    /// Looks that run had not returned while tasks were left.
    fn goes_on(&mut self, is_finished: bool) {
        if is_finished {
            self.join();
            panic!(
                "run returned, though a task was left that had not ended: it \
                 goes on until all of them have"
            );
        }
    }

    /// Waits for the end, when all tasks are done.
    fn end(mut self) {
        assert!(
            comes(|| self.is_finished()),
            "all tasks were done, and run did not return"
        );
        self.join();
    }

    fn is_finished(&self) -> bool {
        self.0.as_ref().is_some_and(JoinHandle::is_finished)
    }

    fn join(&mut self) {
        let thread = self.0.take().expect("it is joined once");
        assert!(thread.join().is_ok(), "run panicked, as said above");
    }
}

/// Waits until something has come, and gives up after many looks.
fn comes(mut has_come: impl FnMut() -> bool) -> bool {
    (0..150).any(|_| {
        let has_come = has_come();
        if !has_come {
            thread::sleep(Duration::from_millis(10));
        }
        has_come
    })
}

/// Gives an executor that should not do anything the opportunity to do it.
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
        "three tasks were done in their first poll, and were polled {polls:?} \
         times"
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
        "three tasks that wait should be polled once each at the start, and \
         were polled {:?} times",
        polls()
    );
    let_some_time_pass();
    let before = polls();
    assert!(
        before == [1; 3],
        "no task had been woken, and yet the three were polled {before:?} \
         times rather than once each, until something calls wake on the waker \
         that a task was handed"
    );
    run.goes_on(run.is_finished());
    probes[1].end();
    assert!(
        run.comes(|| polls()[1] > 1),
        "the second task was woken from another thread, and it was not polled \
         again: the executor slept on. Whatever adds its number has to end \
         that sleep, too"
    );
    let_some_time_pass();
    let after = polls();
    assert!(
        after[0] == 1 && after[2] == 1,
        "the second of three tasks was woken, and another task was polled, \
         which had not been woken: expected [1, 2, 1] polls; got {after:?}"
    );
    let more = after[1] - 1;
    assert!(
        more == 1,
        "the second task was woken once, and was polled {more} times after that"
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
            // The poll goes on until the other thread has called it.
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
        "a task was woken while it was polled, and wake did not come back: it \
         waits for a lock, which run holds while it polls. Give the lock back \
         before the poll"
    );
    assert!(
        both,
        "two tasks were woken while they were polled, the first by itself and \
         the second from another thread. Expected [2, 2] polls, got {:?}: so \
         the wake-up was lost",
        polls()
    );
    run.end();
    let polls = polls();
    assert!(
        polls == [2, 2],
        "two tasks were woken while they were polled; expected [2, 2] polls, \
         got {polls:?}"
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
        "a task was woken three times, and not polled again"
    );
    let_some_time_pass();
    let more = woken.polls() - 1;
    assert!(
        more == 1,
        "a task was woken three times before its turn, and it was polled \
         {more} times instead of once: it stood in the queue more than once"
    );
    woken.end();
    let ended = run.comes(|| woken.polls() == 3);
    assert!(ended, "a task was woken once more, and not polled again");
    let_some_time_pass();
    run.goes_on(run.is_finished());
    // It is not there any more, to be polled.
    woken.wake();
    let_some_time_pass();
    assert!(
        woken.polls() == 3,
        "a task was woken after its end, and it was polled again: what is done \
         may not be polled"
    );
    run.goes_on(run.is_finished());
    waits.end();
    run.end();
}

/// Looks at the executor's thread through the kernel's eyes.
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
    assert!(is_polled, "a task was not polled");
    let field = |name: &str| {
        let path = folder.wait().join("status");
        let status = fs::read_to_string(path).expect("the thread's status");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.expect("a field of the status").trim().to_owned()
    };
    assert!(
        comes(|| field("State:").starts_with('S')),
        "nothing was ready, and its thread did not sleep: it kept a core busy"
    );
    let sleeps = || -> usize {
        let sleeps = field("voluntary_ctxt_switches:");
        sleeps.parse().expect("a number")
    };
    let before = sleeps();
    let_some_time_pass();
    let_some_time_pass();
    let got_up = sleeps() - before;
    assert!(
        got_up <= 1,
        "nothing was ready, and the thread got up {got_up} times to look \
         whether something was ready. It should sleep until it is woken"
    );
    run.goes_on(run.is_finished());
    probe.end();
    run.end();
}
