//! Runs every example and writes down what it printed and drew: the book
//! includes these files. `cargo run -p record` puts the figures of your
//! machine in the place of ours.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;

use record::archive::Archive;
use record::claims::{self, Judged};
use record::machine::{
    self, Machine, ORIGIN, Origin, RecordedBy, Source, WholeRun,
};
use record::one_recording;
use record::recordings::{self, RECORDINGS, Recording};
use record::run;
use record::what_if;
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

    /// Write nothing, but say what differs in shape from the recordings, which
    /// claims of the book hold here, and within which limits
    #[arg(long)]
    check: bool,

    /// Take smaller sizes, for a quicker look: about two minutes for all
    #[arg(long)]
    quick: bool,
}

impl Arguments {
    /// The recordings that they name.
    fn wanted(&self) -> Vec<&'static Recording> {
        let is_wanted = |recording: &&Recording| {
            let examples = &self.examples;
            examples.is_empty()
                || examples.iter().any(|name| recording.is_called(name))
        };
        RECORDINGS.iter().filter(is_wanted).collect()
    }
}

/// Accepts the name of a package or of a recording.
fn known(example: &str) -> Result<String, String> {
    if RECORDINGS
        .iter()
        .any(|recording| recording.is_called(example))
    {
        return Ok(example.to_owned());
    }
    let names: Vec<String> = RECORDINGS.iter().map(Recording::name).collect();
    Err(format!("no such example; there are {}", names.join(", ")))
}

fn main() -> ExitCode {
    command_line::explain_failed_output();
    command_line::accept_signals();
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
    let wanted = arguments.wanted();
    let optimised = wanted.iter().filter(|recording| recording.optimised);
    let optimised = optimised.map(|recording| recording.package).collect();
    let programs = workspace.build_optimised(&optimised)?;
    let mut recorder = Recorder {
        arguments,
        programs,
        interpreter: command_line::python(),
        archive: recordings::load(&workspace)?,
        origin: Origin::read(&workspace.pages().join(ORIGIN))?,
        workspace,
        machine: Machine::this(),
        run: WholeRun {
            quick: arguments.quick,
            busy: machine::busy_cores(),
            load: [load, load],
            ..WholeRun::default()
        },
        fresh: BTreeMap::new(),
        failures: 0,
    };
    recorder.look_at_the_machine();

    let started = Instant::now();
    for (index, recording) in wanted.iter().enumerate() {
        let name = recording.name();
        progress(&format!("{} of {}: {name}", index + 1, wanted.len()));
        recorder.take(recording)?;
        if run::interrupted() {
            break;
        }
    }
    recorder.run.took = started.elapsed().as_secs_f64();
    recorder.finish()
}

/// Everything that a run of this program knows.
struct Recorder<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
    programs: BTreeMap<String, PathBuf>,
    /// The interpreter for Python, or why there is none.
    interpreter: Result<PathBuf, String>,
    archive: Archive,
    /// Where the recordings came from before this run.
    origin: Option<Origin>,
    machine: Machine,
    /// This run, as it is told if it records everything.
    run: WholeRun,
    /// What this run has recorded, each with its warnings.
    fresh: BTreeMap<String, Vec<String>>,
    failures: usize,
}

