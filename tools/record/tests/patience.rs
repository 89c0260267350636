//! Each example gives up on a server that never answers. That takes seconds, in
//! which nothing is done: the examples wait side by side here, and not one
//! after the other, each among its own tests.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use checks::{Program, requests};
use record::workspace::Workspace;

static PROGRAMS: LazyLock<BTreeMap<String, PathBuf>> = LazyLock::new(|| {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    workspace.build().expect("the workspace can be built")
});

fn gives_up(example: &str) {
    let file = PROGRAMS[example].to_str().expect("its name is text");
    requests::gives_up(Program(file));
}

#[test]
fn ex_3_1_gives_up() {
    gives_up("ex_3_1");
}

#[test]
fn ex_3_2_gives_up() {
    gives_up("ex_3_2");
}

#[test]
fn ex_3_3_gives_up() {
    gives_up("ex_3_3");
}

#[test]
fn ex_3_4_gives_up() {
    gives_up("ex_3_4");
}
