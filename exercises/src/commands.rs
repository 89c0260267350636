//! What a learner asks for.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Output;
use std::thread::{self, ScopedJoinHandle};

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
    /// What the learner's code has written to stderr, as `dbg!` does.
    pub printed: String,
}

impl State {
    /// Of an exercise that does not compile.
    fn without_a_program() -> State {
        State {
            is_solved: false,
            said: String::new(),
            printed: String::new(),
        }
    }

    fn of(output: &Output) -> State {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        State {
            is_solved: output.status.success(),
            said: text(&output.stdout),
            printed: text(&output.stderr),
        }
    }
}

/// Shows the first exercise that is not solved.
pub fn next() -> io::Result<bool> {
    match first_unsolved()? {
        Some((exercise, state)) => {
            // Of this one, what cargo has to say is of use.
            build::build(&[exercise], Against::Exercises, Errors::Shown)?;
            report(exercise, &state);
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
    let state = state(exercise, Errors::Shown)?;
    report(exercise, &state);
    Ok(state.is_solved)
}

fn report(exercise: Exercise, state: &State) {
    println!("{}: {}\n", exercise.name, exercise.place());
    if !state.printed.is_empty() {
        println!("  You printed:\n{}", state.printed);
    }
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
    let programs = built(EXERCISES)?;
    let mut are_solved = Vec::new();
    for some in EXERCISES.chunks(AT_ONCE) {
        let states = states(some, &programs)?.into_iter();
        are_solved.extend(states.map(|state| state.is_solved));
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
    let before = fs::read_to_string(&shown).unwrap_or_default();
    let before: usize = before.trim().parse().unwrap_or_default();
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
    if !file.exists() {
        fs::write(&file, unsolved)?;
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
    fs::copy(&file, &kept)?;
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

/// The first exercise that is not solved, and how it stands.
fn first_unsolved() -> io::Result<Option<(Exercise, State)>> {
    // Most who ask are at the first one, and need not wait until the others
    // are built. Those behind the one that is looked for are not run.
    let (first, others) = EXERCISES.split_at(1);
    for these in [first, others] {
        let programs = built(these)?;
        for some in these.chunks(AT_ONCE) {
            let states = states(some, &programs)?;
            let mut each = some.iter().zip(states);
            if let Some((exercise, state)) = each.find(|it| !it.1.is_solved) {
                return Ok(Some((*exercise, state)));
            }
        }
    }
    Ok(None)
}

/// How one exercise stands.
fn state(exercise: Exercise, errors: Errors) -> io::Result<State> {
    let programs = build::build(&[exercise], Against::Exercises, errors)?;
    match programs.get(exercise.name) {
        None => Ok(State::without_a_program()),
        Some(program) => Ok(State::of(&build::run(program)?)),
    }
}

/// The programs of these exercises, of those that compile.
fn built(exercises: &[Exercise]) -> io::Result<BTreeMap<String, PathBuf>> {
    build::build(exercises, Against::Exercises, Errors::Hidden)
}

/// How each of these exercises stands. They are run at the same time.
fn states(
    exercises: &[Exercise],
    programs: &BTreeMap<String, PathBuf>,
) -> io::Result<Vec<State>> {
    thread::scope(|scope| {
        let run = |exercise: &Exercise| {
            let program = programs.get(exercise.name)?.as_path();
            Some(scope.spawn(move || build::run(program)))
        };
        let runs: Vec<_> = exercises.iter().map(run).collect();
        let state = |run: Option<ScopedJoinHandle<io::Result<Output>>>| {
            let Some(run) = run else {
                return Ok(State::without_a_program());
            };
            let output = run.join().expect("to run a program does not panic");
            output.map(|output| State::of(&output))
        };
        runs.into_iter().map(state).collect()
    })
}
