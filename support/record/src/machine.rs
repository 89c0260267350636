//! The machine that the examples ran on, as a page of the book.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sysinfo::System;
use time::OffsetDateTime;

use crate::claims::{Judged, Outcome};

/// File next to the page, with the origin of the figures.
pub const ORIGIN: &str = "machine.json";

/// Description of a machine, which a reader needs to judge a figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// Name of the processor, with a note if it is that of a virtual machine.
    pub processor: String,
    /// Number of logical cores that this program may use.
    pub cores: usize,
    /// Total memory in GiB, to one decimal.
    pub memory_gib: f64,
    /// Names and versions of the OS and its kernel.
    pub system: String,
    /// Name and version of the compiler.
    pub compiler: String,
    /// Names and versions of the interpreter and of the packages that the
    /// programs import. None if there is no interpreter.
    #[serde(default)]
    pub python: Option<String>,
}

impl Machine {
    /// Asks the OS. A fact that it does not report is `unknown`, or 0.
    pub fn this() -> Machine {
        let mut processor = String::new();
        let mut memory = 0.0;
        if let Ok(mut system) = System::new() {
            system.refresh_cpu_all();
            system.refresh_memory();
            memory = system.total_memory() as f64;
            let first = system.cpus().first();
            processor = first.map_or("", |core| core.brand()).trim().to_owned();
        }
        let or_unknown = |text: Option<String>| {
            let text = text.filter(|text| !text.is_empty());
            text.unwrap_or_else(|| "unknown".to_owned())
        };
        Machine {
            processor: match processor.as_str() {
                "" => format!("unknown, {}", env::consts::ARCH),
                _ if is_virtual() => format!("{processor}, virtual machine"),
                _ => processor,
            },
            cores: command_line::cores(),
            memory_gib: (memory * 10.0 / f64::from(1 << 30)).round() / 10.0,
            system: format!(
                "{}, kernel {}",
                or_unknown(System::long_os_version().ok()),
                or_unknown(System::kernel_version().ok()),
            ),
            compiler: or_unknown(compiler()),
            python: command_line::python().ok().and_then(|it| versions(&it)),
        }
    }
}

/// Asks an interpreter for its version, and for those of the packages that the
/// programs import.
fn versions(interpreter: &Path) -> Option<String> {
    let script = "import platform, sys; from importlib import metadata; \
                  print(platform.python_implementation(), \
                  platform.python_version(), end=''); \
                  [print(',', name, metadata.version(name), end='') \
                  for name in ('httpx', 'aiohttp', 'requests', 'numpy')]";
    let output = Command::new(interpreter).args(["-c", script]).output();
    let output = output.ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Origin of the figures in the book. It is kept in `machine.json`, and is the
/// source of the page about the machine.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Machine of the whole run.
    pub machine: Machine,
    /// Last run that recorded everything.
    pub whole_run: WholeRun,
    /// Origin of each recording, by its name.
    pub recordings: BTreeMap<String, Source>,
    /// Claims of the book, judged by all recordings.
    pub claims: Judged,
}

/// A run that recorded everything.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WholeRun {
    /// Date and time of its end.
    pub at: String,
    /// Wall time of the examples in seconds, without the build.
    pub took: f64,
    /// Set if the sizes were the quick ones.
    pub quick: bool,
    /// Number of cores that other programs kept busy just before the start.
    pub busy: f64,
    /// Load, averaged over a minute, before the start and at the end.
    pub load: [f64; 2],
    /// Failures, and disturbances of all figures, in one sentence each.
    pub warnings: Vec<String>,
}

/// Origin of one recording.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// Run that made it.
    pub run: RecordedBy,
    /// Disturbances of its figures, in one sentence each.
    pub warnings: Vec<String>,
}

/// A run, relative to the last one that recorded everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedBy {
    /// An earlier one, because the whole run could not record it.
    #[default]
    Earlier,
    /// The whole run.
    Whole,
    /// A later one.
    Later {
        /// Date and time.
        at: String,
        /// Set if it was the machine of the whole run.
        same_machine: bool,
    },
}

