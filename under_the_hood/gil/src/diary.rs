//! When one thread computed, and when it waited.

use std::time::{Duration, Instant};

use timeline::{Kind, Lane, Span};

/// A shorter pause is no pause: a picture could not show it.
const SHORT: Duration = Duration::from_micros(500);

/// The diary of one thread.
#[derive(Debug)]
pub struct Diary {
    started: Instant,
    spans: Vec<Span>,
}

impl Diary {
    /// Begins a diary whose times count from `started`.
    pub fn new(started: Instant) -> Diary {
        let spans = Vec::new();
        Diary { started, spans }
    }

    /// Does some work, and notes when.
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

    /// Ends the diary: whenever the thread did not compute, it waited.
    pub fn lane(self, label: String) -> Lane {
        let end = self.started.elapsed();
        let mut spans = Vec::new();
        let mut at = Duration::ZERO;
        let last = Span {
            start: end,
            end,
            kind: Kind::Waiting,
        };
        for span in self.spans.into_iter().chain([last]) {
            if span.start - at >= SHORT {
                spans.push(Span {
                    start: at,
                    end: span.start,
                    kind: Kind::Waiting,
                });
            }
            if span.kind == Kind::Computing {
                spans.push(span);
            }
            at = span.end;
        }
        let note = format!("{:.0} ms", end.as_secs_f64() * 1e3);
        Lane { label, spans, note }
    }
}
