//! Chooses the file that the module is built from. A feature can't do that: the
//! libraries of two sets of features would have one name.

use std::env;

fn main() {
    pyo3_build_config::add_extension_module_link_args();
    println!("cargo::rerun-if-env-changed=EXERCISE_FILES");
    println!(
        "cargo::rustc-check-cfg=cfg(files, values(\"solution\", \"variant\"))"
    );
    if let Ok(files) = env::var("EXERCISE_FILES") {
        println!("cargo::rustc-cfg=files=\"{files}\"");
    }
}
