//! The list of recordings: every program that a page of the book shows, once
//! per set of arguments.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use crate::archive::Archive;
use crate::pictures::{self, By, Picture};
use crate::workspace::Workspace;

/// A program, its arguments, and the parts of a run that are kept.
#[derive(Clone, Copy, Debug)]
pub struct Recording {
    /// Name of the package and of its program.
    pub package: &'static str,
    /// Name of the recording, if the package has several.
    pub variant: Option<&'static str>,
    /// Arguments of the program. An argument such as `target/debug/ex_3_4` means
    /// the program of that name, wherever cargo has put it.
    pub arguments: &'static [&'static str],
    /// Arguments of a quick run, with sizes that let all programs together
    /// finish within a few minutes.
    pub quick: Option<&'static [&'static str]>,
    /// Way to get the figures as data, if the program has them.
    pub data: Option<Data>,
    /// Pictures drawn from the same run.
    pub pictures: &'static [Picture],
    /// Patterns for words that vary, in lines whose numbers are masked already.
    pub varies: &'static [&'static str],
    /// Patterns for lines that a quick run or another machine does not print.
    pub not_always: &'static [&'static str],
    /// Set if it is built with optimisation, as by `cargo run --release`, because
    /// its figures compare code of several packages.
    pub optimised: bool,
    /// Set if its standard error is kept, below the rest.
    pub standard_error: bool,
    /// Set if the output is the same on every OS. Otherwise it needs Linux.
    pub everywhere: bool,
    /// Part that Python has in it. Without an interpreter, the old recording
    /// stays.
    pub python: Option<Python>,
    /// Programs of others that it runs, each with the names that it may have.
    /// Without one of them, the old recording stays.
    pub engines: &'static [Engine],
}

/// Names of a program, any of which will do.
pub type Engine = &'static [&'static str];

