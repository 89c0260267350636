//! Each claim of the book is a test, whose name is the sentence.

use std::env;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use record::claims::{self, Outcome};
use record::machine::{ORIGIN, Origin};
use record::recordings;
use record::workspace::Workspace;

/// Environment variable with which every claim must hold.
const REQUIRED: &str = "BOOK_TOOLS_REQUIRED";

fn main() {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    let archive = recordings::load(&workspace).expect("it can be read");
    let archive = Arc::new(archive);
    // On a reader's machine a claim may not hold, and with quick sizes it may
    // have no figure. The page about the machine says so.
    let origin = Origin::read(&workspace.pages().join(ORIGIN));
    let origin = origin.expect("it can be read").expect("it was recorded");
    let known: Vec<Outcome> = match env::var_os(REQUIRED) {
        Some(_) => Vec::new(),
        None => [origin.claims.refuted, origin.claims.left_open].concat(),
    };
    let trials = claims::all().map(|(page, claim)| {
        let sentence = claim.sentence;
        let is_known = known
            .iter()
            .any(|it| it.page == page && it.sentence == sentence);
        let remark = match is_known {
            true => " (skipped: does not hold on this machine, see machine.md)",
            false => "",
        };
        let name = format!("{page}: {sentence}{remark}");
        let archive = archive.clone();
        let test = move || match (claim.check)(&archive)? {
            verdict if verdict.holds => Ok(()),
            verdict => Err(Failed::from(verdict.seen)),
        };
        Trial::test(name, test).with_ignored_flag(is_known)
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}
