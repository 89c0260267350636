//! The same store in a real Redis (or Valkey) that these checks start. Streams
//! with a consumer group deliver the jobs.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::store::{Message, Sent, Store};

/// Programs that speak Redis's protocol.
const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];

/// Pauses of 10 ms in which a server should have begun to listen.
const PAUSES: usize = 1_000;

/// The account: a set of ids and a balance, changed in one step.
const ADD_ONCE: &str = "
    local is_new = redis.call('SADD', 'ids', ARGV[1])
    if is_new == 1 then redis.call('INCRBY', 'balance', ARGV[2]) end
    return is_new";

/// Returns the server's program, if one is installed.
pub fn program() -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let mut folders = env::split_paths(&folders);
    folders.find_map(|folder| {
        let programs = PROGRAMS.map(|program| folder.join(program));
        programs.into_iter().find(|program| program.is_file())
    })
}

/// A server, and the one connection to it.
pub struct Server {
    child: Child,
    redis: Arc<Redis>,
}

impl Server {
    pub fn start(program: &Path) -> io::Result<Server> {
        // Only this user can reach a socket in there. It is removed as soon as
        // there is a connection, so nothing is left behind whatever happens.
        let folder = tempfile::tempdir()?;
        let mut child = Command::new(program)
            .args(["--port", "0", "--unixsocket", "socket", "--save", ""])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        for _ in 0..PAUSES {
            let socket = UnixStream::connect(folder.path().join("socket"));
            if let Ok(socket) = socket {
                let redis = Arc::new(Redis(Mutex::new(BufReader::new(socket))));
                return Ok(Server { child, redis });
            }
            if let Some(status) = child.try_wait()? {
                let sentence = format!("it ended with {status}");
                return Err(io::Error::other(sentence));
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = child.kill();
        let _ = child.wait();
        Err(io::Error::other("it doesn't listen"))
    }

    /// Returns the server's store, with everything in it deleted.
    pub fn store(&self) -> Arc<Redis> {
        let redis = &self.redis;
        redis.call(&["FLUSHALL"]);
        redis.call(&["XGROUP", "CREATE", "jobs", "all", "0", "MKSTREAM"]);
        redis.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection.
pub struct Redis(Mutex<BufReader<UnixStream>>);

impl Redis {
    /// Sends a command, and returns the reply.
    fn call(&self, words: &[&str]) -> Reply {
        let mut command = format!("*{}\r\n", words.len());
        for word in words {
            command += &format!("${}\r\n{word}\r\n", word.len());
        }
        let mut connection = self.0.lock().expect("no panic in here");
        let sent = connection.get_mut().write_all(command.as_bytes());
        sent.and_then(|()| reply(&mut *connection))
            .expect("the server responds")
    }

    /// Returns the message of an entry `[key, [name, value, …]]`.
    fn message(entry: Reply, times: u32) -> Message {
        let mut entry = entry.list().into_iter();
        let key = entry.next().expect("a key").text();
        let fields = entry.next().expect("fields").list().into_iter();
        let fields: Vec<String> = fields.map(Reply::text).collect();
        let field = |index: usize| fields[index].parse().expect("a number");
        let job = Sent {
            id: field(1),
            amount: field(3),
            kills: field(5) == 1,
        };
        Message { key, job, times }
    }
}

impl Store for Redis {
    fn send(&self, job: Sent) {
        let (id, amount) = (job.id.to_string(), job.amount.to_string());
        let kills = u32::from(job.kills).to_string();
        self.call(&[
            "XADD", "jobs", "*", "id", &id, "amount", &amount, "kills", &kills,
        ]);
    }

    fn next(&self, consumer: &str) -> Option<Message> {
        let streams = self.call(&[
            "XREADGROUP",
            "GROUP",
            "all",
            consumer,
            "COUNT",
            "1",
            "STREAMS",
            "jobs",
            ">",
        ]);
        let stream = streams.list().pop()?;
        let entry = stream.list().pop()?.list().pop()?;
        Some(Redis::message(entry, 1))
    }

    fn take_over(&self, consumer: &str) -> Option<Message> {
        // XAUTOCLAIM does both in one step, after a time that has to pass.
        let pending = self.call(&["XPENDING", "jobs", "all", "-", "+", "100"]);
        let mut pending = pending.list().into_iter().map(Reply::list);
        let found = pending.find_map(|entry| {
            let mut entry = entry.into_iter();
            let key = entry.next()?.text();
            let owner = entry.next()?.text();
            let times = entry.nth(1)?.number();
            (owner != consumer).then_some((key, times))
        });
        let (key, times) = found?;
        let claim = ["XCLAIM", "jobs", "all", consumer, "0", &key];
        let entry = self.call(&claim).list().pop()?;
        let times = u32::try_from(times + 1).expect("a small number");
        Some(Redis::message(entry, times))
    }

    fn remove(&self, key: &str) {
        self.call(&["XACK", "jobs", "all", key]);
        self.call(&["XDEL", "jobs", key]);
    }

    fn give_up(&self, message: &Message) {
        self.call(&["RPUSH", "given_up", &message.job.id.to_string()]);
        self.remove(&message.key);
    }

    fn add(&self, amount: u64) {
        self.call(&["INCRBY", "balance", &amount.to_string()]);
    }

    fn has(&self, id: u64) -> bool {
        self.call(&["SISMEMBER", "ids", &id.to_string()]).number() == 1
    }

    fn note(&self, id: u64) {
        self.call(&["SADD", "ids", &id.to_string()]);
    }

    fn add_once(&self, id: u64, amount: u64) -> bool {
        let (id, amount) = (id.to_string(), amount.to_string());
        self.call(&["EVAL", ADD_ONCE, "0", &id, &amount]).number() == 1
    }

    fn waiting(&self) -> Vec<u64> {
        let entries = self.call(&["XRANGE", "jobs", "-", "+"]).list();
        let messages =
            entries.into_iter().map(|entry| Redis::message(entry, 1));
        messages.map(|message| message.job.id).collect()
    }

    fn given_up(&self) -> Vec<u64> {
        let ids = self.call(&["LRANGE", "given_up", "0", "-1"]).list();
        let ids = ids.into_iter().map(Reply::text);
        ids.map(|id| id.parse().expect("a number")).collect()
    }

    fn balance(&self) -> u64 {
        match self.call(&["GET", "balance"]) {
            Reply::Nothing => 0,
            balance => balance.text().parse().expect("a number"),
        }
    }
}

/// A reply of the server.
#[derive(Debug)]
enum Reply {
    Nothing,
    Number(i64),
    Text(String),
    List(Vec<Reply>),
}

impl Reply {
    fn number(self) -> i64 {
        match self {
            Reply::Number(number) => number,
            other => panic!("expected a number from the server: {other:?}"),
        }
    }

    fn text(self) -> String {
        match self {
            Reply::Text(text) => text,
            other => panic!("expected a text from the server: {other:?}"),
        }
    }

    /// Returns the elements, which are none if there is no list.
    fn list(self) -> Vec<Reply> {
        match self {
            Reply::List(replies) => replies,
            Reply::Nothing => Vec::new(),
            other => panic!("expected a list from the server: {other:?}"),
        }
    }
}

/// Reads a reply. Its first character is its kind.
fn reply(connection: &mut impl BufRead) -> io::Result<Reply> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let line = line.trim_end();
    let (kind, rest) = line.split_at_checked(1).unwrap_or_default();
    let number = || rest.parse::<i64>().map_err(io::Error::other);
    match kind {
        "+" => Ok(Reply::Text(rest.to_owned())),
        ":" => Ok(Reply::Number(number()?)),
        "$" | "*" if number()? < 0 => Ok(Reply::Nothing),
        "$" => {
            let length =
                usize::try_from(number()?).map_err(io::Error::other)?;
            // The text ends with a line break.
            let mut bytes = vec![0; length + 2];
            connection.read_exact(&mut bytes)?;
            bytes.truncate(length);
            let text = String::from_utf8(bytes).map_err(io::Error::other)?;
            Ok(Reply::Text(text))
        }
        "*" => {
            let elements = (0..number()?).map(|_| reply(connection));
            Ok(Reply::List(elements.collect::<io::Result<_>>()?))
        }
        _ => Err(io::Error::other(format!("the server says {line:?}"))),
    }
}