impl Origin {
    /// Reads it from `file`. Returns None if there is no such file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or has other contents.
    pub fn read(file: &Path) -> Result<Option<Origin>> {
        let cannot =
            || format!("cannot read {}", command_line::printable(file));
        if !file.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(file).with_context(cannot)?;
        serde_json::from_str(&text).with_context(cannot).map(Some)
    }

    /// Returns the text of the file that [`Origin::read`] reads.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be written as JSON.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Returns the page as Markdown.
    pub fn page(&self) -> String {
        let (machine, whole) = (&self.machine, &self.whole_run);
        let refuted = self.claims.refuted.iter().map(Outcome::to_string);
        let later = list(self.recorded_later(), "");
        format!(
            include_str!("machine_page.md"),
            but_for = self.but_for(),
            processor = machine.processor,
            cores = machine.cores,
            memory_gib = machine.memory_gib,
            system = machine.system,
            compiler = machine.compiler,
            python = machine.python.as_deref().unwrap_or("none"),
            at = whole.at,
            took = whole.took,
            sizes = if whole.quick { "quick" } else { "default" },
            busy = whole.busy,
            before = whole.load[0],
            after = whole.load[1],
            warnings = list(self.warnings(), "Nothing was noticed."),
            refuted = list(
                refuted.collect(),
                "Nothing: every claim about figures of this run holds here.",
            ),
            later = match later.trim() {
                "" => String::new(),
                _ => format!("\n## Recorded later\n\n{later}"),
            }
        )
    }

    /// Returns the recordings that are older than the whole run, in words.
    fn but_for(&self) -> String {
        let names = self.recordings.iter();
        let names =
            names.filter(|(_, source)| source.run == RecordedBy::Earlier);
        let names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!(", but for those of {}", names.join(", ")),
        }
    }

    /// Returns the disturbances of the recordings that the book shows.
    fn warnings(&self) -> Vec<String> {
        let of_recordings = self.recordings.values();
        let of_recordings = of_recordings.flat_map(|source| &source.warnings);
        let of_run = self.whole_run.warnings.iter();
        of_run.chain(of_recordings).cloned().collect()
    }

    /// Returns one line per later run, with its recordings.
    fn recorded_later(&self) -> Vec<String> {
        let mut runs: BTreeMap<(&str, bool), Vec<&str>> = BTreeMap::new();
        for (name, source) in &self.recordings {
            if let RecordedBy::Later { at, same_machine } = &source.run {
                runs.entry((at, *same_machine)).or_default().push(name);
            }
        }
        let lines = runs.iter().map(|((at, same_machine), names)| {
            let machine = if *same_machine { "the same" } else { "another" };
            format!("{}: {at}, on {machine} machine.", names.join(", "))
        });
        lines.collect()
    }
}

/// Returns the date and the time.
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    format!("{} {:02}:{:02} UTC", now.date(), now.hour(), now.minute())
}

/// Returns a list of `lines`, or `none` if there are none.
fn list(lines: Vec<String>, none: &str) -> String {
    match lines.is_empty() {
        true => format!("{none}\n"),
        false => lines.iter().map(|line| format!("- {line}\n")).collect(),
    }
}

/// Returns the number of cores that other programs keep busy, on average over
/// half a second in which this one sleeps. Returns 0 if the OS does not report
/// it.
pub fn busy_cores() -> f64 {
    let Ok(mut system) = System::new() else {
        return 0.0;
    };
    system.refresh_cpu_usage();
    thread::sleep(Duration::from_millis(500));
    system.refresh_cpu_usage();
    let shares = system.cpus().iter().map(|core| core.usage());
    f64::from(shares.sum::<f32>()) / 100.0
}

/// Returns the load of the last minute, which is the average number of threads
/// that had a core or waited for one.
pub fn load() -> f64 {
    System::load_average().map_or(0.0, |load| load.one)
}

/// Returns whether Linux runs under a hypervisor, where page faults and forks
/// may take much longer.
fn is_virtual() -> bool {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut lines = processors.lines();
    let flags = lines.find(|line| line.starts_with("flags"));
    flags.is_some_and(|flags| flags.contains(" hypervisor"))
}

/// Returns the compiler's name and version.
fn compiler() -> Option<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
