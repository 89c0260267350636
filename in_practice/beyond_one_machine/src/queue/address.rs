//! The URL of a running engine, which may hold a password: it is passed on in
//! the environment, which only the user's own processes can read, and never
//! printed.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use redis::IntoConnectionInfo;

/// Environment variable with the URL.
pub const VARIABLE: &str = "BEYOND_REDIS_URL";

/// Option with the URL.
const OPTION: &str = "--redis";

/// Returns the URL, if there is one.
pub fn given() -> Option<String> {
    env::var(VARIABLE).ok().filter(|url| !url.is_empty())
}

/// Takes the URL out of the command line, which every user of the machine can
/// read, and starts this program again with the URL in its environment. Returns
/// None if there is nothing to take.
pub fn hide() -> Option<ExitCode> {
    let mut url = None;
    let mut others = Vec::new();
    let mut arguments = env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        if text == OPTION {
            url = Some(arguments.next().unwrap_or_default());
        } else if let Some(value) = text.strip_prefix("--redis=") {
            url = Some(value.into());
        } else {
            others.push(argument);
        }
    }
    let url: OsString = url?;
    let text = url.to_str().unwrap_or_default();
    if text.into_connection_info().is_err() {
        // Without the value: it may hold a password.
        command_line::print_error(&format!(
            "{OPTION} needs a URL, such as redis://127.0.0.1:6379"
        ));
        return Some(ExitCode::from(2));
    }
    let mut command = match env::current_exe() {
        Ok(program) => Command::new(program),
        Err(error) => return Some(failed(&error)),
    };
    command.args(others).env(VARIABLE, url);
    Some(replace(command))
}

/// Runs a command instead of this program.
#[cfg(unix)]
fn replace(mut command: Command) -> ExitCode {
    use std::os::unix::process::CommandExt;

    failed(&command.exec())
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) => {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            code.map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &std::io::Error) -> ExitCode {
    let error = command_line::in_words(error);
    command_line::print_error(&format!("cannot start again: {error}"));
    ExitCode::FAILURE
}

/// Returns host and port of a URL, without what may be a secret.
pub fn shown(url: &str) -> String {
    match url.into_connection_info() {
        Ok(info) => info.addr().to_string(),
        Err(_) => "the engine".to_owned(),
    }
}
