//! Runs every example and writes down what it printed and drew: the book
//! includes these files. `cargo run -p record` puts the figures of your
//! machine in the place of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;

use record::archive::Archive;
use record::claims::{self, Judged};
use record::machine::{self, Machine, WholeRun};
use record::one_recording::{self, Fresh};
use record::recordings::{RECORDINGS, Recording};
use record::run;
use record::workspace::Workspace;

/// What a program ends with that Ctrl-C has ended, as shells have it.
const INTERRUPTED: u8 = 130;

/// Runs the examples and writes down what the book shows: their outputs,
/// pictures of them, and the machine that they ran on.
#[derive(Debug, Parser)]
#[command(bin_name = "record", term_width = 80)]
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
    Err(format!("no such example; there are {}", names.join(", ")))
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
    let programs = workspace.build()?;
    let mut recorder = Recorder {
        arguments,
        programs,
        archive: Archive::load(&workspace)?,
        workspace,
        fresh: BTreeSet::new(),
        warnings: Vec::new(),
        failures: 0,
    };
    let busy = machine::busy_cores();
    recorder.look_at_the_machine(busy)?;

    let started = Instant::now();
    let wanted = arguments.wanted();
    for (index, recording) in wanted.iter().enumerate() {
        let name = recording.name();
        progress(&format!("{} of {}: {name}", index + 1, wanted.len()));
        recorder.take(recording)?;
        if run::interrupted() {
            break;
        }
    }
    let took = started.elapsed();
    recorder.finish(busy, [load, machine::load()], took)
}

/// Everything that a run of this program knows.
struct Recorder<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
    programs: BTreeMap<String, PathBuf>,
    archive: Archive,
    /// The names of what this run has recorded.
    fresh: BTreeSet<String>,
    warnings: Vec<String>,
    failures: usize,
}

impl Recorder<'_> {
    /// Warns where the figures would be those of a busy machine, or would
    /// stand beside those of another one.
    fn look_at_the_machine(&mut self, busy: f64) -> Result<()> {
        let cores = command_line::cores();
        if busy > cores as f64 / 2.0 {
            self.warn(format!(
                "Other programs kept {busy:.2} of {cores} cores busy just \
                 before the start."
            ));
        }
        let page = self.page_on_the_machine();
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

    fn page_on_the_machine(&self) -> PathBuf {
        self.workspace.pages().join("machine.md")
    }

    /// Prints a warning, and keeps it for the page on the machine.
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
        let fresh = match one_recording::run(recording, &self.programs, quick) {
            Ok(fresh) => fresh,
            Err(_) if run::interrupted() => return Ok(()),
            Err(error) => {
                self.failures += 1;
                let kept = match self.arguments.check {
                    true => "",
                    false => ", and keeps its recording",
                };
                self.warn(format!("{name} failed{kept}: {error:#}."));
                return Ok(());
            }
        };
        for sentence in &fresh.warnings {
            self.warn(sentence.clone());
        }
        let done = if self.arguments.check {
            self.compare(&fresh, recording)?
        } else {
            one_recording::write(&fresh, recording, &self.workspace)?;
            match fresh.pictures.len() {
                0 => "recorded".to_owned(),
                1 => "recorded, with a picture".to_owned(),
                pictures => format!("recorded, with {pictures} pictures"),
            }
        };
        progress("");
        println!("{name:<24}{:>6.1} s  {done}", fresh.took.as_secs_f64());
        self.fresh.insert(name.clone());
        self.archive.insert(name, fresh.output);
        Ok(())
    }

    /// Says whether an output and its pictures have the shapes that were
    /// recorded.
    fn compare(
        &mut self,
        fresh: &Fresh,
        recording: &Recording,
    ) -> Result<String> {
        let Ok(recorded) = self.archive.text(&recording.name()) else {
            self.failures += 1;
            return Ok("was not recorded yet".to_owned());
        };
        let difference =
            fresh.difference(recorded, recording, &self.workspace)?;
        Ok(match difference {
            None => "has the shape that is recorded".to_owned(),
            Some(difference) => {
                self.failures += 1;
                format!("differs in {difference}")
            }
        })
    }

    /// Tells which claims do not hold, and brings the page on the machine up
    /// to date. Returns whether all went well.
    fn finish(self, busy: f64, load: [f64; 2], took: Duration) -> Result<bool> {
        let judged = claims::judge(&self.archive.only(&self.fresh));
        report(&judged);
        let is_whole =
            self.arguments.examples.is_empty() && !run::interrupted();
        let page = self.page_on_the_machine();
        if self.arguments.check {
            return Ok(self.failures == 0);
        }
        if is_whole {
            let kept = RECORDINGS.iter().map(Recording::name);
            let kept = kept.filter(|name| !self.fresh.contains(name));
            let whole = WholeRun {
                busy,
                load,
                took,
                quick: self.arguments.quick,
                kept: kept.collect(),
                warnings: self.warnings,
                refuted: judged.refuted,
            };
            let text = machine::page(&Machine::this(), &whole);
            one_recording::replace(&page, &text)?;
        } else if page.exists() && !self.fresh.is_empty() {
            let text = fs::read_to_string(&page)?;
            let text = machine::add_later(&text, &Machine::this(), &self.fresh);
            one_recording::replace(&page, &text)?;
        }
        println!("`mdbook build book` puts these figures into the book.");
        Ok(self.failures == 0)
    }
}

/// Prints what the figures say to the claims of the book.
fn report(judged: &Judged) {
    let Judged {
        held,
        refuted,
        left_open,
    } = judged;
    let count = |claims: usize| match claims {
        1 => "1 claim".to_owned(),
        _ => format!("{claims} claims"),
    };
    let hold = if *held == 1 { "holds" } else { "hold" };
    println!("\n{} of the book {hold} with these figures.", count(*held));
    if !refuted.is_empty() {
        println!("The book says, and these figures do not bear out:");
        refuted.iter().for_each(|line| println!("- {line}"));
    }
    if *left_open > 0 {
        let are = if *left_open == 1 { "is" } else { "are" };
        let left_open = count(*left_open);
        println!(
            "{left_open} {are} about figures that this run does not have."
        );
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
