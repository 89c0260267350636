//! A queue in Redis: a stream with a group of workers, and next to it a hash
//! with the results. Every change is one command or one transaction, and
//! repeating it changes nothing.
//!
//! In Python: RQ and Celery do this for you, each with its own promises.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::streams::{
    StreamAutoClaimOptions, StreamAutoClaimReply, StreamId,
    StreamPendingCountReply, StreamReadOptions, StreamReadReply,
};
use redis::{AsyncCommands, Client, Script, Value};

use crate::versions::job::{self, Job};

/// Name of the group: within it, each job is delivered to one worker.
const GROUP: &str = "workers";

/// Number of deliveries after which a job is given up.
pub const MOST_DELIVERIES: usize = 3;

/// Time for which a worker waits for a job, before it looks at other things.
const WAIT: Duration = Duration::from_millis(100);

/// Time limit of a command.
const PATIENCE: Duration = Duration::from_secs(2);

/// Adds a job, unless a job with its name has been added before.
const PUSH: &str = "
    if redis.call('HSETNX', KEYS[1], ARGV[1], 1) == 0 then return 0 end
    redis.call('XADD', KEYS[2], '*', 'name', unpack(ARGV))
    return 1";

/// Takes a job out of the queue without a result. One that has got a result in
/// the meantime stays as it is.
const GIVE_UP: &str = "
    if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
    if redis.call('HEXISTS', KEYS[2], ARGV[3]) == 1 then return 0 end
    redis.call('HSET', KEYS[3], ARGV[3], ARGV[4])
    return 1";

/// A queue, as one of its workers sees it.
#[derive(Clone)]
pub struct Queue {
    name: String,
    worker: String,
    commands: ConnectionManager,
    /// A command that waits for a job holds up all others on its connection.
    waiting: ConnectionManager,
}

/// A job that was delivered to this worker.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Id of the entry in the stream.
    entry: String,
    /// Name of the job: its results are counted once.
    pub name: String,
    /// Number of deliveries so far, this one included.
    pub deliveries: usize,
    fields: HashMap<String, Value>,
}

impl Queue {
    /// Connects to the queue of this name, under a name that no other worker
    /// has.
    pub async fn connect(
        redis: &str,
        name: &str,
        worker: &str,
    ) -> Result<Queue> {
        let client = Client::open(redis)?;
        let config = ConnectionManagerConfig::new()
            .set_max_delay(WAIT)
            .set_response_timeout(Some(PATIENCE));
        let connect =
            || client.get_connection_manager_with_config(config.clone());
        Ok(Queue {
            name: name.to_owned(),
            worker: worker.to_owned(),
            commands: connect().await?,
            waiting: connect().await?,
        })
    }

    /// Makes the group, unless it is there, and joins it.
    pub async fn join(&mut self) -> Result<()> {
        let stream = self.key("stream");
        let made = self.commands.xgroup_create_mkstream(&stream, GROUP, 0);
        match made.await {
            Err(error) if error.code() == Some("BUSYGROUP") => {}
            made => made?,
        }
        let worker = &self.worker;
        let joined = self.commands.xgroup_createconsumer(stream, GROUP, worker);
        let _is_new: bool = joined.await?;
        Ok(())
    }

    /// Adds a job. Returns false if it was there.
    pub async fn push(&mut self, name: &str, job: &Job) -> Result<bool> {
        let script = Script::new(PUSH);
        let mut call = script.key(self.key("names"));
        call.key(self.key("stream")).arg(name);
        job.fields().into_iter().for_each(|(field, value)| {
            call.arg(field).arg(value);
        });
        Ok(call.invoke_async(&mut self.commands).await?)
    }

