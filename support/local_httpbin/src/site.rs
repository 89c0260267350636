//! The handle to a site: its address, its log, and its end.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::{env, fs, io, process};

use tokio::sync::oneshot;

use crate::explain::RequestFailed;
use crate::log::Log;
use crate::server;

/// The environment variable that names a file for the picture.
const PICTURE: &str = "TIMELINE_SVG";

/// The site that a program asks: one of its own on this machine, which ends
/// when this is dropped, or one somewhere else that it was given the URL of.
#[derive(Debug)]
pub struct Site {
    url: String,
    log: Log,
    server: Option<Server>,
}

/// The thread that serves, and what tells it to stop.
#[derive(Debug)]
struct Server {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Site {
    /// Starts a local site on a free port of 127.0.0.1 and serves from a
    /// thread of its own until the site is dropped.
    ///
    /// # Errors
    ///
    /// Where no port, no thread or no file descriptor is to be had.
    pub fn start() -> io::Result<Site> {
        Site::start_on(0)
    }

    /// Like [`Site::start`], on the given port; 0 stands for a free one.
    ///
    /// # Errors
    ///
    /// As there, and where the port is in use or reserved.
    pub fn start_on(port: u16) -> io::Result<Site> {
        let log = Log::default();
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("local_httpbin".to_owned())
            .spawn({
                let log = log.clone();
                move || server::run(port, log, &ready, stopped)
            })?;
        let address = started.recv().map_err(io::Error::other)??;
        Ok(Site {
            url: format!("http://{address}"),
            log,
            server: Some(Server { stop, thread }),
        })
    }

    /// A site that is not ours: only its URL is known.
    pub(crate) fn elsewhere(url: String) -> Site {
        Site {
            url,
            log: Log::default(),
            server: None,
        }
    }

    /// The same site, with `path` behind its URL.
    pub(crate) fn at(mut self, path: &str) -> Site {
        self.url += path;
        self
    }

    /// What to ask: the URL from the command line, or the local site's, such
    /// as `http://127.0.0.1:40123`, to which a path can be added.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the local site saw; nothing, where the site is not ours.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Prints what the local site saw, as a sentence and a timeline. Where
    /// the environment variable `TIMELINE_SVG` names a file, the timeline
    /// is written there too, as SVG; a file that cannot be written ends the
    /// program with a sentence and status 1.
    ///
    /// Nothing is printed or written where the site is not ours.
    pub fn print_timeline(&self) {
        if self.server.is_none() {
            return;
        }
        println!("\n{}", self.log.summary());
        print!("{}", self.log.timeline());
        let file = env::var_os(PICTURE).filter(|file| !file.is_empty());
        if let Some(file) = file {
            let file = Path::new(&file);
            let picture = self.log.picture(&picture_name(file));
            if let Err(error) = fs::write(file, picture) {
                let file = file.display();
                eprintln!("Error: cannot write the picture {file}: {error}");
                process::exit(1);
            }
        }
    }

    /// Turns the error of a request to [`Site::url`] into one sentence that
    /// names the URL and the cause in words.
    pub fn explain(
        &self,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> RequestFailed {
        RequestFailed::new(&self.url, &*error.into())
    }
}

/// Serves for the process that has started this one: prints the URL of a local
/// site on a line of its own, serves until stdin ends, and then prints what the
/// site saw as `/in_flight` tells it.
///
/// # Errors
///
/// As [`Site::start`], and where stdin cannot be read or stdout written.
pub fn serve_until_stdin_ends() -> io::Result<()> {
    let site = Site::start()?;
    let mut stdout = io::stdout();
    writeln!(stdout, "{}", site.url())?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    writeln!(stdout, "{}", site.log().as_json())
}

/// The stem of `file`, made of the characters that a picture's name may hold.
fn picture_name(file: &Path) -> String {
    // A path without a stem is a directory: writing to it fails.
    let stem = file.file_stem().unwrap_or(OsStr::new("timeline"));
    let stem = stem.to_string_lossy().to_ascii_lowercase();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
    stem.replace(|c: char| !allowed(c), "-")
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(Server { stop, thread }) = self.server.take() {
            // Where the thread is gone already, there is nobody to tell.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}
