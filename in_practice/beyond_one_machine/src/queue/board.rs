//! What the submitter reads from the engine: the number of results, and at the
//! end the runs of each job.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::streams::{StreamInfoConsumersReply, StreamPendingReply};
use redis::{AsyncCommands, Client, FromRedisValue, Pipeline};
use tokio::time;

use crate::queue::address;
use crate::queue::work::Seen;
use crate::work::{Answer, Runs};

/// Time for which a row keeps a queue for itself: longer than its time limit.
const CLAIM: u64 = 120;

/// Time for which the engine may be away.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pause after a failure.
const PAUSE: Duration = Duration::from_millis(20);

/// Kinds of keys that a queue has.
const KEYS: [&str; 7] = [
    "owner", "names", "stream", "results", "given_up", "started", "finished",
];

/// A queue, as its submitter sees it.
#[derive(Clone)]
pub struct Board {
    name: String,
    engine: String,
    commands: ConnectionManager,
}

impl Board {
    /// Connects to the queue of this name.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    pub async fn connect(redis: &str, name: &str) -> Result<Board> {
        let config = ConnectionManagerConfig::new()
            .set_max_delay(Duration::from_millis(100))
            .set_response_timeout(Some(Duration::from_secs(2)));
        let engine = address::shown(redis);
        let client = Client::open(redis)?;
        let commands = client.get_connection_manager_with_config(config);
        Ok(Board {
            name: name.to_owned(),
            commands: commands.await.with_context(|| {
                format!("cannot connect to the engine at {engine}")
            })?,
            engine,
        })
    }

    fn key(&self, kind: &str) -> String {
        format!("{}:{kind}", self.name)
    }

    /// Sends commands, which must be of the kind that can be repeated. If the
    /// engine is away, it may come back.
    async fn ask<T: FromRedisValue>(&self, commands: &Pipeline) -> Result<T> {
        let started = Instant::now();
        loop {
            let mut connection = self.commands.clone();
            match commands.query_async(&mut connection).await {
                Ok(answer) => return Ok(answer),
                Err(_) if started.elapsed() < PATIENCE => {}
                Err(error) => {
                    return Err(error).with_context(|| {
                        format!("the engine at {} is gone", self.engine)
                    });
                }
            }
            time::sleep(PAUSE).await;
        }
    }

    /// Makes sure that no other run uses this queue.
    ///
    /// # Errors
    ///
    /// Returns an error if one does, or if the queue has jobs.
    pub async fn claim(&self) -> Result<()> {
        let (names, owner) = (self.key("names"), self.key("owner"));
        let mut commands = self.commands.clone();
        let has_jobs: bool = commands.exists(names).await?;
        let mut set = redis::cmd("SET");
        set.arg(owner).arg(1).arg("NX").arg("EX").arg(CLAIM);
        let claimed: Option<String> = set.query_async(&mut commands).await?;
        ensure!(
            claimed.is_some() && !has_jobs,
            "the queue {:?} is in use: choose another with --queue",
            self.name
        );
        Ok(())
    }

    /// Removes everything that belongs to the queue.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    pub async fn remove(&self) -> Result<()> {
        let keys = KEYS.map(|kind| self.key(kind));
        self.ask(redis::pipe().del(&keys).ignore()).await
    }

    /// Waits until so many workers have joined.
    ///
    /// # Errors
    ///
    /// Returns an error if they do not.
    pub async fn wait_for_workers(&self, workers: usize) -> Result<()> {
        let started = Instant::now();
        let mut commands = self.commands.clone();
        loop {
            let stream = self.key("stream");
            let joined = commands.xinfo_consumers(stream, "workers").await;
            // Before the first one, there is no group.
            let joined: StreamInfoConsumersReply = joined.unwrap_or_default();
            if joined.consumers.len() >= workers {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                bail!("{} of {workers} workers came", joined.consumers.len());
            }
            time::sleep(PAUSE / 4).await;
        }
    }

    /// Returns the number of jobs that have a result or were given up.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    pub async fn done(&self) -> Result<usize> {
        let (results, given_up) = self.ends().await?;
        Ok(results + given_up)
    }

    /// Returns the numbers of results and of jobs that were given up.
    async fn ends(&self) -> Result<(usize, usize)> {
        let results = self.key("results");
        let given_up = self.key("given_up");
        self.ask(redis::pipe().hlen(results).hlen(given_up)).await
    }

    /// Returns the number of jobs that were pushed.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    #[cfg(unix)]
    pub async fn pushed(&self) -> Result<usize> {
        let pushed: (usize,) =
            self.ask(redis::pipe().hlen(self.key("names"))).await?;
        Ok(pushed.0)
    }

    /// Returns true if each run that was started has ended with a result.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    #[cfg(unix)]
    pub async fn all_have_ended(&self) -> Result<bool> {
        let (started, finished) = (self.key("started"), self.key("finished"));
        let (started, finished): (usize, usize) = self
            .ask(redis::pipe().scard(started).scard(finished))
            .await?;
        Ok(started == finished)
    }

    /// Returns the number of jobs that were delivered and not acknowledged.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    pub async fn in_hand(&self) -> Result<usize> {
        let stream = self.key("stream");
        let mut commands = redis::pipe();
        commands.xpending(stream, "workers");
        let (pending,): (StreamPendingReply,) = self.ask(&commands).await?;
        Ok(pending.count())
    }

    /// Returns how many of these jobs the worker of this process has.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    #[cfg(unix)]
    pub async fn in_hand_of(&self, worker: u32) -> Result<usize> {
        let stream = self.key("stream");
        let mut commands = redis::pipe();
        commands.xinfo_consumers(stream, "workers");
        let (all,): (StreamInfoConsumersReply,) = self.ask(&commands).await?;
        let name = format!("{worker}-");
        let own = all.consumers.iter().filter(|it| it.name.starts_with(&name));
        Ok(own.map(|worker| worker.pending).sum())
    }

    /// Counts everything that is in the engine.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine does not answer.
    pub async fn answer(&self) -> Result<Answer> {
        let mut commands = redis::pipe();
        commands.hvals(self.key("results"));
        commands.hlen(self.key("given_up"));
        commands.smembers(self.key("started"));
        commands.smembers(self.key("finished"));
        commands.cmd("INFO");
        let (results, given_up, started, finished, info): Everything =
            self.ask(&commands).await?;
        let (runs, ends) = (by_job(&started), by_job(&finished));
        let points = results.iter().filter_map(|result| {
            result.strip_suffix(" inside")?.parse::<u64>().ok()
        });
        let fetched = results.iter().filter(|result| *result == "200").count();
        Ok(Answer {
            results: results.len() as u64,
            inside: points.sum(),
            runs: Some(Runs {
                started: started.len() as u64,
                twice: ends.values().filter(|ends| **ends > 1).count() as u64,
                given_up,
                memory: None,
            }),
            queue: Some(Seen {
                fetched: fetched as u64,
                most_runs: runs.into_values().max().unwrap_or_default(),
                engine_cpu: number(&info, "used_cpu_user")
                    + number(&info, "used_cpu_sys"),
                commands: number(&info, "total_commands_processed"),
                bytes: number(&info, "total_net_input_bytes")
                    + number(&info, "total_net_output_bytes"),
                connections: number(&info, "connected_clients"),
                seconds: 0.0,
            }),
        })
    }
}

/// Results, the number of jobs that were given up, runs that were started, and
/// runs that ended with a result; and what the engine says of itself.
type Everything = (Vec<String>, u64, Vec<String>, Vec<String>, String);

/// Returns a number from the answer to `INFO`, where each has a line of its own.
fn number(info: &str, name: &str) -> f64 {
    let mut lines = info.lines();
    let value = lines.find_map(|it| it.strip_prefix(name)?.strip_prefix(':'));
    value
        .and_then(|it| it.trim().parse().ok())
        .unwrap_or_default()
}

/// Returns the number of runs per job, of names such as `job-3/83af…`.
fn by_job(runs: &[String]) -> BTreeMap<&str, u64> {
    let mut jobs = BTreeMap::new();
    for run in runs {
        let job = run.rsplit_once('/').map_or("", |(job, _)| job);
        *jobs.entry(job).or_default() += 1;
    }
    jobs
}
