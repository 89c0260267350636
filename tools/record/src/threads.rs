//! Which thread of a program computed when, as the kernel tells it: nothing
//! is added to the program that is watched. On Linux only.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use timeline::{Kind, Lane, Span};

/// How often the threads are looked at. The kernel brings their times up to
/// date at its clock's ticks, which may be 10 ms apart.
const INTERVAL: Duration = Duration::from_millis(20);

/// Collects what the threads of one program do.
#[derive(Debug)]
pub struct Threads {
    started: Instant,
    looked: Option<Duration>,
    seen: BTreeMap<u32, Seen>,
}

/// What was seen of one thread.
#[derive(Debug)]
struct Seen {
    spans: Vec<Span>,
    at: Duration,
    computed: Duration,
}

impl Default for Threads {
    fn default() -> Threads {
        Threads {
            started: Instant::now(),
            looked: None,
            seen: BTreeMap::new(),
        }
    }
}

impl Threads {
    /// Looks at each thread of the process, unless that was done just now.
    pub fn look(&mut self, process: u32) {
        let now = self.started.elapsed();
        if self.looked.is_some_and(|at| now - at < INTERVAL) {
            return;
        }
        self.looked = Some(now);
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        for thread in threads.into_iter().flatten().flatten() {
            let id = thread.file_name().to_string_lossy().parse();
            let told = fs::read_to_string(thread.path().join("schedstat"));
            if let (Ok(id), Ok(told)) = (id, told) {
                self.note(id, now, nanoseconds(&told));
            }
        }
    }

    /// Notes how long a thread has computed up to now. An interval of which
    /// it computed more than half counts as computing, another as waiting.
    fn note(&mut self, id: u32, now: Duration, computed: Duration) {
        let first = Seen {
            spans: Vec::new(),
            at: now,
            computed,
        };
        let seen = self.seen.entry(id).or_insert(first);
        let busy = (computed - seen.computed) * 2 > now - seen.at;
        let kind = if busy { Kind::Computing } else { Kind::Waiting };
        match seen.spans.last_mut() {
            Some(span) if span.kind == kind => span.end = now,
            _ => seen.spans.push(Span {
                start: seen.at,
                end: now,
                kind,
            }),
        }
        seen.at = now;
        seen.computed = computed;
    }

    /// A lane for each thread, in the order in which they were started.
    pub fn lanes(self) -> Vec<Lane> {
        let threads = self.seen.into_values().enumerate();
        let lanes = threads.map(|(index, seen)| Lane {
            label: match index {
                0 => "thread 1 (main)".to_owned(),
                _ => format!("thread {}", index + 1),
            },
            spans: seen.spans,
            note: format!("{:.2} s CPU", seen.computed.as_secs_f64()),
        });
        lanes.collect()
    }
}

/// The first field of a `schedstat`: the time spent on a core.
fn nanoseconds(told: &str) -> Duration {
    let field = told.split_whitespace().next().unwrap_or_default();
    Duration::from_nanos(field.parse().unwrap_or_default())
}
