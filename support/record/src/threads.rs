//! Timelines of a program's threads, sampled from the kernel. The program
//! itself needs no instrumentation. This works on Linux only.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use timeline::{Kind, Lane, Span, svg};

/// Interval between two samples. The kernel updates the times of a thread at
/// its clock's ticks, which may be 10 ms apart.
const INTERVAL: Duration = Duration::from_millis(20);

/// Time spent waiting for a core that is worth a warning, as a share of the
/// CPU time.
const WAITING: f64 = 0.1;

/// Samples of the threads of one program.
#[derive(Debug, Default)]
pub struct Threads {
    started: Option<Instant>,
    sampled: Option<Duration>,
    process: u32,
    seen: BTreeMap<u32, Seen>,
}

/// Samples of one thread.
#[derive(Debug)]
struct Seen {
    spans: Vec<Span>,
    at: Duration,
    times: Times,
}

/// Times of a thread since its start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// On a core.
    pub computed: Duration,
    /// Runnable, but waiting for a core.
    pub waiting_for_core: Duration,
}

impl Threads {
    /// Samples each thread of the process, unless the last sample was just now.
    pub fn sample(&mut self, process: u32) {
        let now = self.started.get_or_insert_with(Instant::now).elapsed();
        if self.sampled.is_some_and(|at| now - at < INTERVAL) {
            return;
        }
        self.sampled = Some(now);
        self.process = process;
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        for thread in threads.into_iter().flatten().flatten() {
            let id = thread.file_name().to_string_lossy().parse();
            let fields = fs::read_to_string(thread.path().join("schedstat"));
            if let (Ok(id), Ok(fields)) = (id, fields) {
                self.note(id, now, times(&fields));
            }
        }
    }

    /// Notes the times of a thread up to `now`. If it was runnable for more than
    /// half of the interval, the interval counts as computing, otherwise as
    /// waiting.
    pub fn note(&mut self, id: u32, now: Duration, times: Times) {
        let Some(seen) = self.seen.get_mut(&id) else {
            let first = Seen {
                spans: Vec::new(),
                at: now,
                times,
            };
            self.seen.insert(id, first);
            return;
        };
        let wanted = |times: Times| times.computed + times.waiting_for_core;
        let busy = wanted(times).saturating_sub(wanted(seen.times));
        let is_busy = busy * 2 > now - seen.at;
        let kind = if is_busy {
            Kind::Computing
        } else {
            Kind::Waiting
        };
        match seen.spans.last_mut() {
            Some(span) if span.kind == kind => span.end = now,
            _ => seen.spans.push(Span {
                start: seen.at,
                end: now,
                kind,
            }),
        }
        seen.at = now;
        seen.times = times;
    }

    /// Returns one lane per thread, in the order of their starts, or None if the
    /// OS does not report their times.
    pub fn lanes(&self) -> Option<Vec<Lane>> {
        let computed = self.seen.values().map(|seen| seen.times.computed);
        if computed.sum::<Duration>().is_zero() {
            return None;
        }
        let threads = self.seen.iter().enumerate();
        let lanes = threads.map(|(index, (id, seen))| Lane {
            label: match *id == self.process {
                true => format!("thread {} (main)", index + 1),
                false => format!("thread {}", index + 1),
            },
            spans: seen.spans.clone(),
            note: format!("{:.2} s CPU", seen.times.computed.as_secs_f64()),
        });
        Some(lanes.collect())
    }

    /// Returns a picture of the lanes of `program`, called `name`.
    pub fn picture(&self, name: &str, program: &str) -> Option<String> {
        let title = format!("The threads of {program}");
        Some(svg::lanes(name, &title, &self.lanes()?))
    }

    /// Returns a sentence if the threads waited for a core, because then the
    /// machine was busy with other programs.
    pub fn warning(&self, name: &str) -> Option<String> {
        let all = || self.seen.values().map(|seen| seen.times);
        let computed: Duration = all().map(|times| times.computed).sum();
        let waiting: Duration = all().map(|times| times.waiting_for_core).sum();
        let [computed, waiting] = [computed, waiting].map(|t| t.as_secs_f64());
        (waiting > computed * WAITING).then(|| {
            format!(
                "The threads of {name} computed for {computed:.2} s, and \
                 waited for a core for {waiting:.2} s; the picture shows both \
                 as computing."
            )
        })
    }
}

/// Returns the first two fields of a `schedstat`, which are nanoseconds.
fn times(fields: &str) -> Times {
    let mut fields = fields
        .split_whitespace()
        .map(|field| Duration::from_nanos(field.parse().unwrap_or_default()));
    Times {
        computed: fields.next().unwrap_or_default(),
        waiting_for_core: fields.next().unwrap_or_default(),
    }
}
