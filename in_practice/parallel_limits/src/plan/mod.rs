//! The tables: one row per version and number of threads.

pub mod columns;
mod notes;
mod predicted;
pub mod sizes;

use measure::words::{counted, grouped, seconds};
use measure::{Options, Row, Table, Version};

use self::sizes::{Arguments, Part};
use crate::work::{Answer, Work};

/// Number of units of the serial part and the rest. Each percentage is a whole
/// number of units, and so is each thread's share.
const UNITS: u64 = 9_600;

/// Serial parts, in percent.
const SERIAL: [u64; 4] = [0, 5, 20, 50];

/// Units of the work that is cut into pieces, and the numbers of pieces.
const SMALL_UNITS: u64 = 1_000_000;
const PIECES: [u64; 5] = [2, 3, 100, 10_000, SMALL_UNITS];

/// Pieces whose sizes differ.
const SKEWED: u64 = 64;

/// Additions to the counters, and operations on the maps.
const ADDITIONS: u64 = 40_000_000;
const OPERATIONS: u64 = 30_000;

/// Bytes of new memory.
const NEW_BYTES: u64 = 256 << 20;

type Versions = &'static [Version<Work, Answer>];

/// Makes the tables of the parts.
pub fn plan(
    versions: Versions,
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    if arguments.limit < 2 {
        return Err("there are no primes up to 1".to_owned());
    }
    // A dry run needs no calibration.
    let rounds = match options.dry_run {
        true => 0,
        false => calibrate::rounds(arguments.work),
    };
    let tables = Tables {
        versions,
        arguments,
        rounds,
    };
    let of_part = |part: &Part| match part {
        Part::Sieve => vec![tables.sieve()],
        Part::Amdahl => vec![tables.amdahl()],
        Part::Grain => vec![tables.grain(), tables.balance()],
        Part::Sharing => vec![tables.counters(), tables.map()],
        Part::Memory => {
            vec![tables.new_pages(), tables.bandwidth(), tables.latency()]
        }
    };
    Ok(arguments.parts.iter().flat_map(of_part).collect())
}

struct Tables<'a> {
    versions: Versions,
    arguments: &'a Arguments,
    /// Rounds of mixing that take the time of the work.
    rounds: u64,
}

impl Tables<'_> {
    fn sieve(&self) -> Table<Work, Answer> {
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
        ];
        let title = format!(
            "sieve: the primes up to {}\n(predicted: numbers that the plain \
             sieve crosses out ÷ those that this one does)",
            grouped(limit)
        );
        table("sieve", title, rows, columns::SIEVE)
    }

    fn amdahl(&self) -> Table<Work, Answer> {
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

    fn grain(&self) -> Table<Work, Answer> {
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

    fn balance(&self) -> Table<Work, Answer> {
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

    fn counters(&self) -> Table<Work, Answer> {
        let row = |name: &str, threads| {
            let work = Work {
                size: ADDITIONS,
                threads,
                predicted: Some(predicted::amdahl(0, threads)),
                ..Work::default()
            };
            self.row(name, &format!(" ({threads})"), work)
        };
        let rows = ["side_by_side", "padded"].into_iter().flat_map(|name| {
            let row = &row;
            let most = self.arguments.threads();
            [1, most].into_iter().map(move |threads| row(name, threads))
        });
        let title = format!(
            "counters: {} additions, each thread to its own counter\n\
             (predicted: nothing is shared)",
            grouped(ADDITIONS as usize)
        );
        table("counters", title, rows.collect(), columns::SIEVE)
    }

    fn map(&self) -> Table<Work, Answer> {
        let names = ["mutex", "rw_lock", "shards", "owner"];
        let rows = names.into_iter().flat_map(|name| {
            self.numbers_of_threads().map(move |threads| {
                let work = Work {
                    size: OPERATIONS,
                    threads,
                    predicted: Some(predicted::amdahl(0, threads)),
                    ..Work::default()
                };
                self.row(name, &format!(" ({threads})"), work)
            })
        });
        let title = format!(
            "map: {} operations, one in ten of them a write\n(predicted: \
             nothing is shared)",
            grouped(OPERATIONS as usize)
        );
        table("map", title, rows.collect(), columns::MAP)
    }

    fn new_pages(&self) -> Table<Work, Answer> {
        let rows = self.one_and_many(&["new_pages", "same_pages"], NEW_BYTES);
        let title = format!(
            "new pages: a write to each page of {} MiB\n(predicted: the cores \
             share the work)",
            NEW_BYTES >> 20
        );
        table("new_pages", title, rows, columns::PAGES)
    }

    fn bandwidth(&self) -> Table<Work, Answer> {
        let bytes = sizes::bytes();
        let rows = self.one_and_many(&["triad", "half_the_bytes"], bytes);
        let title = format!(
            "bandwidth: {} MiB of arrays, read and written again and again\n\
             (predicted: the cores share the work)",
            bytes >> 20
        );
        table("bandwidth", title, rows, columns::BYTES)
    }

    fn latency(&self) -> Table<Work, Answer> {
        let bytes = sizes::bytes();
        let mut rows = self.one_and_many(&["chain"], bytes);
        let work = Work {
            size: bytes,
            threads: 1,
            predicted: Some(1.0),
            ..Work::default()
        };
        rows.push(self.row("eight_chains", " (1)", work));
        let title = format!(
            "latency: reads in {} MiB, in an order that no core can guess\n\
             (predicted: the cores share the work)",
            bytes >> 20
        );
        table("latency", title, rows, columns::READS)
    }

    /// Returns a row with one thread and one with several of each version.
    fn one_and_many(&self, names: &[&str], size: u64) -> Vec<Row<Work>> {
        let rows = names.iter().flat_map(|name| {
            [1, self.arguments.threads()].map(|threads| {
                let work = Work {
                    size,
                    threads,
                    predicted: Some(predicted::amdahl(0, threads)),
                    ..Work::default()
                };
                self.row(name, &format!(" ({threads})"), work)
            })
        });
        rows.collect()
    }

    /// Returns 1, the number of threads, and twice as many.
    fn numbers_of_threads(&self) -> impl Iterator<Item = usize> + use<> {
        let threads = self.arguments.threads();
        let mut numbers = vec![1, threads, 2 * threads];
        numbers.dedup();
        numbers.into_iter()
    }

    fn version(&self, name: &str) -> &'static Version<Work, Answer> {
        let mut versions = self.versions.iter();
        let version = versions.find(|version| version.name == name);
        version.expect("the version is listed")
    }

    fn row(&self, name: &str, suffix: &str, work: Work) -> Row<Work> {
        let row = Row::new(self.version(name), work);
        let label = format!("{}{suffix}", row.label);
        row.label(label)
    }
}

fn table(
    name: &'static str,
    title: String,
    rows: Vec<Row<Work>>,
    columns: &'static [measure::Column<Work, Answer>],
) -> Table<Work, Answer> {
    let mut table = Table::new(name, title, rows, columns);
    table.notes = Box::new(move |rows| notes::notes(name, rows));
    table
}
