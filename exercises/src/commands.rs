//! The commands of `cargo ex`.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use crate::build::{self, Files, Outcome};
use crate::exercise::{self, EXERCISES, Exercise, about};

/// Number of exercises that are checked at a time. Most of them wait.
const AT_ONCE: usize = 4;

/// Shows the first exercise that is not solved.
pub fn next() -> io::Result<bool> {
    match first_unsolved()? {
        Some((exercise, outcome)) => {
            report(exercise, &outcome);
            Ok(false)
        }
        None => {
            println!("All {} exercises are solved.", EXERCISES.len());
            Ok(true)
        }
    }
}

/// Checks one exercise, and prints the outcome.
pub fn check(exercise: Exercise) -> io::Result<bool> {
    let outcome = outcome(exercise)?;
    report(exercise, &outcome);
    Ok(outcome.is_solved)
}

fn report(exercise: Exercise, outcome: &Outcome) {
    // If stderr is closed, this fails, but the rest still matters.
    let _ = io::stderr().write_all(outcome.messages.as_bytes());
    println!("{}: {}\n", exercise.name, exercise.place());
    println!("{}", outcome.said);
    if outcome.is_solved {
        println!(
            "  Solved. Go on with `cargo ex`, or compare: \
             `cargo ex solution {}`.",
            exercise.name
        );
    } else {
        println!("  Stuck? `cargo ex hint {}`", exercise.name);
    }
}

/// Lists all exercises.
pub fn list() -> io::Result<bool> {
    let mut builds = build::build(EXERCISES, Files::Exercises)?;
    let mut are_solved = Vec::new();
    for some in EXERCISES.chunks(AT_ONCE) {
        let outcomes = build::run(some, &mut builds)?;
        are_solved.extend(outcomes.iter().map(|outcome| outcome.is_solved));
    }
    let next = are_solved.iter().position(|is_solved| !is_solved);
    println!("{:<6}{:<22}{:>7}  page", "", "exercise", "minutes");
    for (index, (exercise, is_solved)) in
        EXERCISES.iter().zip(&are_solved).enumerate()
    {
        let mark = match (*is_solved, next == Some(index)) {
            (true, _) => "done",
            (false, true) => "next",
            (false, false) => "",
        };
        println!(
            "{mark:<6}{:<22}{:>7}  book/src/{}.md",
            exercise.name, exercise.minutes, exercise.page
        );
    }
    let solved = are_solved.iter().filter(|is_solved| **is_solved).count();
    println!("\n{solved} of {} are solved.", EXERCISES.len());
    Ok(true)
}

/// Shows the hints that were shown before, and one more.
pub fn hint(exercise: Option<Exercise>) -> io::Result<bool> {
    let exercise = match exercise {
        Some(exercise) => Some(exercise),
        None => first_unsolved()?.map(|(exercise, _)| exercise),
    };
    let Some(exercise) = exercise else {
        println!("All exercises are solved.");
        return Ok(true);
    };
    let hints = exercise.hints()?;
    // The number of hints shown is a convenience, so losing it does no harm.
    let name = format!("{}.hints", exercise.name);
    let shown = exercise::scratch().map(|folder| folder.join(name));
    let text = shown
        .as_ref()
        .ok()
        .and_then(|it| fs::read_to_string(it).ok());
    let before: usize = text
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or_default();
    let now = before.saturating_add(1).min(hints.len());
    for (number, hint) in hints.iter().take(now).enumerate() {
        let text = format!("{}. {hint}", number + 1);
        println!("{}", exercises::wrapped(&text, exercises::WIDTH).join("\n"));
    }
    match hints.len() - now {
        0 => println!(
            "\nNo more hints. `cargo ex solution {} --spoil` shows a solution.",
            exercise.name
        ),
        1 => println!("\nThere's one more hint."),
        left => println!("\nThere are {left} more hints."),
    }
    let shown = shown?;
    fs::write(&shown, now.to_string())
        .map_err(about("cannot write", &shown))?;
    Ok(true)
}

