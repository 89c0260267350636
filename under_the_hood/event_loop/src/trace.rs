//! Prints what a loop does, a line for each step, and counts the steps.

use std::time::{Duration, Instant};

use crate::step::{Source, Step};

/// What stands before the first thing that a task waits for.
const WAITS: &str = ", waits for ";

/// What is printed, and what was counted.
#[derive(Debug)]
pub struct Trace {
    names: Vec<String>,
    started: Instant,
    /// The line of the task that runs. It ends with what that waits for.
    running: Option<String>,
    /// How many rounds there were.
    pub rounds: usize,
    /// How often a task was polled.
    pub polls: usize,
    /// How often the thread slept.
    pub sleeps: usize,
}

impl Trace {
    /// Begins to count the time, for tasks with these names.
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

    /// Prints the line that is not yet printed.
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
                    format!(", {} at the most", limit.trim_start())
                });
                println!("\n{now}  sleep  until something happens{limit}");
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
                    [] => "nobody".to_owned(),
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

    /// A moment, counted from the start.
    fn at(&self, moment: Instant) -> String {
        milliseconds(moment.saturating_duration_since(self.started))
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:>6.1} ms", time.as_secs_f64() * 1000.0)
}
