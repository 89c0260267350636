//! The proof that the exercises are what they say: what is right passes, and
//! what is wrong fails, for the reason that it should.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io, thread};

use crate::build::{self, Against, Errors};
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
    let most = exercises.iter().map(|it| variants(*it).map(|it| it.len()));
    let most = most.collect::<io::Result<Vec<_>>>()?;
    for round in 0..most.into_iter().max().unwrap_or_default() {
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
    for against in [Against::Exercises, Against::Solutions] {
        let mut clippy = build::cargo("clippy", against);
        clippy.arg("--quiet");
        for exercise in exercises {
            clippy.args(["--test", exercise.name]);
        }
        clippy.args(["--", "-D", "warnings"]);
        if !clippy.status()?.success() {
            problems.push(format!("{against:?}: clippy finds something"));
        }
    }
    Ok(problems)
}

/// Looks that each unsolved file compiles, and fails as its checks say.
fn unsolved(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let said = all_said(exercises, Against::Exercises)?;
    let problems = exercises.iter().filter_map(|exercise| {
        let reason = reason(*exercise)?;
        fails_for(&said[exercise.name], &reason)
            .map(|problem| format!("{}: exercise.rs {problem}", exercise.name))
    });
    Ok(problems.collect())
}

/// Looks that each solution passes.
fn solutions(exercises: &[Exercise]) -> io::Result<Vec<String>> {
    let said = all_said(exercises, Against::Solutions)?;
    let problems = exercises.iter().filter_map(|exercise| {
        passes(&said[exercise.name])
            .map(|problem| format!("{}: solution.rs {problem}", exercise.name))
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
    let mut chosen = Vec::new();
    for exercise in exercises {
        let Some(variant) = variants(*exercise)?.into_iter().nth(round) else {
            continue;
        };
        let place = folder.join(format!("{}.rs", exercise.name));
        fs::copy(&variant.file, place)?;
        chosen.push((*exercise, variant));
    }
    let built: Vec<Exercise> = chosen.iter().map(|(it, _)| *it).collect();
    let said = all_said(&built, Against::Variants(&folder))?;
    let problems = chosen.iter().filter_map(|(exercise, variant)| {
        let said = &said[exercise.name];
        let problem = match &variant.fails {
            Some(reason) => fails_for(said, reason),
            None => passes(said),
        };
        let file = variant.file.file_name()?.to_string_lossy();
        problem.map(|problem| format!("{}: {file} {problem}", exercise.name))
    });
    Ok(problems.collect())
}

/// What the checks of an exercise said, and whether all held; None where they
/// could not be built.
type Said = Option<(bool, String)>;

/// Builds and runs the checks of all these exercises.
fn all_said(
    exercises: &[Exercise],
    against: Against,
) -> io::Result<BTreeMap<&'static str, Said>> {
    let programs = build::build(exercises, against, Errors::Shown)?;
    let mut said = BTreeMap::new();
    for some in exercises.chunks(AT_ONCE) {
        let run = |exercise: &Exercise| -> Said {
            let output = build::run(programs.get(exercise.name)?).ok()?;
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Some((output.status.success(), text))
        };
        thread::scope(|scope| {
            let runs = some.iter().map(|it| (it, scope.spawn(move || run(it))));
            let runs: Vec<_> = runs.collect();
            for (exercise, run) in runs {
                println!("  {}", exercise.name);
                said.insert(exercise.name, run.join().unwrap_or_default());
            }
        });
    }
    Ok(said)
}

/// Says how checks that are to fail for a reason did otherwise.
fn fails_for(said: &Said, reason: &str) -> Option<String> {
    match said {
        None => Some("does not compile".to_owned()),
        Some((true, _)) => Some("passes, and should not".to_owned()),
        Some((false, said)) if in_one_line(said).contains(reason) => None,
        Some((false, said)) => {
            Some(format!("should fail with `{reason}`, and said\n{said}"))
        }
    }
}

/// The text, where it went over several lines.
fn in_one_line(said: &str) -> String {
    let words: Vec<&str> = said.split_whitespace().collect();
    words.join(" ")
}

/// Says how checks that are to pass did not.
fn passes(said: &Said) -> Option<String> {
    match said {
        None => Some("does not compile".to_owned()),
        Some((true, _)) => None,
        Some((false, said)) => Some(format!("should pass, and said\n{said}")),
    }
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
