//! One recording after the other: running, comparing, writing.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use timeline::svg;

use crate::pictures::By;
use crate::recordings::Recording;
use crate::run::{self, Ended, Errors};
use crate::threads::Threads;
use crate::workspace::Workspace;

/// What one run of a program gives the book.
#[derive(Debug)]
pub struct Fresh {
    /// What it printed, below the command.
    pub output: String,
    /// The pictures by their names.
    pub pictures: Vec<(&'static str, String)>,
    /// How long it ran.
    pub took: Duration,
}

/// Runs a program once, and draws its pictures.
///
/// # Errors
///
/// It fails, is killed or interrupted, or prints what cannot be drawn.
pub fn run(
    recording: &Recording,
    programs: &BTreeMap<String, PathBuf>,
    quick: bool,
) -> Result<Fresh> {
    let program = programs.get(recording.package);
    let program = program.context("the workspace has no such program")?;
    let drawn = tempfile::tempdir().context("cannot keep its pictures")?;
    let by_site = drawn.path().join(format!("{}.svg", recording.name()));
    let mut command = Command::new(program);
    command.args(recording.arguments(quick));
    command.env("TIMELINE_SVG", &by_site);

    let mut threads = Threads::default();
    let run = run::to_its_end(command, Errors::Kept, &mut |process| {
        threads.look(process);
    })?;
    if run.ended != Ended::With(0) {
        let said = run.stderr.lines().next().unwrap_or_default();
        bail!(
            "{}{}{said}",
            run.ended,
            if said.is_empty() { "" } else { ": " }
        );
    }
    ensure!(!run.stdout.is_empty(), "it printed nothing");

    let pictures = recording.pictures.iter().map(|picture| {
        let svg = match picture.by {
            By::Site => fs::read_to_string(&by_site)
                .context("its site drew no picture")?,
            By::Threads => {
                let title = format!("The threads of {}", recording.package);
                let lanes = std::mem::take(&mut threads).lanes();
                ensure!(
                    !lanes.is_empty(),
                    "this system does not tell what its threads did"
                );
                svg::lanes(picture.name, &title, &lanes)
            }
            By::Output(draw) => draw(picture.name, &run.stdout)?,
        };
        Ok((picture.name, svg))
    });
    Ok(Fresh {
        pictures: pictures.collect::<Result<_>>()?,
        output: format!("$ {}\n{}", recording.command(quick), run.stdout),
        took: run.took,
    })
}

/// Puts an output and its pictures in the place of the old ones. Each file is
/// replaced as a whole, or stays.
///
/// # Errors
///
/// A file cannot be written.
pub fn write(
    fresh: &Fresh,
    recording: &Recording,
    workspace: &Workspace,
) -> Result<()> {
    for (name, svg) in &fresh.pictures {
        let folder = workspace.pages().join("img");
        replace(&folder.join(format!("{name}.svg")), svg)?;
    }
    replace(&recording.file(workspace)?, &fresh.output)
}

/// Writes a file beside its place and moves it there in one step: whoever
/// reads it finds the old text or the new one, and never a part.
///
/// # Errors
///
/// It cannot be written: the disk is full, say. The old text stays.
pub fn replace(file: &Path, text: &str) -> Result<()> {
    let failed = || format!("cannot write {}", file.display());
    let folder = file.parent().with_context(failed)?;
    fs::create_dir_all(folder).with_context(failed)?;
    let mut new = tempfile::Builder::new();
    // A temporary file is its owner's alone; this one is to be read by all.
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut new = new.tempfile_in(folder).with_context(failed)?;
    new.write_all(text.as_bytes()).with_context(failed)?;
    // The error holds the new file; without it, that is removed at once.
    let moved = new.persist(file).map_err(|failed| failed.error);
    moved.with_context(failed)?;
    Ok(())
}
