//! No child outlives the program, and what happens when one dies too early.
#![cfg(target_os = "linux")]

use std::{
    io::Read,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, Command, Stdio},
    thread,
};

use checks::processes::{self, Stat};
use checks::{Program, poll, until};
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_fork_vs_spawn"));

/// Starts a part as the leader of a process group, which its children join.
fn start(part: &str) -> Child {
    let mut command = PROGRAM.command(&[part]);
    command
        .process_group(0)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// The processes of a group without its leader.
fn members(leader: u32) -> Vec<Stat> {
    let group = leader.cast_signed();
    let all = processes::all();
    all.filter(|it| it.pgrp == group && it.pid != group)
        .collect()
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
        let at_work = found.into_iter().find(|it| {
            it.state != 'Z' && !others.contains(&it.pid.cast_unsigned())
        });
        at_work.map(|it| Some(it.pid))
    })
}

/// Sends the signal to the program alone while it has a child, and looks
/// whether the child goes away.
fn leaves_nothing_behind(part: &str, signal: Signal) {
    let group = poll(&format!("{signal} in mid-{part}"), || {
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
    poll(&format!("nothing left of {part} after {signal}"), || {
        // A zombie whose parent has gone is no longer ours but init's, and not
        // every container has an init that cares.
        let mut left = members(group);
        left.retain(|it| it.state != 'Z' || it.ppid != 1);
        left.is_empty().then_some(())
    });
}

#[test]
fn a_part_that_is_interrupted_or_killed_leaves_nothing_behind() {
    thread::scope(|scope| {
        for part in ["memory", "speed", "traps"] {
            for signal in [Signal::SIGINT, Signal::SIGKILL] {
                scope.spawn(move || leaves_nothing_behind(part, signal));
            }
        }
    });
}

/// Whether a child has computed for a while: it is well past its fork then.
fn has_computed(child: u32) -> bool {
    processes::stat(child).is_some_and(|stat| stat.utime + stat.stime > 0)
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
        let stopped = stopped.filter(|child| stop_at_work(*child));
        program.kill().expect("the program is ours");
        program.wait().expect("the program is ours");
        let gone = stopped.inspect(|child| {
            processes::wait_until_gone(&[child.cast_unsigned()]);
        });
        companion.kill().expect("the companion is ours");
        companion.wait().expect("the companion is ours");
        gone
    });
    assert!(child > 1);
}

/// Stops a child in the middle of its work, and returns whether it came in
/// time for that.
fn stop_at_work(child: i32) -> bool {
    let id = child.cast_unsigned();
    until("a child at work, or its end", || {
        !processes::is_running(id) || has_computed(id)
    });
    signal::kill(Pid::from_raw(child), Signal::SIGSTOP).is_ok()
        && processes::stat(id).is_some_and(|stat| stat.state == 'T')
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
fn a_parent_that_ignores_the_end_of_children_changes_nothing() {
    let ignored = checks::IGNORES_CHILDREN;
    for part in ["inherit", "memory", "speed", "traps"] {
        let command = checks::started_by(ignored, &PROGRAM.command(&[part]));
        let printed = checks::run(command).printed();
        assert!(!printed.is_empty());
    }
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
            .args([PROGRAM.0, part])
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
