//! What is recorded: every program that a page of the book shows, once for
//! each set of arguments that it shows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::archive::Archive;
use crate::pictures::{self, By, Picture};
use crate::workspace::Workspace;

/// A program, its arguments, and what is kept of a run.
#[derive(Clone, Copy, Debug)]
pub struct Recording {
    /// The package, which is the program too.
    pub package: &'static str,
    /// Tells several recordings of one package apart.
    pub variant: Option<&'static str>,
    /// What the program is called with. `target/debug/ex_3_4`, say, stands for
    /// the program of that name, wherever cargo has put it.
    pub arguments: &'static [&'static str],
    /// What it is called with instead where it has to be quick: sizes with
    /// which everything together ends within a few minutes.
    pub quick: Option<&'static [&'static str]>,
    /// How the program is asked for its figures as data, if it has any.
    pub data: Option<Data>,
    /// The pictures that are drawn of the same run.
    pub pictures: &'static [Picture],
    /// Patterns for what varies though it is no number, in a line whose numbers
    /// are masked already.
    pub varies: &'static [&'static str],
    /// Patterns for lines that a quick run or another machine does not have.
    pub not_always: &'static [&'static str],
    /// Whether it is built with optimisation, as `cargo run --release` does:
    /// where its figures compare code of several packages.
    pub optimised: bool,
    /// Whether what it writes to standard error is kept, below the rest.
    pub standard_error: bool,
    /// Whether the output is the same on every system, or only on Linux.
    pub everywhere: bool,
    /// How Python is part of it, if it is. Without an interpreter, what was
    /// recorded stays.
    pub python: Option<Python>,
}

/// How Python is part of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Python {
    /// The program runs versions in Python, too.
    Versions,
    /// This script is run.
    Script(&'static str),
    /// This script is run, and sends its requests to the test server.
    Client(&'static str),
}

/// What a script that sends requests is called with.
pub(crate) const AT_THE_SERVER: &str = "{url}/delay/1";

/// How a program is told the file that it writes its figures to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// By the variable `FIGURES_JSON`, as everything built on `measure` is.
    Variable,
    /// By `--json FILE`, before its other arguments.
    Option,
}

