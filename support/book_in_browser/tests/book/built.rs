//! The book as mdBook builds it, and its pages.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use url::Url;

/// Folder of the book's sources.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../book");

/// The book in HTML, in its own folder.
pub struct Book {
    /// Pages in the table of contents, in order.
    pub pages: Vec<Page>,
    /// Page with all of them, for printing.
    pub print: Page,
}

/// One page of the built book.
pub struct Page {
    /// Path of the file inside the book.
    pub name: String,
    /// URL for the browser.
    pub url: Url,
}

/// Returns the book, which the first call builds.
pub fn book() -> &'static Book {
    static BOOK: LazyLock<Result<Book, String>> = LazyLock::new(build);
    BOOK.as_ref().unwrap_or_else(|said| panic!("{said}"))
}

/// Builds the book, or returns mdBook's complaints.
fn build() -> Result<Book, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
    let mut mdbook = Command::new("mdbook");
    mdbook.arg("build").arg(SOURCES).arg("-d").arg(&folder);
    let output = mdbook.output().expect("mdbook starts");
    let said = String::from_utf8_lossy(&output.stderr);
    // A missing include leaves a line here, and a status of 0.
    let complains = said.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("WARN") || line.starts_with("ERROR")
    });
    if complains || !output.status.success() {
        return Err(format!("mdBook says:\n{said}"));
    }

    let contents = fs::read_to_string(folder.join("toc.html"));
    let contents = contents.expect("mdBook writes a table of contents");
    let pages: Vec<_> = links(&contents)
        .map(|name| Page::new(&folder, name))
        .collect();
    assert!(!pages.is_empty(), "the table of contents is empty");
    let print = Page::new(&folder, "print.html");
    Ok(Book { pages, print })
}

/// Returns the pages that `html` links to.
fn links(html: &str) -> impl Iterator<Item = &str> {
    let targets = html.split("href=\"").skip(1);
    let targets = targets.filter_map(|rest| rest.split('"').next());
    targets.filter(|target| target.ends_with(".html"))
}

impl Page {
    fn new(folder: &Path, name: &str) -> Self {
        let path = folder.join(name);
        let url = Url::from_file_path(path).expect("the path is absolute");
        let name = name.to_owned();
        Self { name, url }
    }
}
