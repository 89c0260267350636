//! The command line of the examples: one URL, or none.

use std::ffi::OsString;
use std::process;

use lexopt::Arg;
use url::{ParseError, Url};

use crate::site::Site;

/// What the local site is asked where no URL is given.
const PATH: &str = "/delay/1";

impl Site {
    /// The site that the command line names. A URL on it is used;
    /// without one, a local site is started and asked for `/delay/1`.
    ///
    /// `--help` prints the usage and ends the program with status 0. What is
    /// no http or https URL ends it with a sentence, the usage and status 2.
    /// A local site that cannot be started ends it with status 1.
    pub fn from_args() -> Site {
        command_line::explain_failed_output();
        // reqwest and ureq find their cryptography here, for https; a second
        // site in the same program finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();

        match parse(std::env::args_os()) {
            Ok(Some(url)) => Site::elsewhere(url),
            Ok(None) => match Site::start() {
                Ok(site) => site.at(PATH),
                Err(error) => {
                    eprintln!("Error: cannot start a local site: {error}");
                    process::exit(1);
                }
            },
            Err(Stop::Help) => {
                println!("{}", usage());
                process::exit(0);
            }
            Err(Stop::Mistake(sentence)) => {
                eprintln!("Error: {sentence}\n\n{}", usage());
                process::exit(2);
            }
        }
    }
}

/// Why the program ends before it begins.
enum Stop {
    Help,
    Mistake(String),
}

impl From<lexopt::Error> for Stop {
    fn from(error: lexopt::Error) -> Stop {
        Stop::Mistake(error.to_string())
    }
}

/// The one URL among `arguments`, of which the first is the program's name.
fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Option<String>, Stop> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let mut url = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help),
            Arg::Value(value) if url.is_none() => {
                url = Some(http_url(&value.to_string_lossy())?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(url)
}

/// `text` as both HTTP libraries read it, where it is a http or https URL.
fn http_url(text: &str) -> Result<String, Stop> {
    let problem = match Url::parse(text) {
        _ if text.is_empty() => "it is empty".to_owned(),
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            return Ok(url.into());
        }
        Err(ParseError::RelativeUrlWithoutBase) => {
            format!("it has no scheme: try `http://{text}`")
        }
        // What looks like a scheme is a host with its port.
        Ok(url) if url.path().starts_with(|c: char| c.is_ascii_digit()) => {
            format!("it has no scheme: try `http://{text}`")
        }
        Ok(url) => format!("its scheme is `{}`", url.scheme()),
        Err(error) => error.to_string(),
    };
    Err(Stop::Mistake(format!(
        "`{text}` is no http or https URL: {problem}"
    )))
}

fn usage() -> String {
    let name = command_line::program();
    format!(
        "Usage: {name} [URL]\n\n  \
         URL     what to ask, such as https://www.example.com/; without one, \
         {name}\n          starts a site on this machine and asks it for \
         {PATH}, which it\n          answers after one second\n  \
         --help  print this"
    )
}