/// All of them, in the order of the book.
pub const RECORDINGS: &[Recording] = &[
    Recording::plain("ex_3_1"),
    Recording::script("ex_3_1", Python::Client("ex_3_1/ex_3_1.py")),
    Recording::plain("ex_3_2"),
    Recording::script("ex_3_2", Python::Client("ex_3_2/ex_3_2.py")),
    Recording::plain("ex_3_3"),
    Recording::script("ex_3_3", Python::Client("ex_3_3/ex_3_3.py")),
    Recording::plain("ex_3_4"),
    Recording::script("ex_3_4", Python::Client("ex_3_4/ex_3_4.py")),
    Recording {
        pictures: &[Picture::new("ex_3_5", By::Threads)],
        varies: &[SPEEDUP],
        ..Recording::plain("ex_3_5")
    },
    Recording {
        varies: &["^Cores: .*"],
        ..Recording::script("ex_3_5", Python::Script("ex_3_5/ex_3_5.py"))
    },
    FORK_VS_SPAWN.part("inherit", &["inherit"]),
    Recording {
        pictures: &[pictures::COPY_ON_WRITE],
        ..FORK_VS_SPAWN.part("memory", &["memory"])
    },
    Recording {
        pictures: &[pictures::CREATION_COST, pictures::GROWTH],
        // Which rows spread or got slower is a finding.
        varies: &[r"^Widest spread .*|lower (as|\().*"],
        ..FORK_VS_SPAWN.part("speed", &["speed"])
    },
    FORK_VS_SPAWN.part("traps", &["traps"]),
    Recording {
        everywhere: false,
        ..Recording::script(
            "fork_vs_spawn",
            Python::Script("fork_vs_spawn/fork_vs_spawn.py"),
        )
    },
    Recording {
        quick: Some(&["--delay", "0.02"]),
        pictures: &[pictures::IO_BOUND],
        ..IO_BOUND
    },
    Recording {
        quick: Some(&["requests", "--delay", "0.02"]),
        ..IO_BOUND.part("requests", &["requests"])
    },
    Recording {
        quick: Some(&["downloads", "--delay", "0.03"]),
        ..IO_BOUND.part("downloads", &["downloads"])
    },
    Recording {
        quick: Some(&["--python", "--delay", "0.02"]),
        pictures: &[pictures::IO_BOUND_PYTHON],
        ..IO_BOUND.versions("python", &["--python"])
    },
    Recording {
        quick: Some(&["--requests", "1000", "--delay", "0.3"]),
        pictures: &[pictures::TEN_THOUSAND],
        ..TEN_THOUSAND
    },
    Recording {
        quick: Some(&["--python", "--requests", "1000", "--delay", "0.3"]),
        pictures: &[pictures::TEN_THOUSAND_PYTHON],
        ..TEN_THOUSAND.versions("python", &["--python"])
    },
    Recording {
        quick: Some(&["pi", "--samples", "5000000", "--runs", "2"]),
        ..CPU_BOUND.part("pi", &["pi"])
    },
    Recording {
        quick: Some(&["squares", "--runs", "2"]),
        not_always: &[SECOND_CORE],
        ..CPU_BOUND.part("squares", &["squares"])
    },
    Recording {
        quick: Some(&["primes", "--limits", "5000", "--runs", "2"]),
        ..CPU_BOUND.part("primes", &["primes"])
    },
    Recording {
        quick: Some(&["pi", "--python", "--samples", "500000", "--runs", "2"]),
        pictures: &[pictures::PI_PYTHON],
        ..CPU_BOUND.versions("python-pi", &["pi", "--python"])
    },
    Recording {
        quick: Some(&["squares", "--python", "--runs", "1"]),
        not_always: &[SECOND_CORE],
        pictures: &[pictures::SQUARES_PYTHON],
        ..CPU_BOUND.versions("python-squares", &["squares", "--python"])
    },
    Recording {
        quick: Some(&["primes", "--python", "--limits", "500", "--runs", "2"]),
        pictures: &[pictures::PRIMES_PYTHON],
        ..CPU_BOUND.versions("python-primes", &["primes", "--python"])
    },
    Recording {
        quick: Some(&["--delay", "0.1", "--work", "0.02"]),
        pictures: &[pictures::MIXED_WORKLOAD, pictures::WHAT_IF],
        ..MIXED_WORKLOAD
    },
    Recording {
        quick: Some(&["--python", "--delay", "0.1", "--work", "0.02"]),
        pictures: &[pictures::MIXED_WORKLOAD_PYTHON],
        ..MIXED_WORKLOAD.versions("python", &["--python"])
    },
    PROFILE_TASK.part("waiting", &["target/debug/ex_3_4"]),
    PROFILE_TASK.part("computing", &["target/debug/ex_3_5"]),
    Recording::plain("event_loop").part("small", &["small"]),
    Recording::script(
        "event_loop",
        Python::Script("under_the_hood/event_loop/event_loop.py"),
    ),
    Recording {
        pictures: &[Picture::new("event_loop", By::Program)],
        ..Recording::plain("event_loop")
    },
    Recording {
        quick: Some(&["--work", "0.1"]),
        pictures: &[pictures::BLOCKED_LOOP],
        // The sentence on the number of cores.
        varies: &["^(With one core|# worker threads).*"],
        ..Recording::plain("blocked_loop")
    },
    Recording::script(
        "blocked_loop",
        Python::Script("under_the_hood/blocked_loop/blocked_loop.py"),
    ),
    Recording {
        quick: Some(&["--runs", "1"]),
        pictures: &[Picture::new("gil", By::Program)],
        // What is said of one core, and which version spread.
        varies: &["^(Cores to use: |Median of ).*"],
        ..Recording::plain("gil")
    },
    Recording::script("gil", Python::Script("under_the_hood/gil/gil.py")),
    Recording {
        quick: Some(&["--additions", "200000", "--runs", "1"]),
        varies: &[RUNS],
        data: Some(Data::Variable),
        ..Recording::plain("shared_state")
    },
    Recording::script(
        "shared_state",
        Python::Script("under_the_hood/shared_state/shared_state.py"),
    ),
    ASYNCIO_AND_TOKIO.part("never_awaited", &["never_awaited"]),
    Recording::difference(
        "python-never_awaited",
        "under_the_hood/asyncio_and_tokio/python/never_awaited.py",
    ),
    ASYNCIO_AND_TOKIO.part("left_running", &["left_running"]),
    Recording::difference(
        "python-left_running",
        "under_the_hood/asyncio_and_tokio/python/left_running.py",
    ),
    ASYNCIO_AND_TOKIO.part("one_fails", &["one_fails"]),
    Recording::difference(
        "python-one_fails",
        "under_the_hood/asyncio_and_tokio/python/one_fails.py",
    ),
    ASYNCIO_AND_TOKIO.part("cancelled", &["cancelled"]),
    Recording::difference(
        "python-cancelled",
        "under_the_hood/asyncio_and_tokio/python/cancelled.py",
    ),
    ASYNCIO_AND_TOKIO.part("interrupted", &["interrupted"]),
    Recording::difference(
        "python-interrupted",
        "under_the_hood/asyncio_and_tokio/python/interrupted.py",
    ),
    ASYNCIO_AND_TOKIO.part("detached", &["detached"]),
    Recording::difference(
        "python-detached",
        "under_the_hood/asyncio_and_tokio/python/detached.py",
    ),
    Recording {
        arguments: &["--help"],
        ..Recording::plain("local_httpbin")
    },
    Recording {
        arguments: &["--help"],
        ..Recording::plain("record")
    },
];

