//! The commands of cargo that a page shows, and whether they can be run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use record::workspace::Workspace;

use crate::markdown::Page;

/// What a command of a page asks of cargo.
const SUBCOMMANDS: &[&str] =
    &["build", "clippy", "ex", "fmt", "install", "run", "test"];

/// The options of cargo itself that pages use, without a value.
const OPTIONS: &[&str] = &[
    "--all",
    "--all-targets",
    "--check",
    "--release",
    "--workspace",
];

/// The commands of cargo on a page, from the word after `cargo` on.
pub fn of(page: &Page) -> Vec<String> {
    let inline = page.text.split("`cargo ").skip(1);
    let inline = inline.filter_map(|rest| Some(rest.split_once('`')?.0));
    let lines = page.fences.iter().flat_map(|fence| fence.body.lines());
    let lines = lines.filter_map(|line| {
        line.trim_start_matches("$ ").strip_prefix("cargo ")
    });
    let commands = inline.chain(lines);
    // What follows is the shell's.
    let commands = commands.filter_map(|it| it.split(['|', '&']).next());
    commands.map(str::to_owned).collect()
}

/// The workspace, and what its programs answer to `--help`.
pub struct Known {
    workspace: Workspace,
    programs: BTreeMap<String, PathBuf>,
}

impl Known {
    pub fn new(workspace: Workspace) -> Known {
        let programs = workspace.build().expect("it can be built");
        Known {
            workspace,
            programs,
        }
    }

    /// What of a command does not exist, if anything.
    pub fn lacks(&self, command: &str) -> Option<String> {
        let (of_cargo, of_program) =
            command.split_once(" -- ").unwrap_or((command, ""));
        let mut words = of_cargo.split_whitespace();
        let subcommand = words.next().filter(|it| SUBCOMMANDS.contains(it));
        let Some(subcommand) = subcommand else {
            return Some("the subcommand".to_owned());
        };
        match subcommand {
            "ex" => return self.lacks_word("exercises", words),
            // Of a package that is not ours, or options of another tool.
            "install" | "clippy" => return None,
            _ => {}
        }
        let mut package = None;
        while let Some(word) = words.next() {
            let exists = match word {
                "-p" => {
                    package = words.next();
                    let name = package.unwrap_or_default();
                    self.workspace.folder(name).is_ok()
                }
                "--test" => self.has_test(package, words.next()),
                other => OPTIONS.contains(&other),
            };
            if !exists {
                return Some(format!("what {word} names"));
            }
        }
        match package {
            // The command that is judged is another one.
            Some("profile_task") | None => None,
            Some(_) if subcommand != "run" => None,
            Some(package) => {
                self.lacks_word(package, of_program.split_whitespace())
            }
        }
    }

    fn has_test(&self, package: Option<&str>, test: Option<&str>) -> bool {
        let (Some(package), Some(test)) = (package, test) else {
            return false;
        };
        let folder = self.workspace.folder(package).expect("it was found");
        let tests = folder.join("tests");
        tests.join(format!("{test}.rs")).is_file()
            || tests.join(test).join("main.rs").is_file()
    }

    /// The first option, or plain word, that a program does not know.
    fn lacks_word<'a>(
        &self,
        program: &str,
        words: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        let is_name = |c: char| c.is_ascii_lowercase() || "-_".contains(c);
        let words = words.filter(|word| word.chars().all(is_name));
        let mut words = words.filter(|word| *word != "--help");
        let Some(file) = self.programs.get(program) else {
            return Some(format!("the program {program}"));
        };
        let help = Command::new(file).arg("--help").output();
        let help = help.expect("it starts").stdout;
        let help = String::from_utf8_lossy(&help);
        let known: Vec<&str> = help
            .split(|c: char| !is_name(c) && !c.is_ascii_digit())
            .collect();
        let unknown = words.find(|word| !known.contains(word));
        unknown.map(|word| format!("`{word}` of {program}"))
    }
}
