//! The loop by counts: polls, sleeps and wake-ups, and their order.

use std::cell::{Cell, RefCell};
use std::future;
use std::io;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use event_loop::executor::EventLoop;
use event_loop::request;
use event_loop::step::{Source, Step};
use event_loop::waiting::Handle;
use futures_util::future::{Either, join, select};
use local_httpbin::Site;

/// Steps of a loop.
#[derive(Clone, Debug, Default)]
struct Steps(Rc<RefCell<Vec<Step>>>);

impl Steps {
    fn count(&self, is_counted: impl Fn(&Step) -> bool) -> usize {
        self.0
            .borrow()
            .iter()
            .filter(|step| is_counted(step))
            .count()
    }

    /// Returns the number of polls of a task.
    fn polls(&self, task: usize) -> usize {
        self.count(|step| *step == Step::Run(task))
    }

    /// Returns the number of rounds in which the thread could sleep.
    fn sleeps(&self) -> usize {
        let no_time = Step::Sleep(Some(Duration::ZERO));
        self.count(|step| matches!(step, Step::Sleep(_)) && *step != no_time)
    }

    /// Returns the number of all rounds.
    fn rounds(&self) -> usize {
        self.count(|step| matches!(step, Step::Sleep(_)))
    }

    /// Returns the number of wake-ups of a task.
    fn wakes(&self, task: usize) -> usize {
        self.count(|step| matches!(step, Step::Wake(it, _) if *it == task))
    }

    /// Checks the turns of a task that makes requests, one at a time. It may or
    /// may not have to wait for a response. But it is woken for each wait, and
    /// polled for no other reason.
    fn check_requests(&self, task: usize) {
        let mut waits = Vec::new();
        for step in self.0.borrow().iter() {
            match *step {
                // The timeout, which is dropped.
                Step::Wait(_, Source::Timer(..)) => {}
                Step::Wait(it, source) if it == task => waits.push(source),
                Step::Wake(it, source) if it == task => {
                    assert_eq!(waits.last(), Some(&source), "{:?}", self.0);
                }
                _ => {}
            }
        }
        assert_eq!(self.wakes(task), waits.len(), "task {task}, {self:?}");
        assert_eq!(self.polls(task), 1 + waits.len(), "task {task}, {self:?}");
        // Other systems may report a socket twice.
        if cfg!(target_os = "linux") {
            let count = waits.len();
            waits.sort();
            waits.dedup();
            assert_eq!(count, waits.len(), "task {task}, {self:?}");
        }
    }
}

/// Returns a loop, its handle, and its steps.
fn new_loop<T>() -> (EventLoop<T>, Rc<Handle>, Steps) {
    // It never ends if a task is not woken.
    checks::end_in_time();
    let steps = Steps::default();
    let observer = steps.clone();
    let event_loop =
        EventLoop::new(move |step| observer.0.borrow_mut().push(step));
    let event_loop = event_loop.expect("there is a poller");
    let handle = event_loop.handle();
    (event_loop, handle, steps)
}

/// Runs the loop. Returns the results of its tasks, none of which may panic.
fn run<T>(event_loop: EventLoop<T>) -> Vec<T> {
    let results = event_loop.run().expect("all tasks end");
    let results = results.into_iter();
    results
        .map(|result| result.expect("no task panics"))
        .collect()
}

