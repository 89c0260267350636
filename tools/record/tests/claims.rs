//! Each claim of the book is a test, and its sentence the test's name.

use libtest_mimic::{Arguments, Failed, Trial};

use record::claims::{CLAIMS, Claim};
use record::recorded::Recorded;
use record::workspace::Workspace;

fn main() {
    let claims = CLAIMS.iter().flat_map(|(page, claims)| {
        claims.iter().map(move |claim| {
            let name = format!("{page}: {}", claim.sentence);
            Trial::test(name, move || holds(claim))
        })
    });
    libtest_mimic::run(&Arguments::from_args(), claims.collect()).exit();
}

fn holds(claim: &Claim) -> Result<(), Failed> {
    let recorded = Recorded::load(&Workspace::here()?)?;
    let verdict = (claim.check)(&recorded)?;
    if verdict.holds {
        return Ok(());
    }
    Err(Failed::from(format!(
        "{}. If these are the recordings of your own machine: it differs \
         from ours, and book/src/machine.md says so.",
        verdict.seen
    )))
}
