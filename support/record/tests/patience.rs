//! Each example gives up on a server, or a name server, that never responds.
//! That takes seconds of waiting, so the examples wait side by side here instead
//! of one after another, each among its own tests.

use std::thread::{self, Builder};

use checks::{Program, requests};
use record::workspace::Workspace;

#[test]
fn each_example_gives_up() {
    on_each_example(|program, _, _| requests::gives_up(program));
}

#[cfg(target_os = "linux")]
#[test]
fn each_example_gives_up_on_a_name() {
    on_each_example(requests::gives_up_on_a_name);
}

/// Calls `check` with each example, a loopback address of its own, and the
/// number of requests that it sends at once.
fn on_each_example(check: impl Fn(Program, &str, usize) + Sync) {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    let programs = workspace.build().expect("the workspace can be built");
    let check = &check;
    thread::scope(|scope| {
        for (name, address, requests) in [
            ("ex_3_1", "127.9.9.1", 1),
            ("ex_3_2", "127.9.9.2", 3),
            ("ex_3_3", "127.9.9.3", 3),
            ("ex_3_4", "127.9.9.4", 1),
        ] {
            let file = programs[name].to_str().expect("its name is text");
            let program = Program(file.to_owned().leak());
            // A panic message contains the thread's name.
            let thread = Builder::new().name(name.to_owned());
            thread
                .spawn_scoped(scope, move || check(program, address, requests))
                .expect("a thread");
        }
    });
}
