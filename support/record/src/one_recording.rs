//! One recording: running its program, comparing, writing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use command_line::{Replacement, printable};

use crate::archive::Archive;
use crate::masked;
use crate::pictures::{By, Picture};
use crate::recordings::{AT_THE_SERVER, Data, Python, Recording};
use crate::run::{self, Ended, Run, StandardError};
use crate::spread;
use crate::threads::Threads;
use crate::workspace::Workspace;

/// Time limit of a program. One that runs for longer hangs.
const DEADLINE: Duration = Duration::from_secs(5 * 60);

/// Result of one run of a program.
#[derive(Debug)]
pub struct Fresh {
    /// The command, and its output below that.
    pub output: String,
    /// Figures of the same run as JSON, if the program has any.
    pub data: Option<String>,
    /// Pictures, with their names.
    pub pictures: Vec<(&'static str, String)>,
    /// Wall time.
    pub took: Duration,
    /// Disturbances of its figures, and missing pictures, in one sentence each.
    pub warnings: Vec<String>,
}

/// Runs a program once, and draws its pictures.
///
/// # Errors
///
/// Returns an error if the program fails, is killed or interrupted, or if its
/// output cannot be drawn.
pub fn run(
    recording: &Recording,
    workspace: &Workspace,
    programs: &BTreeMap<String, PathBuf>,
    interpreter: Option<&Path>,
    quick: bool,
) -> Result<Fresh> {
    workspace.folder(recording.package)?;
    let name = recording.name();
    let folder = tempfile::tempdir().context("cannot keep its pictures")?;
    // The ids in a picture come from the name of its file, and pages that are
    // printed together must not share an id.
    let by_program = folder.path().join(format!("{name}.svg"));
    let data = folder.path().join("figures.json");
    let mut command = match (recording.python, interpreter) {
        (Some(Python::Script(script)), Some(interpreter)) => {
            let mut command = Command::new(interpreter);
            command.arg(script).args(recording.arguments(quick));
            command
        }
        (Some(Python::Client(script)), Some(interpreter)) => {
            let server = programs.get("local_httpbin");
            let server = server.context("the workspace has no test server")?;
            let mut command = Command::new(server);
            command.arg(interpreter).args([script, AT_THE_SERVER]);
            command
        }
        _ => to_run(recording, programs, quick, &data)?,
    };
    if let (Some(_), Some(interpreter)) = (recording.python, interpreter) {
        command.env("PYTHON", interpreter);
        command.current_dir(&workspace.root);
    }
    command.env("TIMELINE_SVG", &by_program);
    command.env_remove("RUST_BACKTRACE");
    let mut threads = Threads::default();
    let is_by_threads = |it: &Picture| matches!(it.by, By::Threads);
    let is_watched = recording.pictures.iter().any(is_by_threads);
    let kept = match recording.standard_error {
        true => StandardError::Merged,
        false => StandardError::Kept,
    };
    // Otherwise Python's lines on stdout come last.
    command.env("PYTHONUNBUFFERED", "1");
    let run = to_success(command, kept, |process| {
        if is_watched {
            threads.sample(process);
        }
    })?;
    let mut output = format!("$ {}\n{}", recording.command(quick), run.stdout);
    if recording.standard_error {
        // Python prints whole paths.
        let folder = format!("{}/", workspace.root.display());
        output = output.replace(&folder, "");
    }
    let data = recording.data.map(|_| fs::read_to_string(&data));
    let data = data.transpose().context("it wrote no figures")?;
    let data = data.map(|data| as_typed(data, recording, programs));

    let mut archive = Archive::default();
    archive.insert(&name, output.clone(), data.as_deref())?;
    let mut warnings = spread::warnings(&name, &archive);
    warnings.extend(threads.warning(&name));
    let mut pictures = Vec::new();
    for picture in recording.pictures {
        let drawn = match picture.by {
            By::Program => {
                let svg = fs::read_to_string(&by_program);
                Some(svg.context("it drew no picture")?)
            }
            By::Threads => threads.picture(picture.name, &name),
            By::Bars(_) | By::Languages(_) | By::Figures(_) => {
                picture.draw(&archive)?
            }
        };
        match drawn {
            Some(svg) => pictures.push((picture.name, svg)),
            None => warnings.push(format!(
                "This OS doesn't report what the threads of {name} did, so \
                 its picture isn't from this run."
            )),
        }
    }
    Ok(Fresh {
        output,
        data,
        pictures,
        warnings,
        took: run.took,
    })
}

/// Runs a program, which must print something and end with status 0.
fn to_success(
    command: Command,
    kept: StandardError,
    mut watch: impl FnMut(u32),
) -> Result<Run> {
    let run = run::to_its_end(command, DEADLINE, kept, &mut watch)?;
    if run.ended != Ended::With(0) {
        match run.stderr.lines().next() {
            Some(said) => bail!("{}: `{said}`", run.ended),
            None => bail!("{}", run.ended),
        }
    }
    ensure!(!run.stdout.is_empty(), "it printed nothing");
    Ok(run)
}

/// Returns the command that runs the program of a recording, and makes it write
/// its figures to the file `data`.
fn to_run(
    recording: &Recording,
    programs: &BTreeMap<String, PathBuf>,
    quick: bool,
    data: &Path,
) -> Result<Command> {
    let program = programs.get(recording.package);
    let program = program.context("the workspace has no such program")?;
    let mut command = Command::new(program);
    match recording.data {
        Some(Data::Variable) => command.env("FIGURES_JSON", data),
        Some(Data::Option) => command.arg("--json").arg(data),
        None => &mut command,
    };
    for argument in recording.arguments(quick) {
        // Cargo may have put a program elsewhere.
        let name = argument.strip_prefix("target/debug/");
        match name.and_then(|name| programs.get(name)) {
            Some(program) => command.arg(program),
            None => command.arg(argument),
        };
    }
    Ok(command)
}

/// Replaces the paths of programs on this machine with those that a learner
/// types.
fn as_typed(
    data: String,
    recording: &Recording,
    programs: &BTreeMap<String, PathBuf>,
) -> String {
    recording.arguments.iter().fold(data, |data, argument| {
        let name = argument.strip_prefix("target/debug/");
        match name.and_then(|name| programs.get(name)) {
            Some(program) => {
                data.replace(&program.display().to_string(), argument)
            }
            None => data,
        }
    })
}

impl Fresh {
    /// Returns the first difference between this run and a recorded one, in the
    /// output or in the pictures, with the numbers masked.
    ///
    /// # Errors
    ///
    /// Returns an error if a recorded picture cannot be read.
    pub fn difference(
        &self,
        recorded: Option<&str>,
        recording: &Recording,
        workspace: &Workspace,
    ) -> Result<Option<String>> {
        let Some(recorded) = recorded else {
            return Ok(Some("was not recorded yet".to_owned()));
        };
        // The first line is the command, which may be the quick one.
        let [then, now] = [recorded, &self.output].map(|text| {
            let printed = text.split_once('\n').map_or("", |(_, rest)| rest);
            masked::lines(printed, recording)
        });
        if let Some(line) = masked::difference(&then, &now) {
            return Ok(Some(format!("differs in {line}")));
        }
        for (name, picture) in &self.pictures {
            let file = workspace.pages().join(format!("img/{name}.svg"));
            let then = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", printable(file)))?;
            let [then, now] = [&then, picture].map(|svg| masked::words(svg));
            if let Some(line) = masked::difference(&then, &now) {
                return Ok(Some(format!("differs in {name}.svg, {line}")));
            }
        }
        Ok(None)
    }
}

/// Replaces an output, its figures and its pictures, all or none.
///
/// # Errors
///
/// Returns an error if a file cannot be written.
pub fn write(
    fresh: &Fresh,
    recording: &Recording,
    workspace: &Workspace,
) -> Result<()> {
    let folder = workspace.pages().join("img");
    let output = recording.file(workspace)?;
    let data = fresh.data.as_ref();
    let data = data.map(|data| (output.with_extension("json"), data));
    let mut files = vec![(output, &fresh.output)];
    files.extend(data);
    for (name, svg) in &fresh.pictures {
        files.push((folder.join(format!("{name}.svg")), svg));
    }
    replace_all(&files)
}

/// Replaces the texts of files that belong to one run. All of them are written
/// next to the old ones before any is moved there, so a reader finds the old
/// text or the new one, never a part.
///
/// # Errors
///
/// Returns an error if one cannot be written, for example to a full disk. Then
/// the old texts stay.
pub fn replace_all(files: &[(PathBuf, &String)]) -> Result<()> {
    let failed = |file: &Path| format!("cannot write {}", printable(file));
    let mut written = Vec::new();
    for (file, text) in files {
        let folder = file.parent().with_context(|| failed(file))?;
        fs::create_dir_all(folder).with_context(|| failed(folder))?;
        let new = Replacement::new(file, text).with_context(|| failed(file))?;
        written.push((file, new));
    }
    for (file, new) in written {
        new.finish().with_context(|| failed(file))?;
    }
    Ok(())
}
