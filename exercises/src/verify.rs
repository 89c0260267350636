//! The proof that the exercises are what they say: what is right passes, and
//! what is wrong fails, for the reason that it should.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::build::{self, Errors, Files, Outcome};
use crate::exercise::{self, EXERCISES, Exercise};

/// How many checks run at the same time: most of them wait.
const AT_ONCE: usize = 8;

/// How many hints, right variants and wrong ones an exercise has at the least.
const HINTS: usize = 2;
const RIGHT: usize = 2;
const WRONG: usize = 3;

/// Proves one exercise, or all of them, and says what is wrong.
pub fn verify(only: Option<Exercise>) -> io::Result<bool> {
    let exercises = only.map_or(EXERCISES.to_vec(), |one| vec![one]);
    let mut problems = Vec::new();
    for exercise in &exercises {
        problems.extend(files(*exercise)?);
    }
    problems.extend(style(&exercises)?);
    println!("Unsolved and solved:");
    problems.extend(unsolved(&exercises)?);
    problems.extend(solutions(&exercises)?);
    let mut rounds = 0;
    for exercise in &exercises {
        rounds = rounds.max(variants(*exercise)?.len());
    }
    for round in 0..rounds {
        println!("Variants, round {}:", round + 1);
        problems.extend(variants_of_round(&exercises, round)?);
    }
    println!();
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => println!("{} exercises hold what they say.", exercises.len()),
        1 => println!("1 problem."),
        several => println!("{several} problems."),
    }
    Ok(problems.is_empty())
}

/// Looks that all files are there, and that they say what they should.
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
    wants(!given.is_empty(), "there is no exercise.rs");
    wants(
        given == text(&exercise.unsolved()),
        "exercise.rs is not as it is given to a learner: see unsolved.rs",
    );
    wants(given.contains("TODO"), "exercise.rs has no TODO");
    let page = format!("book/src/{}.md", exercise.page);
    wants(given.contains(&page), "exercise.rs does not name its page");
    let file = exercise::package().with_file_name(&page);
    wants(
        text(&file).contains(&exercise.place()),
        "its page does not name exercise.rs",
    );
    wants(exercise.solution().exists(), "there is no solution.rs");
    let hints = exercise.hints().unwrap_or_default().len();
    wants(hints >= HINTS, "solution.rs begins with too few hints");
    wants(
        reason(exercise).is_some(),
        "main.rs does not begin with // Unsolved: ",
    );
    let variants = variants(exercise)?;
    let right = variants.iter().filter(|it| it.fails.is_none()).count();
    wants(right >= RIGHT, "there are too few variants that are right");
    let wrong = variants.len() - right;
    wants(wrong >= WRONG, "there are too few variants that are wrong");
    Ok(problems)
}

/// Looks at formatting, at warnings, and at what clippy says.
fn style(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--quiet", "--edition", "2024"]);
    rustfmt.current_dir(exercise::package());
    for exercise in exercises {
        rustfmt.arg(exercise.file()).arg(exercise.solution());
        rustfmt.args(variants(*exercise)?.iter().map(|it| &it.file));
    }
    if !rustfmt.status()?.success() {
        problems.push("rustfmt would write some files otherwise".to_owned());
    }
    for files in [Files::Exercises, Files::Solutions] {
        let mut clippy = build::cargo("clippy", files);
        clippy.arg("--quiet");
        for exercise in exercises {
            clippy.args(["--test", exercise.name]);
        }
        clippy.args(["--", "-D", "warnings"]);
        if !clippy.status()?.success() {
            problems.push(format!("{files:?}: clippy finds something"));
        }
    }
    Ok(problems)
}

/// Looks that each unsolved file compiles, and fails as its checks say.
fn unsolved(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let outcomes = outcomes(exercises, Files::Exercises)?;
    let problems =
        exercises.iter().zip(outcomes).filter_map(|(it, outcome)| {
            let problem = problem(&outcome, Some(&reason(*it)?))?;
            Some(format!("{}: exercise.rs {problem}", it.name))
        });
    Ok(problems.collect())
}

