//! The handle to a server: its address, its log, and its end.

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

/// Path that an example requests if the command line holds no URL.
const PATH: &str = "/delay/1";

/// The server that a program sends its requests to: a test server on this
/// machine, which stops when this is dropped, or one somewhere else, of which
/// only the URL is known.
#[derive(Debug)]
pub struct Site {
    url: Url,
    log: Log,
    server: Option<Server>,
}

/// The thread that serves, and the channel that stops it.
#[derive(Debug)]
struct Server {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Site {
    /// Begins an example, and returns the server that its command line names:
    ///
    /// 1. It installs the cryptography with which reqwest and ureq speak https.
    /// 2. From now on, output that cannot be written ends the program with a
    ///    sentence.
    /// 3. It reads the command line. `--help` prints the usage and ends the
    ///    program with status 0; anything but one http or https URL ends it
    ///    with a sentence, the usage and status 2.
    /// 4. It uses a URL as it is. Without one, it starts a test server, whose
    ///    `/delay/1` the example then requests.
    /// 5. If that fails, or the program may open too few files to go on, it
    ///    ends the program with a sentence and status 1.
    pub fn from_args() -> Site {
        // For a second server in the same program, it is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();

        let url = command_line::read(&arguments::usage(PATH), arguments::parse);
        let (site, problem) = match url {
            Some(url) => (Site::elsewhere(url), "cannot send requests"),
            None => (Site::start(), "cannot start the test server"),
        };
        site.unwrap_or_else(|error| {
            command_line::print_error(&format!("{problem}: {error}"));
            process::exit(1);
        })
    }

    /// Starts a test server on a free port of 127.0.0.1, which serves from its
    /// own thread until it is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if no port, thread or file descriptor is available.
    pub fn start() -> io::Result<Site> {
        Site::start_on(0)
    }

    /// Does the same as [`Site::start`], on the given port. 0 means a free one.
    ///
    /// # Errors
    ///
    /// Returns an error in the same cases as `start`, or if the port is in use
    /// or reserved.
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

    /// Returns a server that is not ours, of which only the URL is known.
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

    /// Returns the URL to request: the one on the command line, or `/delay/1`
    /// of the test server.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the server's own URL, such as `http://127.0.0.1:40123`, to which
    /// you can add a path.
    pub fn base_url(&self) -> &str {
        &self.url[..Position::BeforePath]
    }

    /// Returns the server's host and port, such as `127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        &self.url[Position::BeforeHost..Position::AfterPort]
    }

    /// Returns the log of the test server's requests. If the server is
    /// elsewhere, the log stays empty.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Prints the requests to the test server, as a sentence and a timeline,
    /// and draws the timeline into the file that the environment variable
    /// `TIMELINE_SVG` names. If that file cannot be written, the program ends
    /// with a sentence and status 1.
    ///
    /// If the server is elsewhere, a sentence on stderr says why there is no
    /// timeline.
    pub fn print_timeline(&self) {
        if self.server.is_none() {
            let reason =
                "No timeline: only the local server keeps a log of requests.";
            // If stderr is closed, the result still counts.
            let _ = writeln!(io::stderr(), "{reason}");
            return;
        }
        println!("\n{}", self.log.summary());
        print!("{}", self.log.timeline());
        let written = svg::write_if_asked(|name| self.log.picture(name));
        if let Err(error) = written {
            command_line::print_error(&error);
            process::exit(1);
        }
    }

    /// Ends the program with status 1 and one sentence about a request to
    /// [`Site::url`] that failed: the URL, and the cause in words.
    ///
    /// It ends at once. A runtime that is dropped would wait for a name lookup
    /// that the OS has not finished, even if the request has been given up on.
    pub fn fail(&self, error: impl std::error::Error + 'static) -> ! {
        let cause = explain::cause_of(&error);
        let url = self.url();
        command_line::print_error(&format!("GET {url} failed: {cause}"));
        process::exit(1);
    }
}

/// Serves for the process that has started this one: prints the URL of a test
/// server on its own line, serves until stdin ends, and then prints the same
/// figures as `/in_flight`.
///
/// # Errors
///
/// Returns an error in the same cases as [`Site::start`], or if stdin cannot be
/// read or stdout cannot be written.
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
            // If the thread has ended already, nothing receives this.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}
