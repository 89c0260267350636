// Unsolved: 9 requests were worked on at a time; there should never be more than 8
//! A service with 8 places and room for 8 more requests, and an overload.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/shed_load.rs"));
}

mod door;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::{task, time};

use crate::door::{Counts, Door, Seen, Street};

/// Number of requests that may be worked on, and that may wait.
const PLACES: usize = 8;
const ROOM: usize = 8;

/// Number of requests in an overload.
const MANY: usize = 100;

/// Pause between two samples of the counts.
const PAUSE: Duration = Duration::from_millis(1);

/// Number of turns that a request takes at most to its place, its queue or its
/// refusal.
const TURNS: usize = 20;

fn main() -> ExitCode {
    exercises::run(
        "back_pressure",
        &[
            ("8 requests are worked on at a time, and never more", places),
            ("8 more requests wait for a place", room),
            ("requests for which there is no room are refused", refused),
            ("after the overload, requests are served again", again),
            ("no request is lost, and the last ones are awaited", lost),
        ],
    )
}

/// The other side of the door, and what the checks wait for.
struct Outside {
    street: Street,
    seen: Arc<Seen>,
    /// Sentence for the learner, if it never comes.
    waits: Arc<Mutex<String>>,
}

impl Outside {
    /// Sends requests one by one, and waits for the service to take each of
    /// them in.
    async fn send(&self, count: usize) {
        for _ in 0..count {
            let before = self.seen.counts().accepted;
            self.street.send();
            let sentence = format!(
                "{} requests came in, and `serve` doesn't accept the next one. \
                 It should accept each at once, and refuse it if there's no \
                 room.",
                before
            );
            self.until(sentence, |seen| seen.accepted > before).await;
            settle().await;
        }
    }

    /// Waits until `holds`.
    async fn until(&self, sentence: String, holds: impl Fn(Counts) -> bool) {
        *self.waits.lock().expect("no panic") = sentence;
        while !holds(self.seen.counts()) {
            time::sleep(PAUSE).await;
        }
    }
}

/// Gives all tasks their turns: they are on this thread, so a few turns are
/// enough. The pause is for a solution with threads.
async fn settle() {
    for _ in 0..TURNS {
        task::yield_now().await;
    }
    time::sleep(PAUSE).await;
}

/// Runs `serve` with something outside that sends requests. Returns the counts
/// at the end of `outside`, and when `serve` has returned.
fn run(outside: impl AsyncFnOnce(&Outside) + Send + 'static) -> [Counts; 2] {
    let seen = Seen::new();
    let waits = Arc::new(Mutex::new(String::new()));
    let (street, door) = Street::new(&seen);
    let given = Outside {
        street,
        seen: seen.clone(),
        waits: waits.clone(),
    };
    let call = move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime
            .expect("a runtime")
            .block_on(both(door, given, outside))
    };
    let stuck = |_| waits.lock().expect("no panic").clone();
    let ended = support::watched(call, || seen.counts(), stuck);
    let Some(ended) = ended else {
        panic!("`serve` panicked; its message is above.");
    };
    ended
}

async fn both(
    door: Door,
    given: Outside,
    outside: impl AsyncFnOnce(&Outside),
) -> [Counts; 2] {
    let seen = given.seen.clone();
    let ended = seen.clone();
    let sends = async move {
        outside(&given).await;
        let counts = given.seen.counts();
        *given.waits.lock().expect("no panic") =
            "No more requests will come: `door.accept()` returns None. But \
             `serve` doesn't return."
                .to_owned();
        let Outside { street, .. } = given;
        // Closes the door. If `serve` returns now, it has not waited.
        drop(street);
        settle().await;
        ended.finish(MANY);
        counts
    };
    let serves = async {
        exercise::serve(door, PLACES, ROOM).await;
        seen.counts()
    };
    let (during, after) = tokio::join!(sends, serves);
    [during, after]
}

fn places() {
    let [during, _] = run(async |outside| {
        outside.send(PLACES + 1).await;
    });
    assert!(
        during.most <= PLACES,
        "{} requests were worked on at a time; there should never be more than \
         8, because the server has no more places.",
        during.most
    );
    assert!(
        during.most == PLACES,
        "Only {} worked on at a time; there should be 8, because the server has \
         that many places.",
        support::requests_were(during.most)
    );
}

fn room() {
    let [during, _] = run(async |outside| {
        outside.send(PLACES + ROOM).await;
    });
    let waiting = during.accepted - during.working - during.refused;
    assert!(
        during.refused == 0,
        "16 requests came, and {} refused; all of them should be inside, 8 that \
         are worked on and 8 that wait.",
        support::requests_were(during.refused)
    );
    assert!(
        waiting == ROOM,
        "{waiting} requests wait for a place; there should be 8."
    );
}

fn refused() {
    let [during, _] = run(async |outside| {
        outside.send(MANY).await;
    });
    let expected = MANY - PLACES - ROOM;
    assert!(
        during.lost == 0,
        "{} dropped without a response or a refusal. If the queue is full, call \
         `refuse()`.",
        support::requests_were(during.lost)
    );
    assert!(
        during.refused == expected,
        "100 requests came while none could be finished. 84 should be refused, \
         as there is room for 16; {} refused.",
        support::requests_were(during.refused)
    );
}

fn again() {
    let [during, _] = run(async |outside| {
        outside.send(MANY).await;
        let inside = PLACES + ROOM;
        outside.seen.finish(inside);
        let sentence = "The overload is over, but the 16 requests inside aren't \
                        all served.";
        let all = move |seen: Counts| seen.served == inside;
        outside.until(sentence.to_owned(), all).await;
        settle().await;
        outside.send(inside).await;
    });
    let expected = MANY - PLACES - ROOM;
    assert!(
        during.refused == expected,
        "When the overload was over, 16 more requests came, and {} refused. A \
         request that has its response must make room for another one.",
        support::requests_were(during.refused.saturating_sub(expected))
    );
    assert!(
        during.working == PLACES,
        "When the overload was over, 16 more requests came, and {} worked on at \
         a time; there should be 8 again.",
        support::requests_were(during.working)
    );
}

fn lost() {
    let [_, after] = run(async |outside| {
        outside.send(MANY).await;
    });
    let Counts {
        served, refused, ..
    } = after;
    assert!(
        served + refused == MANY,
        "`serve` returned when {served} requests had a response and {refused} a \
         refusal, which makes {} of 100. It should wait for those that are \
         still inside.",
        served + refused
    );
}
