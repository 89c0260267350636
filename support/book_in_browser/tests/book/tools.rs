//! Tools that these tests need and a machine may lack.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use url::Url;

/// Environment variable that makes a missing tool a failure, because a skipped
/// test in CI proves nothing.
const REQUIRED: &str = "BOOK_TOOLS_REQUIRED";

/// Environment variable that names the file axe.min.js of axe-core.
const AXE: &str = "AXE";

/// Names under which systems install Chromium, or Chrome.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Returns the command that starts a browser, if mdBook is installed, too.
/// Otherwise prints a sentence about the tests that are skipped.
pub fn browser() -> Option<&'static str> {
    static FOUND: LazyLock<Result<&str, String>> = LazyLock::new(|| {
        // Other versions use other names in their pages.
        if !version("mdbook").is_some_and(|it| it.contains(" v0.5.")) {
            return Err(skipped(
                "The tests in a browser were skipped, because mdBook 0.5 is \
                 missing: cargo install mdbook --version 0.5.4 --locked",
            ));
        }
        let mut names = BROWSERS.into_iter();
        names.find(|name| version(name).is_some()).ok_or_else(|| {
            skipped(
                "The tests in a browser were skipped, because there is none: \
                 sudo apt-get install chromium",
            )
        })
    });
    required(&FOUND).copied()
}

/// Returns the URL of axe-core.
pub fn axe() -> Option<&'static Url> {
    static FOUND: LazyLock<Result<Url, String>> = LazyLock::new(|| {
        let path = env::var_os(AXE).map(from_root);
        let path = path.filter(|path| path.is_file());
        let url = path.and_then(|path| Url::from_file_path(path).ok());
        url.ok_or_else(|| {
            skipped(&format!(
                "The test with axe-core was skipped, because the variable \
                 {AXE} doesn't name its file axe.min.js: npm pack axe-core"
            ))
        })
    });
    required(&FOUND)
}

/// Returns a path that the user gave relative to the workspace's folder. Cargo
/// runs the tests in this package's folder.
pub fn from_root(path: OsString) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// Returns the output of `program --version`, if it can be started.
fn version(program: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null());
    let output = command.output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(printed)
}

/// Prints `sentence` on stderr, past libtest, which hides the output of
/// `eprintln!` in tests that pass. Returns it.
fn skipped(sentence: &str) -> String {
    if env::var_os(REQUIRED).is_none() {
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    sentence.to_owned()
}

fn required<T>(found: &Result<T, String>) -> Option<&T> {
    if let (Err(sentence), Some(_)) = (found, env::var_os(REQUIRED)) {
        panic!("{sentence}");
    }
    found.as_ref().ok()
}
