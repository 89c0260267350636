//! One browser for all tests, controlled over a pair of pipes, without a port, a
//! driver or a runtime. In the Chrome DevTools Protocol, messages are JSON and
//! end with a NUL byte.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Maximum wait for a reply, which takes at most a second on a machine that is
/// not busy.
const DEADLINE: Duration = Duration::from_secs(60);

/// Maximum number of events per page. Most pages cause about a hundred.
const MOST_EVENTS: usize = 10_000;

/// Time that a browser has to end by itself before it is killed, and that its
/// other processes have to close its files.
const FAREWELL: Duration = Duration::from_secs(10);

const FLAGS: [&str; 12] = [
    "--remote-debugging-pipe",
    "--headless",
    // The pages are our own, and containers do not allow a sandbox.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--window-size=1200,900",
    // No request leaves the machine, whatever a page loads.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
];

/// A running browser. It ends with the last test that holds it.
pub struct Browser {
    process: Child,
    commands: ChildStdin,
    messages: Receiver<Value>,
    profile: PathBuf,
    last_id: u64,
}

impl Browser {
    /// Returns the browser that other tests are using, or else a new one. A
    /// `static` would never be dropped, so its browser would never end.
    pub fn shared(name: &str) -> Arc<Mutex<Self>> {
        static SHARED: Mutex<Weak<Mutex<Browser>>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let browser = Arc::new(Mutex::new(Self::start(name)));
            *shared = Arc::downgrade(&browser);
            browser
        })
    }

    fn start(name: &str) -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let count = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = format!("browser-{}-{count}", process::id());
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(profile);
        fs::create_dir_all(&profile).expect("a profile can be made");
        let log = File::create(profile.join("log")).expect("and a log in it");

        // The browser reads from its descriptor 3 and writes to 4. Because of
        // `exec`, the child that is ended later is the browser, not the shell.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 >/dev/null", "sh", name])
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("a shell starts");
        let commands = process.stdin.take().expect("stdin is a pipe");
        let answers = process.stdout.take().expect("stdout is a pipe");
        Self {
            process,
            commands,
            messages: read(answers),
            profile,
            last_id: 0,
        }
    }

    /// Calls `method` in the tab that `session` names, and returns the result.
    /// Events that arrive meanwhile are added to `events`.
    pub fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
        events: &mut Vec<Value>,
    ) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut command =
            json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        // If the browser is gone, the missing reply shows it.
        let _ = write!(self.commands, "{command}\0");
        let answered = |message: &Value| message["id"] == id;
        self.wait_for(method, events, answered);
        let mut answer = events.pop().expect("it arrived last");
        let error = &answer["error"]["message"];
        assert!(error.is_null(), "the browser refuses {method}: {error}");
        answer["result"].take()
    }

    /// Adds the browser's messages to `events` until the `awaited` one arrives.
    /// `what` is the call or event, for the error message.
    pub fn wait_for(
        &self,
        what: &str,
        events: &mut Vec<Value>,
        awaited: impl Fn(&Value) -> bool,
    ) {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let how = match self.messages.recv_timeout(left) {
                _ if events.len() > MOST_EVENTS => "sends too much after",
                Ok(message) => {
                    events.push(message);
                    if events.last().is_some_and(&awaited) {
                        return;
                    }
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => "does not reply to",
                Err(RecvTimeoutError::Disconnected) => "ended during",
            };
            let log = fs::read(self.profile.join("log")).unwrap_or_default();
            let log = String::from_utf8_lossy(&log);
            panic!("the browser {how} {what}. It wrote:\n{log}");
        }
    }
}

/// Returns the browser's messages. A thread reads them, because reading from a
/// silent pipe has no deadline. It stops when the receiver is full or gone.
fn read(answers: ChildStdout) -> Receiver<Value> {
    let (sender, messages) = mpsc::sync_channel(MOST_EVENTS);
    thread::spawn(move || {
        for message in BufReader::new(answers).split(0) {
            let Ok(message) = message else { return };
            let message = serde_json::from_slice(&message);
            let message = message.expect("the browser sends JSON");
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    messages
}

impl Drop for Browser {
    fn drop(&mut self) {
        let close = json!({ "id": 0, "method": "Browser.close" });
        let _ = write!(self.commands, "{close}\0");
        let asked = Instant::now();
        while let Ok(None) = self.process.try_wait() {
            if asked.elapsed() > FAREWELL {
                let _ = self.process.kill();
                let _ = self.process.wait();
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        // Its other processes end by themselves a moment later, and may still
        // write to this folder.
        let ended = Instant::now();
        while fs::remove_dir_all(&self.profile).is_err()
            && self.profile.exists()
            && ended.elapsed() < FAREWELL
        {
            thread::sleep(Duration::from_millis(10));
        }
    }
}
