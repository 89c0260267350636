//! Less work first: the sieves.

use measure::Table;
use measure::words::grouped;

use super::{Tables, columns, predicted, table};
use crate::work::{Answer, Work};

impl Tables<'_> {
    pub fn sieve(&self) -> Table<Work, Answer> {
        let limit = self.arguments.limit;
        let one = Work {
            size: limit as u64,
            threads: 1,
            ..Work::default()
        };
        let many = Work {
            threads: self.arguments.threads(),
            ..one.clone()
        };
        let row = |name: &str, work: &Work| {
            let predicted = Some(predicted::sieve(name, limit, work.threads));
            self.row(
                name,
                "",
                Work {
                    predicted,
                    ..work.clone()
                },
            )
        };
        let threads = format!(" ({})", many.threads);
        let mut in_threads = row("plain_threads", &many);
        in_threads.label += &threads;
        let rows = vec![
            row("plain", &one),
            in_threads,
            row("from_the_square", &one),
            row("odd_numbers", &one),
            row("bits", &one),
            row("segments", &one),
            row("slices", &one),
            row("numpy_array", &one),
        ];
        let title = format!(
            "sieve: the primes up to {}\n(predicted: numbers that the plain \
             sieve crosses out ÷ those that this one does)",
            grouped(limit)
        );
        table("sieve", title, rows, columns::SIEVE)
    }
}
