//! The command line: the amount of work.

use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
Usage: blocked_loop [--work SECONDS]

  --work SECONDS  CPU time of the work, 0.05 to 10
                  (default: 1); calibrated at the start
  --help          print this help";

/// CPU time of the work, unless the command line says otherwise.
const WORK: Duration = Duration::from_secs(1);

/// Range of `--work`. The least is five ticks, the most what the test server
/// can delay.
const SECONDS: std::ops::RangeInclusive<f64> = 0.05..=10.0;

/// Reads the command line. `--help` ends the program with status 0, a mistake
/// with a sentence, the usage and status 2.
pub fn work() -> Duration {
    command_line::read(USAGE, parse)
}

/// Returns None if the help was asked for.
fn parse(parser: &mut Parser) -> Result<Option<Duration>, lexopt::Error> {
    let mut work = WORK;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("work") => {
                work = parser.value()?.parse_with(|text| {
                    let seconds = text.parse().ok();
                    seconds
                        .filter(|seconds| SECONDS.contains(seconds))
                        .map(Duration::from_secs_f64)
                        .ok_or("expected seconds, from 0.05 to 10")
                })?;
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(work))
}
