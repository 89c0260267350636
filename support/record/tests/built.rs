//! The book as mdBook builds it. mdBook ends with status 0 even after errors, so
//! the tests read its messages and its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use libtest_mimic::{Arguments, Failed, Trial};
use regex_lite::Regex;
use tempfile::TempDir;

use record::workspace::Workspace;

/// Environment variable with which mdBook must be installed.
const REQUIRED: &str = "BOOK_TOOLS_REQUIRED";

/// Advice if it is not installed.
const INSTALL: &str =
    "mdbook 0.5 isn't installed; CONTRIBUTING.md says how to install it";

/// The book, built by the first test that needs it.
static BUILT: OnceLock<Built> = OnceLock::new();

/// Start of the links to the sources of the pages in this build.
const EDIT: &str = "https://example.org/edit/";

/// Result of a build.
struct Built {
    /// HTML files, with their texts.
    pages: BTreeMap<PathBuf, String>,
    succeeded: bool,
    messages: String,
    sources_before: BTreeSet<PathBuf>,
    workspace: Workspace,
    folder: TempDir,
}

type Test = fn(&Built) -> Vec<String>;

const TESTS: &[(&str, Test)] = &[
    ("mdbook prints no warning or error", no_message),
    ("a build creates no file among the sources", no_new_file),
    ("every include was replaced", no_leftover),
    ("links and their fragments resolve", links_resolve),
    ("each id is unique on its page", ids_are_unique),
    ("nothing is fetched from elsewhere", nothing_fetched),
    ("no program can be sent to a public server", no_run_button),
    ("each page links to its source for editing", edit_links),
    ("search, print and copy buttons are on", features_are_on),
];

