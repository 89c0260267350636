//! What these tests need and a machine may lack.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use url::Url;

/// Set where a missing tool shall be a failure: a test that is left out in
/// CI proves nothing.
const REQUIRED: &str = "BOOK_TOOLS_REQUIRED";

/// Names the file axe.min.js of axe-core.
const AXE: &str = "AXE";

/// The names under which systems install Chromium, or Chrome.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The command that starts a browser, where mdBook is here as well. Says in
/// a sentence what is left out otherwise.
pub fn browser() -> Option<&'static str> {
    static FOUND: LazyLock<Result<&str, String>> = LazyLock::new(|| {
        // The pages of other versions have other names inside.
        if !version("mdbook").is_some_and(|it| it.contains(" v0.5.")) {
            return Err(left_out(
                "The book was not read in a browser, as mdBook 0.5 is \
                 missing: cargo install mdbook --version 0.5.4 --locked",
            ));
        }
        let mut names = BROWSERS.into_iter();
        names.find(|name| version(name).is_some()).ok_or_else(|| {
            left_out(
                "The book was not read in a browser, as there is none: \
                 sudo apt-get install chromium",
            )
        })
    });
    required(&FOUND).copied()
}

/// Where a browser finds axe-core.
pub fn axe() -> Option<&'static Url> {
    static FOUND: LazyLock<Result<Url, String>> = LazyLock::new(|| {
        let path = env::var_os(AXE).map(from_root);
        let path = path.filter(|path| path.is_file());
        let url = path.and_then(|path| Url::from_file_path(path).ok());
        url.ok_or_else(|| {
            left_out(&format!(
                "axe-core did not look at the book, as the variable {AXE} \
                 does not name its file axe.min.js: npm pack axe-core"
            ))
        })
    });
    required(&FOUND)
}

/// The path that somebody gave who stood in the workspace's folder, and not
/// where cargo runs the tests of this package.
pub fn from_root(path: OsString) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// What `program` prints as its version, where it can be started.
fn version(program: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null());
    let output = command.output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(printed)
}

/// Says `sentence` where people see it: libtest swallows what a test that
/// passes prints with `eprintln!`.
fn left_out(sentence: &str) -> String {
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
