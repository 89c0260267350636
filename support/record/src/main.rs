//! Runs every example, and records its output and its pictures in files that
//! the book includes. `cargo run -p record` replaces our figures with those of
//! your machine.

use std::collections::BTreeMap;
use std::env;
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

/// Exit status after Ctrl-C, the same as in a shell.
const INTERRUPTED: u8 = 130;

/// Run the examples, and record their outputs, their pictures and the machine
/// for the book.
#[derive(Debug, Parser)]
#[command(bin_name = "record", term_width = 80)]
struct Arguments {
    /// Examples or recordings, such as ex_3_3 [default: all]
    #[arg(value_name = "EXAMPLE", value_parser = known)]
    examples: Vec<String>,

    /// Compare only, write nothing; also list the claims of the
    /// book that hold, with their limits
    #[arg(long)]
    check: bool,

    /// Use small sizes: about two minutes for everything
    #[arg(long)]
    quick: bool,
}

impl Arguments {
    /// Returns the recordings that the arguments name.
    fn wanted(&self) -> Vec<&'static Recording> {
        let is_wanted = |recording: &&Recording| {
            let examples = &self.examples;
            examples.is_empty()
                || examples.iter().any(|name| recording.is_called(name))
        };
        RECORDINGS.iter().filter(is_wanted).collect()
    }
}

/// Returns `example`, if it is the name of a package or of a recording.
fn known(example: &str) -> Result<String, String> {
    if RECORDINGS
        .iter()
        .any(|recording| recording.is_called(example))
    {
        return Ok(example.to_owned());
    }
    let names: Vec<String> = RECORDINGS.iter().map(Recording::name).collect();
    Err(format!("unknown example; known are {}", names.join(", ")))
}

fn main() -> ExitCode {
    command_line::explain_failed_output();
    command_line::accept_signals();
    let arguments = Arguments::parse();
    match record(&arguments) {
        _ if run::interrupted() => {
            print_line("Interrupted: the other recordings stay as they were.");
            ExitCode::from(INTERRUPTED)
        }
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            command_line::print_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Records or compares the wanted recordings. Returns whether all went well.
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
    recorder.check_the_machine();

    let started = Instant::now();
    for (index, recording) in wanted.iter().enumerate() {
        let name = recording.name();
        progress(&format!("{} of {}: {name}", index + 1, wanted.len()));
        recorder.record(recording)?;
        if run::interrupted() {
            break;
        }
    }
    recorder.run.took = started.elapsed().as_secs_f64();
    recorder.finish()
}

/// State of one run of this program.
struct Recorder<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
    programs: BTreeMap<String, PathBuf>,
    /// The interpreter for Python, or the reason why there is none.
    interpreter: Result<PathBuf, String>,
    archive: Archive,
    /// Origin of the recordings before this run.
    origin: Option<Origin>,
    machine: Machine,
    /// Description of this run, for the case that it records everything.
    run: WholeRun,
    /// Warnings about each recording of this run.
    fresh: BTreeMap<String, Vec<String>>,
    failures: usize,
}

impl Recorder<'_> {
    /// Warns if the machine is busy, or if the other recordings are from another
    /// one.
    fn check_the_machine(&mut self) {
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
                "The other recordings are from another machine or compiler; \
                 to record all of them, name none.",
            );
        }
    }

    /// Prints a warning, and keeps it for the page about the machine.
    fn warn(&mut self, sentence: String) {
        print_warning(&sentence);
        self.run.warnings.push(sentence);
    }

    /// Runs one program, and writes or compares its output.
    fn record(&mut self, recording: &Recording) -> Result<()> {
        let name = recording.name();
        if !recording.runs_here() {
            let kept = format!("{name} needs Linux, so its recording stays.");
            self.warn(kept);
            return Ok(());
        }
        let path = env::var_os("PATH").unwrap_or_default();
        if let Some(engine) = recording.missing_engine(&path) {
            let names = engine.join(" or ");
            self.warn(format!("{name} needs {names}, so its recording stays."));
            return Ok(());
        }
        let interpreter = match (&self.interpreter, recording.python) {
            (Err(problem), Some(_)) => {
                let kept = format!("{name}'s recording stays: {problem}.");
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
                    false => ", so its recording stays",
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
            differs.unwrap_or("matches its recording".to_owned())
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

    /// Prints the claims that do not hold, and updates the page about the
    /// machine. Returns whether all went well.
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

    /// Returns the origin of the recordings after this run, or None if there
    /// never was a whole run.
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
        let is_known =
            |name: &String| RECORDINGS.iter().any(|it| it.name() == *name);
        origin.recordings.retain(|name, _| is_known(name));
        for (name, mut warnings) in self.fresh {
            warnings.extend(of_run.iter().map(|it| format!("{name}: {it}")));
            let run = run.clone();
            origin.recordings.insert(name, Source { run, warnings });
        }
        // The book shows all recordings, whichever run they are from.
        origin.claims = claims::judge(&self.archive);
        Some(origin)
    }
}

/// Prints the claims of the book that do not hold for the figures of this run.
/// With `--check`, also prints those that hold, with their limits.
fn report(judged: &Judged, arguments: &Arguments) {
    let quick = arguments.quick;
    let held = judged.held.len();
    println!("\nClaims of the book that hold for these figures: {held}.");
    if arguments.check {
        judged.held.iter().for_each(|line| println!("- {line}"));
    }
    if !judged.refuted.is_empty() {
        let sizes = if quick { " (quick sizes)" } else { "" };
        println!("Claims that don't hold for these figures{sizes}:");
        judged.refuted.iter().for_each(|line| println!("- {line}"));
    }
    let left_open = judged.left_open.len();
    if left_open > 0 {
        println!("Claims without figures in this run: {left_open}.");
    }
}

/// Prints a warning instead of the progress.
fn print_warning(sentence: &str) {
    progress("");
    print_line(&format!("Warning: {sentence}"));
}

/// Prints a line on stderr. If that is closed, recording still goes on.
fn print_line(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Replaces the progress that is shown on a terminal with `text`, or removes it
/// if that is empty.
fn progress(text: &str) {
    let mut stderr = io::stderr();
    if stderr.is_terminal() {
        // To the first column, and clear the line.
        let shown = write!(stderr, "\r\x1b[K{text}");
        // If the terminal is closed, recording still goes on.
        shown.and_then(|()| stderr.flush()).ok();
    }
}
