//! The command line: the address of a site, or nothing.

use std::net::{AddrParseError, SocketAddr};

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
Usage: event_loop [ADDRESS]

  ADDRESS  the site to ask, such as http://127.0.0.1:8000; without one,
           event_loop starts one of its own. No name: to look one up would block
  --help   print this";

/// Reads the command line. `--help` ends the program with status 0, a mistake
/// with a sentence, the usage and status 2.
pub fn address() -> Option<SocketAddr> {
    command_line::read(USAGE, parse)
}

/// None where help is asked for.
fn parse(
    parser: &mut Parser,
) -> Result<Option<Option<SocketAddr>>, lexopt::Error> {
    let mut address = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(value) if address.is_none() => {
                address = Some(value.parse_with(of_site)?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(address))
}

/// Reads an address, or the URL of a site that has one in place of a name.
fn of_site(text: &str) -> Result<SocketAddr, AddrParseError> {
    let text = text.strip_prefix("http://").unwrap_or(text);
    text.strip_suffix('/').unwrap_or(text).parse()
}
