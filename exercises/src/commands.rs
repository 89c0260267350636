//! What a learner asks for.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::build::{self, Errors, Files, Outcome};
use crate::exercise::{self, EXERCISES, Exercise};

/// How many exercises are checked at the same time: most of them wait.
const AT_ONCE: usize = 4;

/// Shows the first exercise that is not solved.
pub fn next() -> io::Result<bool> {
    match first_unsolved()? {
        Some((exercise, outcome)) => {
            // Of this one, what cargo has to say is of use.
            build::build(&[exercise], Files::Exercises, Errors::Shown)?;
            report(exercise, outcome.as_ref());
            Ok(false)
        }
        None => {
            println!("All {} exercises are solved.", EXERCISES.len());
            Ok(true)
        }
    }
}

/// Checks one exercise, and says what was seen.
pub fn check(exercise: Exercise) -> io::Result<bool> {
    if !exercise.file().exists() {
        println!(
            "{} is gone: `cargo ex reset {}` brings it back.",
            exercise.place(),
            exercise.name
        );
        return Ok(false);
    }
    let outcome = outcome(exercise, Errors::Shown)?;
    report(exercise, outcome.as_ref());
    Ok(is_solved(&outcome))
}

fn report(exercise: Exercise, outcome: Option<&Outcome>) {
    println!("{}: {}\n", exercise.name, exercise.place());
    match outcome {
        None => {
            println!("  It does not compile yet: cargo says above where.\n")
        }
        Some(Outcome { said, .. }) => println!("{said}"),
    }
    if outcome.is_some_and(|outcome| outcome.is_solved) {
        println!(
            "  Solved. Go on with `cargo ex`, or compare: \
             `cargo ex solution {}`.",
            exercise.name
        );
    } else {
        println!("  Stuck? `cargo ex hint {}`", exercise.name);
    }
}

fn is_solved(outcome: &Option<Outcome>) -> bool {
    outcome.as_ref().is_some_and(|outcome| outcome.is_solved)
}

/// Lists all exercises.
pub fn list() -> io::Result<bool> {
    let programs = built(EXERCISES)?;
    let mut are_solved = Vec::new();
    for some in EXERCISES.chunks(AT_ONCE) {
        are_solved.extend(build::run(some, &programs)?.iter().map(is_solved));
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

/// Shows as many hints as have been asked for, and one more.
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
    // How many were shown is a convenience, and no harm is done if it is lost.
    let shown = exercise::scratch()?.join(format!("{}.hints", exercise.name));
    let text = fs::read_to_string(&shown).unwrap_or_default();
    let before: usize = text.trim().parse().unwrap_or_default();
    let now = (before + 1).min(hints.len());
    for (number, hint) in hints.iter().take(now).enumerate() {
        let text = format!("{}. {hint}", number + 1);
        println!("{}", exercises::wrapped(&text, exercises::WIDTH).join("\n"));
    }
    match hints.len() - now {
        0 => println!(
            "\nThere is no other hint. `cargo ex solution {} --spoil` shows one way.",
            exercise.name
        ),
        1 => println!("\nThere is one more."),
        left => println!("\nThere are {left} more."),
    }
    fs::write(shown, now.to_string())?;
    Ok(true)
}

/// Shows the solution to who has one already, or does not want to find it.
pub fn solution(exercise: Exercise, spoil: bool) -> io::Result<bool> {
    if !spoil && !is_solved(&outcome(exercise, Errors::Hidden)?) {
        println!(
            "{0} is not solved yet. `cargo ex solution {0} --spoil` shows a \
             solution anyway.",
            exercise.name
        );
        return Ok(false);
    }
    let text = fs::read_to_string(exercise.solution())?;
    let hints =
        |line: &&str| line.starts_with("//") && !line.starts_with("//!");
    let lines: Vec<&str> = text.lines().skip_while(hints).collect();
    println!("{}", lines.join("\n").trim_start());
    Ok(true)
}

/// Puts the unsolved file in the place of the learner's, which is kept.
pub fn reset(exercise: Exercise) -> io::Result<bool> {
    let file = exercise.file();
    let unsolved = fs::read(exercise.unsolved())?;
    let now = fs::read(&file).ok();
    if now.as_ref() != Some(&unsolved) {
        if now.is_some() && !keep(exercise)? {
            println!("Nothing was changed.");
            return Ok(false);
        }
        fs::write(&file, unsolved)?;
    }
    println!("{} is as it was given to you.", exercise.place());
    Ok(true)
}

/// Copies the learner's file, unless the learner would rather not begin again.
fn keep(exercise: Exercise) -> io::Result<bool> {
    let kept = unused(&exercise);
    let name = kept.file_name().unwrap_or_default().display();
    print!(
        "Begin {} again? Yours is kept as {name}. [y/N] ",
        exercise.name
    );
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let is_wanted = matches!(answer.trim(), "y" | "Y" | "yes");
    if is_wanted {
        fs::copy(exercise.file(), &kept)?;
    }
    Ok(is_wanted)
}

/// A name for the learner's version that no file has.
fn unused(exercise: &Exercise) -> PathBuf {
    let names = (1..).map(|number| format!("exercise.{number}.rs"));
    let mut files = names.map(|name| exercise.folder().join(name));
    files
        .find(|file| !file.exists())
        .expect("there is no end to numbers")
}

/// Returns the first exercise that is not solved, and how its checks went.
fn first_unsolved() -> io::Result<Option<(Exercise, Option<Outcome>)>> {
    // Most who ask are at the first one, and need not wait until the others
    // are built. Those behind the one that is looked for are not run.
    let (first, others) = EXERCISES.split_at(1);
    for these in [first, others] {
        let programs = built(these)?;
        for some in these.chunks(AT_ONCE) {
            let outcomes = build::run(some, &programs)?;
            let mut each = some.iter().zip(outcomes);
            if let Some((exercise, outcome)) = each.find(|it| !is_solved(&it.1))
            {
                return Ok(Some((*exercise, outcome)));
            }
        }
    }
    Ok(None)
}

/// Returns how the checks of one exercise went.
fn outcome(exercise: Exercise, errors: Errors) -> io::Result<Option<Outcome>> {
    let programs = build::build(&[exercise], Files::Exercises, errors)?;
    Ok(build::run(&[exercise], &programs)?.remove(0))
}

/// Returns the programs of those exercises that compile.
fn built(exercises: &[Exercise]) -> io::Result<BTreeMap<String, PathBuf>> {
    build::build(exercises, Files::Exercises, Errors::Hidden)
}
