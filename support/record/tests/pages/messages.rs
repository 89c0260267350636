//! The compiler's messages about a block that does not compile.

use std::fs;
use std::process::Command;

/// Returns the version of the installed compiler, such as `rustc 1.95.0`.
pub fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let version = output.expect("there is a compiler").stdout;
    let version = String::from_utf8_lossy(&version).into_owned();
    let words = version.split_whitespace().take(2);
    words.collect::<Vec<_>>().join(" ")
}

/// Compiles a block of a page as the body of a `main`, and returns the
/// compiler's messages.
pub fn compile(block: &str) -> String {
    let folder = tempfile::tempdir().expect("there is room");
    fs::create_dir(folder.path().join("src")).expect("it is empty");
    // `main` is on the block's first line, so the others keep their numbers.
    let program = format!("fn main() {{ {block}}}\n");
    let file = "src/main.rs";
    fs::write(folder.path().join(file), program).expect("there is room");
    let output = Command::new("rustc")
        .current_dir(folder.path())
        .args(["--edition", "2024", "--emit", "metadata", file])
        .output();
    let said = output.expect("there is a compiler").stderr;
    String::from_utf8_lossy(&said).into_owned()
}