/// Part that Python has in a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Python {
    /// The program runs versions in Python, too.
    Versions,
    /// This script is run.
    Script(&'static str),
    /// This script is run, and sends its requests to the test server.
    Client(&'static str),
}

/// Argument of a script that sends requests.
pub(crate) const AT_THE_SERVER: &str = "{url}/delay/1";

/// Way to name the file that a program writes its figures to.
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
        // The rows that spread or got slower differ from run to run.
        varies: &[r"^Widest spread .*|lower (as|\().*"],
        ..FORK_VS_SPAWN.part("speed", &["speed"])
    },
    FORK_VS_SPAWN.part("traps", &["traps"]),
    FORK_VS_SPAWN.in_python("python-inherit", &["inherit"]),
    FORK_VS_SPAWN.in_python("python-memory", &["memory"]),
    FORK_VS_SPAWN.in_python("python-speed", &["speed"]),
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
        // The sentence about the number of cores.
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
        // A remark if there is one core, and the version with the widest spread.
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
        quick: Some(&["bytes", "--records", "100"]),
        ..CANCELLATION.part("bytes", &["bytes"])
    },
    Recording {
        quick: Some(&["bytes", "--python", "--records", "100"]),
        ..CANCELLATION.versions("python-bytes", &["bytes", "--python"])
    },
    CANCELLATION.part("transfers", &["transfers"]),
    CANCELLATION.versions("python-transfers", &["transfers", "--python"]),
    CANCELLATION.versions("python-errors", &["errors", "--python"]),
    Recording {
        everywhere: false,
        ..CANCELLATION.part("shutdown", &["shutdown"])
    },
    Recording {
        everywhere: false,
        ..CANCELLATION.versions("python-shutdown", &["shutdown", "--python"])
    },
    Recording {
        quick: Some(&["load", "--duration", "0.1"]),
        pictures: &[pictures::BACK_PRESSURE],
        ..BACK_PRESSURE.part("load", &["load"])
    },
    Recording {
        quick: Some(&["closed", "--duration", "0.1"]),
        ..BACK_PRESSURE.part("closed", &["closed"])
    },
    Recording {
        quick: Some(&["retries", "--duration", "0.1"]),
        pictures: &[pictures::RETRIES],
        ..BACK_PRESSURE.part("retries", &["retries"])
    },
    Recording {
        quick: Some(&[
            "load",
            "--python",
            "--load",
            "150",
            "--duration",
            "0.1",
        ]),
        ..BACK_PRESSURE
            .versions("python-load", &["load", "--python", "--load", "150"])
    },
    Recording {
        quick: Some(&[
            "retries",
            "--python",
            "--load",
            "150",
            "--duration",
            "0.1",
        ]),
        ..BACK_PRESSURE.versions(
            "python-retries",
            &["retries", "--python", "--load", "150"],
        )
    },
    Recording {
        quick: Some(&["files", "--files", "5000", "--runs", "1"]),
        pictures: &[pictures::HIDDEN_BLOCKING_FILES],
        ..HIDDEN_BLOCKING.part("files", &["files"])
    },
    Recording {
        quick: Some(&["files", "--python", "--files", "5000", "--runs", "1"]),
        ..HIDDEN_BLOCKING.versions("python-files", &["files", "--python"])
    },
    Recording {
        quick: Some(&["calls", "--runs", "1"]),
        ..HIDDEN_BLOCKING.part("calls", &["calls"])
    },
    Recording {
        quick: Some(&["calls", "--python", "--runs", "1"]),
        pictures: &[pictures::HIDDEN_BLOCKING],
        ..HIDDEN_BLOCKING.versions("python-calls", &["calls", "--python"])
    },
    Recording {
        quick: Some(&["find", "--runs", "1"]),
        ..HIDDEN_BLOCKING.part("find", &["find"])
    },
    Recording {
        quick: Some(&["find", "--python", "--runs", "1"]),
        ..HIDDEN_BLOCKING.versions("python-find", &["find", "--python"])
    },
    Recording {
        quick: Some(&["sieve", "--python", "--limit", "200000", "--runs", "1"]),
        ..PARALLEL_LIMITS.versions("sieve", &["sieve", "--python"])
    },
    Recording {
        quick: Some(&["amdahl", "--work", "0.02", "--runs", "1"]),
        pictures: &[pictures::AMDAHL],
        ..PARALLEL_LIMITS.part("amdahl", &["amdahl"])
    },
    Recording {
        quick: Some(&["grain", "--work", "0.02", "--runs", "1"]),
        ..PARALLEL_LIMITS.part("grain", &["grain"])
    },
    Recording {
        quick: Some(&["sharing", "--runs", "1"]),
        ..PARALLEL_LIMITS.part("sharing", &["sharing"])
    },
    Recording {
        quick: Some(&["memory", "--runs", "1"]),
        ..PARALLEL_LIMITS.part("memory", &["memory"])
    },
    Recording {
        quick: Some(&["additions", "--size", "2000000"]),
        ..FROM_PYTHON.versions("additions", &["additions"])
    },
    Recording {
        quick: Some(&["primes", "--size", "200000"]),
        ..FROM_PYTHON.versions("primes", &["primes"])
    },
    Recording {
        quick: Some(&["calls", "--size", "100000"]),
        ..FROM_PYTHON.versions("calls", &["calls"])
    },
    Recording {
        quick: Some(&["squares", "--size", "100000"]),
        ..FROM_PYTHON.versions("squares", &["squares"])
    },
    Recording {
        quick: Some(&["gil", "--size", "5000000"]),
        ..FROM_PYTHON.versions("gil", &["gil"])
    },
    Recording {
        data: None,
        ..FROM_PYTHON.versions("traps", &["traps"])
    },
    Recording {
        quick: Some(&["array", "--jobs", "4", "--samples", "1000000"]),
        engines: &[PARALLEL],
        ..BEYOND_ONE_MACHINE.part("array", &["array", "--runs", "3"])
    },
    Recording {
        quick: Some(&["overhead", "--runs", "1"]),
        engines: &[PARALLEL, REDIS],
        pictures: &[pictures::BEYOND_ONE_MACHINE],
        // Whether two workers begin to pay at one of these lengths, and an
        // overhead that is below the disturbances.
        varies: &["^(Two workers beat|There is no clear|# ms:) .*", RUNS],
        ..BEYOND_ONE_MACHINE.part("overhead", &["overhead", "--runs", "3"])
    },
    Recording {
        quick: Some(&["queue", "--jobs", "20", "--wait", "0.01"]),
        engines: &[REDIS],
        ..BEYOND_ONE_MACHINE.part("queue", &["queue"])
    },
    Recording {
        quick: Some(&["queue", "--python", "--jobs", "5"]),
        engines: &[REDIS],
        ..BEYOND_ONE_MACHINE.versions("python-queue", &["queue", "--python"])
    },
    Recording {
        engines: &[PARALLEL, REDIS],
        // Hosts take root.
        not_always: &["^(a host is cut off|No host is|Left out: a host)"],
        ..BEYOND_ONE_MACHINE.part("failures", &["failures"])
    },
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
    // Not every OS reports the number of threads.
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
        // The cost of a message, if it is more than noise.
        "(CPU|wall):? (# µs|unknown)",
        RUNS,
    ],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("cpu_bound")
};

const MIXED_WORKLOAD: Recording = Recording {
    // The lower bound depends on the cores, and the closest version on the run.
    varies: &[
        "^(Lower bound: |Lower bound in Python: |Closest ).*",
        "^Below the lower bound .*",
        RUNS,
    ],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("mixed_workload")
};

const CANCELLATION: Recording = Recording {
    varies: &[RUNS],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("cancellation")
};

const PARALLEL_LIMITS: Recording = Recording {
    // The fastest row, and the one that is furthest from its prediction.
    varies: &["^Fastest: .*", "^Furthest .*", RUNS],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("parallel_limits")
};