/// Is pending once, after it has handed its waker to `first`.
async fn pending_once(first: impl FnOnce(&Waker)) {
    let mut first = Some(first);
    future::poll_fn(move |context| match first.take() {
        Some(first) => {
            first(context.waker());
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
    .await;
}

#[test]
fn results_come_in_the_order_of_the_tasks() {
    let (mut event_loop, handle, _) = new_loop();
    for number in 0..4_u64 {
        let handle = handle.clone();
        event_loop.spawn(async move {
            handle.sleep(Duration::from_millis(8 - 2 * number)).await;
            number
        });
    }
    assert_eq!(run(event_loop), [0, 1, 2, 3]);
}

#[test]
fn a_task_that_waits_for_nothing_is_polled_once() {
    let (mut event_loop, _, steps) = new_loop();
    event_loop.spawn(async { 7 });
    assert_eq!(run(event_loop), [7]);
    assert_eq!((steps.polls(0), steps.sleeps()), (1, 0));
}

#[test]
fn a_wake_up_before_pending_is_not_lost() {
    let (mut event_loop, _, steps) = new_loop();
    event_loop.spawn(pending_once(|waker| waker.wake_by_ref()));
    run(event_loop);
    assert_eq!((steps.polls(0), steps.sleeps()), (2, 0));
}

#[test]
fn a_wake_up_by_another_thread_during_the_poll_is_not_lost() {
    let (mut event_loop, _, steps) = new_loop();
    event_loop.spawn(pending_once(|waker| {
        let waker = waker.clone();
        let other = thread::spawn(move || waker.wake());
        other.join().expect("it does not panic");
    }));
    run(event_loop);
    assert_eq!((steps.polls(0), steps.sleeps()), (2, 0));
}

#[test]
fn woken_twice_a_task_is_polled_once() {
    let (mut event_loop, handle, steps) = new_loop();
    event_loop.spawn(async move {
        pending_once(|waker| {
            waker.wake_by_ref();
            waker.wake_by_ref();
        })
        .await;
        handle.sleep(Duration::from_millis(5)).await;
    });
    run(event_loop);
    // At first, after the wake-ups, and after the timer.
    assert_eq!(steps.polls(0), 3);
}

#[test]
fn a_thread_wakes_a_loop_that_sleeps() {
    let asleep = Arc::new(AtomicBool::new(false));
    let (is_asleep, steps) = (asleep.clone(), Steps::default());
    let observer = steps.clone();
    let event_loop = EventLoop::new(move |step| {
        // Without a limit: only another thread can end this sleep.
        if step == Step::Sleep(None) {
            asleep.store(true, Ordering::SeqCst);
        }
        observer.0.borrow_mut().push(step);
    });
    let mut event_loop = event_loop.expect("there is a poller");
    let (sender, wakers) = mpsc::channel::<Waker>();
    let other = thread::spawn(move || {
        let waker = wakers.recv().expect("the task sends its waker");
        while !is_asleep.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        waker.wake();
    });
    event_loop.spawn(pending_once(move |waker| {
        sender.send(waker.clone()).expect("the thread lives");
    }));
    run(event_loop);
    other.join().expect("it does not panic");
    assert_eq!((steps.polls(0), steps.sleeps()), (2, 1));
}

#[test]
fn of_thousands_of_wake_ups_by_threads_none_is_lost_and_none_in_vain() {
    const TASKS: usize = 4;
    const TIMES: usize = 1000;

    let (mut event_loop, _, steps) = new_loop();
    let wakes = Arc::new(AtomicUsize::new(0));
    for _ in 0..TASKS {
        let (sender, wakers) = mpsc::channel::<Waker>();
        let wakes = wakes.clone();
        // Wakes the task once per waker that it sends: while it is polled,
        // while it is pending, or while the loop sleeps.
        thread::spawn(move || {
            for waker in wakers {
                wakes.fetch_add(1, Ordering::SeqCst);
                waker.wake();
            }
        });
        event_loop.spawn(async move {
            for _ in 0..TIMES {
                pending_once(|waker| {
                    sender.send(waker.clone()).expect("the thread lives");
                })
                .await;
            }
        });
    }
    run(event_loop);
    assert_eq!(wakes.load(Ordering::SeqCst), TASKS * TIMES);
    for task in 0..TASKS {
        assert_eq!(steps.polls(task), TIMES + 1, "task {task}");
    }
}

#[test]
fn a_pending_task_is_left_alone_while_another_one_runs() {
    let (mut event_loop, handle, steps) = new_loop();
    event_loop.spawn(async move {
        handle.sleep(Duration::from_millis(20)).await;
    });
    event_loop.spawn(async {
        for _ in 0..100 {
            pending_once(|waker| waker.wake_by_ref()).await;
        }
    });
    run(event_loop);
    assert_eq!((steps.polls(0), steps.polls(1)), (2, 101));
}

#[test]
fn the_loop_sleeps_once_for_each_timer() {
    let (mut event_loop, handle, steps) = new_loop();
    event_loop.spawn(async move {
        for _ in 0..5 {
            handle.sleep(Duration::from_millis(4)).await;
        }
    });
    run(event_loop);
    assert_eq!(steps.polls(0), 6);
    // There is one round before that, which only looks for events. Other systems may end a
    // sleep early.
    let most = if cfg!(target_os = "linux") { 6 } else { 30 };
    assert!((6..=most).contains(&steps.rounds()), "{steps:?}");
    assert!(steps.sleeps() < most, "{steps:?}");
}

#[test]
fn timers_wake_in_their_order() {
    let (mut event_loop, handle, steps) = new_loop();
    let order = Rc::new(RefCell::new(Vec::new()));
    let start = Instant::now();
    for milliseconds in [9, 3, 7, 1, 5] {
        let (handle, order) = (handle.clone(), order.clone());
        event_loop.spawn(async move {
            // All from one start: a task may begin late.
            let when = start + Duration::from_millis(milliseconds);
            handle.until(Source::Timer(when, 0)).await;
            order.borrow_mut().push(milliseconds);
        });
    }
    run(event_loop);
    assert_eq!(*order.borrow(), [1, 3, 5, 7, 9]);
    assert!((0..5).all(|task| steps.polls(task) == 2));
}

#[test]
fn a_timer_that_was_dropped_wakes_no_task() {
    let (mut event_loop, handle, steps) = new_loop();
    event_loop.spawn(async move {
        let timer = Box::pin(handle.sleep(Duration::from_millis(2)));
        // The timer is polled first, and so the loop knows of it.
        match select(timer, future::ready(())).await {
            Either::Left(_) => panic!("it takes longer than no time"),
            Either::Right((_, timer)) => drop(timer),
        }
        handle.sleep(Duration::from_millis(4)).await;
    });
    run(event_loop);
    let woken = steps.count(|step| matches!(step, Step::Wake(..)));
    assert_eq!((woken, steps.polls(0)), (1, 2));
}

#[test]
fn a_task_that_is_always_ready_shuts_no_other_out() {
    const MOST: usize = 10_000_000;

    let (mut event_loop, handle, steps) = new_loop();
    let server = Site::start().expect("a test server starts");
    let address = server.address().parse().expect("an address");
    let has_response = Rc::new(Cell::new(false));
    let has_it = has_response.clone();
    event_loop.spawn(async move {
        let response = request::get(&handle, address, "/get").await;
        response.expect("a response");
        handle.sleep(Duration::from_millis(1)).await;
        has_response.set(true);
    });
    event_loop.spawn(async move {
        let mut turns = 0;
        while !has_it.get() {
            turns += 1;
            assert!(turns < MOST, "the other task had no turn");
            pending_once(|waker| waker.wake_by_ref()).await;
        }
    });
    run(event_loop);
    // It was woken at least once it was connected, and by the timer.
    assert!(steps.wakes(0) >= 2, "{:?}", steps.wakes(0));
    assert_eq!(steps.polls(0), 1 + steps.wakes(0));
    // The other one is always ready.
    assert_eq!(steps.sleeps(), 0);
}

#[test]
fn three_requests_are_in_flight_at_once_and_polled_when_they_can_go_on() {
    let server = Site::start().expect("a test server starts");
    let address = server.address().parse().expect("an address");
    let (mut event_loop, handle, steps) = new_loop();
    for _ in 0..3 {
        let handle = handle.clone();
        event_loop.spawn(async move {
            request::get(&handle, address, "/barrier/3").await
        });
    }
    let responses = run(event_loop).into_iter();
    let responses: Result<Vec<_>, _> = responses.collect();
    let responses = responses.expect("three responses");
    assert_eq!(
        responses,
        [(200, "3 requests waited here together.\n".len()); 3]
    );
    assert_eq!((server.log().requests(), server.log().peak()), (3, 3));

    (0..3).for_each(|task| steps.check_requests(task));
    // Each sleep ends with at least one wake-up. Other systems may end it early.
    let wakes: usize = (0..3).map(|task| steps.wakes(task)).sum();
    let most = if cfg!(target_os = "linux") { wakes } else { 30 };
    assert!(steps.sleeps() <= most, "{steps:?}");
}

#[test]
fn a_large_response_is_read_to_its_end() {
    let server = Site::start().expect("a test server starts");
    let address = server.address().parse().expect("an address");
    let (mut event_loop, handle, _) = new_loop();
    event_loop.spawn(async move {
        request::get(&handle, address, "/bytes/102400").await
    });
    let responses = run(event_loop);
    let response = responses[0].as_ref().expect("a response");
    assert_eq!(*response, (200, 102_400));
}

#[test]
fn a_broken_response_is_an_error() {
    let server = Site::start().expect("a test server starts");
    let address = server.address().parse().expect("an address");
    let (mut event_loop, handle, _) = new_loop();
    for fault in ["reset", "truncate", "garbage"] {
        let handle = handle.clone();
        event_loop.spawn(async move {
            let path = format!("/fault/{fault}");
            request::get(&handle, address, &path).await
        });
    }
    for response in run(event_loop) {
        let error = response.expect_err("no response");
        let said = format!("{error:#}");
        assert!(said.starts_with("GET http://127.0.0.1:"), "{said}");
    }
}

#[test]
fn a_task_that_panics_ends_alone() {
    let (mut event_loop, handle, steps) = new_loop();
    let other = handle.clone();
    event_loop.spawn(async move {
        handle.sleep(Duration::from_millis(1)).await;
        panic!("on purpose")
    });
    event_loop.spawn(async move {
        other.sleep(Duration::from_millis(5)).await;
        5
    });
    let results = event_loop.run().expect("all tasks end");
    let panic = results[0].as_ref().expect_err("a panic");
    assert_eq!(panic.downcast_ref(), Some(&"on purpose"));
    assert_eq!(*results[1].as_ref().expect("it goes on"), 5);
    assert_eq!((steps.polls(0), steps.polls(1)), (2, 2));
}

#[test]
fn tasks_that_nothing_can_wake_are_an_error() {
    let (mut event_loop, _, steps) = new_loop::<()>();
    event_loop.spawn(async {});
    event_loop.spawn(future::pending());
    let error = event_loop.run().expect_err("it is stuck");
    assert_eq!(error.kind(), io::ErrorKind::Deadlock);
    let said = error.to_string();
    assert!(said.contains("nothing is left to wake one"), "{said}");
    assert_eq!((steps.polls(1), steps.sleeps()), (1, 0));
}

#[test]
fn no_two_sockets_of_a_loop_have_the_same_number() {
    let server = Site::start().expect("a test server starts");
    let address = server.address().parse().expect("an address");
    let (mut event_loop, handle, steps) = new_loop();
    // Two requests of one task at once, two tasks, and one after another.
    for _ in 0..2 {
        let handle = handle.clone();
        event_loop.spawn(async move {
            for _ in 0..2 {
                let get = || request::get(&handle, address, "/get");
                let (one, other) = join(get(), get()).await;
                one.expect("a response");
                other.expect("a response");
            }
        });
    }
    run(event_loop);
    let mut sockets = Vec::new();
    for step in steps.0.borrow().iter() {
        if let Step::Wait(_, Source::Writable(socket)) = step {
            sockets.push(*socket);
        }
    }
    sockets.sort();
    sockets.dedup();
    assert_eq!(sockets, [1, 2, 3, 4, 5, 6, 7, 8]);
}