const ASYNCIO_AND_TOKIO: Recording = Recording {
    standard_error: true,
    // The id of the thread that panicked.
    varies: &[r"\(\d+\)"],
    // Ctrl-C is not a signal everywhere.
    everywhere: false,
    ..Recording::plain("asyncio_and_tokio")
};

const FORK_VS_SPAWN: Recording = Recording {
    everywhere: false,
    ..Recording::plain("fork_vs_spawn")
};

const IO_BOUND: Recording = Recording {
    varies: &[RUNS],
    // Not every system tells of threads.
    everywhere: false,
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("io_bound")
};

const TEN_THOUSAND: Recording = Recording {
    not_always: &[
        // The versions whose requests did not all wait together, if any.
        " were in flight at a time,$|^because the first ended before ",
    ],
    // The sizes, which are smaller in a quick run.
    varies: &["^# requests of .*", NOT_SEEN, RUNS],
    everywhere: false,
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("ten_thousand")
};

const CPU_BOUND: Recording = Recording {
    varies: &[
        // The sizes.
        "^[a-z]+: .*",
        // What a message costs, if that is more than the noise.
        "(CPU|wall):? (# µs|unknown)",
        RUNS,
    ],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("cpu_bound")
};

const MIXED_WORKLOAD: Recording = Recording {
    // What bounds them depends on the cores; who was closest is a finding.
    varies: &[
        "^(Lower bound: |Lower bound in Python: |Closest ).*",
        "^Below the lower bound .*",
        RUNS,
    ],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("mixed_workload")
};

const PROFILE_TASK: Recording = Recording {
    standard_error: true,
    varies: &[
        SPEEDUP,
        // The processor's counters, and the next step.
        "^- Memory stalls: .*",
        "^(Next: |read book/src/|cargo run ).*",
    ],
    // Not every OS reports on descendants and on time spent waiting for a core.
    everywhere: false,
    data: Some(Data::Option),
    ..Recording::plain("profile_task")
};

/// What a second core brings to the squares, and how the system is set.
const SECOND_CORE: &str =
    r"^(sums \(([2-9]|\d\d)|Speedup with \d+ threads: |Huge pages )";

/// The last line of `ex_3_5`, which differs if there is only one core.
const SPEEDUP: &str = "^Speedup: .*";

/// A size that a program sees by looking from outside: a version that ends too
/// soon shows none.
const NOT_SEEN: &str = "# [KM]iB";

/// How often each version ran, and which one's runs lie apart.
const RUNS: &str = "^(Median of .*|Each row is one run.|Each way ran once.)";

