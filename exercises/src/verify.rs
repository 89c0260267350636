//! The proof of the exercises: solutions and right variants pass, and each
//! wrong variant fails for its own reason.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::build::{self, Files, Outcome};
use crate::exercise::{self, EXERCISES, Exercise, about};

/// Number of checks that run at a time. Most of them wait.
const AT_ONCE: usize = 8;

/// Smallest numbers of hints, right variants and wrong variants of an exercise.
const HINTS: usize = 2;
const RIGHT: usize = 2;
const WRONG: usize = 3;

/// Proves one exercise, or all of them, and prints the problems.
pub fn verify(only: Option<Exercise>) -> io::Result<bool> {
    let exercises = only.map_or(EXERCISES.to_vec(), |one| vec![one]);
    let mut problems = Vec::new();
    for exercise in &exercises {
        problems.extend(files(*exercise)?);
    }
    problems.extend(style(&exercises)?);
    println!("Unsolved and solved:");
    let each = exercises.iter().copied();
    let unsolved: Vec<Case> = each.clone().filter_map(unsolved).collect();
    problems.extend(prove(Files::Exercises, &unsolved)?);
    let solved: Vec<Case> = each.map(solved).collect();
    problems.extend(prove(Files::Solutions, &solved)?);
    for round in 0.. {
        let variants = variants_of_round(&exercises, round)?;
        if variants.is_empty() {
            break;
        }
        println!("Variants, round {}:", round + 1);
        let folder = copied(&variants, round)?;
        problems.extend(prove(Files::Variants(&folder), &variants)?);
    }
    println!();
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 if exercises.len() == 1 => println!("1 exercise verified."),
        0 => println!("{} exercises verified.", exercises.len()),
        1 => println!("1 problem."),
        several => println!("{several} problems."),
    }
    Ok(problems.is_empty())
}

/// Returns problems with the files: missing ones, and missing text.
fn files(exercise: Exercise) -> io::Result<Vec<String>> {
    let name = exercise.name;
    let mut problems = Vec::new();
    let mut wants = |holds: bool, problem: &str| {
        if !holds {
            problems.push(format!("{name}: {problem}"));
        }
    };
    let text = |file: &Path| fs::read_to_string(file).unwrap_or_default();
    let given = text(&exercise.file());
    wants(!given.is_empty(), "exercise.rs is missing");
    wants(
        given == text(&exercise.unsolved()),
        "exercise.rs differs from unsolved.rs, which learners start with",
    );
    wants(given.contains("TODO"), "exercise.rs has no TODO");
    let page = format!("book/src/{}.md", exercise.page);
    wants(given.contains(&page), "exercise.rs doesn't name its page");
    let file = exercise::package().with_file_name(&page);
    wants(
        text(&file).contains(&exercise.place()),
        "its page doesn't name exercise.rs",
    );
    wants(exercise.solution().exists(), "solution.rs is missing");
    let hints = exercise.hints().unwrap_or_default().len();
    wants(hints >= HINTS, "solution.rs begins with too few hints");
    wants(
        unsolved(exercise).is_some(),
        "main.rs doesn't begin with // Unsolved: ",
    );
    let variants = variants(exercise)?;
    let right = variants.iter().filter(|it| it.fails.is_none()).count();
    wants(right >= RIGHT, "there are too few right variants");
    let wrong = variants.len() - right;
    wants(wrong >= WRONG, "there are too few wrong variants");
    Ok(problems)
}

/// Returns problems that rustfmt and clippy find.
fn style(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--quiet", "--edition", "2024"]);
    rustfmt.current_dir(exercise::package());
    for exercise in exercises {
        rustfmt.arg(exercise.file()).arg(exercise.solution());
        rustfmt.args(variants(*exercise)?.iter().map(|it| &it.file));
    }
    let rustfmt = rustfmt.status();
    if !rustfmt
        .map_err(about("cannot run", Path::new("rustfmt")))?
        .success()
    {
        problems.push("rustfmt would reformat some files".to_owned());
    }
    for files in [Files::Exercises, Files::Solutions] {
        let mut clippy = build::cargo("clippy", files);
        clippy.arg("--quiet");
        for exercise in exercises {
            build::select(*exercise, &mut clippy);
        }
        clippy.args(["--", "-D", "warnings"]);
        if !clippy.status()?.success() {
            problems.push(format!("{files:?}: clippy reports problems"));
        }
    }
    Ok(problems)
}

