//! The server's log of requests: every exchange, and the number in flight.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use timeline::{Kind, Lane, Span, svg};

/// Number of exchanges that are kept. Older ones are dropped, because a server
/// that runs for days must not grow.
const KEPT: usize = 20_000;

/// Number of characters of a path that are kept.
const KEPT_OF_A_PATH: usize = 100;

/// Maximum number of lanes in a timeline, to fit on a screen.
const LANES: usize = 20;

/// Width of a timeline's bars, in characters.
const COLUMNS: usize = 40;

/// One request and its response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Method and path of the request, such as `GET /delay/1`.
    pub request: String,
    /// Number of the request's connection, counted from 1 as they were opened.
    pub connection: u64,
    /// Time at which the request's head had been read.
    pub arrived: Instant,
    /// Time at which the response was ready, or the client gone. None while the
    /// request is in flight.
    pub ended: Option<Instant>,
    /// Status of the response. None if there was no response.
    pub status: Option<u16>,
}

/// The exchanges of a server. A clone is another handle to the same log.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    exchanges: VecDeque<Exchange>,
    /// Number of requests since the start, kept or not.
    requests: usize,
    in_flight: usize,
    peak: usize,
}

impl Log {
    /// Returns the number of requests since the start.
    pub fn requests(&self) -> usize {
        self.state().requests
    }

    /// Returns the number of requests that wait for their response now.
    pub fn in_flight(&self) -> usize {
        self.state().in_flight
    }

    /// Returns the highest number of requests that ever waited at a time.
    pub fn peak(&self) -> usize {
        self.state().peak
    }

    /// Returns the three numbers above as `/in_flight` shows them.
    pub(crate) fn as_json(&self) -> Value {
        let state = self.state();
        json!({
            "in_flight": state.in_flight,
            "peak": state.peak,
            "requests": state.requests,
        })
    }

    /// Returns the exchanges in the order of their arrival: all of them, or
    /// the newest 20,000.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.state().exchanges.iter().cloned().collect()
    }

    /// Returns the number of requests and their peak, as a sentence.
    pub fn summary(&self) -> String {
        let State { requests, peak, .. } = *self.state();
        let plural = if requests == 1 { "" } else { "s" };
        format!(
            "The server saw {requests} request{plural}, \
             at most {peak} in flight at once."
        )
    }

    /// Draws the first exchanges that are kept as a picture of text, one lane
    /// per exchange.
    pub fn timeline(&self) -> String {
        timeline::to_text(&self.lanes(), COLUMNS)
    }

    /// The same picture as an SVG element, titled with `summary`. `name` is
    /// what its ids begin with.
    pub(crate) fn picture(&self, name: &str) -> String {
        svg::lanes(name, &self.summary(), &self.lanes())
    }

    /// Returns the lanes of a picture. The last one says how many exchanges
    /// are left out.
    fn lanes(&self) -> Vec<Lane> {
        let exchanges = self.exchanges();
        let now = Instant::now();
        let origin = exchanges.first().map_or(now, |first| first.arrived);
        let shown = exchanges.iter().take(LANES).enumerate();
        let mut lanes: Vec<Lane> = shown
            .map(|(index, exchange)| exchange.lane(index, origin, now))
            .collect();
        if let more @ 1.. = exchanges.len().saturating_sub(LANES) {
            lanes.push(Lane {
                label: format!("and {more} more"),
                spans: Vec::new(),
                note: String::new(),
            });
        }
        lanes
    }

    /// Notes that a request arrived. It is in flight until the guard is dropped.
    pub(crate) fn arrive(&self, request: &str, connection: u64) -> InFlight {
        let mut state = self.state();
        if state.exchanges.len() == KEPT {
            state.exchanges.pop_front();
        }
        state.exchanges.push_back(Exchange {
            request: request.chars().take(KEPT_OF_A_PATH).collect(),
            connection,
            arrived: Instant::now(),
            ended: None,
            status: None,
        });
        state.requests += 1;
        state.in_flight += 1;
        state.peak = state.peak.max(state.in_flight);
        InFlight {
            number: state.requests,
            status: None,
            log: self.clone(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The figures are consistent after every statement, so even a panic
        // while the lock was held would not spoil them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Exchange {
    fn lane(&self, index: usize, origin: Instant, now: Instant) -> Lane {
        let span = Span {
            start: self.arrived.duration_since(origin),
            end: self.ended.unwrap_or(now).duration_since(origin),
            // The client waits, whatever the server does.
            kind: Kind::Waiting,
        };
        let took: Duration = span.end.saturating_sub(span.start);
        let outcome = match (self.status, self.ended) {
            (Some(status), _) => status.to_string(),
            (None, Some(_)) => "no response".to_owned(),
            (None, None) => "in flight".to_owned(),
        };
        Lane {
            label: format!("{:>2}  {}", index + 1, self.request),
            spans: vec![span],
            note: format!("{:.2} s  {outcome}", took.as_secs_f64()),
        }
    }
}

/// Guard of a request in flight. Dropping it ends the request, with the status
/// that was noted, or without a response.
pub(crate) struct InFlight {
    number: usize,
    status: Option<u16>,
    log: Log,
}

impl InFlight {
    /// Notes that the response is ready.
    pub(crate) fn responded(mut self, status: u16) {
        self.status = Some(status);
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut state = self.log.state();
        state.in_flight -= 1;
        let dropped = state.requests - state.exchanges.len();
        let kept = (self.number - 1).checked_sub(dropped);
        if let Some(exchange) = kept.and_then(|i| state.exchanges.get_mut(i)) {
            exchange.ended = Some(Instant::now());
            exchange.status = self.status;
        }
    }
}
