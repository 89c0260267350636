//! Every recording is run once more, with its quick sizes: what it prints has
//! the shape that is recorded. One test each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use record::archive::Archive;
use record::one_recording;
use record::recordings::{self, RECORDINGS, Recording};
use record::workspace::Workspace;

fn main() {
    let mut arguments = Arguments::from_args();
    // Most programs wait most of the time.
    arguments.test_threads.get_or_insert(8);
    let workspace = Workspace::here().expect("the tests run in a workspace");
    let recorded = recordings::load(&workspace).expect("it can be read");
    let recorded = Arc::new(recorded);
    let programs = if arguments.list {
        BTreeMap::new()
    } else {
        workspace.build().expect("the workspace can be built")
    };
    let programs = Arc::new(programs);

    let trials = RECORDINGS.iter().map(|recording| {
        let (programs, recorded) = (programs.clone(), recorded.clone());
        let name = recording.name();
        let (name, is_left_out) = if recording.runs_here() {
            (format!("{name} prints what is recorded"), false)
        } else {
            (format!("{name} (left out: it needs Linux)"), true)
        };
        let test = move || has_its_shape(recording, &programs, &recorded);
        Trial::test(name, test).with_ignored_flag(is_left_out)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn has_its_shape(
    recording: &Recording,
    programs: &BTreeMap<String, PathBuf>,
    recorded: &Archive,
) -> Result<(), Failed> {
    let workspace = Workspace::here()?;
    let fresh = one_recording::run(recording, programs, true)?;
    let then = recorded.text(&recording.name()).ok();
    match fresh.difference(then, recording, &workspace)? {
        None => Ok(()),
        Some(differs) => Err(Failed::from(format!(
            "It {differs}. If that is meant, `cargo run -p record -- {}` \
             records it.",
            recording.name()
        ))),
    }
}
