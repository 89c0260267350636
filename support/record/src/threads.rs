//! Which thread of a program computed when, as the kernel tells it: nothing
//! is added to the program that is watched. On Linux only.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use timeline::{Kind, Lane, Span, svg};

/// How often the threads are looked at. The kernel brings their times up to
/// date at its clock's ticks, which may be 10 ms apart.
const INTERVAL: Duration = Duration::from_millis(20);

/// What part of their CPU time threads may stand in line for a core before
/// it is worth a warning.
const IN_LINE: f64 = 0.1;

/// Collects what the threads of one program do.
#[derive(Debug, Default)]
pub struct Threads {
    started: Option<Instant>,
    looked: Option<Duration>,
    process: u32,
    seen: BTreeMap<u32, Seen>,
}

/// What was seen of one thread.
#[derive(Debug)]
struct Seen {
    spans: Vec<Span>,
    at: Duration,
    times: Times,
}

/// What a thread has done since it began.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// On a core.
    pub computed: Duration,
    /// Ready to compute, with no core free for it.
    pub in_line: Duration,
}

impl Threads {
    /// Looks at each thread of the process, unless that was done just now.
    pub fn look(&mut self, process: u32) {
        let now = self.started.get_or_insert_with(Instant::now).elapsed();
        if self.looked.is_some_and(|at| now - at < INTERVAL) {
            return;
        }
        self.looked = Some(now);
        self.process = process;
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        for thread in threads.into_iter().flatten().flatten() {
            let id = thread.file_name().to_string_lossy().parse();
            let told = fs::read_to_string(thread.path().join("schedstat"));
            if let (Ok(id), Ok(told)) = (id, told) {
                self.note(id, now, times(&told));
            }
        }
    }

    /// Notes what a thread has done up to `now`. An interval of which it was
    /// on a core, or in line for one, for more than half counts as computing,
    /// another as waiting.
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
        let wanted = |times: Times| times.computed + times.in_line;
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

    /// A lane for each thread, in the order in which they were started. None
    /// where the system does not tell of them.
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

    /// A picture of the lanes, called `name`, of `program`.
    pub fn picture(&self, name: &str, program: &str) -> Option<String> {
        let title = format!("The threads of {program}");
        Some(svg::lanes(name, &title, &self.lanes()?))
    }

    /// A sentence where the threads stood in line for a core: then the
    /// machine was busy with something else, and the times are not theirs.
    pub fn warning(&self, name: &str) -> Option<String> {
        let all = || self.seen.values().map(|seen| seen.times);
        let computed: Duration = all().map(|times| times.computed).sum();
        let in_line: Duration = all().map(|times| times.in_line).sum();
        let [computed, in_line] = [computed, in_line].map(|t| t.as_secs_f64());
        (in_line > computed * IN_LINE).then(|| {
            format!(
                "The threads of {name} computed for {computed:.2} s, and stood \
                 in line for a core for {in_line:.2} s; the picture shows \
                 both as computing."
            )
        })
    }
}

/// The first two fields of a `schedstat`, which are nanoseconds.
fn times(told: &str) -> Times {
    let mut fields = told
        .split_whitespace()
        .map(|field| Duration::from_nanos(field.parse().unwrap_or_default()));
    Times {
        computed: fields.next().unwrap_or_default(),
        in_line: fields.next().unwrap_or_default(),
    }
}
