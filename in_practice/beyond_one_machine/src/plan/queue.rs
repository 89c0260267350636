//! The part `queue`: URLs to fetch, without a queue and with one.

use std::time::Duration;

use measure::words::counted;
use measure::{Row, sizes};

use super::{Arguments, DEADLINE, Table, Versions, columns, version};
use crate::queue::work::Fetches;
use crate::queue::{self, engine};
use crate::work::Work;

/// Number of jobs, if the command line does not say.
const JOBS: usize = 100;

/// Numbers of workers.
const WORKERS: [usize; 2] = [1, 2];

/// Largest number of jobs of a worker at a time.
const MOST_AT_A_TIME: usize = 1_000;

/// Longest delay of the test server in seconds.
const LONGEST: f64 = 10.0;

/// Options of the part `queue`.
#[derive(Debug, clap::Args)]
pub struct QueueArguments {
    /// URL of an engine that runs already (queue)
    #[arg(long, value_name = "URL")]
    redis: Option<String>,

    /// Name of the queue in the engine (queue)
    #[arg(long, value_name = "NAME", default_value = queue::NAME)]
    queue: String,

    /// URL to fetch, instead of the test server's (queue)
    #[arg(long, value_name = "URL", value_parser = http)]
    url: Option<String>,

    /// Seconds that the test server takes to respond (queue)
    #[arg(long, value_name = "S", default_value = "0.05")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    wait: Duration,

    /// Jobs of a worker at a time (queue)
    #[arg(long, value_name = "N", default_value_t = 8)]
    #[arg(value_parser = sizes::count(MOST_AT_A_TIME))]
    limit: usize,
}

/// Checks that a URL is one of HTTP.
fn http(url: &str) -> Result<String, String> {
    let is_http = ["http://", "https://"].iter().any(|it| url.starts_with(it));
    match is_http {
        true => Ok(url.to_owned()),
        false => Err("it must begin with http:// or https://".to_owned()),
    }
}

/// Makes the table.
pub fn table(versions: Versions, arguments: &Arguments) -> Table {
    let options = &arguments.queue;
    let jobs = arguments.jobs.unwrap_or(JOBS);
    let wait = options.wait.as_secs_f64();
    let path = || format!("/delay/{wait}");
    let row = |name, workers| {
        let version = version(versions, name);
        let work = Work {
            jobs,
            workers,
            queue: Some(Fetches {
                url: options.url.clone().unwrap_or_else(path),
                limit: options.limit,
                name: options.queue.clone(),
            }),
            ..Work::default()
        };
        let label = format!("{} ({workers})", version.label());
        Row::new(version, work).label(label).deadline(DEADLINE)
    };
    let mut rows = vec![row("tasks", 1).label("tasks")];
    rows.extend(WORKERS.map(|workers| row("job_queue", workers)));
    if queue::address::given().is_none() && engine::program().is_err() {
        // It says what is missing, once.
        rows.truncate(2);
    }
    let server = match options.url {
        Some(_) => "from a server of yours".to_owned(),
        None => format!("which take the server {wait} s each"),
    };
    let title = format!(
        "{}, {server}, with {} at a time per worker",
        counted(jobs, "URL"),
        options.limit,
    );
    Table::new("queue", title, rows, columns::QUEUE)
}
