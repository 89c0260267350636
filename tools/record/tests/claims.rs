//! Each claim of the book is a test, and its sentence the test's name.

use std::env;
use std::fs;

use libtest_mimic::{Arguments, Failed, Trial};

use record::archive::Archive;
use record::claims::{self, Claim};
use record::workspace::Workspace;

/// With this variable set, every claim has to hold.
const REQUIRED: &str = "BOOK_TOOLS_REQUIRED";

fn main() {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    // Recorded on a reader's machine, a claim may not hold. That is a lesson,
    // which this page tells, and no error of the program.
    let machine = fs::read_to_string(workspace.pages().join("machine.md"));
    let known = match env::var_os(REQUIRED) {
        Some(_) => String::new(),
        None => machine.unwrap_or_default(),
    };
    let trials = claims::all().map(|(page, claim)| {
        let sentence = claim.sentence;
        let is_known = known.contains(&format!("“{sentence}” ({page})"));
        let remark = match is_known {
            true => " (left out: not so on this machine, see machine.md)",
            false => "",
        };
        let name = format!("{page}: {sentence}{remark}");
        Trial::test(name, move || holds(claim)).with_ignored_flag(is_known)
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn holds(claim: &Claim) -> Result<(), Failed> {
    let recorded = Archive::load(&Workspace::here()?)?;
    let verdict = (claim.check)(&recorded)?;
    if verdict.holds {
        return Ok(());
    }
    Err(Failed::from(verdict.seen))
}
