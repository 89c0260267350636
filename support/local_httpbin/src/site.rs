//! The handle to a site: its address, its log, and its end.

use std::io::{self, Write};
use std::process;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use timeline::svg;
use tokio::sync::oneshot;
use url::{Position, Url};

use crate::arguments;
use crate::explain;
use crate::log::Log;
use crate::server;

/// What a local site is asked for if the command line holds no URL.
const PATH: &str = "/delay/1";

/// The site that a program sends requests to: one of its own on this machine,
/// which ends when this is dropped, or one somewhere else, known by its URL.
#[derive(Debug)]
pub struct Site {
    url: Url,
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
    /// Begins an example, and returns the site that its command line names:
    ///
    /// 1. It installs the cryptography with which reqwest and ureq speak https.
    /// 2. From now on, output that cannot be written ends the program with a
    ///    sentence.
    /// 3. It reads the command line. `--help` prints the usage and ends the
    ///    program with status 0; anything but one http or https URL ends it
    ///    with a sentence, the usage and status 2.
    /// 4. A URL is used as it is. Without one, it starts a local site, to be
    ///    asked for `/delay/1`.
    /// 5. If that fails, or the program may open too few files to go on, it
    ///    ends the program with a sentence and status 1.
    pub fn from_args() -> Site {
        // A second site in the same program finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();

        let url = command_line::read(&arguments::usage(PATH), arguments::parse);
        let (site, problem) = match url {
            Some(url) => (Site::elsewhere(url), "cannot send requests"),
            None => (Site::start(), "cannot start a local site"),
        };
        site.unwrap_or_else(|error| {
            eprintln!("Error: {problem}: {error}");
            process::exit(1);
        })
    }

    /// Starts a local site on a free port of 127.0.0.1 and serves from a
    /// thread of its own until the site is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if no port, thread or file descriptor is available.
    pub fn start() -> io::Result<Site> {
        Site::start_on(0)
    }

    /// Like [`Site::start`], on the given port; 0 stands for a free one.
    ///
    /// # Errors
    ///
    /// Returns an error as `start` does, or if the port is in use or reserved.
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
        let url = Url::parse(&format!("http://{address}{PATH}"));
        Ok(Site {
            url: url.map_err(io::Error::other)?,
            log,
            server: Some(Server { stop, thread }),
        })
    }

    /// Returns a site that is not ours: only its URL is known.
    ///
    /// # Errors
    ///
    /// Returns an error if no file descriptors are left for a client.
    fn elsewhere(url: Url) -> io::Result<Site> {
        server::spare_descriptors()?;
        Ok(Site {
            url,
            log: Log::default(),
            server: None,
        })
    }

    /// Returns the URL to request: the one on the command line, or the local
    /// site's `/delay/1`.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the site's own URL, such as `http://127.0.0.1:40123`, to which a
    /// path can be added.
    pub fn base_url(&self) -> &str {
        &self.url[..Position::BeforePath]
    }

    /// Returns the site's host and port, such as `127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        &self.url[Position::BeforeHost..Position::AfterPort]
    }

    /// Returns the log of the local site's requests. The log of a site that is
    /// elsewhere stays empty.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Prints the requests that the local site saw, as a sentence and a
    /// timeline, and draws the timeline into the file that the environment
    /// variable `TIMELINE_SVG` names. A file that cannot be written ends the
    /// program with a sentence and status 1.
    ///
    /// If the site is elsewhere, a sentence on stderr says why there is no
    /// timeline.
    pub fn print_timeline(&self) {
        if self.server.is_none() {
            eprintln!(
                "No timeline: only the local server keeps a log of requests."
            );
            return;
        }
        println!("\n{}", self.log.summary());
        print!("{}", self.log.timeline());
        let written = svg::write_if_asked(|name| self.log.picture(name));
        if let Err(error) = written {
            eprintln!("Error: {error}");
            process::exit(1);
        }
    }

    /// Ends the program with status 1 and one sentence about a request to
    /// [`Site::url`] that failed: the URL, and the cause in words.
    ///
    /// It ends at once. A runtime that is dropped would wait for the look-up of
    /// a name that the system has not finished, even if the request has been
    /// given up.
    pub fn fail(&self, error: impl std::error::Error + 'static) -> ! {
        let cause = explain::cause_of(&error);
        eprintln!("Error: GET {} failed: {cause}", self.url());
        process::exit(1);
    }
}

/// Serves for the process that has started this one: prints the URL of a local
/// site on a line of its own, serves until stdin ends, and then prints what the
/// site saw as `/in_flight` tells it.
///
/// # Errors
///
/// Returns an error as [`Site::start`] does, or if stdin cannot be read or
/// stdout cannot be written.
pub fn serve_until_stdin_ends() -> io::Result<()> {
    let site = Site::start()?;
    let mut stdout = io::stdout();
    writeln!(stdout, "{}", site.base_url())?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    writeln!(stdout, "{}", site.log().as_json())
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
