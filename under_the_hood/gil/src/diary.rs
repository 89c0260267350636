//! A record of when one thread computed, and when it waited.

use std::iter;
use std::time::{Duration, Instant};

use timeline::{Kind, Lane, Span};

/// Shortest pause that counts, because a picture could not show a shorter one.
const SHORT: Duration = Duration::from_micros(500);

/// The diary of one thread.
#[derive(Debug)]
pub struct Diary {
    started: Instant,
    spans: Vec<Span>,
}

impl Diary {
    /// Returns an empty diary, whose times count from `started`.
    pub fn new(started: Instant) -> Diary {
        let spans = Vec::new();
        Diary { started, spans }
    }

    /// Does `work`, and notes its start and end.
    pub fn note(&mut self, work: impl FnOnce()) {
        let start = self.started.elapsed();
        work();
        let end = self.started.elapsed();
        match self.spans.last_mut() {
            Some(last) if start - last.end < SHORT => last.end = end,
            _ => self.spans.push(Span {
                start,
                end,
                kind: Kind::Computing,
            }),
        }
    }

    /// Ends the diary, and returns its lane. The thread waited whenever it did not
    /// compute.
    pub fn lane(self, label: String) -> Lane {
        let end = self.started.elapsed();
        let computed = self.spans;
        let starts = computed.iter().map(|span| span.end);
        let ends = computed.iter().map(|span| span.start).chain([end]);
        let waits = iter::once(Duration::ZERO).chain(starts).zip(ends);
        let waited = waits.filter(|(start, end)| *end - *start >= SHORT).map(
            |(start, end)| Span {
                start,
                end,
                kind: Kind::Waiting,
            },
        );
        let mut spans: Vec<Span> =
            waited.chain(computed.iter().copied()).collect();
        spans.sort_by_key(|span| span.start);
        let note = format!("{:.0} ms", end.as_secs_f64() * 1e3);
        Lane { label, spans, note }
    }
}
