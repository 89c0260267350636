//! A part that only one thread can do.

use measure::Table;
use measure::words::seconds;

use super::{Tables, columns, predicted, table};
use crate::work::{Answer, Work};

/// Number of units of the serial part and the rest. Each percentage is a whole
/// number of units, and so is each thread's share.
const UNITS: u64 = 9_600;

/// Serial parts, in percent.
const SERIAL: [u64; 4] = [0, 5, 20, 50];

impl Tables<'_> {
    pub fn amdahl(&self) -> Table<Work, Answer> {
        let row = |percent, threads| {
            let work = Work {
                size: UNITS,
                threads,
                rounds: self.rounds / UNITS,
                serial_percent: percent,
                predicted: Some(predicted::amdahl(percent, threads)),
                ..Work::default()
            };
            let mut row = self.row("amdahl", "", work);
            row.label = format!("serial {percent}% ({threads})");
            row
        };
        let rows = SERIAL.iter().flat_map(|percent| {
            self.numbers_of_threads()
                .map(move |threads| row(*percent, threads))
        });
        let title = format!(
            "amdahl: {} of one core\n(predicted: 1 ÷ (serial part + rest ÷ \
             cores))",
            seconds(self.arguments.work.as_secs_f64())
        );
        table("amdahl", title, rows.collect(), columns::BYTES)
    }
}
