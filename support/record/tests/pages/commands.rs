//! The cargo commands on a page, and a check that they can be run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use record::recordings::{RECORDINGS, Recording};
use record::workspace::Workspace;

use crate::markdown::Page;

/// Subcommands on the pages, and options of cargo without a value.
const CARGO: &[&str] = &[
    "--all",
    "--all-targets",
    "--check",
    "--release",
    "--workspace",
    "build",
    "clippy",
    "fmt",
    "run",
    "test",
];

/// Returns the cargo commands on a page, from the word after `cargo` on.
pub fn of(page: &Page) -> Vec<String> {
    let inline = page.text.split("`cargo ").skip(1);
    let inline = inline.filter_map(|rest| Some(rest.split_once('`')?.0));
    let lines = page.fences.iter().flat_map(|fence| fence.body.lines());
    let lines = lines.filter_map(|line| {
        line.trim_start_matches("$ ").strip_prefix("cargo ")
    });
    let commands = inline.chain(lines);
    // The shell reads the rest.
    let commands = commands.filter_map(|it| it.split(['|', '&']).next());
    // This one installs another project's package.
    let commands = commands.filter(|it| !it.starts_with("install mdbook"));
    commands.map(str::to_owned).collect()
}

/// The workspace, and its programs.
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

    /// Returns the first unknown word of a command, if it has one.
    pub fn unknown_in<'a>(&self, command: &'a str) -> Option<&'a str> {
        let (of_cargo, others) =
            command.split_once(" -- ").unwrap_or((command, ""));
        let mut words = of_cargo.split_whitespace();
        if of_cargo.starts_with("ex") {
            return words.find(|word| !self.knows("exercises", word));
        }
        let mut package = "";
        while let Some(word) = words.next() {
            let (name, is_known) = match word {
                "-p" => {
                    package = words.next()?;
                    (package, self.workspace.folder(package).is_ok())
                }
                "--test" => {
                    let test = words.next()?;
                    (test, self.has_test(package, test))
                }
                other => (other, CARGO.contains(&other)),
            };
            if !is_known {
                return Some(name);
            }
        }
        let is_optimised =
            |it: &&Recording| it.package == package && it.optimised;
        if RECORDINGS.iter().find(is_optimised).is_some()
            && of_cargo.starts_with("run ")
            && !of_cargo.contains("--release")
        {
            return Some("run (without --release)");
        }
        let is_run = match package {
            "profile_task" => true,
            "local_httpbin" => !others.starts_with("--"),
            _ => false,
        };
        if package.is_empty() || is_run || !of_cargo.starts_with("run ") {
            return None;
        }
        let mut words = others.split_whitespace();
        words.find(|word| !self.knows(package, word))
    }

    fn has_test(&self, package: &str, test: &str) -> bool {
        let folder = self.workspace.folder(package).expect("it has a package");
        let tests = folder.join("tests");
        tests.join(format!("{test}.rs")).is_file()
            || tests.join(test).join("main.rs").is_file()
    }

    /// Returns whether a program's `--help` lists an option or a plain word.
    fn knows(&self, program: &str, word: &str) -> bool {
        let is_name = |c: char| c.is_ascii_lowercase() || "-_".contains(c);
        if word == "--help" || !word.chars().all(is_name) {
            return true;
        }
        let help = Command::new(&self.programs[program]).arg("--help").output();
        let help = help.expect("it starts").stdout;
        let help = String::from_utf8_lossy(&help);
        let mut known = help.split(|c| !is_name(c) && !c.is_ascii_digit());
        known.any(|known| known == word)
    }
}