fn main() {
    let arguments = Arguments::from_args();
    let is_there = has_mdbook();
    let is_required = std::env::var_os(REQUIRED).is_some();

    let trials = TESTS.iter().map(|(name, test)| {
        let name = match is_there {
            true => (*name).to_owned(),
            false => format!("{name} (skipped: {INSTALL})"),
        };
        let judge = move || {
            if !is_there {
                return Err(Failed::from(INSTALL));
            }
            match test(BUILT.get_or_init(build)).as_slice() {
                [] => Ok(()),
                complaints => Err(Failed::from(complaints.join("\n"))),
            }
        };
        Trial::test(name, judge).with_ignored_flag(!is_there && !is_required)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// Returns whether the version of mdBook that the book needs is installed.
fn has_mdbook() -> bool {
    let output = Command::new("mdbook").arg("--version").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"mdbook v0.5."))
}

fn build() -> Built {
    let workspace = Workspace::here().expect("the tests run in a workspace");
    let folder = tempfile::tempdir().expect("there is room for a book");
    let sources_before = files(&workspace.root.join("book"));
    let output = Command::new("mdbook")
        .args(["build", "book", "--dest-dir"])
        .arg(folder.path())
        .env(
            "MDBOOK_OUTPUT__HTML__EDIT_URL_TEMPLATE",
            format!("{EDIT}{{path}}"),
        )
        .env_remove("RUST_LOG")
        .current_dir(&workspace.root)
        .output()
        .expect("mdbook starts");
    let messages = [output.stdout, output.stderr].concat();
    let pages = files(folder.path()).into_iter().filter_map(|file| {
        let is_page = file.extension()? == "html";
        let text = fs::read_to_string(&file).ok()?;
        is_page.then_some((file, text))
    });
    Built {
        pages: pages.collect(),
        succeeded: output.status.success(),
        messages: String::from_utf8_lossy(&messages).into_owned(),
        sources_before,
        workspace,
        folder,
    }
}

/// Returns all files in a folder and its subfolders.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

fn no_message(built: &Built) -> Vec<String> {
    let lines = built.messages.lines();
    let bad = ["WARN", "ERROR"];
    assert!(built.succeeded, "{}", built.messages);
    lines
        .filter(|line| bad.iter().any(|word| line.contains(word)))
        .map(str::to_owned)
        .collect()
}

fn no_new_file(built: &Built) -> Vec<String> {
    let now = files(&built.workspace.root.join("book"));
    let new = now.difference(&built.sources_before);
    new.map(|file| format!("{} is new", file.display()))
        .collect()
}

fn no_leftover(built: &Built) -> Vec<String> {
    let mut complaints = Vec::new();
    for (page, text) in &built.pages {
        if text.contains("{{#") {
            complaints.push(format!("{} holds {{{{#", page.display()));
        }
        if text.contains("<code class=\"language-console\"></code>") {
            complaints.push(format!("{} has an empty block", page.display()));
        }
    }
    assert!(
        built.pages.len() > 10,
        "there are pages: {:?}",
        built.messages
    );
    complaints
}

fn links_resolve(built: &Built) -> Vec<String> {
    let link = pattern(r#"<a [^>]*?href="([^"]*)""#);
    let mut complaints = Vec::new();
    let mut followed = 0;
    for (page, text) in &built.pages {
        let folder = page.parent().expect("a page is in a folder");
        for link in link.captures_iter(text) {
            let link = &link[1];
            if link.starts_with("http") {
                continue;
            }
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => page.clone(),
                _ => folder.join(file),
            };
            let resolves = match built.pages.get(&target) {
                Some(text) => has_part(text, part),
                None => part.is_empty() && target.is_file(),
            };
            followed += 1;
            if !resolves {
                complaints.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(followed > 100, "only {followed} links were followed");
    complaints
}

fn has_part(page: &str, part: &str) -> bool {
    part.is_empty() || page.contains(&format!(" id=\"{part}\""))
}

fn ids_are_unique(built: &Built) -> Vec<String> {
    let id = pattern(r#" id="([^"]*)""#);
    let mut complaints = Vec::new();
    for (page, text) in &built.pages {
        let mut seen = BTreeSet::new();
        for id in id.captures_iter(text) {
            if !seen.insert(id[1].to_owned()) {
                complaints.push(format!("{}: {}", page.display(), &id[1]));
            }
        }
    }
    complaints
}

fn nothing_fetched(built: &Built) -> Vec<String> {
    let fetched = pattern(
        r#"(?:src|srcset|data|poster)="(?:https?:)?//[^"]*"|<link [^>]*href="(?:https?:)?//[^"]*"|url\(["']?(?:https?:)?//[^)]*\)|@import[^;]*//[^;]*"#,
    );
    let mut complaints = Vec::new();
    for file in files(built.folder.path()) {
        let end = file.extension().unwrap_or_default();
        if end != "html" && end != "css" {
            continue;
        }
        let text = fs::read_to_string(&file).expect("it can be read");
        for found in fetched.find_iter(&text) {
            let found = found.as_str();
            complaints.push(format!("{}: {found}", file.display()));
        }
    }
    complaints
}

fn no_run_button(built: &Built) -> Vec<String> {
    let runs = built.pages.iter().filter(|(_, text)| {
        text.contains("play.rust-lang.org")
            || text.contains("class=\"playground\"")
    });
    runs.map(|(page, _)| page.display().to_string()).collect()
}

fn edit_links(built: &Built) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files(&built.workspace.pages()) {
        let name = file.file_stem().expect("a file has a name");
        let is_page = file.extension().is_some_and(|end| end == "md");
        if !is_page || name == "SUMMARY" {
            continue;
        }
        let page = built.folder.path().join(name).with_extension("html");
        let link = format!("{EDIT}src/{}.md", name.display());
        let text = built.pages.get(&page).map_or("", String::as_str);
        if !text.contains(&link) {
            complaints.push(format!("{} lacks {link}", page.display()));
        }
    }
    complaints
}

fn features_are_on(built: &Built) -> Vec<String> {
    let page = built.folder.path().join("gathering.html");
    let text = built.pages.get(&page).map_or("", String::as_str);
    let on_the_page = [
        "mdbook-search-toggle",
        "print-button",
        "playground_copyable = true",
    ];
    let missing = on_the_page.iter().filter(|mark| !text.contains(*mark));
    let mut missing: Vec<&str> = missing.copied().collect();
    // The list of chapters, with the headings of the current one.
    let files = files(built.folder.path());
    for (script, mark) in [
        ("searchindex", ""),
        ("toc-", "adding headers to the sidebar"),
    ] {
        let has_it = files.iter().any(|file| {
            let name = file.file_name().unwrap_or_default();
            let is_it = name.to_string_lossy().starts_with(script);
            let text = fs::read_to_string(file).unwrap_or_default();
            is_it && text.contains(mark)
        });
        if !has_it {
            missing.push(script);
        }
    }
    let missing = missing.into_iter();
    missing.map(|mark| format!("there is no {mark}")).collect()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are our own")
}