impl Recording {
    /// A program without arguments, of which only the output is kept.
    const fn plain(package: &'static str) -> Recording {
        Recording {
            package,
            variant: None,
            arguments: &[],
            quick: None,
            data: None,
            pictures: &[],
            varies: &[],
            not_always: &[],
            optimised: false,
            standard_error: false,
            everywhere: true,
            python: None,
        }
    }

    /// The Python program beside the package's.
    const fn script(package: &'static str, python: Python) -> Recording {
        Recording {
            variant: Some("python"),
            python: Some(python),
            ..Recording::plain(package)
        }
    }

    /// A difference between asyncio and tokio, as asyncio has it.
    const fn difference(
        variant: &'static str,
        script: &'static str,
    ) -> Recording {
        Recording {
            python: Some(Python::Script(script)),
            ..ASYNCIO_AND_TOKIO.part(variant, &[])
        }
    }

    /// The same comparison, of versions in both languages.
    const fn versions(
        self,
        variant: &'static str,
        arguments: &'static [&'static str],
    ) -> Recording {
        Recording {
            python: Some(Python::Versions),
            ..self.part(variant, arguments)
        }
    }

    /// One of several recordings of a package.
    const fn part(
        self,
        variant: &'static str,
        arguments: &'static [&'static str],
    ) -> Recording {
        Recording {
            variant: Some(variant),
            arguments,
            ..self
        }
    }

    /// Its name, such as `ex_3_3` or `fork_vs_spawn-memory`.
    pub fn name(&self) -> String {
        match self.variant {
            Some(variant) => format!("{}-{variant}", self.package),
            None => self.package.to_owned(),
        }
    }

    /// Whether `example` is its name, or that of its package.
    pub fn is_called(&self, example: &str) -> bool {
        self.package == example || self.name() == example
    }

    /// What the program is called with.
    pub fn arguments(&self, quick: bool) -> &'static [&'static str] {
        self.quick.filter(|_| quick).unwrap_or(self.arguments)
    }

    /// What a learner types to see the same, such as `cargo run -p ex_3_3`.
    pub fn command(&self, quick: bool) -> String {
        let release = if self.optimised { "--release " } else { "" };
        let mut command = match self.python {
            Some(Python::Client(script)) => {
                return format!(
                    "cargo run -p local_httpbin -- python3 {script} \
                     {AT_THE_SERVER}"
                );
            }
            Some(Python::Script(script)) => format!("python3 {script}"),
            _ => format!("cargo run {release}-p {}", self.package),
        };
        let arguments = self.arguments(quick);
        if !arguments.is_empty() {
            let is_cargo = command.starts_with("cargo ");
            command += if is_cargo { " -- " } else { " " };
            command += &arguments.join(" ");
        }
        command
    }

    /// The file that keeps the output: `output.txt`, or `output-` and the
    /// variant, in the package's folder.
    ///
    /// # Errors
    ///
    /// The workspace has no such package.
    pub fn file(&self, workspace: &Workspace) -> Result<PathBuf> {
        let file = match self.variant {
            Some(variant) => format!("output-{variant}.txt"),
            None => "output.txt".to_owned(),
        };
        Ok(workspace.folder(self.package)?.join(file))
    }

    /// Whether this system can run it with the same result as any other.
    pub fn runs_here(&self) -> bool {
        self.everywhere || cfg!(target_os = "linux")
    }
}

/// Reads every recording that there is.
///
/// # Errors
///
/// Returns an error if a file is there and cannot be read.
pub fn load(workspace: &Workspace) -> Result<Archive> {
    let mut archive = Archive::default();
    for recording in RECORDINGS {
        let Ok(file) = recording.file(workspace) else {
            continue;
        };
        if let Some(output) = read(&file)? {
            let data = read(&file.with_extension("json"))?;
            let data = recording.data.and(data);
            archive.insert(&recording.name(), output, data.as_deref())?;
        }
    }
    Ok(archive)
}

/// The text of a file, if it is there.
fn read(file: &Path) -> Result<Option<String>> {
    let text = file.exists().then(|| fs::read_to_string(file));
    text.transpose().with_context(|| {
        format!("cannot read {}", command_line::printable(file))
    })
}
