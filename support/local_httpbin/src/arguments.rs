//! The command line of the examples: one URL, or none.

use lexopt::{Arg, Error, Parser};
use url::{ParseError, Url};

/// Reads the URL on the command line, if there is one. Returns None if the
/// user asks for help.
pub(crate) fn parse(parser: &mut Parser) -> Result<Option<Option<Url>>, Error> {
    let mut url = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(value) if url.is_none() => {
                url = Some(http_url(&value.to_string_lossy())?);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(url))
}

/// Returns `text` as both HTTP libraries read it, if it is an http or https
/// URL.
fn http_url(text: &str) -> Result<Url, Error> {
    let problem = match Url::parse(text) {
        _ if text.is_empty() => "it is empty".to_owned(),
        Ok(url) if matches!(url.scheme(), "http" | "https") => return Ok(url),
        Err(ParseError::RelativeUrlWithoutBase) => {
            format!("it has no scheme: try `http://{text}`")
        }
        // The apparent scheme is a host with its port.
        Ok(url) if url.path().starts_with(|c: char| c.is_ascii_digit()) => {
            format!("it has no scheme: try `http://{text}`")
        }
        Ok(url) => format!("its scheme is `{}`", url.scheme()),
        Err(error) => error.to_string(),
    };
    Err(format!("`{text}` isn't an http or https URL: {problem}").into())
}

/// Returns the usage of an example that requests `path` without a URL.
pub(crate) fn usage(path: &str) -> String {
    let name = command_line::program();
    format!(
        "Usage: {name} [URL]\n\n  \
         URL     the URL to request, such as https://www.example.com/\n          \
         [default: {path} of a test server on this machine,\n          \
         which responds after one second]\n  \
         --help  print this"
    )
}
