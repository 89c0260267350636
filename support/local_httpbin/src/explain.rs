//! Reasons for failed requests, in words.

use std::error::Error;
use std::fmt;
use std::io;

/// Returns the words for the first error of the chain that a learner may meet,
/// or the text of the innermost one.
pub(crate) fn cause_of(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    loop {
        if let Some(words) = words(innermost) {
            return words;
        }
        match inside(innermost) {
            Some(error) => innermost = error,
            None => return innermost.to_string(),
        }
    }
}

/// Returns the error inside `error`. An `io::Error` made of another error is
/// transparent: its `source` is that one's source, and would skip it.
fn inside<'a>(
    error: &'a (dyn Error + 'static),
) -> Option<&'a (dyn Error + 'static)> {
    let wrapper = error.downcast_ref::<io::Error>();
    match wrapper.and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

/// Returns the words for an error, if it is one that a learner may meet.
fn words(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return words_of_io(error);
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return words_of_http(error);
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return words_of_tls(error);
    }
    // The types of these are private, or belong to a client that this crate
    // does not depend on. The texts come from std, reqwest and ureq.
    let text = error.to_string();
    let words = match text.as_str() {
        "operation timed out" | "timeout: global" => NO_RESPONSE.to_owned(),
        _ => match text.split_once(": ") {
            Some(("failed to lookup address information", reason)) => {
                format!("unknown host: {}", reason.to_lowercase())
            }
            Some(("protocol", reason)) => no_http(reason),
            _ => return None,
        },
    };
    Some(words)
}

const NO_RESPONSE: &str = "no response within the time limit";

fn words_of_io(error: &io::Error) -> Option<String> {
    let words = match error.kind() {
        // WSAHOST_NOT_FOUND. On other systems, a failed lookup has only a text.
        _ if cfg!(windows) && error.raw_os_error() == Some(11001) => {
            "unknown host: no such host is known"
        }
        io::ErrorKind::ConnectionRefused => {
            "connection refused: nothing is listening there"
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => "the server reset the connection",
        io::ErrorKind::UnexpectedEof => {
            "the connection was closed in the middle of the response"
        }
        io::ErrorKind::TimedOut => NO_RESPONSE,
        _ => return None,
    };
    Some(words.to_owned())
}

fn words_of_http(error: &hyper::Error) -> Option<String> {
    if error.is_incomplete_message() {
        Some("the connection was closed without a response".to_owned())
    } else if error.is_parse() {
        Some(no_http(error))
    } else {
        None
    }
}

fn words_of_tls(error: &rustls::Error) -> Option<String> {
    match error {
        rustls::Error::InvalidMessage(_) => {
            Some("the server doesn't speak TLS: try http://".to_owned())
        }
        rustls::Error::InvalidCertificate(reason) => {
            Some(format!("the server's certificate isn't trusted: {reason}"))
        }
        _ => None,
    }
}

fn no_http(reason: impl fmt::Display) -> String {
    format!("the response isn't HTTP: {reason}")
}
