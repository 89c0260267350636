//! Each example gives up on a server that never answers. That takes seconds, in
//! which nothing is done: the examples wait side by side here, and not one
//! after the other, each among its own tests.

use std::thread::{self, Builder};

use checks::{Program, requests};
use record::workspace::Workspace;

#[test]
fn each_example_gives_up() {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    let programs = workspace.build().expect("the workspace can be built");
    thread::scope(|scope| {
        for name in ["ex_3_1", "ex_3_2", "ex_3_3", "ex_3_4"] {
            let file = programs[name].to_str().expect("its name is text");
            let program = Program(file.to_owned().leak());
            // Its name is what a panic says.
            let thread = Builder::new().name(name.to_owned());
            thread
                .spawn_scoped(scope, move || requests::gives_up(program))
                .expect("a thread");
        }
    });
}
