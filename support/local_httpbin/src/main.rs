//! A local httpbin.org for curl, a browser, or programs in any language:
//! `cargo run -p local_httpbin`, or `-- --port 8000` for a port of your own.
//! It serves until Ctrl-C, and then prints a timeline of its requests. With a
//! command, it serves until that ends:
//! `cargo run -p local_httpbin -- curl {url}/get`.

mod run_command;

use std::ffi::OsString;
use std::process::{self, ExitCode};

use lexopt::{Arg, Parser, ValueExt};
use tokio::{runtime, signal};

use local_httpbin::{ROUTES, Site};

const USAGE: &str = "\
Usage: local_httpbin [--port N] [COMMAND [ARGS…]]

  --port N  listen on port N of 127.0.0.1 [default: a free one]
  COMMAND   run this and end with it, such as curl {url}/delay/1;
            {url} in its arguments is replaced with the server's
            URL, which is also in its environment, as SITE_URL
  --help    print this

Environment:
  TIMELINE_SVG  a file for the timeline of requests, as SVG";

fn main() -> ExitCode {
    let Arguments { port, command } = command_line::read(USAGE, parse);
    let site = match Site::start_on(port) {
        Ok(site) => site,
        Err(error) => {
            command_line::print_error(&match port {
                0 => format!("cannot start the server: {error}"),
                _ => format!(
                    "cannot listen on port {port}: {error}; \
                     choose another one, or omit --port"
                ),
            });
            return ExitCode::FAILURE;
        }
    };
    if !command.is_empty() {
        run_command::run(&site, &command);
    }
    let welcome = format!("{}\n\n{ROUTES}\nCtrl-C ends it.", site.base_url());
    if let Err(error) = print_and_wait_for_ctrl_c(&welcome) {
        command_line::print_error(&format!("cannot wait for Ctrl-C: {error}"));
        return ExitCode::FAILURE;
    }
    site.print_timeline();
    ExitCode::SUCCESS
}

struct Arguments {
    /// Port to listen on. 0 means a free one.
    port: u16,
    /// Command to run and its arguments, if there is one.
    command: Vec<OsString>,
}

/// Reads the command line. `--help` also lists the routes.
fn parse(parser: &mut Parser) -> Result<Option<Arguments>, lexopt::Error> {
    let mut port = 0;
    let mut command = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => {
                print!("{USAGE}\n\nRoutes:\n{ROUTES}");
                process::exit(0);
            }
            Arg::Long("port") => port = parser.value()?.parse()?,
            // A number alone is a port without its option.
            Arg::Value(program) if program.parse::<u16>().is_err() => {
                command.push(program);
                command.extend(parser.raw_args()?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(Arguments { port, command }))
}

/// Listens for Ctrl-C before it prints `welcome`, because its reader may press
/// it at once.
fn print_and_wait_for_ctrl_c(welcome: &str) -> std::io::Result<()> {
    let runtime = runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        // `join!` runs the first before the second.
        let print = async { println!("{welcome}") };
        let (interrupted, ()) = tokio::join!(signal::ctrl_c(), print);
        interrupted
    })
}
