//! What runs on each machine: it takes jobs from the queue, up to a limit at a
//! time, and reports each result.
//!
//! In Python: `rq worker`, which has one job at a time.

use std::time::{Duration, Instant};

use anyhow::{Error, Result, anyhow};
use reqwest::Client;
use tokio::task::{self, JoinSet};

use crate::pi;
use crate::versions::fetch;
use crate::versions::job::Job;
use crate::versions::stream::{Delivery, MOST_DELIVERIES, Queue};

/// Settings of a worker.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Number of jobs at a time.
    pub limit: usize,
    /// Time limit of a job.
    pub time_limit: Duration,
    /// Time after which a job of another worker is taken over. It is longer
    /// than the time limit, so a worker that still has a job then is gone.
    pub take_over_after: Duration,
}

/// A worker.
pub struct Worker {
    queue: Queue,
    client: Client,
    settings: Settings,
    tasks: JoinSet<()>,
    looked: Instant,
}

impl Worker {
    /// Returns a worker that has no jobs yet.
    pub fn new(queue: Queue, settings: Settings) -> Result<Worker> {
        Ok(Worker {
            queue,
            client: fetch::client(settings.time_limit)?,
            settings,
            tasks: JoinSet::new(),
            looked: Instant::now(),
        })
    }

    /// Takes some jobs, and returns when there is room for more.
    pub async fn take(&mut self) -> Result<()> {
        if self.looked.elapsed() > self.settings.take_over_after / 4 {
            self.take_over().await?;
            self.looked = Instant::now();
        }
        let free = self.settings.limit - self.tasks.len();
        for delivery in self.queue.next(free).await? {
            self.tasks.spawn(self.run(delivery));
        }
        if self.tasks.len() == self.settings.limit {
            self.tasks.join_next().await;
        }
        while self.tasks.try_join_next().is_some() {}
        Ok(())
    }

    /// Runs the jobs that other workers have left, one at a time and with none
    /// beside it: a poison pill takes no other job with it.
    async fn take_over(&mut self) -> Result<()> {
        let after = self.settings.take_over_after;
        while let Some(delivery) = self.queue.take_over(after).await? {
            self.finish_all().await;
            self.run(delivery).await;
        }
        Ok(())
    }

    /// Waits until all jobs have ended.
    pub async fn finish_all(&mut self) {
        while self.tasks.join_next().await.is_some() {}
    }

    /// Runs a job. If that fails, the job is not acknowledged, so it is
    /// delivered again.
    fn run(
        &self,
        delivery: Delivery,
    ) -> impl Future<Output = ()> + Send + 'static {
        let (queue, client) = (self.queue.clone(), self.client.clone());
        async move {
            let name = delivery.name.clone();
            if let Err(error) = run(queue, client, delivery).await {
                command_line::print_error(&format!("{name}: {error:#}"));
            }
        }
    }
}

async fn run(
    mut queue: Queue,
    client: Client,
    delivery: Delivery,
) -> Result<()> {
    let job = match delivery.job() {
        _ if delivery.deliveries > MOST_DELIVERIES => {
            let reason =
                anyhow!("no result after {MOST_DELIVERIES} deliveries");
            return give_up(queue, &delivery, reason).await;
        }
        Err(refused) => return give_up(queue, &delivery, refused).await,
        Ok(job) => job,
    };
    let run = format!("{:016x}", fastrand::u64(..));
    queue.started(&delivery, &run).await?;
    let result = match job {
        Job::Fetch { url } => fetch::status(&client, &url).await?.to_string(),
        Job::Chunk { number, samples } => {
            // The runtime's thread stays free for the other jobs.
            let points =
                task::spawn_blocking(move || pi::inside(samples, number));
            format!("{} inside", points.await?)
        }
        Job::Crash => std::process::abort(),
    };
    queue.finish(&delivery, &run, &result).await
}

/// Gives a job up for a reason, which is also the error that is reported.
async fn give_up(
    mut queue: Queue,
    delivery: &Delivery,
    reason: Error,
) -> Result<()> {
    queue.give_up(delivery, &format!("{reason:#}")).await?;
    Err(reason.context("given up"))
}
