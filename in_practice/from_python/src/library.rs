//! The library that Python imports.

use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use anyhow::{Context, Result};

/// Folder of the Python programs.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python");

/// Copies the library, which cargo has built along with this program, to where
/// Python looks for it: into the folder of the Python programs.
///
/// # Errors
///
/// Returns an error if the library is missing, or if it cannot be copied.
pub fn put_beside_the_program() -> Result<()> {
    let program = env::current_exe().context("cannot find this program")?;
    let (built, module) = if cfg!(windows) {
        ("fast.dll", "fast.pyd")
    } else if cfg!(target_os = "macos") {
        ("libfast.dylib", "fast.abi3.so")
    } else {
        ("libfast.so", "fast.abi3.so")
    };
    // For its tests, cargo only leaves the library in `deps`.
    let places = [
        program.with_file_name(built),
        program.with_file_name("deps").join(built),
    ];
    let age = |file: &PathBuf| {
        fs::metadata(file)?
            .modified()?
            .elapsed()
            .map_err(io::Error::other)
    };
    let built = places
        .into_iter()
        .filter_map(|file| Some((age(&file).ok()?, file)))
        .min();
    let (_, built) = built.context("cannot find the library `fast`; build it with: cargo build -p from_python")?;
    let module = Path::new(FOLDER).join(module);
    // Another run may have the old file open, or copy it now.
    let copy = module.with_extension(process::id().to_string());
    fs::copy(&built, &copy)
        .and_then(|_| fs::rename(&copy, &module))
        .with_context(|| {
            let _ = fs::remove_file(&copy);
            format!("cannot copy {} to {}", built.display(), module.display())
        })
}
