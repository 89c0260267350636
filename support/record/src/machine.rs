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

use crate::claims::{Judged, Told};

/// The file beside the page that says where the figures come from.
pub const ORIGIN: &str = "machine.json";

/// What a reader has to know to judge a figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// The processor's name, and whether it is a virtual machine's.
    pub processor: String,
    /// Logical cores that this program may use.
    pub cores: usize,
    /// All memory in GiB, to one decimal.
    pub memory_gib: f64,
    /// The operating system and its kernel.
    pub system: String,
    /// The compiler's name and version.
    pub compiler: String,
    /// The interpreter's name and version, and those of what the programs
    /// import. None: there is none.
    #[serde(default)]
    pub python: Option<String>,
}

impl Machine {
    /// Asks the system. What it does not tell is `unknown`, or 0.
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

/// Asks an interpreter for its version, and for those of what the programs
/// import.
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

/// Where the figures of the book come from: `machine.json`, of which the page
/// on the machine is written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The machine of the whole run.
    pub machine: Machine,
    /// The last run that recorded everything.
    pub whole_run: WholeRun,
    /// Where each recording comes from, by its name.
    pub recordings: BTreeMap<String, Source>,
    /// What the recordings say to the claims of the book.
    pub claims: Judged,
}

/// A run that recorded everything.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WholeRun {
    /// The day and the time at its end.
    pub at: String,
    /// Seconds that the examples took, without the build.
    pub took: f64,
    /// Whether the sizes were the quick ones.
    pub quick: bool,
    /// Cores that others kept busy just before the first program.
    pub busy: f64,
    /// The load, averaged over a minute, before the start and at the end.
    pub load: [f64; 2],
    /// What went wrong or may have disturbed all figures, a sentence each.
    pub warnings: Vec<String>,
}

/// Where one recording comes from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// The run that made it.
    pub run: RecordedBy,
    /// What may have disturbed its figures, a sentence each.
    pub warnings: Vec<String>,
}

/// A run, seen from the last one that recorded everything.
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
        /// The day and the time.
        at: String,
        /// Whether it was the machine of the whole run.
        same_machine: bool,
    },
}

impl Origin {
    /// Reads it from `file`, or returns `None` if there is no such file.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be read, or is not what was written.
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
        let refuted = self.claims.refuted.iter().map(Told::to_string);
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
            sizes = if whole.quick { "quick" } else { "usual" },
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

    /// The recordings that are older than the whole run, in words.
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

    /// What may have disturbed the recordings that are shown.
    fn warnings(&self) -> Vec<String> {
        let of_recordings = self.recordings.values();
        let of_recordings = of_recordings.flat_map(|source| &source.warnings);
        let of_run = self.whole_run.warnings.iter();
        of_run.chain(of_recordings).cloned().collect()
    }

    /// A line for each later run, with its recordings.
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

/// The day and the time.
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    format!("{} {:02}:{:02} UTC", now.date(), now.hour(), now.minute())
}

/// A list of `lines`, or what is said if there is none.
fn list(lines: Vec<String>, none: &str) -> String {
    match lines.is_empty() {
        true => format!("{none}\n"),
        false => lines.iter().map(|line| format!("- {line}\n")).collect(),
    }
}

/// How many cores are busy, on average over half a second: with other
/// programs, since this one sleeps. 0 where the system does not tell.
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

/// The load of the last minute: how many threads wanted a core, on average.
pub fn load() -> f64 {
    System::load_average().map_or(0.0, |load| load.one)
}

/// Whether Linux says that a hypervisor has the real processor: page faults and
/// forks may then take much longer.
fn is_virtual() -> bool {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut lines = processors.lines();
    let flags = lines.find(|line| line.starts_with("flags"));
    flags.is_some_and(|flags| flags.contains(" hypervisor"))
}

/// What the compiler says of its version.
fn compiler() -> Option<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