/// Shows the solution if the exercise is solved, or with `--spoil`.
pub fn solution(exercise: Exercise, spoil: bool) -> io::Result<bool> {
    if !spoil && !outcome(exercise)?.is_solved {
        println!(
            "{0} isn't solved yet. `cargo ex solution {0} --spoil` shows a \
             solution anyway.",
            exercise.name
        );
        return Ok(false);
    }
    let file = exercise.solution();
    let text =
        fs::read_to_string(&file).map_err(about("cannot read", &file))?;
    let hints =
        |line: &&str| line.starts_with("//") && !line.starts_with("//!");
    let lines: Vec<&str> = text.lines().skip_while(hints).collect();
    println!("{}", lines.join("\n").trim_start());
    Ok(true)
}

/// Replaces the learner's file with the unsolved one, and keeps it under
/// another name.
pub fn reset(exercise: Exercise) -> io::Result<bool> {
    let (file, given) = (exercise.file(), exercise.unsolved());
    let unsolved = fs::read(&given).map_err(about("cannot read", &given))?;
    // Whatever is there now is kept, even if it is not a file.
    let is_there = file.symlink_metadata().is_ok();
    if exercise.fault().is_some()
        || fs::read(&file).ok().as_ref() != Some(&unsolved)
    {
        let kept = unused(&exercise);
        if is_there && !is_wanted(exercise, &kept)? {
            println!("Nothing was changed.");
            return Ok(false);
        }
        // A full disk fails here, before anything is lost.
        let new = file.with_extension("rs.new");
        fs::write(&new, unsolved).map_err(|error| {
            let _ = fs::remove_file(&new);
            about("nothing was changed: cannot write", &new)(error)
        })?;
        if is_there {
            fs::rename(&file, &kept).map_err(about("cannot move", &file))?;
        }
        fs::rename(&new, &file).map_err(about("cannot write", &file))?;
    }
    println!("{} is back to its original version.", exercise.place());
    Ok(true)
}

/// Asks the learner to confirm a reset.
fn is_wanted(exercise: Exercise, kept: &Path) -> io::Result<bool> {
    let name = kept.file_name().unwrap_or_default().display();
    print!(
        "Reset {}? Your version will be saved as {name}. [y/N] ",
        exercise.name
    );
    io::stdout().flush()?;
    let mut answer = Vec::new();
    io::stdin().lock().read_until(b'\n', &mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Returns an unused name for the learner's version.
fn unused(exercise: &Exercise) -> PathBuf {
    let names = (1..).map(|number| format!("exercise.{number}.rs"));
    let mut files = names.map(|name| exercise.folder().join(name));
    files
        .find(|file| file.symlink_metadata().is_err())
        .expect("there is no end to numbers")
}

/// Returns the first unsolved exercise, and the outcome of its checks.
fn first_unsolved() -> io::Result<Option<(Exercise, Outcome)>> {
    // Most learners who ask are at the first one, and need not wait until the
    // others are built. Exercises after the unsolved one are not run.
    let (first, others) = EXERCISES.split_at(1);
    for these in [first, others] {
        let mut builds = build::build(these, Files::Exercises)?;
        for some in these.chunks(AT_ONCE) {
            let outcomes = build::run(some, &mut builds)?;
            let mut each = some.iter().zip(outcomes);
            if let Some((exercise, outcome)) =
                each.find(|(_, outcome)| !outcome.is_solved)
            {
                return Ok(Some((*exercise, outcome)));
            }
        }
    }
    Ok(None)
}

/// Returns the outcome of the checks of one exercise.
fn outcome(exercise: Exercise) -> io::Result<Outcome> {
    let mut builds = build::build(&[exercise], Files::Exercises)?;
    Ok(build::run(&[exercise], &mut builds)?.remove(0))
}