impl Recorder<'_> {
    /// Warns where the figures would be those of a busy machine, or would
    /// stand beside those of another one.
    fn look_at_the_machine(&mut self) {
        let (busy, cores) = (self.run.busy, self.machine.cores);
        if busy > cores as f64 / 2.0 {
            self.warn(format!(
                "Other programs kept {busy:.2} of {cores} cores busy just \
                 before the start."
            ));
        }
        let some = !self.arguments.examples.is_empty();
        let origin = self.origin.as_ref();
        let is_other = origin.is_some_and(|it| it.machine != self.machine);
        if some && !self.arguments.check && is_other {
            print_warning(
                "The other recordings were made on another machine, or with \
                 another compiler; to record all of them, name none.",
            );
        }
    }

    /// Prints a warning, and keeps it for the page on the machine.
    fn warn(&mut self, sentence: String) {
        print_warning(&sentence);
        self.run.warnings.push(sentence);
    }

    /// Runs one program, and writes or compares what it printed.
    fn take(&mut self, recording: &Recording) -> Result<()> {
        let name = recording.name();
        if !recording.runs_here() {
            self.warn(format!("{name} needs Linux, and keeps its recording."));
            return Ok(());
        }
        let interpreter = match (&self.interpreter, recording.python) {
            (Err(problem), Some(_)) => {
                let kept = format!("{name} keeps its recording: {problem}.");
                self.warn(kept);
                return Ok(());
            }
            (interpreter, _) => interpreter.as_deref().ok(),
        };
        let fresh = match one_recording::run(
            recording,
            &self.workspace,
            &self.programs,
            interpreter,
            self.arguments.quick,
        ) {
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
        fresh.warnings.iter().for_each(|it| print_warning(it));
        let done = if self.arguments.check {
            let recorded = self.archive.text(&name).ok();
            let differs =
                fresh.difference(recorded, recording, &self.workspace)?;
            self.failures += usize::from(differs.is_some());
            differs.unwrap_or("has the shape that is recorded".to_owned())
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
        let data = fresh.data.as_deref();
        self.archive.insert(&name, fresh.output, data)?;
        self.fresh.insert(name, fresh.warnings);
        Ok(())
    }

    /// Says which claims do not hold, and brings the page on the machine up
    /// to date. Returns whether all went well.
    fn finish(self) -> Result<bool> {
        let names = self.fresh.keys().cloned().collect();
        report(&claims::judge(&self.archive.only(&names)), self.arguments);
        let went_well = self.failures == 0;
        if self.arguments.check {
            return Ok(went_well);
        }
        let folder = self.workspace.pages();
        // Without one of its figures, the data stays as it is.
        if let Ok(data) = what_if::data(&self.archive) {
            let file = folder.join(what_if::FILE);
            one_recording::replace_all(&[(file, &data)])?;
        }
        if let Some(origin) = self.origin_now() {
            let [json, page] = [origin.json()?, origin.page()];
            one_recording::replace_all(&[
                (folder.join(ORIGIN), &json),
                (folder.join("machine.md"), &page),
            ])?;
        }
        println!("`mdbook build book` puts these figures into the book.");
        Ok(went_well)
    }

    /// Where the recordings come from after this run. `None` if there never was
    /// a whole run.
    fn origin_now(self) -> Option<Origin> {
        let is_whole =
            self.arguments.examples.is_empty() && !run::interrupted();
        let at = machine::now();
        let of_run = match is_whole {
            true => Vec::new(),
            false => self.run.warnings.clone(),
        };
        let (mut origin, run) = if is_whole {
            let mut origin = self.origin.unwrap_or_default();
            for name in RECORDINGS.iter().map(Recording::name) {
                origin.recordings.entry(name).or_default().run =
                    RecordedBy::Earlier;
            }
            origin.machine = self.machine;
            let load = [self.run.load[0], machine::load()];
            origin.whole_run = WholeRun {
                at,
                load,
                ..self.run
            };
            (origin, RecordedBy::Whole)
        } else {
            let origin = self.origin?;
            let same_machine = origin.machine == self.machine;
            (origin, RecordedBy::Later { at, same_machine })
        };
        for (name, mut warnings) in self.fresh {
            warnings.extend(of_run.iter().map(|it| format!("{name}: {it}")));
            let run = run.clone();
            origin.recordings.insert(name, Source { run, warnings });
        }
        // What a reader sees is what is recorded now, whenever that was.
        origin.claims = claims::judge(&self.archive);
        Some(origin)
    }
}

/// Prints what the figures say to the claims of the book; with `--check`, also
/// within which limits each claim holds.
fn report(judged: &Judged, arguments: &Arguments) {
    let quick = arguments.quick;
    let held = judged.held.len();
    println!("\nClaims of the book that hold with these figures: {held}.");
    if arguments.check {
        judged.held.iter().for_each(|line| println!("- {line}"));
    }
    if !judged.refuted.is_empty() {
        let sizes = if quick {
            ", made with quick sizes,"
        } else {
            ""
        };
        println!("The book says, and these figures{sizes} do not bear out:");
        judged.refuted.iter().for_each(|line| println!("- {line}"));
    }
    let left_open = judged.left_open.len();
    if left_open > 0 {
        println!("Claims about figures that this run lacks: {left_open}.");
    }
}

/// Prints a warning, in the place of what is being done.
fn print_warning(sentence: &str) {
    progress("");
    eprintln!("Warning: {sentence}");
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
