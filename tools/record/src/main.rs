//! Runs every example and writes down what it printed and drew: the book
//! includes these files. `cargo run -p record` puts the figures of your
//! machine in the place of ours.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;

use record::claims;
use record::machine::{self, Machine, Session};
use record::recorded::Recorded;
use record::recordings::{RECORDINGS, Recording};
use record::session::{self, Fresh};
use record::workspace::Workspace;
use record::{run, shape, spread};

/// What a program ends with that Ctrl-C has ended, as shells have it.
const INTERRUPTED: u8 = 130;

/// Runs the examples and writes down what the book shows: their outputs,
/// pictures of them, and the machine that they ran on.
#[derive(Debug, Parser)]
#[command(term_width = 80)]
struct Arguments {
    /// What to record, such as ex_3_3 or fork_vs_spawn-memory [default: all]
    #[arg(value_name = "EXAMPLE", value_parser = known)]
    examples: Vec<String>,

    /// Write nothing, but say what differs in shape from the recordings, and
    /// which claims of the book do not hold here
    #[arg(long)]
    check: bool,

    /// Take sizes with which everything ends within a minute
    #[arg(long)]
    quick: bool,
}

impl Arguments {
    /// The recordings that they name.
    fn wanted(&self) -> Vec<&'static Recording> {
        let named = |recording: &&Recording| {
            let names = [recording.package.to_owned(), recording.name()];
            self.examples.is_empty()
                || self.examples.iter().any(|example| names.contains(example))
        };
        RECORDINGS.iter().filter(named).collect()
    }
}

/// Accepts the name of a package or of a recording.
fn known(example: &str) -> Result<String, String> {
    let is_named = |recording: &Recording| {
        recording.package == example || recording.name() == example
    };
    if RECORDINGS.iter().any(is_named) {
        return Ok(example.to_owned());
    }
    let names: Vec<String> = RECORDINGS.iter().map(Recording::name).collect();
    Err(format!("there is none; there are {}", names.join(", ")))
}

fn main() -> ExitCode {
    command_line::explain_failed_output();
    let arguments = Arguments::parse();
    match record(&arguments) {
        _ if run::interrupted() => {
            eprintln!("Interrupted: what was not done keeps its recording.");
            ExitCode::from(INTERRUPTED)
        }
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the arguments ask for. Returns whether all of it went well.
fn record(arguments: &Arguments) -> Result<bool> {
    run::listen_for_ctrl_c()?;
    let load = machine::load();
    let workspace = Workspace::here()?;
    let mut recorder = Recorder {
        arguments,
        programs: BTreeMap::new(),
        recorded: Recorded::load(&workspace)?,
        workspace,
        warnings: Vec::new(),
        failures: 0,
    };
    recorder.look_at_the_machine(load)?;
    recorder.programs = recorder.workspace.build()?;

    let started = Instant::now();
    let wanted = arguments.wanted();
    for (index, recording) in wanted.iter().enumerate() {
        let name = recording.name();
        progress(&format!("{} of {}: {name}", index + 1, wanted.len()));
        recorder.take(recording)?;
        if run::interrupted() {
            return Ok(false);
        }
    }
    recorder.finish(load, started)
}

/// Everything that a run of this program knows.
struct Recorder<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
    programs: BTreeMap<String, PathBuf>,
    recorded: Recorded,
    warnings: Vec<String>,
    failures: usize,
}

impl Recorder<'_> {
    /// Warns where the figures would be those of a busy machine, or would
    /// stand beside those of another one.
    fn look_at_the_machine(&mut self, load: f64) -> Result<()> {
        let cores = machine::cores();
        if load > cores as f64 / 2.0 {
            self.warn(format!(
                "Other programs kept the machine busy before the start: the \
                 load was {load:.2} on {cores} cores."
            ));
        }
        let page = self.workspace.pages().join("machine.md");
        let some = !self.arguments.examples.is_empty();
        if some && !self.arguments.check && page.exists() {
            let page = fs::read_to_string(page)?;
            if !Machine::this().wrote(&page) {
                self.warn(
                    "The other recordings were made on another machine, or \
                     with another compiler; to record all of them, name none."
                        .to_owned(),
                );
            }
        }
        Ok(())
    }

    fn warn(&mut self, sentence: String) {
        progress("");
        eprintln!("Warning: {sentence}");
        self.warnings.push(sentence);
    }

    /// Runs one program, and writes or compares what it printed.
    fn take(&mut self, recording: &Recording) -> Result<()> {
        let name = recording.name();
        if !recording.runs_here() {
            self.warn(format!("{name} needs Linux, and keeps its recording."));
            return Ok(());
        }
        let quick = self.arguments.quick;
        let fresh = match session::run(recording, &self.programs, quick) {
            Ok(fresh) => fresh,
            Err(_) if run::interrupted() => return Ok(()),
            Err(error) => {
                self.failures += 1;
                let kept = if self.arguments.check {
                    ""
                } else {
                    ", and keeps its recording"
                };
                self.warn(format!("{name} failed{kept}: {error:#}."));
                return Ok(());
            }
        };
        for sentence in spread::warnings(&name, &fresh.output) {
            self.warn(sentence);
        }
        let done = if self.arguments.check {
            self.compare(&fresh, recording)
        } else {
            session::write(&fresh, recording, &self.workspace)?;
            match fresh.pictures.len() {
                0 => "recorded".to_owned(),
                1 => "recorded, with a picture".to_owned(),
                pictures => format!("recorded, with {pictures} pictures"),
            }
        };
        progress("");
        println!("{name:<24}{:>6.1} s  {done}", fresh.took.as_secs_f64());
        self.recorded.insert(name, fresh.output);
        Ok(())
    }

    /// Says whether an output has the shape that was recorded.
    fn compare(&mut self, fresh: &Fresh, recording: &Recording) -> String {
        let Ok(recorded) = self.recorded.text(&recording.name()) else {
            self.failures += 1;
            return "was not recorded yet".to_owned();
        };
        let [recorded, now] = [recorded, &fresh.output]
            .map(|output| shape::of(output, recording));
        match shape::difference(&recorded, &now) {
            None => "has the shape that is recorded".to_owned(),
            Some(difference) => {
                self.failures += 1;
                format!("differs in {difference}")
            }
        }
    }

    /// Tells which claims do not hold, and writes the page on the machine
    /// where everything was recorded on it. Returns whether all went well.
    fn finish(self, load: f64, started: Instant) -> Result<bool> {
        let took = started.elapsed();
        let refuted = claims::refuted(&self.recorded);
        if refuted.is_empty() {
            println!("\nEvery claim of the book holds with these figures.");
        } else {
            println!("\nThe book says, and these figures do not bear out:");
            refuted.iter().for_each(|line| println!("- {line}"));
        }
        if self.arguments.examples.is_empty() && !self.arguments.check {
            let session = Session {
                load: [load, machine::load()],
                took,
                quick: self.arguments.quick,
                warnings: self.warnings,
                refuted,
            };
            let page = machine::page(&Machine::this(), &session);
            let file = self.workspace.pages().join("machine.md");
            session::replace(&file, &page)?;
            println!("\n`mdbook build book` puts these figures into the book.");
        }
        Ok(self.failures == 0)
    }
}

/// Shows what is being done in the place of what was being done, on a
/// terminal; an empty text takes it away.
fn progress(text: &str) {
    let mut stderr = io::stderr();
    if stderr.is_terminal() {
        // To the first column, and clear the line.
        let shown = write!(stderr, "\r\x1b[K{text}");
        // Whoever closed the terminal does not miss it.
        shown.and_then(|()| stderr.flush()).ok();
    }
}
