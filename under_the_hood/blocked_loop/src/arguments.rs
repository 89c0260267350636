//! The command line: how much work there is.

use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
Usage: blocked_loop [--work SECONDS]

  --work SECONDS  how long one core takes for the work, 0.05 to 10; it is
                  measured at the start how much that is [default: 1]
  --help          print this";

/// How long the work takes, unless the command line says so.
const WORK: Duration = Duration::from_secs(1);

/// The least: five beats. The most: what the site waits.
const SECONDS: std::ops::RangeInclusive<f64> = 0.05..=10.0;

/// Reads the command line. `--help` ends the program with status 0, a mistake
/// with a sentence, the usage and status 2.
pub fn work() -> Duration {
    command_line::read(USAGE, parse)
}

/// None where help is asked for.
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
                        .ok_or("seconds, 0.05 to 10, are needed")
                })?;
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(work))
}
