//! Generates one module per page of the book, which lets rustdoc test the Rust
//! blocks of the page like those of any documentation.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src");
    let pages = pages.canonicalize()?;
    let summary = pages.join("SUMMARY.md");
    println!("cargo::rerun-if-changed={}", summary.display());

    let mut modules = String::new();
    let summary = fs::read_to_string(summary)?;
    for link in summary.split("](").skip(1) {
        let name = link.split_once(".md)").map_or("", |(name, _)| name);
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(
            !name.is_empty() && name.chars().all(is_name),
            "SUMMARY.md links to a page whose name has characters other than \
             a to z and _: {link}"
        );
        let file = format!("{name}.md");
        let path = pages.join(file);
        writeln!(
            modules,
            "#[doc = include_str!({path:?})] pub mod {name} {{}}"
        )
        .map_err(io::Error::other)?;
    }
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("pages.rs"), modules)
}