/// A file that the checks of an exercise are built with.
struct Case {
    exercise: Exercise,
    file: PathBuf,
    /// The message that the checks should fail with, if they should.
    fails: Option<String>,
}

/// Builds and runs the checks of these cases. Returns the problems.
fn prove(files: Files, cases: &[Case]) -> io::Result<Vec<String>> {
    let exercises: Vec<_> = cases.iter().map(|case| case.exercise).collect();
    let mut builds = build::build(&exercises, files)?;
    let mut problems = Vec::new();
    for (some, cases) in exercises.chunks(AT_ONCE).zip(cases.chunks(AT_ONCE)) {
        for (case, outcome) in cases.iter().zip(build::run(some, &mut builds)?)
        {
            let name = case.exercise.name;
            println!("  {name}");
            if let Some(problem) = problem(outcome, case.fails.as_deref()) {
                let file = case.file.file_name().unwrap_or_default();
                problems.push(format!("{name}: {} {problem}", file.display()));
            }
        }
    }
    Ok(problems)
}

/// Returns a problem if checks do not fail for the given reason, or fail
/// although none is given.
fn problem(outcome: Outcome, fails: Option<&str>) -> Option<String> {
    let said = outcome.said;
    if !outcome.compiles {
        return Some(format!("doesn't compile\n{}", outcome.messages));
    }
    match (outcome.is_solved, fails) {
        (true, None) => None,
        (true, Some(_)) => Some(format!("passes, but shouldn't\n{said}")),
        (false, None) => Some(format!("should pass, but said\n{said}")),
        (false, Some(reason)) if in_one_line(&said).contains(reason) => None,
        (false, Some(reason)) => {
            Some(format!("should fail with `{reason}`, but said\n{said}"))
        }
    }
}

/// Returns a text of several lines as one line.
fn in_one_line(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the unsolved file. The first line of the checks has the message that
/// it should fail with.
fn unsolved(exercise: Exercise) -> Option<Case> {
    let text = fs::read_to_string(exercise.folder().join("main.rs")).ok()?;
    let fails = text.lines().next()?.strip_prefix("// Unsolved: ")?;
    Some(Case {
        exercise,
        file: exercise.file(),
        fails: Some(fails.to_owned()),
    })
}

fn solved(exercise: Exercise) -> Case {
    Case {
        exercise,
        file: exercise.solution(),
        fails: None,
    }
}

/// Copies these files into a folder, under the names that the checks expect.
/// Returns the folder.
fn copied(cases: &[Case], round: usize) -> io::Result<PathBuf> {
    let folder = exercise::scratch()?.join(format!("round_{round}"));
    fs::create_dir_all(&folder)?;
    for Case { exercise, file, .. } in cases {
        fs::copy(file, folder.join(format!("{}.rs", exercise.name)))?;
    }
    Ok(folder)
}

/// Returns the variant with the index `round` of each exercise that has one.
fn variants_of_round(
    exercises: &[Exercise],
    round: usize,
) -> io::Result<Vec<Case>> {
    let mut chosen = Vec::new();
    for exercise in exercises {
        chosen.extend(variants(*exercise)?.into_iter().nth(round));
    }
    Ok(chosen)
}

/// Returns all variants of an exercise, sorted by name. The first line of a
/// wrong one has the message that it should fail with.
fn variants(exercise: Exercise) -> io::Result<Vec<Case>> {
    let folder = exercise.folder().join("variants");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let variant = |file: PathBuf| {
        let text = fs::read_to_string(&file)?;
        let first = text.lines().next().unwrap_or_default();
        let fails = first.strip_prefix("// Fails: ").map(str::to_owned);
        Ok(Case {
            exercise,
            file,
            fails,
        })
    };
    files.into_iter().map(variant).collect()
}
