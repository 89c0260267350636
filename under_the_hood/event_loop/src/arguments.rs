//! The command line: the address of a server, the word `small`, or nothing.

use std::net::{AddrParseError, SocketAddr};

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
Usage: event_loop [ADDRESS | small]

  ADDRESS  server for the requests, such as
           http://127.0.0.1:8000 (default: a test server);
           no host name, because a look-up would block
  small    run three timers on the smallest executor
  --help   print this help";

/// The part of the program that was asked for.
#[derive(Clone, Copy)]
pub enum Asked {
    /// Three timers, on the executor of small.rs.
    Small,
    /// Three requests and a timer. None: to a test server.
    Requests(Option<SocketAddr>),
}

/// Reads the command line. `--help` ends the program with status 0, a mistake
/// with a sentence, the usage and status 2.
pub fn read() -> Asked {
    command_line::read(USAGE, parse)
}

/// Returns None if the help was asked for.
fn parse(parser: &mut Parser) -> Result<Option<Asked>, lexopt::Error> {
    let mut asked = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(value) if asked.is_none() => {
                asked = Some(match value.to_str() {
                    Some("small") => Asked::Small,
                    _ => Asked::Requests(Some(value.parse_with(address)?)),
                });
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(asked.unwrap_or(Asked::Requests(None))))
}

/// Reads an address, or a URL that has an address instead of a name.
fn address(text: &str) -> Result<SocketAddr, AddrParseError> {
    let text = text.strip_prefix("http://").unwrap_or(text);
    text.strip_suffix('/').unwrap_or(text).parse()
}