    /// Returns up to `count` jobs that no worker has had, as soon as there is
    /// one.
    pub async fn next(&mut self, count: usize) -> Result<Vec<Delivery>> {
        let options = StreamReadOptions::default()
            .group(GROUP, &self.worker)
            .count(count)
            .block(WAIT.as_millis() as usize);
        let (streams, new) = ([self.key("stream")], [">"]);
        let read = self.waiting.xread_options(&streams, &new, &options);
        let read: Option<StreamReadReply> = read.await?;
        let streams = read.unwrap_or_default().keys.into_iter();
        let entries = streams.flat_map(|stream| stream.ids);
        entries.map(|entry| Delivery::new(entry, 1)).collect()
    }

    /// Takes over a job that another worker has had for longer than `after`
    /// without a result.
    pub async fn take_over(
        &mut self,
        after: Duration,
    ) -> Result<Option<Delivery>> {
        let stream = self.key("stream");
        let mut from = "0-0".to_owned();
        loop {
            let claimed = self.commands.xautoclaim_options(
                &stream,
                GROUP,
                &self.worker,
                after.as_millis() as usize,
                &from,
                StreamAutoClaimOptions::default().count(1),
            );
            let claimed: StreamAutoClaimReply = claimed.await?;
            if let Some(entry) = claimed.claimed.into_iter().next() {
                let deliveries = self.deliveries(&entry.id).await?;
                return Ok(Some(Delivery::new(entry, deliveries)?));
            }
            if claimed.next_stream_id == "0-0" {
                return Ok(None);
            }
            from = claimed.next_stream_id;
        }
    }

    /// Returns the number of deliveries of an entry.
    async fn deliveries(&mut self, entry: &str) -> Result<usize> {
        let stream = self.key("stream");
        let pending =
            self.commands.xpending_count(stream, GROUP, entry, entry, 1);
        let pending: StreamPendingCountReply = pending.await?;
        let pending = pending.ids.first();
        Ok(pending.map_or(0, |pending| pending.times_delivered))
    }

    /// Notes that a run of a job begins. `run` is a name that no other run has.
    pub async fn started(&mut self, job: &Delivery, run: &str) -> Result<()> {
        let run = format!("{}/{run}", job.name);
        Ok(self.commands.sadd(self.key("started"), run).await?)
    }

    /// Stores a result, unless there is one, and takes the job out of the
    /// queue, in one transaction.
    pub async fn finish(
        &mut self,
        job: &Delivery,
        run: &str,
        result: &str,
    ) -> Result<()> {
        let run = format!("{}/{run}", job.name);
        let () = redis::pipe()
            .atomic()
            .hset_nx(self.key("results"), &job.name, result)
            .hdel(self.key("given_up"), &job.name)
            .sadd(self.key("finished"), run)
            .xack(self.key("stream"), GROUP, &[&job.entry])
            .query_async(&mut self.commands)
            .await?;
        Ok(())
    }

    /// Gives a job up: it goes to the dead letters, with the reason.
    pub async fn give_up(
        &mut self,
        job: &Delivery,
        reason: &str,
    ) -> Result<()> {
        let script = Script::new(GIVE_UP);
        let mut call = script.key(self.key("stream"));
        call.key(self.key("results")).key(self.key("given_up"));
        call.arg(GROUP).arg(&job.entry).arg(&job.name).arg(reason);
        Ok(call.invoke_async(&mut self.commands).await?)
    }

    /// Returns the name of a key in Redis.
    pub fn key(&self, kind: &str) -> String {
        format!("{}:{kind}", self.name)
    }
}

impl Delivery {
    fn new(entry: StreamId, deliveries: usize) -> Result<Delivery> {
        // An entry that some other program has written may lack a name.
        let name = job::field(&entry.map, "name");
        Ok(Delivery {
            name: name.unwrap_or_else(|_| entry.id.clone()),
            entry: entry.id,
            deliveries,
            fields: entry.map,
        })
    }

    /// Returns the job, or the reason why it makes no sense to this program.
    pub fn job(&self) -> Result<Job> {
        Job::read(&self.fields)
    }
}