const FROM_PYTHON: Recording = Recording {
    varies: &[RUNS],
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("from_python")
};

const BEYOND_ONE_MACHINE: Recording = Recording {
    varies: &[RUNS],
    everywhere: false,
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("beyond_one_machine")
};

/// Engines of beyond_one_machine.
const PARALLEL: Engine = &["parallel"];
const REDIS: Engine = &["redis-server", "valkey-server"];

const BACK_PRESSURE: Recording = Recording {
    // The sizes, and the row that is farthest from Little's law.
    varies: &[r"^\(.*", "^Little's law: .*", RUNS],
    // Not every OS reports memory.
    everywhere: false,
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("back_pressure")
};

const HIDDEN_BLOCKING: Recording = Recording {
    varies: &[RUNS],
    // On a busy machine, other callbacks than the reporter's may be slow, too.
    not_always: &[
        r"in Python: Executing <(Handle|TimerHandle|Task \w+ name='[^r])",
    ],
    // Not every OS reports the number of threads.
    everywhere: false,
    data: Some(Data::Variable),
    optimised: true,
    ..Recording::plain("hidden_blocking")
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

/// Effect of a second core on the squares, and a setting of the kernel.
const SECOND_CORE: &str =
    r"^(sums \(([2-9]|\d\d)|Speedup with \d+ threads: |Huge pages )";

/// The last line of `ex_3_5`, which differs if there is only one core.
const SPEEDUP: &str = "^Speedup: .*";

/// A size that a program samples from outside. A version that ends too soon has
/// none.
const NOT_SEEN: &str = "# [KM]iB";

/// The line with the number of runs and the widest spread.
const RUNS: &str = "^(Median of .*|Each row is one run.)";

impl Recording {
    /// Returns the recording of a program without arguments, which only keeps
    /// the output.
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
            engines: &[],
        }
    }

    /// Returns the recording of the package's Python program.
    const fn script(package: &'static str, python: Python) -> Recording {
        Recording {
            variant: Some("python"),
            python: Some(python),
            ..Recording::plain(package)
        }
    }

    /// Returns the recording of asyncio's side of a difference from tokio.
    const fn difference(
        variant: &'static str,
        script: &'static str,
    ) -> Recording {
        Recording {
            python: Some(Python::Script(script)),
            ..ASYNCIO_AND_TOKIO.part(variant, &[])
        }
    }

    /// Returns the recording of the same comparison in both languages.
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

    /// Returns a part of the package's Python program.
    const fn in_python(
        self,
        variant: &'static str,
        arguments: &'static [&'static str],
    ) -> Recording {
        Recording {
            python: Some(Python::Script("fork_vs_spawn/fork_vs_spawn.py")),
            ..self.part(variant, arguments)
        }
    }

    /// Returns one of several recordings of a package.
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

    /// Returns its name, such as `ex_3_3` or `fork_vs_spawn-memory`.
    pub fn name(&self) -> String {
        match self.variant {
            Some(variant) => format!("{}-{variant}", self.package),
            None => self.package.to_owned(),
        }
    }

    /// Returns whether `example` is its name, or that of its package.
    pub fn is_called(&self, example: &str) -> bool {
        self.package == example || self.name() == example
    }

    /// Returns the arguments of the program.
    pub fn arguments(&self, quick: bool) -> &'static [&'static str] {
        self.quick.filter(|_| quick).unwrap_or(self.arguments)
    }

    /// Returns the command that a learner types, such as `cargo run -p ex_3_3`.
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

    /// Returns the file that keeps the output, in the package's folder:
    /// `output.txt`, or `output-` and the variant.
    ///
    /// # Errors
    ///
    /// Returns an error if the workspace has no such package.
    pub fn file(&self, workspace: &Workspace) -> Result<PathBuf> {
        let file = match self.variant {
            Some(variant) => format!("output-{variant}.txt"),
            None => "output.txt".to_owned(),
        };
        Ok(workspace.folder(self.package)?.join(file))
    }

    /// Returns the names of the first engine that is in none of the folders of
    /// this `PATH`.
    pub fn missing_engine(&self, path: &OsStr) -> Option<Engine> {
        let is_there = |engine: &&Engine| {
            env::split_paths(path).any(|folder| {
                engine.iter().any(|name| folder.join(name).is_file())
            })
        };
        self.engines.iter().find(|it| !is_there(it)).copied()
    }

    /// Returns whether this OS can run it with the same result as any other.
    pub fn runs_here(&self) -> bool {
        self.everywhere || cfg!(target_os = "linux")
    }
}

/// Reads all recordings that exist.
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

/// Returns the text of a file, or None if there is no such file.
fn read(file: &Path) -> Result<Option<String>> {
    let text = file.exists().then(|| fs::read_to_string(file));
    text.transpose().with_context(|| {
        format!("cannot read {}", command_line::printable(file))
    })
}
