//! Prints and counts the steps of a loop, one line per step.

use std::time::{Duration, Instant};

use crate::step::{Source, Step};

/// Words before the first source for which a task waits.
const WAITS: &str = ", waits for ";

/// The line that is being printed, and the counts.
#[derive(Debug)]
pub struct Trace {
    names: Vec<String>,
    started: Instant,
    /// Line of the running task. Its sources are appended as it waits for them.
    running: Option<String>,
    /// Number of rounds.
    pub rounds: usize,
    /// Number of polls, of all tasks.
    pub polls: usize,
    /// Number of times that the thread slept.
    pub sleeps: usize,
}

impl Trace {
    /// Returns a trace of tasks with these names. Its time starts now.
    pub fn new(names: &[&str]) -> Trace {
        Trace {
            names: names.iter().map(|&name| name.to_owned()).collect(),
            started: Instant::now(),
            running: None,
            rounds: 0,
            polls: 0,
            sleeps: 0,
        }
    }

    /// Prints a step.
    pub fn step(&mut self, step: Step) {
        match step {
            Step::Wait(_, source) => {
                let source = self.source(source);
                let line = self.running.get_or_insert_default();
                let waits = match line.contains(WAITS) {
                    true => " and for ",
                    false => WAITS,
                };
                line.push_str(waits);
                line.push_str(&source);
            }
            Step::End(_) => {
                self.running.get_or_insert_default().push_str(", done");
            }
            _ => {
                self.end_line();
                self.begin_line(step);
            }
        }
    }

    /// Prints the line of the running task, if there is one.
    pub fn end_line(&mut self) {
        if let Some(line) = self.running.take() {
            println!("{line}");
        }
    }

    fn begin_line(&mut self, step: Step) {
        let now = self.at(Instant::now());
        match step {
            Step::Sleep(Some(Duration::ZERO)) => {}
            Step::Sleep(timeout) => {
                self.sleeps += 1;
                let limit = timeout.map(milliseconds);
                let limit = limit.map_or(String::new(), |limit| {
                    format!(", {} at most", limit.trim_start())
                });
                println!("\n{now}  sleep  until an event{limit}");
            }
            Step::Wake(task, source) => {
                let (name, source) = (&self.names[task], self.source(source));
                println!("{now}  wake   {name}, for {source}");
            }
            Step::Ready(tasks) => {
                self.rounds += 1;
                let names: Vec<&str> =
                    tasks.iter().map(|&task| &*self.names[task]).collect();
                let who = match names[..] {
                    [] => "none".to_owned(),
                    _ => names.join(", "),
                };
                println!("{now}  ready  {who}");
            }
            Step::Run(task) => {
                self.polls += 1;
                let name = &self.names[task];
                self.running = Some(format!("{now}  run    {name}"));
            }
            Step::Wait(..) | Step::End(_) => {}
        }
    }

    fn source(&self, source: Source) -> String {
        match source {
            Source::Readable(number) => format!("socket {number} (readable)"),
            Source::Writable(number) => format!("socket {number} (writable)"),
            Source::Timer(when, _) => {
                format!("the timer at {}", self.at(when).trim_start())
            }
        }
    }

    /// Returns a moment in words, counted from the start.
    fn at(&self, moment: Instant) -> String {
        milliseconds(moment.saturating_duration_since(self.started))
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:>6.1} ms", time.as_secs_f64() * 1000.0)
}
