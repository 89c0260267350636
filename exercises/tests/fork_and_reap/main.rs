// Unsolved: the children ended with the statuses [3, 0, 7]
//! Forked children, and how they ended.

#[cfg(unix)]
mod child;
#[cfg(all(unix, not(feature = "variant")))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
#[allow(unsafe_code, reason = "fork is what the exercise is about")]
mod exercise;
#[cfg(all(unix, feature = "variant"))]
#[allow(unsafe_code, reason = "fork is what the exercise is about")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/fork_and_reap.rs"));
}

#[cfg(unix)]
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    checks::main()
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    let nothing: exercises::Check = (
        "this system cannot fork: there is nothing to do here",
        || (),
    );
    exercises::run("fork_traps", &[nothing])
}

/// Each check runs in a process of its own, which has one thread: one that has
/// more had better not fork.
#[cfg(unix)]
mod checks {
    use std::collections::BTreeSet;
    use std::io::{self, PipeReader, PipeWriter, Read, Write};
    use std::process::{self, ExitCode};
    use std::sync::OnceLock;
    use std::thread;
    use std::time::Duration;

    use nix::sys::signal::{self, Signal};
    use nix::sys::wait;

    use crate::exercise::{self, Ending};
    use crate::support;

    /// How long a slow child takes: the others end before it.
    const SLOW: Duration = Duration::from_millis(200);

    /// Where jobs say which process they run in.
    static IDS: OnceLock<PipeWriter> = OnceLock::new();

    pub fn main() -> ExitCode {
        exercises::run_alone(
            "fork_traps",
            &[
                ("each job runs in a process of its own", ids),
                ("the statuses come back, in order", statuses),
                ("a killed child is told by its signal", killed),
                ("no child is left, nor a zombie", zombies),
            ],
        )
    }

    fn run_all(jobs: &[fn() -> u8]) -> Vec<Ending> {
        match exercise::run_all(jobs) {
            Ok(endings) => endings,
            Err(error) => panic!("run_all gave the error: {error}"),
        }
    }

    fn ids() {
        let (reader, writer) = io::pipe().expect("a pipe");
        let writer = IDS.get_or_init(|| writer);
        run_all(&[tell_id, tell_id, tell_id]);
        // Whoever was not waited for is now: it may not have said it yet.
        while wait::wait().is_ok() {}
        tell(writer, 0);
        let ids = ids_told(reader);
        let parent = process::id();
        assert!(
            ids.len() == 3,
            "3 jobs were to run, once each, and {} were run",
            ids.len()
        );
        assert!(
            !ids.contains(&parent),
            "a job ran in process {parent}, which is the parent: \
             child::fork(job) makes a child, and runs it there"
        );
        let different: BTreeSet<_> = ids.iter().collect();
        assert!(
            different.len() == 3,
            "3 jobs ran in {} children, and each needs one of its own",
            different.len()
        );
    }

    fn tell_id() -> u8 {
        tell(IDS.get().expect("a pipe"), process::id());
        0
    }

    fn tell(mut writer: &PipeWriter, id: u32) {
        writer.write_all(&id.to_ne_bytes()).expect("a pipe");
    }

    /// All ids that came before a zero.
    fn ids_told(mut reader: PipeReader) -> Vec<u32> {
        let next = || {
            let mut bytes = [0; 4];
            reader.read_exact(&mut bytes).expect("a pipe");
            Some(u32::from_ne_bytes(bytes)).filter(|id| *id != 0)
        };
        std::iter::from_fn(next).collect()
    }

    fn statuses() {
        let slow = || {
            thread::sleep(SLOW);
            3
        };
        let endings = run_all(&[slow, || 0, || 7]);
        let wanted = [3, 0, 7].map(Ending::Status);
        assert!(
            endings == wanted,
            "the children ended with the statuses [3, 0, 7], in the order of \
             their jobs, the first of them last; run_all returned {endings:?}"
        );
    }

    fn killed() {
        let endings = run_all(&[|| 9, killed_at_once]);
        let wanted = [Ending::Status(9), Ending::Signal(Signal::SIGKILL)];
        assert!(
            endings == wanted,
            "the first child ended with status 9, and the second was killed \
             by SIGKILL, which is number 9, and has no status; run_all \
             returned {endings:?}"
        );
    }

    fn zombies() {
        run_all(&[killed_at_once, || 1, || 0]);
        let mut left = support::children();
        // A child that still runs ends soon. What is it then?
        for _ in 0..100 {
            if left.iter().all(|state| *state == 'Z') {
                break;
            }
            thread::sleep(Duration::from_millis(10));
            left = support::children();
        }
        let zombies = left.iter().filter(|state| **state == 'Z').count();
        assert!(
            left.is_empty(),
            "{} of 3 children are left when run_all is done, and {zombies} of \
             them are zombies, state Z in /proc: a child that has ended stays \
             there until it is waited for, whatever the others did",
            left.len()
        );
    }

    fn killed_at_once() -> u8 {
        signal::raise(Signal::SIGKILL).expect("a signal");
        0
    }
}
