//! What a learner asks for.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;

use crate::build::{self, Against, Errors};
use crate::exercise::{self, EXERCISES, Exercise};

/// How many exercises are checked at the same time: most of them wait.
const AT_ONCE: usize = 4;

/// How an exercise stands.
#[derive(Debug)]
pub struct State {
    /// Whether all that was wanted was seen.
    pub is_solved: bool,
    /// What its checks said. Nothing, where it does not compile.
    pub said: String,
}

/// Shows the first exercise that is not solved.
pub fn next() -> io::Result<bool> {
    // Most who ask are at the first one, and need not wait for all the others.
    let first = EXERCISES[0];
    let state = state(first, Errors::Shown)?;
    if !state.is_solved {
        report(first, &state);
        return Ok(false);
    }
    match first_unsolved()? {
        Some(exercise) => check(exercise),
        None => {
            println!("All {} exercises are solved.", EXERCISES.len());
            Ok(true)
        }
    }
}

/// Checks one exercise, and says what was seen.
pub fn check(exercise: Exercise) -> io::Result<bool> {
    let state = state(exercise, Errors::Shown)?;
    report(exercise, &state);
    Ok(state.is_solved)
}

fn report(exercise: Exercise, state: &State) {
    println!("{}: {}\n", exercise.name, exercise.place());
    if state.said.is_empty() {
        println!("  It does not compile yet: cargo says above where.");
    }
    println!("{}", state.said);
    if state.is_solved {
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
    let states = states()?;
    let next = states.iter().position(|is_solved| !is_solved);
    println!("{:<6}{:<22}{:>7}  page", "", "exercise", "minutes");
    for (index, (exercise, is_solved)) in
        EXERCISES.iter().zip(&states).enumerate()
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
    let solved = states.iter().filter(|is_solved| **is_solved).count();
    println!("\n{solved} of {} are solved.", EXERCISES.len());
    Ok(true)
}

/// Shows as many hints as have been asked for, and one more.
pub fn hint(exercise: Option<Exercise>) -> io::Result<bool> {
    let exercise = match exercise {
        Some(exercise) => Some(exercise),
        None => first_unsolved()?,
    };
    let Some(exercise) = exercise else {
        println!("All exercises are solved.");
        return Ok(true);
    };
    let hints = exercise.hints()?;
    // How many were shown is a convenience, and no harm is done if it is lost.
    let shown = exercise::scratch()?.join(format!("{}.hints", exercise.name));
    let before = fs::read_to_string(&shown).unwrap_or_default();
    let before: usize = before.trim().parse().unwrap_or_default();
    let now = (before + 1).min(hints.len());
    for (number, hint) in hints.iter().take(now).enumerate() {
        println!("{}. {hint}", number + 1);
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
    if !spoil && !state(exercise, Errors::Hidden)?.is_solved {
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
    if fs::read(&file).is_ok_and(|now| now == unsolved) {
        println!("{} is as it was given to you.", exercise.place());
        return Ok(true);
    }
    let kept = unused(&exercise);
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    print!(
        "Begin {} again? Yours is kept as {name}. [y/N] ",
        exercise.name
    );
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if !matches!(answer.trim(), "y" | "Y" | "yes") {
        println!("Nothing was changed.");
        return Ok(false);
    }
    if file.exists() {
        fs::copy(&file, &kept)?;
    }
    fs::write(&file, unsolved)?;
    println!("{} is as it was given to you.", exercise.place());
    Ok(true)
}

/// A name for the learner's version that no file has.
fn unused(exercise: &Exercise) -> PathBuf {
    let names = (1..).map(|number| format!("exercise.{number}.rs"));
    let mut files = names.map(|name| exercise.folder().join(name));
    files
        .find(|file| !file.exists())
        .expect("there is no end to numbers")
}

/// The first exercise that is not solved.
fn first_unsolved() -> io::Result<Option<Exercise>> {
    let unsolved = states()?.iter().position(|is_solved| !is_solved);
    Ok(unsolved.map(|index| EXERCISES[index]))
}

/// How one exercise stands.
pub fn state(exercise: Exercise, errors: Errors) -> io::Result<State> {
    let programs = build::build(&[exercise], Against::Exercises, errors)?;
    let Some(program) = programs.get(exercise.name) else {
        return Ok(State {
            is_solved: false,
            said: String::new(),
        });
    };
    let output = build::run(program)?;
    Ok(State {
        is_solved: output.status.success(),
        said: String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr),
    })
}

/// Whether each of the exercises is solved.
fn states() -> io::Result<Vec<bool>> {
    let programs = build::build(EXERCISES, Against::Exercises, Errors::Hidden)?;
    let mut states = Vec::new();
    for some in EXERCISES.chunks(AT_ONCE) {
        let check = |exercise: &Exercise| {
            let program = programs.get(exercise.name);
            let output = program.map(|program| build::run(program));
            output.is_some_and(|it| it.is_ok_and(|it| it.status.success()))
        };
        thread::scope(|scope| {
            let checks = some.iter().map(|it| scope.spawn(move || check(it)));
            let checks: Vec<_> = checks.collect();
            states.extend(
                checks.into_iter().map(|it| it.join().unwrap_or(false)),
            );
        });
    }
    Ok(states)
}
