// Unsolved: Expected the statuses [
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
    let nothing: exercises::Check =
        ("this OS can't fork, so there's nothing to do here", || ());
    exercises::run("fork_traps", &[nothing])
}

/// Each check runs in a process of its own with a single thread, because a
/// process with several threads should not fork.
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

    /// Duration of the slow child, which ends after the others.
    const SLOW: Duration = Duration::from_millis(200);

    /// The pipe to which each job writes the id of its process.
    static IDS: OnceLock<PipeWriter> = OnceLock::new();

    pub fn main() -> ExitCode {
        exercises::run_alone(
            "fork_traps",
            &[
                ("each job runs in its own process", ids),
                ("the statuses come back in order", statuses),
                ("a killed child is reported with its signal", killed),
                ("no child or zombie is left", zombies),
            ],
        )
    }

    fn run_all(jobs: &[fn() -> u8]) -> Vec<Ending> {
        match exercise::run_all(jobs) {
            Ok(endings) => endings,
            Err(error) => panic!("`run_all` returned an error: {error}"),
        }
    }

    fn ids() {
        let (reader, writer) = io::pipe().expect("a pipe");
        let writer = IDS.get_or_init(|| writer);
        run_all(&[write_own_id, write_own_id, write_own_id]);
        // Reaps any children that are left: they may not have written their id
        // yet.
        while wait::wait().is_ok() {}
        write_id(writer, 0);
        let ids = read_ids(reader);
        let parent = process::id();
        assert!(
            ids.len() == 3,
            "Expected 3 calls, one per job; the jobs ran {} times in all.",
            ids.len()
        );
        assert!(
            !ids.contains(&parent),
            "A job ran in process {parent}, which is the parent. \
             `child::fork(job)` makes a child, and runs the job there."
        );
        let different = ids.iter().collect::<BTreeSet<_>>().len();
        let children = if different == 1 { "child" } else { "children" };
        assert!(
            different == 3,
            "3 jobs ran in {different} {children}; each job needs its own."
        );
    }

    fn write_own_id() -> u8 {
        write_id(IDS.get().expect("a pipe"), process::id());
        0
    }

    fn write_id(mut writer: &PipeWriter, id: u32) {
        writer.write_all(&id.to_ne_bytes()).expect("a pipe");
    }

    /// Reads ids until a zero.
    fn read_ids(mut reader: PipeReader) -> Vec<u32> {
        let next = || {
            let mut bytes = [0; 4];
            reader.read_exact(&mut bytes).expect("a pipe");
            Some(u32::from_ne_bytes(bytes)).filter(|id| *id != 0)
        };
        std::iter::from_fn(next).collect()
    }

    fn statuses() {
        let chance = CHOSEN.get_or_init(Chosen::at_random);
        let slow = || {
            thread::sleep(SLOW);
            chosen().statuses[0]
        };
        let endings =
            run_all(&[slow, || chosen().statuses[1], || chosen().statuses[2]]);
        let statuses = chance.statuses;
        let wanted = statuses.map(|it| Ending::Status(it.into()));
        assert!(
            endings == wanted,
            "Expected the statuses {statuses:?}, in the order of the jobs (the \
             first job ended last); got {endings:?}."
        );
    }

    fn killed() {
        let chance = CHOSEN.get_or_init(Chosen::at_random);
        let jobs: [[fn() -> u8; 2]; 2] = [
            [|| status_like(0), || killed_by(chosen().signals[0])],
            [|| status_like(1), || killed_by(chosen().signals[1])],
        ];
        for (jobs, signal) in jobs.into_iter().zip(chance.signals) {
            let endings = run_all(&jobs);
            let number = signal as i32;
            let wanted = [Ending::Status(number), Ending::Signal(signal)];
            assert!(
                endings == wanted,
                "The first child ended with status {number}. The second was \
                 killed by {signal}, which is number {number}, so it has no \
                 status. Expected {wanted:?}; got {endings:?}."
            );
        }
    }

    fn zombies() {
        run_all(&[|| killed_by(Signal::SIGKILL), || 1, || 0]);
        let mut left = support::children();
        // A child that is still running ends soon, and may become a zombie.
        for _ in 0..100 {
            if left.iter().all(|state| *state == 'Z') {
                break;
            }
            thread::sleep(Duration::from_millis(10));
            left = support::children();
        }
        let zombies = left.iter().filter(|state| **state == 'Z').count();
        let count = left.len();
        let were = if count == 1 { "was" } else { "were" };
        let which = match zombies {
            0 => "still running",
            1 => "1 of them a zombie",
            _ => &format!("{zombies} of them zombies"),
        };
        assert!(
            left.is_empty(),
            "{count} of 3 children {were} left when `run_all` returned, \
             {which} (state Z in /proc). A child that has ended stays there \
             until its parent waits for it, whatever the other children did.",
        );
    }

    /// The endings of the children, which no solution knows in advance.
    struct Chosen {
        statuses: [u8; 3],
        signals: [Signal; 2],
    }

    impl Chosen {
        /// Returns statuses of all sizes except that of a panic, and two
        /// signals that end a process without a core dump.
        fn at_random() -> Chosen {
            let mut signals = [
                Signal::SIGKILL,
                Signal::SIGTERM,
                Signal::SIGINT,
                Signal::SIGHUP,
                Signal::SIGUSR1,
                Signal::SIGALRM,
            ];
            fastrand::shuffle(&mut signals);
            let [first, second, ..] = signals;
            Chosen {
                statuses: [fastrand::u8(1..128), 0, fastrand::u8(128..255)],
                signals: [first, second],
            }
        }
    }

    /// Set before the first fork, so it is the same in each child.
    static CHOSEN: OnceLock<Chosen> = OnceLock::new();

    fn chosen() -> &'static Chosen {
        CHOSEN.get().expect("it is set before a child is forked")
    }

    /// Returns the number of a signal, as the status of a job.
    fn status_like(signal: usize) -> u8 {
        chosen().signals[signal] as u8
    }

    /// Kills the process of a job with `signal`.
    fn killed_by(signal: Signal) -> u8 {
        signal::raise(signal).expect("a signal");
        0
    }
}