/// Looks that each solution passes.
fn solutions(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let outcomes = outcomes(exercises, Files::Solutions)?;
    let problems =
        exercises.iter().zip(outcomes).filter_map(|(it, outcome)| {
            let problem = problem(&outcome, None)?;
            Some(format!("{}: solution.rs {problem}", it.name))
        });
    Ok(problems.collect())
}

/// Looks at one variant of each exercise that has so many.
fn variants_of_round(
    exercises: &[Exercise],
    round: usize,
) -> io::Result<Vec<String>> {
    let folder = exercise::scratch()?.join(format!("round_{round}"));
    fs::create_dir_all(&folder)?;
    let (mut chosen, mut chosen_variants) = (Vec::new(), Vec::new());
    for exercise in exercises {
        if let Some(variant) = variants(*exercise)?.into_iter().nth(round) {
            let place = folder.join(format!("{}.rs", exercise.name));
            fs::copy(&variant.file, place)?;
            chosen.push(*exercise);
            chosen_variants.push(variant);
        }
    }
    let outcomes = outcomes(&chosen, Files::Variants(&folder))?;
    let each = chosen.iter().zip(&chosen_variants).zip(outcomes);
    let problems = each.filter_map(|((exercise, variant), outcome)| {
        let problem = problem(&outcome, variant.fails.as_deref())?;
        let file = variant.file.file_name()?.display();
        Some(format!("{}: {file} {problem}", exercise.name))
    });
    Ok(problems.collect())
}

/// Builds and runs the checks of all these exercises.
fn outcomes(
    exercises: &[Exercise],
    files: Files,
) -> io::Result<Vec<Option<Outcome>>> {
    let programs = build::build(exercises, files, Errors::Shown)?;
    let mut outcomes = Vec::new();
    for some in exercises.chunks(AT_ONCE) {
        outcomes.extend(build::run(some, &programs)?);
        some.iter()
            .for_each(|exercise| println!("  {}", exercise.name));
    }
    Ok(outcomes)
}

/// Returns what is wrong, if checks do not fail for this reason, or if they do
/// not pass where there is none.
fn problem(outcome: &Option<Outcome>, fails: Option<&str>) -> Option<String> {
    let Some(Outcome {
        is_solved, said, ..
    }) = outcome
    else {
        return Some("does not compile".to_owned());
    };
    match (is_solved, fails) {
        (true, None) => None,
        (true, Some(_)) => Some("passes, and should not".to_owned()),
        (false, None) => Some(format!("should pass, and said\n{said}")),
        (false, Some(reason)) if in_one_line(said).contains(reason) => None,
        (false, Some(reason)) => {
            Some(format!("should fail with `{reason}`, and said\n{said}"))
        }
    }
}

/// Returns the text, which went over several lines, in one.
fn in_one_line(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the unsolved exercise fails with: the first line of its checks.
fn reason(exercise: Exercise) -> Option<String> {
    let text = fs::read_to_string(exercise.folder().join("main.rs")).ok()?;
    let reason = text.lines().next()?.strip_prefix("// Unsolved: ")?;
    Some(reason.to_owned())
}

/// Another way to solve an exercise, or not to.
struct Variant {
    file: PathBuf,
    /// What it fails with: the first line says so, where it is wrong.
    fails: Option<String>,
}

/// All variants of an exercise, in the order of their names.
fn variants(exercise: Exercise) -> io::Result<Vec<Variant>> {
    let folder = exercise.folder().join("variants");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let variant = |file: PathBuf| {
        let text = fs::read_to_string(&file)?;
        let first = text.lines().next().unwrap_or_default();
        let fails = first.strip_prefix("// Fails: ").map(str::to_owned);
        Ok(Variant { file, fails })
    };
    files.into_iter().map(variant).collect()
}
