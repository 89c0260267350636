//! No child outlives the program, and what happens when one dies too early.
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::Read,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};

/// After so long something that should have happened never will.
const DEADLINE: Duration = Duration::from_secs(60);

/// Starts a part as the leader of a process group, which its children join.
#[allow(unsafe_code, reason = "pre_exec runs in a forked child")]
fn start(part: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fork_vs_spawn"));
    command.arg(part).process_group(0);
    // A shell starts what runs in its background with SIGINT ignored, and
    // that is inherited.
    let hear_interrupts = || {
        let action = signal::SigHandler::SigDfl;
        // SAFETY: the default action is no function of ours.
        unsafe { signal::signal(Signal::SIGINT, action) }?;
        Ok(())
    };
    // SAFETY: `signal` is async-signal-safe.
    unsafe { command.pre_exec(hear_interrupts) };
    command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// The processes of a group without its leader: id, state, parent.
fn members(leader: u32) -> Vec<(i32, String, i32)> {
    let group = leader as i32;
    let mut members = Vec::new();
    for entry in fs::read_dir("/proc").expect("there is a /proc").flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse() else {
            continue;
        };
        // A process may end between the listing and this line.
        let stat = fs::read_to_string(entry.path().join("stat"));
        let stat = stat.unwrap_or_default();
        let Some((_, fields)) = stat.rsplit_once(") ") else {
            continue;
        };
        let fields: Vec<&str> = fields.split(' ').collect();
        if id != group && fields[2].parse() == Ok(group) {
            let parent = fields[1].parse().expect("an id");
            members.push((id, fields[0].to_owned(), parent));
        }
    }
    members
}

/// Asks again and again until there is an answer.
fn poll<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < DEADLINE, "never seen: {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Waits until the program has a child that is at work and none of `others`,
/// and returns its id; or `None`, if on a busy machine the program ended
/// unseen.
fn first_child(program: &mut Child, others: &[u32]) -> Option<i32> {
    poll("a child at work", || {
        if program.try_wait().expect("the program is ours").is_some() {
            return Some(None);
        }
        let found = members(program.id());
        let at_work = found.into_iter().find(|(id, state, _)| {
            state != "Z" && !others.contains(&id.cast_unsigned())
        });
        at_work.map(|(id, ..)| Some(id))
    })
}

/// Sends the signal to the program alone while it has a child, and looks
/// whether the child goes away.
fn leaves_nothing_behind(part: &str, signal: Signal) {
    let group = poll("a signal in mid-run", || {
        let mut program = start(part);
        if first_child(&mut program, &[]).is_some() {
            let id = Pid::from_raw(program.id() as i32);
            signal::kill(id, signal).expect("it was not waited for yet");
        }
        let status = program.wait().expect("the program is ours");
        // On a busy machine it may have ended before the signal.
        assert!(status.success() || status.signal() == Some(signal as i32));
        status.signal().map(|_| program.id())
    });
    poll("an empty process group", || {
        // A zombie whose parent has gone is no longer ours but init's, and not
        // every container has an init that cares.
        let mut left = members(group);
        left.retain(|(_, state, parent)| state != "Z" || *parent != 1);
        left.is_empty().then_some(())
    });
}

#[test]
fn interrupted_memory_leaves_nothing_behind() {
    leaves_nothing_behind("memory", Signal::SIGINT);
}

#[test]
fn killed_memory_leaves_nothing_behind() {
    leaves_nothing_behind("memory", Signal::SIGKILL);
}

#[test]
fn interrupted_speed_leaves_nothing_behind() {
    leaves_nothing_behind("speed", Signal::SIGINT);
}

#[test]
fn killed_speed_leaves_nothing_behind() {
    leaves_nothing_behind("speed", Signal::SIGKILL);
}

#[test]
fn interrupted_traps_leave_nothing_behind() {
    leaves_nothing_behind("traps", Signal::SIGINT);
}

