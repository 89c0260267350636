//! Pieces that are too small, too large or too different.

use measure::Table;
use measure::words::{counted, grouped};

use super::{Tables, columns, predicted, table};
use crate::work::{Answer, Work};

/// Units of the work that is cut into pieces, and the numbers of pieces.
const SMALL_UNITS: u64 = 1_000_000;
const PIECES: [u64; 4] = [2, 3, 100, SMALL_UNITS];

/// Pieces whose sizes differ.
const SKEWED: u64 = 64;

impl Tables<'_> {
    pub fn grain(&self) -> Table<Work, Answer> {
        let threads = self.arguments.threads();
        let work = |pieces| Work {
            size: SMALL_UNITS,
            threads,
            rounds: (self.rounds / SMALL_UNITS).max(1),
            pieces,
            ..Work::default()
        };
        let alone = Work {
            threads: 1,
            ..work(1)
        };
        let alone = self.row(
            "static_chunks",
            " (1)",
            Work {
                predicted: Some(1.0),
                ..alone
            },
        );
        let one_core = self.arguments.work.as_secs_f64();
        let rows =
            ["counter", "channel", "rayon"]
                .into_iter()
                .flat_map(|name| {
                    let overhead = match self.rounds {
                        0 => 0.0,
                        _ => self.overhead(name, work(SMALL_UNITS)),
                    };
                    PIECES.into_iter().map(move |pieces| {
                        let work = work(pieces);
                        let predicted = predicted::grain(
                            pieces, threads, overhead, one_core,
                        );
                        let work = Work {
                            predicted: Some(predicted),
                            ..work
                        };
                        self.row(
                            name,
                            &format!(", {}", grouped(pieces as usize)),
                            work,
                        )
                    })
                });
        let title = format!(
            "grain: the same work in 2 to 1,000,000 pieces, {}\n(predicted: \
             cores take turns, and each piece has its overhead)",
            counted(threads, "thread")
        );
        let rows = [alone].into_iter().chain(rows).collect();
        table("grain", title, rows, columns::PIECES)
    }

    /// Returns the time of handing out one piece that has nothing to compute.
    fn overhead(&self, name: &str, work: Work) -> f64 {
        let version = self.version(name);
        let run = version.run.expect("it is in Rust");
        let empty = Work { rounds: 0, ..work };
        let mut times = [0.0; 3].map(|_: f64| {
            let started = std::time::Instant::now();
            run(&empty).expect("no piece fails");
            started.elapsed().as_secs_f64()
        });
        times.sort_by(f64::total_cmp);
        times[1] / empty.pieces as f64
    }

    pub fn balance(&self) -> Table<Work, Answer> {
        let threads = self.arguments.threads();
        let work = |threads, predicted| Work {
            size: SKEWED,
            threads,
            rounds: self.rounds / SKEWED,
            skewed: true,
            pieces: SKEWED,
            predicted: Some(predicted),
            ..Work::default()
        };
        let halves = predicted::halves(SKEWED, threads);
        let even = predicted::amdahl(0, threads);
        let rows = vec![
            self.row("static_chunks", " (1)", work(1, 1.0)),
            self.row(
                "static_chunks",
                &format!(" ({threads})"),
                work(threads, halves),
            ),
            self.row("counter", &format!(" ({threads})"), work(threads, even)),
            self.row("rayon", &format!(" ({threads})"), work(threads, even)),
            self.row(
                "rayon_min_len",
                &format!(" ({threads})"),
                work(threads, halves),
            ),
        ];
        let title = format!(
            "balance: {SKEWED} pieces, the last of which takes {SKEWED} times \
             as long as the first\n(predicted: all work ÷ the longest share)",
        );
        table("balance", title, rows, columns::PIECES)
    }
}
