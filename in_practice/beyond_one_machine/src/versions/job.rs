//! A job as it is in the stream: text, which a newer or older program may have
//! written. A worker refuses what it does not understand.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use redis::{FromRedisValue, Value};

/// Version of the format. It changes with the meaning of a field.
const VERSION: &str = "1";

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Fetches a URL.
    Fetch { url: String },
    /// Computes a chunk of pi, from this number of random points.
    Chunk { number: u64, samples: u64 },
    /// Ends its worker, as a job does that meets a bug: a poison pill.
    Crash,
}

impl Job {
    /// Returns the fields of its entry in the stream.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = match self {
            Job::Fetch { url } => {
                vec![("kind", "fetch".to_owned()), ("url", url.clone())]
            }
            Job::Chunk { number, samples } => vec![
                ("kind", "chunk".to_owned()),
                ("number", number.to_string()),
                ("samples", samples.to_string()),
            ],
            Job::Crash => vec![("kind", "crash".to_owned())],
        };
        fields.push(("version", VERSION.to_owned()));
        fields
    }

    /// Reads the fields of an entry.
    ///
    /// # Errors
    ///
    /// Returns an error if they are not a job of this version.
    pub fn read(fields: &HashMap<String, Value>) -> Result<Job> {
        match field(fields, "version")?.as_str() {
            VERSION => {}
            other => bail!("version {other:?} of a job, not {VERSION:?}"),
        }
        match field(fields, "kind")?.as_str() {
            "fetch" => Ok(Job::Fetch {
                url: field(fields, "url")?,
            }),
            "chunk" => Ok(Job::Chunk {
                number: field(fields, "number")?.parse()?,
                samples: field(fields, "samples")?.parse()?,
            }),
            "crash" => Ok(Job::Crash),
            other => bail!("an unknown kind of job, {other:?}"),
        }
    }
}

/// Returns a field as text.
pub fn field(fields: &HashMap<String, Value>, name: &str) -> Result<String> {
    let value = fields.get(name);
    let value = value.with_context(|| format!("a job without {name}"))?;
    Ok(String::from_redis_value(value.clone())?)
}