#[test]
fn killed_traps_leave_nothing_behind() {
    leaves_nothing_behind("traps", Signal::SIGKILL);
}

/// Whether a child has written to memory of its own: it is far behind the
/// fork then.
fn has_written(child: i32) -> bool {
    let usage = fs::read_to_string(format!("/proc/{child}/smaps_rollup"));
    let usage = usage.unwrap_or_default();
    let line = usage
        .lines()
        .find(|line| line.starts_with("Private_Dirty:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    kib.and_then(|kib| kib.parse().ok()).unwrap_or(0) > 1024
}

/// A child that was stopped ends no work: only the kernel can end it when its
/// parent is gone, because the child has asked for that.
#[test]
fn a_child_ends_with_its_parent_and_not_with_its_work() {
    let child = poll("a stopped child", || {
        let mut program = start("memory");
        // The kernel hangs up on the stopped members of a group in which
        // nobody has a living parent outside. This one has: the test.
        let mut companion = Command::new("sleep")
            .arg("120")
            .process_group(program.id() as i32)
            .spawn()
            .expect("sleep starts");
        let stopped = first_child(&mut program, &[companion.id()]);
        let stopped = stopped.filter(|child| stop_while_it_writes(*child));
        program.kill().expect("the program is ours");
        program.wait().expect("the program is ours");
        let gone = stopped.map(|child| {
            poll("the end of the child", || {
                state(child)
                    .is_none_or(|state| state == "Z")
                    .then_some(child)
            })
        });
        companion.kill().expect("the companion is ours");
        companion.wait().expect("the companion is ours");
        gone
    });
    assert!(child > 1);
}

/// Stops a child behind its fork, in the middle of its work; or says that it
/// came too late.
fn stop_while_it_writes(child: i32) -> bool {
    poll("a child that writes, or its end", || {
        let ended = state(child).is_none_or(|state| state == "Z");
        (ended || has_written(child)).then_some(())
    });
    signal::kill(Pid::from_raw(child), Signal::SIGSTOP).is_ok()
        && state(child).is_some_and(|state| state == "T")
}

/// The letter for a process's state, if there is such a process.
fn state(process: i32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').next().map(str::to_owned)
}

/// Returns the exit code and what stood on stderr.
fn end(mut program: Child) -> (Option<i32>, String) {
    let status = poll("the end of the program", || {
        program.try_wait().expect("the program is ours")
    });
    assert!(members(program.id()).is_empty(), "something is left");
    let mut text = String::new();
    let mut stderr = program.stderr.take().expect("it is piped");
    stderr.read_to_string(&mut text).expect("text");
    (status.code(), text)
}

#[test]
fn a_child_that_dies_is_reported_in_one_sentence() {
    // The child may have sent its last report before the signal comes: again.
    let (code, text) = poll("a child killed in time", || {
        let mut program = start("memory");
        if let Some(child) = first_child(&mut program, &[]) {
            signal::kill(Pid::from_raw(child), Signal::SIGKILL).ok();
        }
        let (code, text) = end(program);
        (code != Some(0)).then_some((code, text))
    });
    assert_eq!(code, Some(1), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("was killed by SIGKILL"), "{text}");
    assert!(text.contains("close other programs"), "{text}");
}

#[test]
fn too_few_file_descriptors_are_reported_in_one_sentence() {
    for part in ["memory", "speed"] {
        // Four are enough to load the program, and too few for a pipe.
        let program = Command::new("sh")
            .args(["-c", "ulimit -n 4; exec \"$0\" \"$1\""])
            .args([env!("CARGO_BIN_EXE_fork_vs_spawn"), part])
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sh starts");
        let (code, text) = end(program);
        assert_eq!(code, Some(1), "{part}: {text}");
        assert_eq!(text.lines().count(), 1, "{part}: {text}");
        assert!(text.contains("ulimit -n"), "{part}: {text}");
    }
}
