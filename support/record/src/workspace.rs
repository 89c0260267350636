//! The workspace around the current folder: its packages, and the programs that
//! cargo builds from them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use command_line::{cargo, printable};
use serde_json::Value;

use crate::run::{self, Ended, StandardError};

/// A cargo workspace.
#[derive(Debug)]
pub struct Workspace {
    /// Folder with the workspace's manifest.
    pub root: PathBuf,
    folders: BTreeMap<String, PathBuf>,
}

impl Workspace {
    /// Asks cargo for the workspace that holds the current folder.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none, or if cargo cannot be started.
    pub fn here() -> Result<Workspace> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .context("cannot start cargo")?;
        if !output.status.success() {
            bail!(
                "there is no workspace here; run this in the course's \
                 folder. Cargo says: {}",
                String::from_utf8_lossy(&output.stderr).trim_end()
            );
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .context("cannot read cargo's metadata")?;
        let path = |value: &Value| value.as_str().map(PathBuf::from);
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let folders = packages.filter_map(|package| {
            let name = package["name"].as_str()?.to_owned();
            let manifest = path(&package["manifest_path"])?;
            Some((name, manifest.parent()?.to_owned()))
        });
        Ok(Workspace {
            folders: folders.collect(),
            root: path(&metadata["workspace_root"])
                .context("cargo's metadata has no workspace_root")?,
        })
    }

    /// Returns the folder of a package.
    ///
    /// # Errors
    ///
    /// Returns an error if the workspace has no such package.
    pub fn folder(&self, package: &str) -> Result<&Path> {
        let folder = self.folders.get(package).map(PathBuf::as_path);
        folder.with_context(|| {
            format!("{} has no package {package}", printable(&self.root))
        })
    }

    /// Returns the folder of the book's pages.
    pub fn pages(&self) -> PathBuf {
        self.root.join("book/src")
    }

    /// Returns the names of the packages.
    pub fn packages(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// Builds every program of the workspace as `cargo run` would, and returns
    /// the path of each by its name.
    ///
    /// # Errors
    ///
    /// Returns an error if something does not compile, or if the build was
    /// interrupted.
    pub fn build(&self) -> Result<BTreeMap<String, PathBuf>> {
        self.build_with(&["--workspace"])
    }

    /// Does the same, but builds the programs of these packages as `cargo run
    /// --release` would.
    ///
    /// # Errors
    ///
    /// Returns an error if something does not compile, or if the build was
    /// interrupted.
    pub fn build_optimised(
        &self,
        packages: &BTreeSet<&str>,
    ) -> Result<BTreeMap<String, PathBuf>> {
        let mut programs = self.build()?;
        let packages = packages.iter().filter(|it| self.folder(it).is_ok());
        let packages: Vec<&str> =
            packages.flat_map(|name| ["-p", name]).collect();
        if !packages.is_empty() {
            let options = [&["--release"][..], &packages].concat();
            programs.extend(self.build_with(&options)?);
        }
        Ok(programs)
    }

    fn build_with(
        &self,
        options: &[&str],
    ) -> Result<BTreeMap<String, PathBuf>> {
        let mut build = cargo();
        build
            .args(["build", "--bins"])
            .args(options)
            .args(["--message-format", "json-render-diagnostics"])
            .current_dir(&self.root);
        let built = run::to_its_end(
            build,
            Duration::MAX,
            StandardError::Shown,
            &mut |_| (),
        )?;
        if built.ended != Ended::With(0) {
            bail!("the workspace was not built: {}", built.ended);
        }
        let programs = built.stdout.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            let name = message["target"]["name"].as_str()?.to_owned();
            let program = message["executable"].as_str()?;
            Some((name, PathBuf::from(program)))
        });
        Ok(programs.collect())
    }
}
